import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { File } from "../../generators/emit/file.js";
import type { PyClientOptions } from "../../generators/targets/py-client/options.js";
import { reportSupport } from "../../generators/targets/py-client/support.js";
import { findPython, hasPython, lint, runPython, typecheck } from "../python/tools.js";
import { makeFolder, readContract, root, textOf, writeFiles } from "./generate.js";
import { emitPyClient } from "./generate-py.js";

const users = join(root, "specs/users/openapi.yaml");
const kitchen = join(root, "specs/kitchen-sink/openapi.yaml");

/** Names of parameters, operations and models that a client has for itself, or that are words of Python; texts that end what they stand in. */
const clashing = String.raw`
openapi: 3.2.0
info: { title: Small Shop, version: "1" }
servers: [{ url: "https://shop.example" }]
security: [{ token: [] }]
paths:
  /items/{id}:
    get:
      operationId: getItem
      summary: Reads """an item""".
      tags: [items]
      parameters:
        - { name: id, in: path, required: true, description: 'Which one\', schema: { type: integer } }
        - { name: self, in: query, schema: { type: string } }
        - { name: options, in: query, schema: { type: string } }
        - { name: class, in: query, schema: { type: string } }
        - { name: body, in: header, schema: { type: boolean } }
      responses:
        "200": { description: The item., headers: { Answer: { schema: { type: string } } }, content: { application/json: { schema: { $ref: "#/components/schemas/Client" } } } }
        "404": { description: There is none. }
        default: { description: What went wrong., content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } } }
  /items:
    post:
      operationId: close
      tags: [items]
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Client" } } } }
      responses: { "204": { description: Done. } }
  /words:
    post:
      operationId: import
      tags: [items]
      requestBody: { content: { text/plain: { schema: { type: string } }, image/*: {} } }
      responses: { "204": { description: Done. } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    Client: { type: object, required: [name], properties: { name: { type: string }, price: { type: number }, at: { type: string, format: date-time } } }
    Problem: { type: object, properties: { title: { type: string } } }
    Unused: { type: object, properties: { x: { type: string } } }
`;

const pathsOf = (files: readonly File[]): readonly string[] => files.map(({ path }) => path).filter((path) => !path.includes("/runtime/"));
const find = (files: readonly File[], path: string): string => textOf(files.find((file) => file.path === path) as File);

describe("what is printed", () => {
  const folder = makeFolder("py-shop");
  const contract = join(folder, "openapi.yaml");
  const emit = (options?: Partial<PyClientOptions>): Promise<readonly File[]> => emitPyClient(contract, options);
  beforeAll(() => writeFileSync(contract, clashing));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("a method for each operation, in a client and in its asynchronous twin", async () => {
    const client = find(await emit(), "small_shop_client/client.py");
    const getItem = (word: string, wait: string): string => `    ${word} get_item(
        self,
        id: int,
        *,
        query_self: str | None = None,
        query_options: str | None = None,
        query_class: str | None = None,
        header_body: bool | None = None,
        options: CallOptions | None = None,
    ) -> GetItem200 | GetItem404 | GetItemDefault:
        """Reads ""\\"an item""\\": \`GET /items/{id}\`.

        Args:
            id: Which one\\\\
        """
        from .specs.items import GET_ITEM

        return ${wait}self._call(GET_ITEM, (id, query_self, query_options, query_class, header_body), options)
`;
    expect(client).toContain(getItem("def", ""));
    expect(client).toContain(getItem("async def", "await "));
    expect(client).toContain("    def close_operation(self, body: Client, *, options: CallOptions | None = None) -> CloseOperation204:\n");
    expect(client).toContain('        body: str | Bytes | None = None,\n        *,\n        content_type: str = "text/plain",\n');
    expect(client).toContain('        body: str | AsyncBytes | None = None,\n        *,\n        content_type: str = "text/plain",\n');
  });

  test("a model takes the client's name, which gives way", async () => {
    const files = await emit();
    expect([...find(files, "small_shop_client/client.py").matchAll(/^class .*$/gm)].map(String)).toEqual(["class ApiClient(SyncClient):", "class AsyncClient(AsyncBaseClient):"]);
    expect(find(files, "small_shop_client/models/client.py")).toContain("class Client(Model):\n    name: str\n    price: float | None = None\n    at: DateTime | None = None\n");
  });

  test("a class for each answer, told apart by its status", async () => {
    const results = find(await emit(), "small_shop_client/operations/items.py");
    expect(results).toContain(`class GetItem200(Success[Client]):
    """The item."""

    status: ClassVar[Literal[200]] = 200
    body: Client
    _: KW_ONLY
    answer_header: str | None = None
`);
    expect(results).toContain("class GetItem404(Failure[None]):\n");
    expect(results).toContain("class GetItemDefault(Failure[Problem]):\n");
    expect(results).toMatch(/^GetItemResult: TypeAlias = GetItem200 \| GetItem404 \| GetItemDefault$/m);
  });

  test("without a project", async () => {
    const files = await emit({ package: "shop", pyproject: false });
    expect(pathsOf(files).every((path) => path.startsWith("shop/"))).toBe(true);
    expect(pathsOf(await emit())).toContain("pyproject.toml");
    await expect(emit({ package: "my-shop" })).rejects.toThrow(/no name of a Python package/);
  });

  test("dates as text, numbers as decimals, schemas that nothing uses", async () => {
    expect(find(await emit({ dates: "text", numbers: "decimal" }), "small_shop_client/models/client.py")).toContain("    price: Number | None = None\n    at: str | None = None\n");
    expect(pathsOf(await emit({ schemas: "all" }))).toContain("small_shop_client/models/unused.py");
    expect(pathsOf(await emit())).not.toContain("small_shop_client/models/unused.py");
  });

  test.skipIf(!hasPython)("all of it is as the linter and mypy --strict want it", { timeout: 120_000 }, async () => {
    writeFiles(folder, await emit());
    expect(lint(folder)).toBe("");
    expect(typecheck(folder, ["small_shop_client"])).toBe("");
  });
});

