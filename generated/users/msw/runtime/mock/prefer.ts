/** What a request prefers (RFC 7240), in the words that Prism has for mocks. */
export interface Preferences {
  /** `code=404`: which of the documented statuses. */
  readonly code?: number;
  /** `example=NAME`: which of the contract's examples. */
  readonly example?: string;
  /** `dynamic` or `dynamic=true`: no examples, all is made up. `dynamic=false`: examples first. */
  readonly dynamic?: boolean;
  /** `wait=10`: no later than after so many seconds. */
  readonly wait?: number;
}

const preference = /^([!#$%&'*+.^_`|~\w-]+)(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/;

/** Reads `Prefer` headers. Of preferences of one name the first counts (section 2); unknown ones, and what is none, are passed over. */
export function readPreferences(header: string | undefined): Preferences {
  const found = new Map<string, string>();
  for (const part of splitList(header ?? "")) {
    const [, name, quoted, plain] = preference.exec(part.trim()) ?? [];
    const key = name?.toLowerCase();
    if (key !== undefined && !found.has(key)) found.set(key, quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
  }
  const [code, example, dynamic, wait] = ["code", "example", "dynamic", "wait"].map((name) => found.get(name));
  return {
    ...(code !== undefined && /^[2-5]\d\d$/.test(code) ? { code: Number(code) } : {}),
    ...(example === undefined ? {} : { example }),
    ...(dynamic === undefined ? {} : { dynamic: dynamic.toLowerCase() !== "false" }),
    ...(wait !== undefined && /^\d{1,9}$/.test(wait) ? { wait: Number(wait) } : {}),
  };
}

/** Cuts at commas that are not within quotes. */
function splitList(text: string): readonly string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"]|")+/g) ?? [];
}
