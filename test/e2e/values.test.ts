import { describe, expect, expectTypeOf, test } from "vitest";
import type { Course, Directions, DirectionsInput, EnumsNumber, EnumsOdd, Numbers } from "../../generated/kitchen-sink/ts-client/index.js";
import { loadClient, loadKitchen, loadPlatform, type Platform } from "./clients.js";
import { startPlatform } from "./platform-server.js";
import { type Handler, send } from "./server.js";

/** A client of other options than generated/ has: its types are checked in types.test.ts. */
type Untyped = Readonly<Record<string, (...words: readonly unknown[]) => Promise<Readonly<Record<string, unknown>>>>>;

const kitchen = await loadKitchen();
const platform = await loadPlatform();
const plainPlatform = await loadClient<Platform>("platform-plain");
const exactPlatform = await loadClient<Untyped>("platform-exact");
const exactUsers = await loadClient<Untyped>("users-exact");
const server = await startPlatform();
const origin = server.url.replace("/api/v1", "");
const auth = { bearerAuth: "good" };
const cook = kitchen.createClient({ baseUrl: origin, retries: 0 });

const long = 9007199254740993n;
const answer = (text: string, type = "application/json"): Handler => ({ response }) => void response.writeHead(200, { "content-type": type }).end(text);
const mirror: Handler = ({ seen, response }) => void response.writeHead(200, { "content-type": "application/json" }).end(seen.body);

describe("int64: bigint", () => {
  const users = exactUsers["createClient"]?.({ baseUrl: origin, auth });
  const user = (id: string): string => `{"id":${id},"name":"9007199254740993","email":"a@b.c","created_at":"2026-03-14T09:26:53Z"}`;

  test("2^53 + 1 survives in a path, a body and an answer; small ones are bigint too", async () => {
    server.next(answer(user("9007199254740993")));
    const { unwrap, getUser, listUsers } = exactUsers;
    expect(await unwrap?.(getUser?.(users, { path: { id: long } }))).toEqual({ id: long, name: "9007199254740993", email: "a@b.c", created_at: new Date("2026-03-14T09:26:53Z") });
    expect(server.seen[0]?.url).toBe("/users/9007199254740993");
    server.next(answer(`{"items":[${user("1")},${user("-9223372036854775808")}],"next_cursor":null}`));
    expect(await unwrap?.(listUsers?.(users))).toMatchObject({ items: [{ id: 1n }, { id: -9223372036854775808n }] });
  });

  test("in lists, unions, streams and pages of another contract", async () => {
    const client = exactPlatform["createClient"]?.({ baseUrl: server.url, auth });
    const event = `{"id":${long},"at":"2026-03-14T09:26:53Z","user_id":null,"action":"x","details":{"any":${long}}}`;
    const want = { id: long, at: new Date("2026-03-14T09:26:53Z"), details: { any: Number(long) } };
    const { listAuditEvents, getFile, unwrap } = exactPlatform;
    const { stream } = listAuditEvents as unknown as { readonly stream: (client: unknown) => AsyncIterable<unknown> };
    server.next(answer(`[${event}]`), answer(`${event}\n`, "application/x-ndjson"), answer(`{"id":"f","name":"n","bytes":7,"media_type":"a/b","purpose":"chat","created_at":"2026-03-14T09:26:53Z","expires_at":null}`));
    expect(await unwrap?.(listAuditEvents?.(client))).toMatchObject([want]);
    for await (const item of stream(client)) expect(item).toMatchObject(want);
    expect(await unwrap?.(getFile?.(client, { path: { file_id: "f" } }))).toMatchObject({ bytes: 7n, expires_at: null });
    expect(server.seen).toHaveLength(3);
  });

  test("every number keeps the type that it has", async () => {
    server.next(mirror);
    const body: Numbers = { whole: 1, large: 9223372036854775807n, unsigned: 18446744073709551615n, huge: 2 ** 65, decimal: 0.1, tiny: 1e-300 };
    const result = await kitchen.mirrorNumbers(cook, { body });
    if (!result.ok) throw new Error("it is");
    expectTypeOf(result.data.large).toEqualTypeOf<bigint | undefined>();
    expectTypeOf(result.data.huge).toEqualTypeOf<number | undefined>();
    expect(server.seen[0]?.body).toBe('{"whole":1,"large":9223372036854775807,"unsigned":18446744073709551615,"huge":36893488147419103000,"decimal":0.1,"tiny":1e-300}');
    expect(result.data).toEqual(body);
    // A number that the contract doesn't call int64 is a number, however long: `huge + 1` must not throw.
    server.next(answer('{"huge":36893488147419103232,"large":7}'));
    expect(await kitchen.unwrap(kitchen.mirrorNumbers(cook, { body }))).toEqual({ huge: 36893488147419103232, large: 7n });
  });

  test("text that looks like it stays text", async () => {
    server.next(mirror);
    const words = ["9007199254740993", '"9007199254740993":', "\\", 'a\\"9007199254740993'];
    expect(await kitchen.mirrorAny(cook, { body: { words, "9007199254740993": long } })).toMatchObject({ data: { words } });
  });
});

