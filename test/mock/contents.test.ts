import { describe, expect, test } from "vitest";
import { createMock as createSink } from "../../generated/kitchen-sink/msw/index.js";
import { createMock as createPlatform } from "../../generated/ai-platform/msw/index.js";

type Mock = Pick<ReturnType<typeof createSink>, "fetch">;
const get = (mock: Mock, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  mock.fetch(new Request(path.startsWith("http") ? path : `http://localhost${path}`, { headers }));
const base = { baseUrl: "" };

describe("media types", () => {
  test.each([
    ["application/json", "application/json", /^\{/],
    ["text/plain", "text/plain; charset=utf-8", /./],
    ["application/octet-stream", "application/octet-stream", /./],
    ["text/event-stream", "text/event-stream", /^(?:(?:event|id|retry|data): .*\n)+\n/],
    ["image/png, text/*;q=0.5", "text/plain; charset=utf-8", /./],
    ["image/png", "application/json", /^\{/],
  ])("Accept: %s", async (accept, contentType, body) => {
    const response = await get(createSink(base), "/mirror/responses/negotiated", { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(contentType);
    expect(await response.text()).toMatch(body);
  });

  test("a log has the orders that are there, a line each, or as JSON", async () => {
    const mock = createSink({ ...base, memory: { items: 3 } });
    const lines = (await (await get(mock, "/orders/log")).text()).trimEnd().split("\n");
    const listed: unknown = await (await get(mock, "/orders/log", { accept: "application/json" })).json();
    expect(lines).toHaveLength(3);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(listed);
  });

  test("a required list of cookies", async () => {
    const response = await createSink(base).fetch(new Request("http://localhost/mirror/responses/cookie", { method: "POST" }));
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie().length).toBeGreaterThan(0);
  });
});

describe("streams", () => {
  test("so many items, with pauses between them; equal seeds give equal ones", async () => {
    const mock = createSink({ ...base, stream: { items: 3, pause: 15 } });
    const start = performance.now();
    const text = await (await get(mock, "/orders/stream")).text();
    expect(text.split("\n\n").filter((event) => event !== "")).toHaveLength(3);
    expect(performance.now() - start).toBeGreaterThan(25);
    expect(await (await get(createSink({ ...base, stream: { items: 3 } }), "/orders/stream")).text()).toBe(text);
  });

  test("the data of events is JSON of the schema that their text has", async () => {
    const text = await (await get(createSink({ ...base, stream: { items: 2 } }), "/mirror/responses/negotiated", { accept: "text/event-stream" })).text();
    const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, line = ""]) => JSON.parse(line) as unknown);
    expect(data).toHaveLength(2);
    expect(data[0]).toBeTypeOf("object");
  });

  test("a client that leaves ends them", async () => {
    const mock = createSink({ ...base, stream: { items: 1000, pause: 5 } });
    const reader = (await get(mock, "/orders/stream")).body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    expect(await reader?.closed).toBeUndefined();
  });
});

/** Follows the pages of a list to its end, and gives the number of items of each page. */
async function walk(mock: Mock, first: string, next: (response: Response, body: never, path: string) => string | undefined, items: (body: never) => readonly unknown[]): Promise<readonly number[]> {
  const sizes: number[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = first; path !== undefined && sizes.length < 20; ) {
    const response = await get(mock, path);
    const body = (await response.json()) as never;
    expect(response.status).toBe(200);
    items(body).forEach((item) => seen.add(JSON.stringify(item)));
    sizes.push(items(body).length);
    path = next(response, body, path);
  }
  expect(seen.size).toBe(sizes.reduce((sum, size) => sum + size, 0));
  return sizes;
}

const linked = (response: Response): string | undefined => /<([^>]*)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];

describe("pages", () => {
  const sink = () => createSink({ ...base, memory: { items: 25 } });

  test("by offset, with a total", async () => {
    let offset = 0;
    const next = (_response: Response, body: { readonly total: number }): string | undefined => {
      expect(body.total).toBe(25);
      offset += 10;
      return offset < 25 ? `/pantry/ingredients?limit=10&offset=${offset}` : undefined;
    };
    expect(await walk(sink(), "/pantry/ingredients?limit=10", next as never, (body: { ingredients: readonly unknown[] }) => body.ingredients)).toEqual([10, 10, 5]);
  });

  test("by number", async () => {
    let page = 1;
    const next = (_response: Response, body: { readonly meta: { readonly total: number } }): string | undefined =>
      page * 10 < body.meta.total ? `/pantry/suppliers?per_page=10&page=${(page += 1)}` : undefined;
    expect(await walk(sink(), "/pantry/suppliers?per_page=10&page=1", next as never, (body: { data: readonly unknown[] }) => body.data)).toEqual([10, 10, 5]);
  });

  test("by the last item", async () => {
    type Deliveries = { readonly deliveries: readonly { readonly id: string }[]; readonly has_more: boolean };
    const next = (_response: Response, body: Deliveries): string | undefined =>
      body.has_more ? `/pantry/deliveries?limit=10&after=${encodeURIComponent(body.deliveries.at(-1)?.id ?? "")}` : undefined;
    expect(await walk(sink(), "/pantry/deliveries?limit=10", next as never, (body: Deliveries) => body.deliveries)).toEqual([10, 10, 5]);
  });

  test("by a URL in the answer, of which the contract says no more", async () => {
    const next = (_response: Response, body: { readonly next?: string | null }): string | undefined => body.next ?? undefined;
    expect(await walk(sink(), "/pantry/prices", next as never, (body: { prices: readonly unknown[] }) => body.prices)).toEqual([20, 5]);
  });

  test("by links", async () => {
    const platform = createPlatform({ ...base, memory: { items: 25 } });
    expect(await walk(platform, "/admin/audit?per_page=10", linked, (body: readonly unknown[]) => body)).toEqual([10, 10, 5]);
    expect(await walk(sink(), "/orders?limit=10", linked, (body: readonly unknown[]) => body)).toEqual([10, 10, 5]);
  });
});

describe("things that stand alone, and what is within others", () => {
  test("a thing is changed where it is read", async () => {
    const mock = createSink({ ...base, memory: true });
    const send = (method: string): Promise<Response> => mock.fetch(new Request("http://localhost/mirror/methods", { method }));
    const before: unknown = await (await send("GET")).json();
    expect((await send("DELETE")).ok).toBe(true);
    expect((await send("GET")).status).toBe(404);
    expect((await send("PUT")).ok).toBe(true);
    expect((await send("GET")).status).toBe(200);
    mock.memory.clear();
    expect(await (await send("GET")).json()).toEqual(before);
  });
});
