import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, compilers, resolutions } from "../targets/compile.js";
import { makeFolder } from "../targets/generate.js";
import { buildClient, type Variant } from "./clients.js";

const folder = makeFolder("types");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const clients: readonly Variant[] = ["users", "users-exact", "platform", "platform-plain", "platform-exact", "kitchen"];

/** What a user of a client with other options writes, and what must not compile. */
const programs: Readonly<Record<string, string>> = {
  "exact.ts": `
    import { createClient, getUser, listUsers, type GetUserResult, type User, type UserInput } from "./users-exact/index.js";
    import { createJob, getJob, type Job, listAuditEvents } from "./platform-exact/index.js";

    const client = createClient({ auth: { bearerAuth: () => "token" } });
    const result: GetUserResult = await getUser(client, { path: { id: 9007199254740993n } });
    if (result.ok) {
      const user: User = result.data;
      const id: bigint = user.id;
      const at: Date = user.created_at;
      console.log(id + 1n, at.getTime());
    }
    for await (const user of listUsers.items(client, { query: { limit: 10 } })) console.log(user.id * 2n);
    for await (const event of listAuditEvents.stream(client)) console.log(event.id + 1n, event.at.toISOString());
    const job = await getJob(client, { path: { job_id: "j" } });
    if (job.status === 200 && job.ok) {
      const shown: Job = job.data;
      const end: Date | null | undefined = shown.finished_at;
      console.log(end);
    }
    await createJob(client, { body: { kind: "train", model: "iris", training_file_id: "f" } });
    // @ts-expect-error a number is no bigint
    await getUser(client, { path: { id: 7 } });
    // @ts-expect-error the server sets the id
    const input: UserInput = { id: 7n, name: "Ada", email: "a@b.c", password: "correct horse battery" };
    console.log(input);
  `,
  "plain.ts": `
    import { type Client, createClient, createUser, deleteUser, getUser, isOffContract, listUsers, OffContractError, Role, unwrap, updateUser, type Credential, type GetUserResult, type Paginated, type Pagination, type Problem, type ReconnectOptions, type User, type UserInput } from "./users/index.js";

    const client: Client = createClient({ baseUrl: new URL("https://api.example.com"), timeout: 1000, retries: { limit: 3 }, headers: { "X-A": async () => "b", "X-B": undefined } });
    export function tell(result: GetUserResult): string {
      switch (result.status) {
        case 200: return result.data.name;
        case 404: return result.error.title;
        case 500: return result.error.detail ?? "broken";
        default: return \`\${result.status}: \${result.error.title}\`;
      }
    }
    const result = await getUser(client, { path: { id: 7 } }, { signal: AbortSignal.timeout(10), idempotencyKey: true });
    if (isOffContract(result)) { const error: OffContractError = result.offContract; console.log(error.reason, error.text); }
    const user: User = await unwrap(getUser(client, { path: { id: 7 } }));
    const role: Role | undefined = user.role;
    const admin: "admin" = Role.Admin;
    const input: UserInput = { name: "Ada", email: "a@b.c", password: "correct horse battery", role: admin };
    const created = await createUser(client, { body: input });
    if (created.status === 409) { const problem: Problem = created.error; console.log(problem.title, role); }
    await updateUser(client, { path: { id: 7 }, body: { nickname: null } });
    await listUsers(client, { query: { role: "user", limit: undefined } });
    const paged: Paginated<(client: Client) => Promise<GetUserResult>, Pagination> | undefined = undefined;
    const kept: Credential<string> = "token";
    const again: ReconnectOptions = { attempts: 1 };
    console.log(paged, kept, again, listUsers.name);
    // @ts-expect-error one key for all calls
    createClient({ idempotencyKey: "key" });
    await createUser(client, { body: input }, { idempotencyKey: "key" });
    // @ts-expect-error result.data is there only for a success
    console.log(result.data.name);
    // @ts-expect-error 'id' is missing
    await getUser(client, { path: {} });
    // @ts-expect-error a text is no id
    await getUser(client, { path: { id: "7" } });
    // @ts-expect-error no such role
    await listUsers(client, { query: { role: "king" } });
    // @ts-expect-error no such parameter
    await listUsers(client, { query: { page: 2 } });
    // @ts-expect-error the body is missing
    await createUser(client, {});
    // @ts-expect-error null is not for names
    await updateUser(client, { path: { id: 7 }, body: { name: null } });
    // @ts-expect-error undefined is not null
    await updateUser(client, { path: { id: 7 }, body: { nickname: undefined } });
    // @ts-expect-error a password is never answered
    console.log(user.password);
    // @ts-expect-error nothing comes with 204
    const gone: User = await unwrap(deleteUser(client, { path: { id: 7 } }));
    // @ts-expect-error no such scheme
    createClient({ auth: { apiKey: "k" } });
    console.log(gone);
  `,
};

beforeAll(async () => {
  for (const client of clients) {
    const { ts } = await buildClient(client);
    cpSync(ts, join(folder, client), { recursive: true, filter: (path) => !/(package|tsconfig)\.json$/.test(path) });
    mkdirSync(join(folder, "examples"), { recursive: true });
    writeFileSync(join(folder, "examples", `${client}.ts`), examplesOf(client, join(ts, "operations")));
  }
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, name), `${text}\nexport {};\n`);
}, 60_000);

/** The examples in the doc comments of a client's operations, each as a function of its own. */
function examplesOf(client: string, operations: string): string {
  const examples = readdirSync(operations).flatMap((file) => {
    const text = readFileSync(join(operations, file), "utf8");
    return [...text.matchAll(/\/\*\*((?:(?!\*\/)[^])*?)\*\/\nexport (?:const|function) (\w+)/g)].flatMap(([, comment = "", name = ""]) => {
      const lines = comment.split("\n").map((line) => line.replace(/^ \* ?/, ""));
      const start = lines.findIndex((line) => line.startsWith("@example"));
      const code = lines.slice(start).join("\n").replace("@example", "").replace(/^\s*```ts\n/, "");
      return start < 0 ? [] : [{ name, code: code.replace(/\n@\w[^]*$/, "").replace(/\n```\s*$/, "") }];
    });
  });
  const names = examples.map(({ name }) => name).join(", ");
  const given = "declare const client: Client;\ndeclare const file: Blob;\ndeclare const items: AsyncIterable<never>;";
  return [`import { type Client, ${names} } from "../${client}/index.js";`, given, ...examples.map(({ name, code }) => `export async function ${name}Example(): Promise<void> {\n${code}\n}`)].join("\n");
}

describe("clients of every option, the programs that use them, and their examples", () => {
  const matrix = Object.keys(compilers).flatMap((compiler) => Object.keys(resolutions).map((resolution) => [compiler, resolution])) as [keyof typeof compilers, keyof typeof resolutions][];
  test.each(matrix)("%s, %s", { timeout: 60_000 }, (compiler, resolution) => {
    expect(compile(folder, compiler, resolution).split("\n").slice(0, 12).join("\n")).toBe("");
  });

  test("there is an example for every operation", () => {
    const example = readFileSync(join(folder, "examples/platform.ts"), "utf8");
    expect(example.match(/Example\(\)/g)).toHaveLength(30);
  });
});