describe("dates", () => {
  const file = (created: string): string => `{"id":"f","name":"n","bytes":7,"media_type":"a/b","purpose":"chat","created_at":"${created}"}`;

  test("are texts unless the option says Date", async () => {
    const client = plainPlatform.createClient({ baseUrl: server.url, auth });
    server.next(answer(file("2026-03-14T09:26:53.123456+02:00")));
    expect(await plainPlatform.getFile(client, { path: { file_id: "f" } })).toMatchObject({ data: { created_at: "2026-03-14T09:26:53.123456+02:00", bytes: 7 } });
  });

  test.each<readonly [string, unknown]>([
    ["2026-03-14T09:26:53Z", new Date("2026-03-14T09:26:53Z")],
    ["2026-03-14T09:26:53.5+02:00", new Date("2026-03-14T07:26:53.500Z")],
    ["2026-03-14t09:26:53z", new Date("2026-03-14T09:26:53Z")],
    ["yesterday", "yesterday"],
    ["2026-99-99T00:00:00Z", "2026-99-99T00:00:00Z"],
  ])("Date: %s", async (text, want) => {
    const client = platform.createClient({ baseUrl: server.url, auth });
    server.next(answer(file(text)));
    const { created_at: created } = await platform.unwrap(platform.getFile(client, { path: { file_id: "f" } }));
    expectTypeOf(created).toEqualTypeOf<Date>();
    expect(created).toEqual(want);
  });
});

describe("enums: a union, and a constant object beside it", () => {
  test("of texts and numbers, named by the contract where it can", () => {
    expectTypeOf<Course>().toEqualTypeOf<"starter" | "main" | "dessert">();
    expectTypeOf(kitchen.Course.Main).toEqualTypeOf<"main">();
    expect(kitchen.Course).toEqual({ Starter: "starter", Main: "main", Dessert: "dessert" });
    expectTypeOf<EnumsNumber>().toEqualTypeOf<1 | 2 | 3>();
    expect(kitchen.EnumsNumber).toEqual({ Low: 1, Medium: 2, High: 3 });
    expect(new Set(Object.values(kitchen.EnumsOdd))).toEqual(new Set(["+1", "-1", "*", "a b", "a-b", "a_b", "ÄÖÜ", "🍅", "default", "1st", "it's"] satisfies EnumsOdd[]));
    // @ts-expect-error not one of them
    const wrong: Course = "soup";
    expect(wrong).toBe("soup");
  });
});

describe("two faces of a schema", () => {
  test("what only the server sets can't be sent, what is only sent isn't answered", async () => {
    expectTypeOf<DirectionsInput>().not.toHaveProperty("id");
    expectTypeOf<Directions>().not.toHaveProperty("password");
    expectTypeOf<Directions>().toHaveProperty("id").toEqualTypeOf<string>();
    const body: DirectionsInput = { password: "p", both: "b", nested: { note: "n" }, extended: { pin: "1" }, choice: "c" };
    server.next(({ response }) => send(response, 200, { id: "1", both: "b", nested: { made_at: "now" } }));
    const result = await kitchen.mirrorDirections(cook, { body });
    if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Directions>();
    expect(result).toMatchObject({ ok: true, data: { id: "1" } });
    expect(server.seen[0]?.body).toBe(JSON.stringify(body));
    // @ts-expect-error the server makes the id
    void (() => kitchen.mirrorDirections(cook, { body: { ...body, id: "1" } }));
  });
});
