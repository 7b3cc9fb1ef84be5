// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { RequestError } from "./errors.js";
import { findLink } from "./link.js";
import type { Pagination } from "./pages.js";
import type { Success } from "./result.js";
import { originOf, resolveUrl, withoutSecrets } from "./url.js";
import { memberOf } from "./value.js";

/** Where a walk through pages stands. */
export interface Page {
  /** From 1, in the order of the walk. */
  readonly number: number;
  readonly itemsBefore: number;
  readonly query: object;
}

/** How the next page is asked for: other query parameters, or a URL. `key` tells it from all others. */
export interface NextPage {
  readonly key: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly url: string | undefined;
}

/**
 * What follows a page; `undefined`: nothing. Throws `RequestError` for a link that leads to another origin or is no URL.
 */
export function nextPage(
  next: Pagination["next"],
  result: Success,
  items: readonly unknown[],
  page: Page,
  base: string,
): NextPage | undefined {
  switch (next.kind) {
    case "linkHeader":
      return byUrl(findLink(result.response.headers.get("link"), "next"), result, base);
    case "nextUrl":
      return byUrl(readPath(result.data, next.url), result, base);
    case "cursor":
      return isLast(result.data, next.more)
        ? undefined
        : byParameter(next.parameter, readPath(result.data, next.cursor));
    case "lastItem":
      return isLast(result.data, next.more)
        ? undefined
        : byParameter(next.parameter, readPath(items.at(-1), [next.member]));
    case "offset": {
      const offset = numberOf(memberOf(page.query, next.parameter), 0) + items.length;
      const total = next.total === undefined ? undefined : readPath(result.data, next.total);
      const isEnd = items.length === 0 || (typeof total === "number" && offset >= total);
      return isEnd ? undefined : byParameter(next.parameter, offset);
    }
    case "page":
      return isLastPage(next, result.data, items, page)
        ? undefined
        : byParameter(next.parameter, numberOf(memberOf(page.query, next.parameter), next.first) + 1);
  }
}

function isLastPage(
  next: Extract<Pagination["next"], { kind: "page" }>,
  data: unknown,
  items: readonly unknown[],
  page: Page,
): boolean {
  if (items.length === 0) return true;
  const total = next.total === undefined ? undefined : readPath(data, next.total);
  if (typeof total !== "number") return false;
  const number = numberOf(memberOf(page.query, next.parameter), next.first) - next.first + 1;
  if (/page/i.test(next.total?.at(-1) ?? "")) return number >= total;
  // Pages before the one that the walk began with were as long as its pages are.
  const size = page.number > 1 ? page.itemsBefore / (page.number - 1) : items.length;
  return page.itemsBefore + items.length + (number - page.number) * size >= total;
}

function isLast(data: unknown, more: readonly string[] | undefined): boolean {
  return more !== undefined && readPath(data, more) === false;
}

function byParameter(parameter: string, value: unknown): NextPage | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return { key: String(value), query: { [parameter]: value }, url: undefined };
}

/** A link may be relative to the page it stands in. It takes the credentials along, so it must not leave the origin. */
function byUrl(link: unknown, { response }: Success, base: string): NextPage | undefined {
  if (typeof link !== "string" || link === "") return undefined;
  const from = response.url === "" ? base : response.url;
  const url = resolveUrl(link, from);
  if (url === undefined) throw new RequestError(`The next page is at '${withoutSecrets(link)}', no URL`);
  if (originOf(url) !== originOf(from))
    throw new RequestError(
      `The next page is at ${withoutSecrets(url)}, another origin than ${originOf(from)}: credentials must not go there`,
    );
  return { key: url, url };
}

function numberOf(value: unknown, otherwise: number): number {
  const number = typeof value === "bigint" || typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : otherwise;
}

/** What stands at a path of member names; `undefined` if nothing does. */
export function readPath(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const name of path) value = typeof value === "object" && value !== null ? memberOf(value, name) : undefined;
  return value;
}
