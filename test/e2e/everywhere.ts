import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import ts from "typescript";
import { buildClient, root } from "./clients.js";
import type { Report } from "./program.js";
import { startPlatform } from "./platform-server.js";
import type { Route } from "./server.js";
import { startUsers } from "./users-server.js";

/** What program.ts has to say, wherever it runs. */
export const wanted: Report = {
  names: ["Ada", "Bob", "Cleo", "Dan", "Eve"],
  created: "Zoë 🍅",
  changed: "admin",
  gone: 204,
  missing: "No such user",
  thrown: "getUser answered 404: No such user",
  refused: 'Bearer error="invalid_token"',
  raw: 200,
  log: ["start listUsers 1", "end listUsers 1", "start listUsers 1", "end listUsers 1"],
  met: [200, 200, 200],
  renewals: 1,
  words: ["ünï", "🍅", "end", "done"],
  uploaded: [["files", 3, "text/csv", true], ["zwei ö.txt", 3, "application/octet-stream", true], ["files", 3, "application/octet-stream", true]],
  download: ["zwei ö.txt", 3, 3],
  progress: [0.2, 0.4, 0.6, 0.8, 1],
  audit: [1, 2, 3, 4, 5],
  pages: 3,
  aborted: "the user went away",
  timeout: "timeout",
  nobody: "connection",
  header: "request",
  dots: "request",
};

const slow: Route["handle"] = () => undefined;

/** The servers that program.ts calls. */
export async function startAll(): Promise<{ readonly users: string; readonly platform: string }> {
  const users = await startUsers({ "GET /slow/users/:id": slow });
  return { users: users.url, platform: (await startPlatform()).url };
}

/** A folder with program.ts as JavaScript, and a main module that runs it with the clients and prints what it says. */
export async function writeProgram(folder: string, { users, platform }: { readonly users: string; readonly platform: string }): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const { outputText } = ts.transpileModule(readFileSync(join(root, "test/e2e/program.ts"), "utf8"), { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true } });
  writeFileSync(join(folder, "program.js"), outputText);
  const main = `import * as users from ${JSON.stringify(join((await buildClient("users")).js, "index.js"))};
import * as platform from ${JSON.stringify(join((await buildClient("platform")).js, "index.js"))};
import { run } from "./program.js";
console.log(JSON.stringify(await run(users, platform, ${JSON.stringify({ users, platform })})));
`;
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(folder, "main.js"), main);
  return join(folder, "main.js");
}

/** A program of that name: in PATH, or installed by scripts/runtimes.mjs. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [join(root, "test/e2e/runtimes/node_modules/.bin"), ...(process.env["PATH"] ?? "").split(delimiter)];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}
