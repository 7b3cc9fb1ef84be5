import fc, { type Arbitrary } from "fast-check";
import type { Assertion, AssertionKeyword, AssertionOf, Schema } from "../../../generators/contract/model.js";

/** Where a value travels: what texts can't tell apart, or can't carry, isn't made there. */
export type Medium = "json" | "query" | "path" | "header" | "cookie" | "form" | "part";

export const find = <K extends AssertionKeyword>(schema: Schema | undefined, keyword: K): AssertionOf<K> | undefined =>
  schema?.assertions.find((assertion: Assertion): assertion is AssertionOf<K> => assertion.keyword === keyword);

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

/** Long ones are bigint where the format says so, and numbers that a double holds elsewhere. */
export function integer(format: string | undefined, schema: Schema | undefined): Arbitrary<unknown> {
  const isBig = format === "int64" || format === "uint64";
  const [low, high] = ranges[format ?? ""] ?? [-(2n ** 53n) + 1n, 2n ** 53n - 1n];
  const bound = (text: string | undefined, shift: bigint): bigint | undefined => (text !== undefined && /^-?\d+$/.test(text) ? BigInt(text) + shift : undefined);
  const least = [low, bound(find(schema, "minimum")?.limit, 0n), bound(find(schema, "exclusiveMinimum")?.limit, 1n)].filter((one) => one !== undefined).reduce((a, b) => (a > b ? a : b));
  const most = [high, bound(find(schema, "maximum")?.limit, 0n), bound(find(schema, "exclusiveMaximum")?.limit, -1n)].filter((one) => one !== undefined).reduce((a, b) => (a < b ? a : b));
  const step = bound(find(schema, "multipleOf")?.divisor, 0n) ?? 1n;
  return fc.bigInt({ min: least, max: most < least ? least : most }).map((value) => {
    const exact = value - (value % step);
    return isBig ? exact : Number(exact);
  });
}

export function number(schema: Schema | undefined): Arbitrary<number> {
  const least = Number(find(schema, "minimum")?.limit ?? find(schema, "exclusiveMinimum")?.limit ?? -1e300);
  const most = Number(find(schema, "maximum")?.limit ?? find(schema, "exclusiveMaximum")?.limit ?? 1e300);
  const step = find(schema, "multipleOf")?.divisor;
  if (step !== undefined) return fc.integer({ min: Math.max(Math.ceil(least), -1e6), max: Math.min(most, 1e6) }).map((count) => Number((count * Number(step)).toFixed(6)));
  return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: least, max: most }), fc.constantFrom(Math.ceil(least), Math.floor(most), 0, 1, 0.1, 19.99)).map((value) => (value === 0 ? 0 : value));
}

const formats: Readonly<Record<string, Arbitrary<string>>> = {
  "date-time": fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }).map((date) => date.toISOString()),
  date: fc.date({ min: new Date(0), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  time: fc.constantFrom("09:26:53Z", "23:59:60Z", "00:00:00.5+01:00"),
  duration: fc.constantFrom("P3D", "PT1H30M", "P2W"),
  email: fc.emailAddress(),
  "idn-email": fc.constantFrom("jürgen@exämple.de", "a@b.c"),
  hostname: fc.domain(),
  "idn-hostname": fc.constantFrom("exämple.de", "例え.jp"),
  ipv4: fc.ipV4(),
  ipv6: fc.ipV6(),
  uri: fc.webUrl({ withQueryParameters: true, withFragments: true }),
  "uri-reference": fc.constantFrom("/a/b?c=d#e", "../x", "?q", "#f", "https://a.example/"),
  iri: fc.constantFrom("https://exämple.de/ü?ß", "urn:x:1"),
  "iri-reference": fc.constantFrom("/ü", "?ß=ä"),
  "uri-template": fc.constantFrom("/a/{b}{?c,d}", "x"),
  uuid: fc.uuid(),
  "json-pointer": fc.constantFrom("", "/a/0", "/a~1b/~0"),
  "relative-json-pointer": fc.constantFrom("0", "1/a", "0#"),
  regex: fc.constantFrom("^a+$", "[a-z]{2,}", "\\p{L}"),
  byte: fc.base64String({ maxLength: 40 }),
};

/** Characters that mean something to some style, place or parser. */
const tricky = fc.constantFrom("a/b?c#d&e=f;g,h.i|j k%20l+m[n]o\"p'q<r>s\\t~u:v@w$x!y*z()", "%2F", "..a", "null", "true", "1", "ünïcödé 🍅", "a\u0301", "__proto__", "a=b&c", "--x\r\n".trim());

export function text(medium: Medium, schema: Schema | undefined, format?: string): Arbitrary<string> {
  const pattern = find(schema, "pattern")?.pattern;
  const known = formats[format ?? ""];
  const least = find(schema, "minLength")?.limit ?? (medium === "json" || medium === "part" ? 0 : 1);
  const most = Math.min(find(schema, "maxLength")?.limit ?? 60, 200);
  const isRight = (value: string): boolean => [...value].length >= least && [...value].length <= most && carries(medium, value);
  if (pattern !== undefined) return matching(pattern, most).filter((value) => carries(medium, value));
  if (known !== undefined) return known.filter(isRight);
  return fc.oneof(fc.string({ unit: "grapheme", minLength: least, maxLength: most }), tricky, fc.string({ unit: "binary", minLength: least, maxLength: most })).filter(isRight);
}

export function matching(pattern: string, most: number): Arbitrary<string> {
  const expression = new RegExp(pattern, "u");
  // fast-check makes no texts for assertions.
  if (/\(\?[=!<]|\\[bBpP]/.test(pattern)) return fc.oneof(fc.string({ maxLength: most }), fc.stringMatching(/^[A-Za-z]{1,8}[0-9]{1,3}[!?.]?$/), fc.stringMatching(/^\d{1,4}$/)).filter((value) => expression.test(value));
  return fc.stringMatching(expression, { maxLength: Math.max(most, 10) });
}

/** Whether a place can carry a text at all (RFC 9110, section 5.5; RFC 6265, section 4.1.1). */
function carries(medium: Medium, value: string): boolean {
  if (/\p{Surrogate}/u.test(value)) return false;
  if (medium === "header") return !/[\0-\x08\x0a-\x1f\x7f]/.test(value) && value.trim() === value && value !== "" && !/^[\t ]|[\t ]$/.test(value);
  return medium !== "path" || !/^\.{1,2}$/.test(value);
}