/** A program as a user writes it: results told apart by `match`, `unwrap` where only success counts. */
const program = `
import asyncio

import httpx

from users_client import ApiError, AsyncClient, Client, GetUser200, GetUser404, GetUserDefault, User

ada = {"id": 7, "name": "Ada", "email": "ada@example.com", "role": "admin", "created_at": "2026-01-02T00:00:00Z"}


def answer(request: httpx.Request) -> httpx.Response:
    if request.headers["authorization"] != "Bearer good":
        return httpx.Response(401, json={"title": "Who?", "status": 401}, headers={"content-type": "application/problem+json"})
    if request.url.path == "/users/7":
        return httpx.Response(200, json=ada)
    return httpx.Response(404, json={"title": "No such user", "status": 404}, headers={"content-type": "application/problem+json"})


def tell(result: GetUser200 | GetUser404 | GetUserDefault) -> str:
    match result:
        case GetUser200(body=user):
            return user.name
        case GetUser404():
            return result.body.title
        case GetUserDefault(status=status):
            return str(status)


def main() -> None:
    with Client("http://users.test", bearer_auth="good", http=httpx.Client(transport=httpx.MockTransport(answer)), retries=0) as client:
        print(tell(client.get_user(7)), tell(client.get_user(8)))
        user: User = client.get_user(7).unwrap()
        print(user.role, user.created_at.year)
        try:
            client.get_user(8).unwrap()
        except ApiError as error:
            print(error.status)
    with Client("http://users.test", bearer_auth="bad", http=httpx.Client(transport=httpx.MockTransport(answer)), retries=0) as client:
        print(tell(client.get_user(7)))


async def main_async() -> None:
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    async with AsyncClient("http://users.test", bearer_auth=lambda: "good", http=http, retries=0) as client:
        print(tell(await client.get_user(7)))


if __name__ == "__main__":
    main()
    asyncio.run(main_async())
`;

const printed = "Ada No such user\nadmin 2026\n404\n401\nAda\n";

describe.skipIf(!hasPython)("a program of a user's (skipped where Python 3.11 is absent)", () => {
  const folder = makeFolder("py-user");
  beforeAll(async () => {
    writeFiles(folder, await emitPyClient(users));
    writeFileSync(join(folder, "program.py"), program.trimStart());
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is as mypy --strict and pyright want it", { timeout: 120_000 }, () => {
    expect(typecheck(folder, ["program.py"])).toBe("");
    const { status, stdout } = runPython(folder, ["-m", "pyright", "--pythonpath", findPython(), "program.py", "users_client/client.py"]);
    expect(status === 0 ? "" : stdout).toBe("");
  });

  test("gets what it wants", { timeout: 60_000 }, () => {
    const { status, stdout, stderr } = runPython(folder, ["program.py"]);
    expect(status === 0 ? stdout : stderr).toBe(printed);
  });

  test("what no type has is a mistake to a type checker", { timeout: 120_000 }, () => {
    const wrong = ["from users_client import Client", "", 'client = Client(bearer_auth="t")', 'client.get_user("7")', "client.get_user(7).body.name", "client.list_users(rôle=1)", 'client.create_user({"name": "A"})', ""];
    writeFileSync(join(folder, "wrong.py"), wrong.join("\n"));
    const lines = [...typecheck(folder, ["wrong.py"]).matchAll(/wrong\.py:(\d+): error/g)].map(([, line]) => line);
    expect([...new Set(lines)]).toEqual(["4", "5", "6", "7"]);
  });
});

test("what a client can't do is told", async () => {
  const found = reportSupport(await readContract(kitchen));
  expect([...new Set(found.map(({ code }) => code))].sort()).toEqual(["py-client-callback", "py-client-mtls", "py-client-text"]);
});
