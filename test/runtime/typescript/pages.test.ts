import { describe, expect, expectTypeOf, test } from "vitest";
import { json, paginated, type Pagination, send, type CallOptions, type Client, type Failure, type Success } from "../../../templates/runtime/typescript/index.js";
import { findLink } from "../../../templates/runtime/typescript/link.js";
import { createClient, listUsers, type ListUsersResult, type User } from "./example.js";
import { answer, clientFor, operation, type Seen, serve, type Served } from "./server.js";

interface Request {
  query?: Record<string, unknown>;
}
type Result = Success<200, { items: number[] }> | Failure<500, unknown>;

const parameters = ["limit", "cursor", "page", "offset", "after", "q"].map((name) => ({ name, in: "query" as const }));
const spec = operation({ path: "/list", parameters, responses: { 200: { "application/json": json() }, 500: {} } });
const list = (next: Pagination["next"], items: readonly string[] = ["items"]) =>
  paginated((client: Client, request: Request = {}, options?: CallOptions): Promise<Result> => send(client, spec, request, options), { items, next });

/** All items, and the URLs that were asked for them. */
async function walk(server: Served, next: Pagination["next"], query?: Record<string, unknown>, items?: readonly string[]): Promise<{ items: unknown[]; urls: string[] }> {
  const found: unknown[] = [];
  for await (const item of list(next, items).items(clientFor(server, { retries: 0 }), query === undefined ? undefined : { query })) found.push(item);
  return { items: found, urls: server.seen.map((seen) => seen.url) };
}

const queryOf = (seen: Seen): URLSearchParams => new URL(seen.url, "http://x").searchParams;

