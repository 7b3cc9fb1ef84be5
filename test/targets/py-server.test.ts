import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { File } from "../../generators/emit/file.js";
import { reportSupport } from "../../generators/targets/py-server/support.js";
import { findPython, hasPython, lint, runPython, typecheck } from "../python/tools.js";
import { makeFolder, readContract, root, textOf, writeFiles } from "./generate.js";
import { emitPyServer } from "./generate-py.js";

const users = join(root, "specs/users/openapi.yaml");
const kitchen = join(root, "specs/kitchen-sink/openapi.yaml");

/** A service as a user writes it: some methods async, one that blocks, results by position, a principal of his own type. */
const program = `
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from users_server import (
    Headers,
    Health,
    Options,
    ProblemError,
    Security,
    UnimplementedUsersService,
    create_app,
    create_router,
    current_call,
    in_thread,
)
from users_server.models import Problem, Role, User, UserInput, UserPage
from users_server.operations import CreateUser201, DeleteUser204, GetUser200, GetUser404, ListUsers200


@dataclass(frozen=True)
class Account:
    name: str


async def verify(token: str, scopes: Sequence[str]) -> Account | None:
    return Account("ada") if token == "good" and not scopes else None


ada = User(id=7, name="Ada", email="ada@example.com", role=Role.ADMIN, created_at=datetime(2026, 1, 2, tzinfo=UTC))


class Users(UnimplementedUsersService):
    def __init__(self, store: dict[int, User]) -> None:
        self.store = store

    async def get_user(self, id: int) -> GetUser200 | GetUser404:
        user = self.store.get(id)
        return GetUser200(user) if user else GetUser404(Problem(title="No such user", status=404))

    @in_thread
    def list_users(self, *, role: Role | None = None, limit: int = 20, cursor: str | None = None) -> ListUsers200:
        found = [user for user in self.store.values() if role is None or user.role is role]
        return ListUsers200(UserPage(items=found[:limit], next_cursor=cursor))

    async def create_user(self, body: UserInput) -> CreateUser201:
        account = current_call().principal(verify)
        if account is None or body.nickname == "taken":
            raise ProblemError("forbidden", f"not for {account}")
        headers: Headers = {"X-By": account.name, "Set-Cookie": ["a=1", "b=2"]}
        user = User(id=8, name=body.name, email=body.email, role=body.role, created_at=ada.created_at)
        return CreateUser201(user, location=f"/users/{user.id}", headers=headers)

    async def delete_user(self, id: int) -> DeleteUser204:
        del self.store[id]
        return DeleteUser204()


security = Security(bearer_auth=verify)
app: FastAPI = create_app(Users({7: ada}), security=security, options=Options(health=Health(live="/alive")))


@app.get("/own")
def own() -> dict[str, str]:
    return {"own": "route"}


def give_users() -> Users:
    return Users({7: ada})


other = FastAPI()
other.include_router(create_router(Depends(give_users), security=security), prefix="/v1")


def main() -> None:
    good = {"Authorization": "Bearer good"}
    new = {"name": "Bob", "email": "bob@example.com", "password": "123456789012", "id": 1}
    client = TestClient(app)
    print(client.get("/users/7", headers=good).json())
    print(client.get("/users/9", headers=good).json())
    print(client.get("/users/7").status_code, client.get("/own").json(), client.get("/alive").status_code)
    print(client.get("/users?role=guest", headers=good).json())
    made = client.post("/users", headers=good, json=new)
    print(made.status_code, made.json()["role"], made.headers["location"], made.headers["x-by"])
    print(made.headers.get_list("set-cookie"))
    print(client.post("/users", headers=good, json={**new, "nickname": "taken"}).json()["detail"])
    print(client.patch("/users/7", headers=good, json={"name": "A"}).status_code)
    print(client.delete("/users/x", headers=good).json()["violations"])
    print(TestClient(other).get("/v1/users/7", headers=good).json()["name"])
    print(client.delete("/users/7", headers=good).status_code)


if __name__ == "__main__":
    main()
`;

