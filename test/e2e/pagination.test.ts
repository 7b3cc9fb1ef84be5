import { describe, expect, expectTypeOf, test } from "vitest";
import type { Delivery, Ingredient, Order, Supplier } from "../../generated/kitchen-sink/ts-client/index.js";
import { loadKitchen } from "./clients.js";
import { send, sendProblem, startServer, type Seen } from "./server.js";

const kitchen = await loadKitchen();
const number = ({ query }: Seen, name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
const list = (from: number, count: number): readonly { readonly id: string; readonly name: string }[] => Array.from({ length: Math.max(0, Math.min(count, 5 - from)) }, (_, index) => ({ id: `i${from + index}`, name: `n${from + index}` }));

/** Five things, in every way that pages can follow each other. */
const server = await startServer({
  "GET /recipes": ({ seen, response }) => {
    const from = number(seen, "cursor", 0);
    send(response, 200, { items: list(from, 2), next: from + 2 < 5 ? String(from + 2) : null });
  },
  "GET /pantry/ingredients": ({ seen, response }) => send(response, 200, { ingredients: list(number(seen, "offset", 0), number(seen, "limit", 2)), total: 5 }),
  "GET /pantry/suppliers": ({ seen, response }) => {
    const size = number(seen, "per_page", 2);
    send(response, 200, { data: list((number(seen, "page", 1) - 1) * size, size), meta: { total: 5 } });
  },
  "GET /pantry/deliveries": ({ seen, response }) => {
    const from = number(seen, "after", -1) === -1 ? 0 : Number(seen.query.get("after")?.slice(1)) + 1;
    send(response, 200, { deliveries: list(from, 2), has_more: from + 2 < 5 });
  },
  "GET /pantry/prices": ({ seen, response }) => {
    const from = number(seen, "from", 0);
    send(response, 200, { prices: list(from, 2), next: from + 2 < 5 ? `prices?from=${from + 2}` : null });
  },
  "GET /orders": ({ seen, response }) => {
    const from = number(seen, "from", 0);
    send(response, 200, list(from, 2), from + 2 < 5 ? { link: `<${server.url}/orders?from=${from + 2}>; title="a, b; rel=prev"; rel="last next"` } : {});
  },
});
const client = kitchen.createClient({ baseUrl: server.url, retries: 0, auth: { bearer: "b" } });

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
const urls = (): readonly string[] => server.seen.map(({ url }) => url);

describe("all pages", () => {
  const kinds = {
    "a cursor in the page": [() => kitchen.listRecipes.items(client), ["/recipes", "/recipes?cursor=2", "/recipes?cursor=4"]],
    "an offset": [() => kitchen.listIngredients.items(client, { query: { limit: 2 } }), ["/pantry/ingredients?limit=2", "/pantry/ingredients?offset=2&limit=2", "/pantry/ingredients?offset=4&limit=2"]],
    "a page number": [() => kitchen.listSuppliers.items(client, { query: { per_page: 3 } }), ["/pantry/suppliers?per_page=3", "/pantry/suppliers?page=2&per_page=3"]],
    "the last item": [() => kitchen.listDeliveries.items(client), ["/pantry/deliveries", "/pantry/deliveries?after=i1", "/pantry/deliveries?after=i3"]],
    "a URL in the page, relative to it": [() => kitchen.listPrices.items(client), ["/pantry/prices", "/pantry/prices?from=2", "/pantry/prices?from=4"]],
    "a Link header": [() => kitchen.listOrders.items(client), ["/orders", "/orders?from=2", "/orders?from=4"]],
  } as const;

  test.each(Object.entries(kinds))("by %s", async (_, [items, want]) => {
    expect(((await collect<unknown>(items())) as readonly { name: string }[]).map(({ name }) => name)).toEqual(["n0", "n1", "n2", "n3", "n4"]);
    expect(urls()).toEqual(want);
    expect(server.seen.every(({ headers }) => headers.authorization === "Bearer b")).toBe(true);
  });

  test("items have the type of the list's elements", () => {
    expectTypeOf(kitchen.listIngredients.items(client)).toEqualTypeOf<AsyncIterable<Ingredient>>();
    expectTypeOf(kitchen.listSuppliers.items(client)).toEqualTypeOf<AsyncIterable<Supplier>>();
    expectTypeOf(kitchen.listDeliveries.items(client)).toEqualTypeOf<AsyncIterable<Delivery>>();
    expectTypeOf(kitchen.listOrders.items(client)).toEqualTypeOf<AsyncIterable<Order>>();
    expect(Object.keys(kinds)).toHaveLength(6);
  });

  test("from where the caller says", async () => {
    expect(await collect(kitchen.listSuppliers.items(client, { query: { page: 2, per_page: 2 } }))).toHaveLength(3);
    expect(urls()).toEqual(["/pantry/suppliers?page=2&per_page=2", "/pantry/suppliers?page=3&per_page=2"]);
  });
});

describe("what goes wrong", () => {
  test("the same page again and again is asked for once, and is no end that looks like the last page's", async () => {
    const same = Array.from({ length: 9 }, () => ({ response }: { response: Parameters<typeof send>[0] }) => send(response, 200, { items: [1], next: "same" }));
    server.next(...same);
    await expect(collect(kitchen.listRecipes.items(client))).rejects.toMatchObject({ name: "RequestError", message: expect.stringMatching(/^After page 2 /) as string });
    expect(urls()).toEqual(["/recipes", "/recipes?cursor=same"]);
  });

  test("an empty page ends what can't be told otherwise", async () => {
    server.next(({ response }) => send(response, 200, { ingredients: [], total: 5 }));
    expect(await collect(kitchen.listIngredients.items(client))).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  test("a failure in the middle throws after the items before it", async () => {
    server.next(({ response }) => send(response, 200, { items: ["first"], next: "2" }), ({ response }) => sendProblem(response, 500, "Fire"));
    const seen: unknown[] = [];
    const walk = async (): Promise<void> => {
      for await (const item of kitchen.listRecipes.items(client)) seen.push(item);
    };
    await expect(walk()).rejects.toMatchObject({ name: "ApiError", status: 500 });
    expect(seen).toEqual(["first"]);
  });
});
