// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

/**
 * The target of the first link with this relation in a `Link` header (RFC 8288, section 3); `undefined`: there is none.
 */
export function findLink(header: string | null, relation: string): string | undefined {
  if (header === null) return undefined;
  for (const [, target = "", parameters = ""] of header.matchAll(
    /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s";,]*))?)*)/g,
  )) {
    // One after the other: a quoted title may hold anything, `; rel=next` too.
    for (const [, name = "", quoted, token = ""] of parameters.matchAll(
      /;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,]*)))?/g,
    )) {
      if (name.toLowerCase() !== "rel") continue;
      if ((quoted ?? token).toLowerCase().split(/\s+/).includes(relation)) return target.trim();
      break;
    }
  }
  return undefined;
}