const printed = `{'id': 7, 'name': 'Ada', 'email': 'ada@example.com', 'role': 'admin', 'created_at': '2026-01-02T00:00:00Z'}
{'title': 'No such user', 'status': 404}
401 {'own': 'route'} 200
{'items': [], 'next_cursor': None}
201 user /users/8 ada
['a=1', 'b=2']
not for Account(name='ada')
501
[{'in': 'path', 'pointer': '/id', 'rule': 'type', 'message': 'must be an integer'}]
Ada
204
`;

describe.skipIf(!hasPython)("a service of a user's (skipped where Python 3.11 is absent)", () => {
  const folder = makeFolder("py-user");
  beforeAll(async () => {
    writeFiles(folder, await emitPyServer(users, { handlers: true }));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "program.py"), program.trimStart());
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is as the linter, mypy --strict and pyright want it, and so is the program that Mortise begins", { timeout: 300_000 }, () => {
    expect(lint(folder)).toBe("");
    expect(typecheck(folder, ["program.py", "main.py"])).toBe("");
    const { status, stdout } = runPython(folder, ["-m", "pyright", "--pythonpath", findPython(), "program.py", "main.py", "users_server/service.py", "users_server/app.py", "users_server/operations", "users_server/models"]);
    expect(status === 0 ? "" : stdout).toBe("");
  });

  test("answers", { timeout: 60_000 }, () => {
    const { status, stdout, stderr } = runPython(folder, ["program.py"]);
    // Beside what the program prints, each request has its line in the log.
    expect(status === 0 ? stdout.replace(/^\{"time".*\n/gm, "") : stderr).toBe(printed);
  });

  test("what no type has is a mistake to a type checker", { timeout: 120_000 }, () => {
    writeFileSync(join(folder, "wrong.py"), `from users_server import UnimplementedUsersService, create_app\nfrom users_server.operations import GetUser200\n\n\nclass Wrong(UnimplementedUsersService):\n    async def get_user(self, id: str) -> GetUser200:\n        return GetUser200(id)\n\n\ncreate_app(Wrong())\n`);
    const found = typecheck(folder, ["wrong.py"]);
    expect(found).toMatch(/wrong\.py:6: error: Argument 1 of "get_user" is incompatible/);
    expect(found).toMatch(/wrong\.py:7: error: Argument 1 to "GetUser200" has incompatible type "str"; expected "User"/);
    expect(found).toMatch(/wrong\.py:10: error: Missing named argument "security"/);
  });
});

const pathsOf = (files: readonly File[]): readonly string[] => files.map(({ path }) => path).filter((path) => !path.includes("/runtime/"));
const find = (files: readonly File[], path: string): string => textOf(files.find((file) => file.path === path) as File);

describe("options", () => {
  test("a package of the user's name, without a project and the contract", async () => {
    const files = await emitPyServer(users, { package: "people", pyproject: false, document: false });
    expect(pathsOf(files).every((path) => path.startsWith("people/"))).toBe(true);
    expect(pathsOf(files)).not.toContain("people/openapi.json");
    expect(find(files, "people/contract.py")).toContain("document=False");
  });

  test("a name that no package can have", async () => {
    await expect(emitPyServer(users, { package: "my-package" })).rejects.toThrow(/no name of a Python package/);
  });

  test("dates as text, numbers as decimals", async () => {
    expect(find(await emitPyServer(users, { dates: "text" }), "users_server/models/user.py")).toContain("created_at: str");
    expect(find(await emitPyServer(kitchen, { numbers: "decimal" }), "kitchen_sink_server/models/numbers.py")).toContain("price: Number | None");
  });

  test("a program is the user's", async () => {
    const files = await emitPyServer(users, { handlers: true });
    expect(files.filter(({ owner }) => owner === "user").map(({ path }) => path)).toEqual(["main.py"]);
  });
});

test("what a server can't do is told", async () => {
  const found = reportSupport(await readContract(kitchen));
  expect([...new Set(found.map(({ code }) => code))].sort()).toEqual(["py-server-callback", "py-server-servers", "py-server-text"]);
});
