import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flagOf, settings, type SettingName } from "../generators/config.js";
import { targets } from "../generators/targets/registry.js";
import { makeBench, root } from "./commands/mortise.js";
import { compile, onNode } from "./targets/compile.js";
import { linkMsw } from "./targets/generate.js";
import { hasPython, typecheck } from "./python/tools.js";
import { hasGo, judgeModule } from "./targets/go-build.js";

const readme = readFileSync(join(root, "README.md"), "utf8");
const { mortise, put, read, path } = makeBench();

/** The fenced blocks of a language, without fences. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

/** What the README's programs speak of and don't have: a reader's own. */
const surroundings = `declare const session: { token: string };
declare const store: { find(id: number): Promise<{ id: number; name: string } | undefined> };
declare const revoked: ReadonlySet<string>;
declare const sessions: ReadonlyMap<string, { user: number }>;
declare const app: { use(handler: (...parts: never) => void): void };
`;

/** How many files the runtime has, and how long it takes, is not the README's point. */
const withoutNumbers = (text: string): string => text.replace(/\d+/g, "N");

describe("the README", () => {
  const contract = blocks("yaml").find((text) => text.startsWith("# users.yaml\n")) ?? "";

  test("shows what really comes out of its contract", () => {
    put("users.yaml", contract);
    const { status, out } = mortise("generate", "users.yaml");
    const wanted =
      blocks("console")
        .find((text) => text.startsWith("$ mortise generate users.yaml\nusers "))
        ?.split("\n")
        .slice(1)
        .join("\n") ?? "";
    expect([status, withoutNumbers(out)]).toEqual([0, withoutNumbers(wanted)]);
    const shown = blocks("ts").filter((text) => text.startsWith("// generated/"));
    expect(shown.length).toBeGreaterThan(1);
    for (const text of shown) {
      const [path = "", ...lines] = text.split("\n");
      expect(read(path.slice(3))).toContain(lines.join("\n").trim());
    }
  });

  test.skipIf(!hasGo)("shows Go that compiles", { timeout: 300_000 }, () => {
    const [service = "", serve = "", call = "", ...rest] = blocks("go");
    expect(rest).toEqual([]);
    const indented = (text: string): string => text.replace(/^(?=.)/gm, "\t");
    const program = (imports: readonly string[], text: string): string => `package main\n\nimport (\n${imports.map((name) => `\t"${name}"\n`).join("")})\n\n${text}`;
    for (const target of ["server", "client"]) mortise("generate", join(root, "specs/users/openapi.yaml"), "--target", `go-${target}`, "--out", `go/${target}`);
    put(
      "go/server/go-server/cmd/readme/main.go",
      program(
        ["context", "example.com/users", "github.com/gin-gonic/gin"],
        `// Store is a reader's own.\ntype Store interface {\n\tFind(id int64) (users.User, bool)\n}\n\n${service}\nfunc serve(ctx context.Context, store Store, verify func(context.Context, string, []string) (any, error)) error {\n${indented(serve)}}\n\nfunc main() {\n\tpanic(serve(context.Background(), nil, nil))\n}\n`,
      ),
    );
    put(
      "go/client/go-client/cmd/readme/main.go",
      program(["context", "errors", "example.com/users", "fmt"], `func call(ctx context.Context, token string) error {\n${indented(call)}}\n\nfunc main() {\n\tpanic(call(context.Background(), "good"))\n}\n`),
    );
    for (const target of ["server", "client"]) expect(judgeModule(path(`go/${target}/go-${target}`), { lint: false })).toBe("");
  });

  test.skipIf(!hasPython)("shows Python that mypy accepts", { timeout: 300_000 }, () => {
    const [service = "", serve = "", call = "", ...rest] = blocks("python");
    expect(rest).toEqual([]);
    for (const target of ["server", "client"]) mortise("generate", join(root, "specs/users/openapi.yaml"), "--target", `py-${target}`, "--out", "py");
    const imports = (name: string, ...names: readonly string[]): string => `from ${name} import ${names.join(", ")}\n`;
    const store = "class Store(Protocol):\n    async def find(self, id: int) -> User | None: ...\n\n\n";
    const verify = "async def verify(token: str, scopes: Sequence[str]) -> object:\n    return None\n\n\nstore: Store\n";
    const server = [imports("collections.abc", "Sequence"), imports("typing", "Protocol"), imports("users_server", "Security", "UnimplementedUsersService", "create_app", "run"), imports("users_server.models", "Problem", "User"), imports("users_server.operations", "GetUser200", "GetUser404")];
    put("py/py-server/readme.py", `${server.join("")}\n\n${store}${service}\n\n${verify}${serve}`);
    put("py/py-client/readme.py", `${imports("users_client", "Client", "GetUser200", "GetUser404")}\ntoken = ""\n${call}`);
    for (const target of ["server", "client"]) expect(typecheck(path(`py/py-${target}`), ["readme.py"])).toBe("");
  });

  test("calls clients and servers in a way that compiles", { timeout: 60_000 }, () => {
    const users = join(root, "specs/users/openapi.yaml");
    for (const target of ["client", "server"]) {
      put(`${target}/one/users.yaml`, contract);
      mortise("generate", `${target}/one/users.yaml`, "--target", `ts-${target}`, "--out", `${target}/one/generated/users`);
      mortise("generate", users, "--target", `ts-${target}`, "--out", `${target}/two/generated/users`, ...(target === "server" ? ["--option", "ts-server.handlers=true"] : []));
      const calls = blocks("ts").filter((text) => text.startsWith("import ") && text.includes(`ts-${target}/`));
      expect(calls).toHaveLength(2);
      calls.forEach((text, index) => put(`${target}/${["one", "two"][index]}/call.ts`, `${surroundings}${text}`));
    }
    expect(compile(path("client"), "tsc 7", "NodeNext")).toBe("");
    expect(compile(path("server"), "tsc 7", "NodeNext", undefined, onNode)).toBe("");
  });

  test("makes mocks in a way that compiles", { timeout: 60_000 }, () => {
    mortise("generate", join(root, "specs/users/openapi.yaml"), "--target", "msw", "--out", "msw/generated/users");
    const calls = blocks("ts").filter((text) => text.startsWith("import ") && text.includes("/msw/index.js"));
    expect(calls).toHaveLength(1);
    put("msw/call.ts", calls[0] ?? "");
    linkMsw(path("msw"));
    expect(compile(path("msw"), "tsc 7", "NodeNext", ["**/*.ts"])).toBe("");
  });

  test("shows what a broken contract really gives", () => {
    put("users.yaml", contract.replace('schemas/User"', 'schemas/Usr"'));
    const wanted = blocks("console")
      .find((text) => text.includes("ref-unresolved"))
      ?.split("\n")
      .slice(1)
      .join("\n");
    expect(mortise("generate", "users.yaml").err).toBe(wanted);
  });

  test("names every flag, every target and every option", () => {
    const flags = (Object.keys(settings) as SettingName[]).filter((name) => settings[name].commands.length > 0).map((name) => `--${flagOf(name)}`);
    const wanted = [
      ...flags,
      ...targets.flatMap(({ name, options }) => [`\`${name}\``, ...Object.keys(options).map((option) => `| \`${option}\` |`)]),
    ];
    expect(wanted.filter((each) => !readme.includes(each))).toEqual([]);
  });
});
