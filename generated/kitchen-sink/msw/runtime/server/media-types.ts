import { parseHeaderValue } from "./header-parameters.js";

/** Media types and ranges of a contract, ready to be looked up. */
export interface MediaTypes<T> {
  /** By media type in lower case, without parameters. */
  readonly exact: ReadonlyMap<string, T>;
  /** The narrowest first. */
  readonly ranges: readonly MediaRange<T>[];
}

interface MediaRange<T> {
  readonly begin: string;
  readonly end: string;
  readonly value: T;
}

/** Sorts what a contract has by media types and ranges such as `image/*`, `application/*+json` and `*`/`*`. */
export function planMediaTypes<T>(entries: Iterable<readonly [mediaType: string, value: T]>): MediaTypes<T> {
  const exact = new Map<string, T>();
  const ranges: MediaRange<T>[] = [];
  for (const [mediaType, value] of entries) {
    const essence = (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
    const star = essence.indexOf("*");
    if (star < 0) exact.set(essence, value);
    else if (essence === "*/*") ranges.push({ begin: "", end: "", value });
    else ranges.push({ begin: essence.slice(0, star), end: essence.slice(star + 1), value });
  }
  return { exact, ranges: ranges.sort((a, b) => widthOf(a) - widthOf(b)) };
}

function widthOf({ begin, end }: MediaRange<unknown>): number {
  return -begin.length - end.length;
}

const mediaType = /^[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** What a contract has for a media type (`essence`: in lower case, without parameters). `undefined`: nothing. */
export function findMediaType<T>({ exact, ranges }: MediaTypes<T>, essence: string): T | undefined {
  const own = exact.get(essence);
  if (own !== undefined || !mediaType.test(essence)) return own;
  return ranges.find(
    ({ begin, end }) =>
      essence.length > begin.length + end.length && essence.startsWith(begin) && essence.endsWith(end),
  )?.value;
}

/** A request's media type. */
export interface ContentType {
  readonly essence: string;
  /** In lower case. */
  readonly charset: string | undefined;
  readonly boundary: string | undefined;
}

/** Reads a `Content-Type`; `undefined`: it is not well-formed. */
export function parseContentType(header: string): ContentType | undefined {
  const parsed = parseHeaderValue(header);
  if (parsed === undefined) return undefined;
  const { value, parameters } = parsed;
  return { essence: value, charset: parameters.get("charset")?.toLowerCase(), boundary: parameters.get("boundary") };
}
