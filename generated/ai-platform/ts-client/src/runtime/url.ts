// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { encode, percent } from "./encode.js";
import { RequestError } from "./errors.js";
import type { Writer } from "./parameters.js";
import { memberOf } from "./value.js";

/** A path template, cut into text, slashes included, and segments that have parameters. */
export interface PathTemplate {
  readonly pieces: readonly (string | Segment)[];
  /** Some contracts tell operations apart by a fixed query in the path: `/messages?beta=true`. */
  readonly query: string;
}

type Segment = readonly (string | Writer)[];

/** Cuts `/users/{id}/v{version}.json`. `writerOf` gives the writer of a name in braces. A fragment is not sent. */
export function parsePath(path: string, writerOf: (name: string) => Writer): PathTemplate {
  const [whole = ""] = path.split("#");
  const mark = whole.indexOf("?");
  const bare = mark < 0 ? whole : whole.slice(0, mark);
  const pieces: (string | Segment)[] = [];
  let text = "";
  for (const segment of (bare.startsWith("/") ? bare.slice(1) : bare).split("/")) {
    text += "/";
    const parts = parseSegment(segment, writerOf);
    if (parts.every((part) => typeof part === "string")) text += parts.join("");
    else {
      pieces.push(text, parts);
      text = "";
    }
  }
  return { pieces: [...pieces, text], query: mark < 0 ? "" : whole.slice(mark + 1) };
}

function parseSegment(segment: string, writerOf: (name: string) => Writer): Segment {
  const parts = segment.split(/(\{[^{}]*\})/).filter((part) => part !== "");
  return parts.map((part) =>
    part.startsWith("{") && part.endsWith("}") ? writerOf(part.slice(1, -1)) : escapeLiteral(part),
  );
}

/** Text of a template is meant as it stands, so only what can't stand in a path is escaped (RFC 3986, section 3.3). */
function escapeLiteral(text: string): string {
  return text.replace(/[^\w.~:@!$&'()*+,;=%-]+/gu, encode).replace(/%(?![\dA-Fa-f]{2})/g, percent);
}

/**
 * Fills a path template.
 *
 * @throws {RequestError} for a missing value, and for one that would make a segment empty, `.` or `..`: URL parsers
 * remove such segments (WHATWG URL, section 4.4, also when they are percent-encoded), so the request would reach
 * another resource.
 */
export function writePath(template: PathTemplate, values: object | undefined): string {
  let path = "";
  for (const piece of template.pieces) path += typeof piece === "string" ? piece : writeSegment(piece, values);
  return path;
}

function writeSegment(parts: Segment, values: object | undefined): string {
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = part.write(memberOf(values, part.name));
    if (value === undefined) throw new RequestError(`Path parameter '${part.name}' is missing`);
    text += value;
  }
  if (text === "" || text === "." || text === "..") {
    const names = parts.flatMap((part) => (typeof part === "string" ? [] : [part.name]));
    throw new RequestError(
      `Path parameter '${names.join(", ")}' would make the path segment '${text}', which leads elsewhere`,
    );
  }
  return text;
}

/** The query of a call, without `?`, behind what it begins with; "" for none. */
export function writeQuery(begin: string, writers: readonly Writer[], values: object | undefined): string {
  let query = begin;
  for (const { name, write } of writers) {
    const text = write(memberOf(values, name));
    if (text !== undefined && text !== "") query += query === "" ? text : `&${text}`;
  }
  return query;
}

/** A server's URL, cut so that a path can be put behind it. */
export interface Base {
  /** Up to the path, without a slash at its end. */
  readonly prefix: string;
  /** Some servers have a fixed query; "" for none. */
  readonly query: string;
  /** `undefined` for a relative URL outside a browser. */
  readonly origin: string | undefined;
}

/** Throws `RequestError` for user info, which `fetch` refuses. */
export function parseBase(url: string | URL): Base {
  const text = String(url).replace(/#.*$/s, "");
  if (/^[a-z][a-z\d+.-]*:\/\/[^/?]*@/i.test(text))
    throw new RequestError("A base URL can't have a user name or password: fetch refuses it. Give them as `auth`");
  const mark = text.indexOf("?");
  const prefix = (mark < 0 ? text : text.slice(0, mark)).replace(/\/+$/, "");
  return { prefix, query: mark < 0 ? "" : text.slice(mark + 1), origin: originOf(text) };
}

/** Scheme, host and port; a relative URL has its page's. `undefined`: there is none. */
export function originOf(url: string): string | undefined {
  try {
    return /^[a-z][a-z\d+.-]*:/i.test(url) ? new URL(url).origin : new URL(url, location.href).origin;
  } catch {
    return undefined;
  }
}

/** The whole URL of one that may be relative, to a base or (`""`) to none; `undefined`: it is no URL. */
export function resolveUrl(url: string, base: string): string | undefined {
  try {
    return new URL(url, base || undefined).href;
  } catch {
    return undefined;
  }
}

export function joinUrl(base: Base, path: string, query: string): string {
  const both = base.query === "" || query === "" ? base.query + query : `${base.query}&${query}`;
  return both === "" ? base.prefix + path : `${base.prefix}${path}?${both}`;
}

/** A URL with more in its query. */
export function appendQuery(url: string, query: string): string {
  const hash = url.indexOf("#");
  const bare = hash < 0 ? url : url.slice(0, hash);
  return `${bare}${bare.includes("?") ? "&" : "?"}${query}`;
}

/** For messages and logs: without query, fragment and user info, which may hold secrets. */
export function withoutSecrets(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/^([a-z][a-z\d+.-]*:\/\/)[^/]*@/i, "$1");
}

/** The path of a URL. */
export function pathOf(url: string): string {
  return withoutSecrets(url).replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "");
}
