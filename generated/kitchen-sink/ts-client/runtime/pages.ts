// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { Client } from "./client.js";
import { RequestError } from "./errors.js";
import { nextPage, readPath, type Page } from "./next-page.js";
import type { CallOptions } from "./options.js";
import { type AnyResult, type DataOf, type Success, unwrap } from "./result.js";
import type { RequestParts } from "./spec.js";
import { memberOf } from "./value.js";

/** How pages follow each other. Paths are member names into the answer's JSON; an empty one is the answer itself. */
export interface Pagination {
  readonly items: readonly string[];
  readonly next:
    | { readonly kind: "linkHeader" }
    | { readonly kind: "nextUrl"; readonly url: readonly string[] }
    | {
        readonly kind: "cursor";
        readonly parameter: string;
        readonly cursor: readonly string[];
        readonly more?: readonly string[];
      }
    /** The cursor is a member of the last item. */
    | {
        readonly kind: "lastItem";
        readonly parameter: string;
        readonly member: string;
        readonly more?: readonly string[];
      }
    | { readonly kind: "offset"; readonly parameter: string; readonly total?: readonly string[] }
    /** `total` counts pages if its name has `page` in it, else items. */
    | { readonly kind: "page"; readonly parameter: string; readonly first: number; readonly total?: readonly string[] };
}

/** The type of what stands at a path. */
type At<T, P extends readonly string[]> = P extends readonly [
  infer Head extends string,
  ...infer Rest extends readonly string[],
]
  ? At<Head extends keyof NonNullable<T> ? NonNullable<T>[Head] : unknown, Rest>
  : T;

/** The items of a page: elements of the list at the path. */
export type ItemOf<D, P extends readonly string[]> = NonNullable<At<D, P>> extends readonly (infer T)[] ? T : unknown;

/** An operation that comes in pages: a function as any other, with two ways of walking through all of them. */
export type Paginated<F extends PagedCall, P extends Pagination> = F & {
  /**
   * Items of all pages, each page fetched when it is needed. Throws an `ApiError` for a page that fails, and a
   * `RequestError` where the next page can't be asked for: a link to another origin, a page that was there before.
   */
  readonly items: (...parts: Parameters<F>) => AsyncIterable<ItemOf<DataOf<Awaited<ReturnType<F>>>, P["items"]>>;
  /** The results page by page. Throws what `items` throws. */
  readonly pages: (...parts: Parameters<F>) => AsyncIterable<Extract<Awaited<ReturnType<F>>, Success>>;
};

type PagedCall = (client: Client, request: never, options?: CallOptions) => Promise<AnyResult>;

/**
 * Gives an operation `.items()` and `.pages()`. Following pages are asked for by query parameters, or at the URL that
 * the server gives.
 */
/* @__NO_SIDE_EFFECTS__ */
export function paginated<F extends PagedCall, const P extends Pagination>(call: F, pagination: P): Paginated<F, P> {
  const plain = call as unknown as (
    client: Client,
    request?: RequestParts,
    options?: CallOptions,
  ) => Promise<AnyResult>;
  const pages = (client: Client, request?: RequestParts, options?: CallOptions): AsyncIterable<Success> =>
    walk(plain, pagination, client, request ?? {}, options);
  const items = async function* (
    client: Client,
    request?: RequestParts,
    options?: CallOptions,
  ): AsyncGenerator<unknown, void, undefined> {
    for await (const page of pages(client, request, options)) yield* itemsOf(page.data, pagination);
  };
  return Object.assign(call, { pages, items }) as unknown as Paginated<F, P>;
}

async function* walk(
  call: (client: Client, request?: RequestParts, options?: CallOptions) => Promise<AnyResult>,
  pagination: Pagination,
  client: Client,
  first: RequestParts,
  options: CallOptions | undefined,
): AsyncGenerator<Success, void, undefined> {
  const seen = new Set<string>(startOf(pagination.next, first));
  let request = first;
  let page: Page = { number: 1, itemsBefore: 0, query: { ...first.query } };
  let url: string | undefined;
  for (;;) {
    const result = await call(client, request, url === undefined ? options : { ...options, url });
    await unwrap(result);
    const success = result as Success;
    yield success;
    const items = itemsOf(success.data, pagination);
    const next = nextPage(pagination.next, success, items, page, client.settings.base.prefix);
    if (page.number === 1) seen.add(success.response.url);
    if (next === undefined) return;
    if (seen.has(next.key)) {
      // Some servers say so that this was the end. Behind items it would be asked for ever.
      if (items.length === 0) return;
      throw new RequestError(
        `After page ${page.number} the server goes on with a page that was there before: what it gave so far is not all`,
      );
    }
    seen.add(next.key);
    page = {
      number: page.number + 1,
      itemsBefore: page.itemsBefore + items.length,
      query: { ...page.query, ...next.query },
    };
    request = { ...first, query: page.query };
    url = next.url;
  }
}

/** What tells the first page from all others, where the caller says it: the cursor or number to begin with. */
function startOf(next: Pagination["next"], { query }: RequestParts): readonly string[] {
  const start = "parameter" in next ? memberOf(query, next.parameter) : undefined;
  return start === undefined || start === null ? [] : [String(start)];
}

function itemsOf(data: unknown, { items }: Pagination): readonly unknown[] {
  const list = readPath(data, items);
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new RequestError(`The page has no list at '${items.join(".")}'`);
  return list;
}
