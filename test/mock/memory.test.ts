import { describe, expect, test } from "vitest";
import { ask, openUsers } from "./users.js";

const person = { name: "Grace Hopper", email: "grace@example.com", password: "correct horse battery", role: "admin" };
type Page = { items: { id: number; role?: string }[]; next_cursor: string | null };
const listOf = (body: unknown): Page => body as Page;

describe("without memory", () => {
  test("any user can be read, by the number of the path", async () => {
    const mock = openUsers();
    expect(await ask(mock, "GET /users/4711")).toMatchObject({ status: 200, body: { id: 4711, name: "Ada Lovelace" } });
  });

  test("equal requests are answered with equal bytes, by other mocks of the seed too", async () => {
    const [mock, other] = [openUsers({ seed: "a" }), openUsers({ seed: "a" })];
    const first = await ask(mock, "GET /users");
    await ask(mock, "POST /users", person);
    expect((await ask(mock, "GET /users")).text).toBe(first.text);
    expect((await ask(other, "GET /users")).text).toBe(first.text);
    expect((await ask(openUsers({ seed: "b" }), "GET /users")).text).not.toBe(first.text);
  });

  test("what is created is answered, with a number and a place of its own", async () => {
    const made = await ask(openUsers(), "POST /users", person);
    expect(made).toMatchObject({ status: 201, body: { name: "Grace Hopper", email: "grace@example.com", role: "admin" } });
    const { id } = made.body as { id: number };
    expect(made.headers.get("location")).toBe(`/users/${id}`);
    expect(made.text).not.toContain("password");
  });
});

describe("a request that comes again and again", () => {
  const often = async (mock: ReturnType<typeof openUsers>, line: string) => {
    const texts = [];
    for (let count = 0; count < 4; count += 1) texts.push(await ask(mock, line));
    expect(new Set(texts.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    return texts[3];
  };

  test("is answered by what has happened meanwhile", async () => {
    const mock = openUsers({ memory: true });
    const { items } = listOf((await often(mock, "GET /users?limit=100"))?.body);
    const made = await ask(mock, "POST /users", person);
    expect(listOf((await often(mock, "GET /users?limit=100"))?.body).items).toHaveLength(items.length + 1);
    const { id } = made.body as { id: number };
    expect(await often(mock, `GET /users/${id}`)).toMatchObject({ status: 200 });
    await ask(mock, `DELETE /users/${id}`);
    expect(await often(mock, `GET /users/${id}`)).toMatchObject({ status: 404 });
  });

  test("is answered by an override from then on, and by what is made up after a reset", async () => {
    const mock = openUsers();
    const usual = await often(mock, "GET /users/7");
    mock.use("getUser", 404);
    expect((await ask(mock, "GET /users/7")).status).toBe(404);
    mock.reset();
    expect((await often(mock, "GET /users/7"))?.text).toBe(usual?.text);
  });
});

describe("with memory", () => {
  test("what is created is listed, read, changed, replaced, deleted", async () => {
    const mock = openUsers({ memory: true });
    const made = await ask(mock, "POST /users", person);
    const { id, created_at } = made.body as { id: number; created_at: string };
    expect((await ask(mock, `GET /users/${id}`)).body).toEqual(made.body);
    expect(listOf((await ask(mock, "GET /users?limit=100")).body).items).toContainEqual(made.body);

    const changed = await ask(mock, `PATCH /users/${id}`, { nickname: "Amazing Grace" });
    expect(changed).toMatchObject({ status: 200, body: { id, created_at, name: "Grace Hopper", nickname: "Amazing Grace" } });
    expect((await ask(mock, `GET /users/${id}`)).body).toEqual(changed.body);

    const { role: _role, ...rest } = person;
    const replaced = await ask(mock, `PUT /users/${id}`, { ...rest, name: "Grace" });
    expect(replaced).toMatchObject({ status: 200, body: { id, created_at, name: "Grace", role: "user" } });
    expect(replaced.body).not.toHaveProperty("nickname");

    expect(await ask(mock, `DELETE /users/${id}`)).toMatchObject({ status: 204, text: "" });
    expect(await ask(mock, `GET /users/${id}`)).toMatchObject({ status: 404, body: { status: 404, title: "Not Found" } });
    expect(listOf((await ask(mock, "GET /users?limit=100")).body).items.map((user) => user.id)).not.toContain(id);
    expect(await ask(mock, `DELETE /users/${id}`)).toMatchObject({ status: 404 });
  });

  test("who was never listed isn't there", async () => {
    expect(await ask(openUsers({ memory: true }), "GET /users/987654")).toMatchObject({ status: 404 });
  });

  test("pages are walked by their cursors, each user once", async () => {
    const mock = openUsers({ memory: { items: 10 } });
    const seen: number[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null && pages < 20; pages++) {
      const { body } = await ask(mock, `GET /users?limit=3${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
      expect(listOf(body).items.length).toBeLessThanOrEqual(3);
      seen.push(...listOf(body).items.map(({ id }) => id));
      cursor = listOf(body).next_cursor;
    }
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
  });

  test("filters keep what is equal", async () => {
    const mock = openUsers({ memory: true });
    await ask(mock, "POST /users", person);
    const { items } = listOf((await ask(mock, "GET /users?limit=100&role=admin")).body);
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ role }) => role))).toEqual(new Set(["admin"]));
  });

  test("clear forgets", async () => {
    const mock = openUsers({ memory: true });
    const before = await ask(mock, "GET /users");
    await ask(mock, "POST /users", person);
    expect((await ask(mock, "GET /users")).text).not.toBe(before.text);
    mock.memory.clear();
    expect((await ask(mock, "GET /users")).text).toBe(before.text);
  });

  test("what is refused changes nothing", async () => {
    const mock = openUsers({ memory: true });
    const before = await ask(mock, "GET /users");
    expect(await ask(mock, "POST /users", { ...person, email: "none" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request", violations: [{ in: "body", pointer: "/email", rule: "format" }] },
    });
    expect((await ask(mock, "GET /users")).text).toBe(before.text);
  });
});