describe("how pages follow each other", () => {
  test("cursor", async () => {
    const pages: Record<string, object> = { "": { items: [1, 2], next: "a b" }, "a b": { items: [], next: "c" }, c: { items: [3], next: null } };
    const server = await serve((seen, response) => answer(response, 200, pages[queryOf(seen).get("cursor") ?? ""]));
    expect(await walk(server, { kind: "cursor", parameter: "cursor", cursor: ["next"] }, { q: "x" })).toEqual({ items: [1, 2, 3], urls: ["/list?q=x", "/list?cursor=a%20b&q=x", "/list?cursor=c&q=x"] });
  });

  test.each([[undefined], [null], [""]])("a cursor that is %o ends it", async (next) => {
    const server = await serve((_, response) => answer(response, 200, { items: [1], next }));
    expect(await walk(server, { kind: "cursor", parameter: "cursor", cursor: ["next"] })).toMatchObject({ items: [1], urls: ["/list"] });
  });

  test("a nested cursor, a number, and `more` that says no", async () => {
    const server = await serve((seen, response) => answer(response, 200, { items: [seen.number], page: { next: seen.number * 10, has_more: seen.number < 3 } }));
    expect(await walk(server, { kind: "cursor", parameter: "cursor", cursor: ["page", "next"], more: ["page", "has_more"] })).toEqual({ items: [1, 2, 3], urls: ["/list", "/list?cursor=10", "/list?cursor=20"] });
  });

  test("the same cursor again: neither a loop nor an end that looks like the last page's", async () => {
    const server = await serve((_, response) => answer(response, 200, { items: [1], next: "same" }));
    await expect(walk(server, { kind: "cursor", parameter: "cursor", cursor: ["next"] })).rejects.toMatchObject({
      name: "RequestError", message: "After page 2 the server goes on with a page that was there before: what it gave so far is not all",
    });
    expect(server.seen.map((seen) => seen.url)).toEqual(["/list", "/list?cursor=same"]);
  });

  test("the same cursor again behind an empty page is the end, as some servers say it", async () => {
    const server = await serve((seen, response) => answer(response, 200, { items: seen.number < 3 ? [seen.number] : [], next: seen.number === 1 ? "a" : "b" }));
    expect(await walk(server, { kind: "cursor", parameter: "cursor", cursor: ["next"] })).toEqual({ items: [1, 2], urls: ["/list", "/list?cursor=a", "/list?cursor=b"] });
  });

  test("nor is the page asked for again that the walk began with", async () => {
    const stuck = await serve((seen, response) => answer(response, 200, { items: [1], next: queryOf(seen).get("cursor") }));
    await expect(walk(stuck, { kind: "cursor", parameter: "cursor", cursor: ["next"] }, { cursor: "here" })).rejects.toThrow(/After page 1/);
    const own = await serve((seen, response) => answer(response, 200, { items: [1], next: seen.url }));
    await expect(walk(own, { kind: "nextUrl", url: ["next"] }, { q: "x" })).rejects.toThrow(/After page 1/);
    expect([stuck.seen.length, own.seen.length]).toEqual([1, 1]);
  });

  test("a link that is no URL", async () => {
    const server = await serve((_, response) => answer(response, 200, { items: [1], next: "http://[?token=secret" }));
    await expect(walk(server, { kind: "nextUrl", url: ["next"] })).rejects.toMatchObject({ name: "RequestError", message: "The next page is at 'http://[', no URL" });
  });

  test("a cursor called constructor is no cursor when it is absent", async () => {
    const server = await serve((_, response) => answer(response, 200, { items: [1] }));
    expect((await walk(server, { kind: "cursor", parameter: "cursor", cursor: ["constructor", "name"] })).urls).toEqual(["/list"]);
  });

  test("lastItem", async () => {
    const server = await serve((seen, response) => {
      const after = Number(queryOf(seen).get("after") ?? 0);
      answer(response, 200, { items: [{ id: after + 1 }, { id: after + 2 }], has_more: after < 4 });
    });
    const { items, urls } = await walk(server, { kind: "lastItem", parameter: "after", member: "id", more: ["has_more"] });
    expect(items).toHaveLength(6);
    expect(urls).toEqual(["/list", "/list?after=2", "/list?after=4"]);
  });

  test("lastItem without `more` goes on to the empty page", async () => {
    const server = await serve((seen, response) => answer(response, 200, { items: seen.number < 3 ? [{ id: seen.number }] : [] }));
    expect((await walk(server, { kind: "lastItem", parameter: "after", member: "id" })).urls).toEqual(["/list", "/list?after=1", "/list?after=2"]);
  });

  test.each<readonly [total: number | undefined, query: Record<string, unknown> | undefined, urls: readonly string[]]>([
    [undefined, undefined, ["/list", "/list?offset=2", "/list?offset=4", "/list?offset=5"]],
    [5, undefined, ["/list", "/list?offset=2", "/list?offset=4"]],
    [5, { offset: 3, limit: 2 }, ["/list?limit=2&offset=3"]],
    [undefined, { offset: "1" }, ["/list?offset=1", "/list?offset=3", "/list?offset=5"]],
  ])("offset, total %s, from %o", async (total, query, urls) => {
    const all = [1, 2, 3, 4, 5];
    const server = await serve((seen, response) => {
      const offset = Number(queryOf(seen).get("offset") ?? 0);
      answer(response, 200, { items: all.slice(offset, offset + 2), total });
    });
    expect((await walk(server, { kind: "offset", parameter: "offset", total: ["total"] }, query)).urls).toEqual(urls);
  });

  test.each<readonly [first: number, total: object, path: readonly string[] | undefined, query: Record<string, unknown> | undefined, urls: readonly string[]]>([
    [1, {}, undefined, undefined, ["/list", "/list?page=2", "/list?page=3", "/list?page=4"]],
    [0, {}, undefined, undefined, ["/list", "/list?page=1", "/list?page=2", "/list?page=3"]],
    [1, { total: 5 }, ["total"], undefined, ["/list", "/list?page=2", "/list?page=3"]],
    [1, { meta: { total_pages: 3 } }, ["meta", "total_pages"], undefined, ["/list", "/list?page=2", "/list?page=3"]],
    [0, { pageCount: 3 }, ["pageCount"], { page: 1 }, ["/list?page=1", "/list?page=2"]],
    [1, { total: 5 }, ["total"], { page: 3 }, ["/list?page=3", "/list?page=4"]],
  ])("page, first %s, %o", async (first, total, path, query, urls) => {
    const all = [[1, 2], [3, 4], [5]];
    const server = await serve((seen, response) => answer(response, 200, { items: all[Number(queryOf(seen).get("page") ?? first) - first] ?? [], ...total }));
    expect((await walk(server, { kind: "page", parameter: "page", first, ...(path && { total: path }) }, query)).urls).toEqual(urls);
  });

  test("Link header", async () => {
    const server = await serve((seen, response) => answer(response, 200, [seen.number], seen.number < 3 ? { link: `<http://${seen.headers.host ?? ""}/list?page=${seen.number + 1}&opaque=%2F>; rel="next", <x>; rel=last` } : {}));
    expect(await walk(server, { kind: "linkHeader" }, { limit: 1 }, [])).toEqual({ items: [1, 2, 3], urls: ["/list?limit=1", "/list?page=2&opaque=%2F", "/list?page=3&opaque=%2F"] });
  });

  test("a URL in the answer, also a relative one", async () => {
    const server = await serve((seen, response) => answer(response, 200, { items: [seen.number], links: seen.number === 1 ? { next: "?p=2" } : seen.number === 2 ? { next: "/other?p=3" } : {} }));
    expect((await walk(server, { kind: "nextUrl", url: ["links", "next"] })).urls).toEqual(["/list", "/list?p=2", "/other?p=3"]);
  });

  test.each<readonly [name: string, next: Pagination["next"]]>([
    ["nextUrl", { kind: "nextUrl", url: ["next"] }],
    ["linkHeader", { kind: "linkHeader" }],
  ])("%s to another origin is refused, with a reason", async (_name, next) => {
    const server = await serve((_, response) => answer(response, 200, { items: [1], next: "http://evil.example/steal?token=secret" }, { link: "<http://evil.example/steal?token=secret>; rel=next" }));
    await expect(walk(server, next)).rejects.toMatchObject({
      name: "RequestError", message: `The next page is at http://evil.example/steal, another origin than ${server.url}: credentials must not go there`,
    });
  });
});

