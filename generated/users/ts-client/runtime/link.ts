/** The target of the first link with this relation in a `Link` header (RFC 8288, section 3); `undefined`: there is none. */
export function findLink(header: string | null, relation: string): string | undefined {
  if (header === null) return undefined;
  for (const [, target = "", parameters = ""] of header.matchAll(/<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s";,]*))?)*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]*))/i.exec(parameters);
    const relations = (rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/);
    if (relations.includes(relation)) return target.trim();
  }
  return undefined;
}
