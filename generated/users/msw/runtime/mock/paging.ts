import { Turn } from "../server/turn.js";
import { memberAt, textOfValue } from "./members.js";
import type { PageTurn, Paging, Path } from "./plan.js";
import { originOf, type Place } from "./place.js";

/** Some of the items of a list. */
export interface Page {
  readonly items: readonly unknown[];
  /** Of the first of them among all, and of the one after the last of them. */
  readonly start: number;
  readonly end: number;
  readonly limit: number;
  readonly total: number;
}

/** How many items a page has if nobody says. */
const usualLimit = 20;

/** The page that a request asks for. */
export function cutPage(place: Place, paging: Paging | undefined, items: readonly unknown[]): Page {
  const query = place.visit.request.query ?? {};
  const total = items.length;
  if (paging === undefined) return { items, start: 0, end: total, limit: total, total };
  const asked = paging.limit === undefined ? undefined : Number(textOfValue(query[paging.limit]));
  const limit = asked !== undefined && asked >= 0 && Number.isInteger(asked) ? asked : usualLimit;
  const start = Math.min(Math.max(startOf(place, paging, query, limit, items), 0), total);
  const end = Math.min(start + limit, total);
  return { items: items.slice(start, end), start, end, limit, total };
}

function startOf(place: Place, { next }: Paging, query: Readonly<Record<string, unknown>>, limit: number, items: readonly unknown[]): number {
  switch (next.by) {
    case "none":
      return 0;
    case "link":
    case "url":
      return startOfTurn(place, next.turn ?? ownTurn, next.turn === undefined ? ownQuery(place) : query, limit);
    case "cursor":
      return positionOf(place, query[next.parameter]);
    case "lastItem": {
      const last = textOfValue(query[next.parameter]);
      return last === undefined ? 0 : items.findIndex((item) => textOfValue(memberAt(item, [next.member])) === last) + 1;
    }
    case "offset":
      return numberOf(query[next.parameter], 0);
    case "page":
      return (numberOf(query[next.parameter], next.first) - next.first) * limit;
  }
}

/** Where no parameter of the contract's says which page, links have one of the mock's: clients follow them as they are. */
const ownTurn: PageTurn = { parameter: "mock_page", counts: "pages" };

function ownQuery({ visit }: Place): Readonly<Record<string, unknown>> {
  return { [ownTurn.parameter]: new URLSearchParams(queryOf(visit.call)).get(ownTurn.parameter) ?? undefined };
}

function startOfTurn(place: Place, { parameter, counts, first = 1 }: PageTurn, query: Readonly<Record<string, unknown>>, limit: number): number {
  if (counts === "opaque") return positionOf(place, query[parameter]);
  return counts === "items" ? numberOf(query[parameter], 0) : (numberOf(query[parameter], first) - first) * limit;
}

function numberOf(value: unknown, otherwise: number): number {
  const number = Number(textOfValue(value) ?? Number.NaN);
  return Number.isFinite(number) ? Math.trunc(number) : otherwise;
}

const cursorMark = "after-";

/** The position that a cursor stands for; the beginning for one that is none of ours. */
function positionOf({ collection }: Place, cursor: unknown): number {
  const text = textOfValue(cursor);
  if (text === undefined) return 0;
  return collection.cursors.get(text) ?? numberOf(text.startsWith(cursorMark) ? text.slice(cursorMark.length) : text, 0);
}

/** A member of a page, with what it may be: the first that is valid. `undefined`: it isn't there. */
export interface PageMember {
  readonly path: Path;
  readonly values: readonly unknown[];
}

/** What a page says of itself beside its items. */
export function pageMembers(place: Place, paging: Paging | undefined, page: Page): readonly PageMember[] {
  if (paging === undefined) return [];
  const { next } = paging;
  const isLast = page.end >= page.total;
  const more = "more" in next && next.more !== undefined ? [{ path: next.more, values: [!isLast] }] : [];
  const total = "total" in next && next.total !== undefined ? [{ path: next.total, values: [page.total, String(page.total)] }] : [];
  if (next.by === "cursor") return [...more, { path: next.cursor, values: isLast ? nothing : cursorsOf(place, page.end) }];
  if (next.by === "url") return [{ path: next.url, values: isLast ? nothing : urlsOf(place, next.turn ?? ownTurn, page) }];
  return [...more, ...total];
}

/** How a last page says that it is the last one. */
const nothing: readonly unknown[] = [null, undefined, ""];

/** Where no text or number of ours is valid, the contract's own kind of cursor stands for the position: it is known by what was made. */
function cursorsOf({ collection }: Place, position: number): readonly unknown[] {
  const uuid = `00000000-0000-4000-8000-${position.toString(16).padStart(12, "0")}`;
  collection.cursors.set(uuid, position);
  return [`${cursorMark}${position}`, position, String(position), uuid];
}

function urlsOf(place: Place, turn: PageTurn, page: Page): readonly unknown[] {
  const path = pathOfPage(place, turn, page, page.end);
  return [`${originOf(place.visit)}${path}`, path];
}

/** The request's own URL, at another page. */
function pathOfPage({ visit }: Place, { parameter, counts, first = 1 }: PageTurn, { limit }: Page, position: number): string {
  const pages = limit === 0 ? first : first + Math.floor(position / limit);
  const value = counts === "opaque" ? `${cursorMark}${position}` : String(counts === "items" ? position : pages);
  const query = new URLSearchParams(queryOf(visit.call));
  query.set(parameter, value);
  return `${visit.call.path}?${query.toString()}`;
}

function queryOf(call: Place["visit"]["call"]): string {
  return call instanceof Turn ? call.exchange.query : "";
}

/** `Link` (RFC 8288), where pages follow each other by it. */
export function pageHeaders(place: Place, paging: Paging | undefined, page: Page): Readonly<Record<string, unknown>> {
  if (paging?.next.by !== "link") return {};
  const { turn = ownTurn } = paging.next;
  const link = (rel: string, position: number): string => `<${originOf(place.visit)}${pathOfPage(place, turn, page, position)}>; rel="${rel}"`;
  const links = [
    ...(page.end < page.total ? [link("next", page.end)] : []),
    ...(page.start > 0 ? [link("prev", Math.max(page.start - page.limit, 0)), link("first", 0)] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(", ") };
}