describe("walking", () => {
  test("pages gives results, items their types, and both keep headers and options", async () => {
    const users: User[] = [{ id: 1, name: "a" }, { id: 2, name: "b" }];
    const server = await serve((seen, response) => answer(response, 200, { users: [users[seen.number - 1]], next: seen.number === 1 ? "2" : null }));
    const api = createClient({ baseUrl: server.url });
    const statuses: number[] = [];
    for await (const page of listUsers.pages(api, { query: { limit: 1 } }, { headers: { "X-A": "1" } })) {
      expectTypeOf(page).toEqualTypeOf<Extract<ListUsersResult, { ok: true }>>();
      statuses.push(page.status);
    }
    expect(statuses).toEqual([200, 200]);
    expect(server.seen.map((seen) => [seen.url, seen.headers["x-a"]])).toEqual([["/users?limit=1", "1"], ["/users?limit=1&cursor=2", "1"]]);
    for await (const user of listUsers.items(api)) {
      expectTypeOf(user).toEqualTypeOf<User>();
    }
    expectTypeOf(listUsers).parameter(1).toEqualTypeOf<{ query?: { limit?: number; cursor?: string } } | undefined>();
    expect(await listUsers(api)).toMatchObject({ status: 200 });
  });

  test("a page is fetched when it is needed", async () => {
    const server = await serve((seen, response) => answer(response, 200, { items: [1, 2], next: String(seen.number) }));
    let count = 0;
    for await (const _ of list({ kind: "cursor", parameter: "cursor", cursor: ["next"] }).items(clientFor(server))) if ((count += 1) === 3) break;
    expect(server.seen).toHaveLength(2);
  });

  test("a page that fails is an ApiError; what came before was given", async () => {
    const server = await serve((seen, response) => (seen.number === 1 ? answer(response, 200, { items: [1], next: "x" }) : answer(response, 500)));
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const item of list({ kind: "cursor", parameter: "cursor", cursor: ["next"] }).items(clientFor(server, { retries: 0 }))) seen.push(item);
    };
    await expect(loop()).rejects.toMatchObject({ name: "ApiError", status: 500 });
    expect(seen).toEqual([1]);
  });

  test("no list where there should be one", async () => {
    const server = await serve((_, response) => answer(response, 200, { items: "none" }));
    await expect(walk(server, { kind: "linkHeader" })).rejects.toThrow(/no list at 'items'/);
    const empty = await serve((_, response) => answer(response, 200, {}));
    expect((await walk(empty, { kind: "linkHeader" })).items).toEqual([]);
  });

  test("the caller's request is not changed", async () => {
    const server = await serve((seen, response) => answer(response, 200, { items: [1], next: seen.number < 2 ? "x" : "" }));
    const query = Object.freeze({ q: 1 });
    await walk(server, { kind: "cursor", parameter: "cursor", cursor: ["next"] }, query);
    expect(query).toEqual({ q: 1 });
  });
});

describe("Link headers (RFC 8288)", () => {
  test.each([
    ["</a>; rel=next", "/a"],
    ['</a>; rel="next"', "/a"],
    ['</a>; REL="prev NEXT"', "/a"],
    ['</p>; rel="prev", </n>; rel="next"; title="a, b; rel=\\"x\\""', "/n"],
    ['</a,b;c>; title="x>y"; rel="next"', "/a,b;c"],
    ['</a>; rel="nextish"', undefined],
    ["</a>", undefined],
    ["", undefined],
    [null, undefined],
    ['< /a >; rel="next"', "/a"],
    ["</first>; rel=next, </second>; rel=next", "/first"],
  ])("%s: %s", (header, want) => {
    expect(findLink(header, "next")).toBe(want);
  });
});
