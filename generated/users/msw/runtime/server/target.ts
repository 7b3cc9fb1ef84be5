/** A request target, cut at its question mark. */
export interface Target {
  /** Percent-encoded. */
  readonly path: string;
  readonly query: string;
}

/** A fragment, a backslash, or a segment that may be `.` or `..`: what a URL parser changes, and a plain cut doesn't. */
const special = /[#\\]|\/(?:\.|%2e)/i;

/**
 * Cuts the target of a request line. Dot segments are taken out and the absolute form is understood (RFC 9112, section 3.2), as a web
 * `Request` has it: a path means the same whatever carried it. A target that is no URL has the path "".
 */
export function cutTarget(target: string): Target {
  if (target.startsWith("/") && !special.test(target)) return cut(target, 0);
  if (target === "*") return { path: target, query: "" };
  try {
    const { pathname, search } = new URL(target.startsWith("/") ? `http://host${target}` : target);
    return { path: pathname, query: search.slice(1) };
  } catch {
    return { path: "", query: "" };
  }
}

/** Cuts the URL of a web `Request`, which is absolute and has been through a URL parser. */
export function cutUrl(url: string): Target {
  const end = url.indexOf("#");
  const whole = end < 0 ? url : url.slice(0, end);
  return cut(whole, whole.indexOf("/", whole.indexOf("://") + 3));
}

function cut(text: string, start: number): Target {
  const mark = text.indexOf("?", start);
  return mark < 0
    ? { path: start === 0 ? text : text.slice(start), query: "" }
    : { path: text.slice(start, mark), query: text.slice(mark + 1) };
}
