/** A header value with parameters, such as `Content-Type` or `Content-Disposition`. */
export interface HeaderValue {
  /** What stands before the first parameter, in lower case. */
  readonly value: string;
  /** By lower-case name; of two, the first. */
  readonly parameters: ReadonlyMap<string, string>;
}

const parameter = /;[ \t]*(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*(?:"([^"]*)"|([^;"]*)))?/y;

/**
 * Cuts a header value at its parameters (RFC 9110, section 5.6.6). `undefined`: it is not well-formed. In quotes a backslash stands for
 * itself: so do browsers write file names (WHATWG HTML, 4.10.22.8), and no media type's parameter needs one.
 */
export function parseHeaderValue(text: string): HeaderValue | undefined {
  const end = text.indexOf(";");
  const value = (end < 0 ? text : text.slice(0, end)).trim().toLowerCase();
  const parameters = new Map<string, string>();
  for (let index = end < 0 ? text.length : end; index < text.length;) {
    parameter.lastIndex = index;
    const found = parameter.exec(text);
    if (found === null) return undefined;
    index = parameter.lastIndex;
    while (text[index] === " " || text[index] === "\t") index++;
    if (index < text.length && text[index] !== ";") return undefined;
    const name = found[1]?.toLowerCase();
    if (name !== undefined && !parameters.has(name)) parameters.set(name, found[2] ?? (found[3] ?? "").trim());
  }
  return { value, parameters };
}
