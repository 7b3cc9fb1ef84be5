import { isDoubleExact } from "../../../contract/json.js";
import type { Assertion, AssertionOf, DecimalText, SchemaId } from "../../../contract/model.js";
import { type Code, code, nothing, type Printable, verbatim } from "../../../emit/code.js";
import type { Form } from "../forms.js";
import { fitsInteger, numberLiteral } from "../literals.js";

/** What the rules of a text are said with. */
export interface TextTests {
  /** That a text matches a pattern of the contract; undefined where reading can't tell. */
  readonly matches: (pattern: string, text: Printable, schema: SchemaId | undefined) => Code | undefined;
  /** That a text has a format; undefined where reading can't tell. */
  readonly hasFormat: (format: string, text: Printable) => Code | undefined;
  /** A name of the runtime's package `wire`. */
  readonly wire: (name: string) => Printable;
}

/** A Go value whose rules are to be kept. */
export interface Ruled {
  readonly form: Form;
  /** An expression of its type. */
  readonly value: Printable;
  /** Whether two items are equal when and only when Go says so; else `uniqueItems` takes a closer look. */
  readonly comparable: boolean;
  /** The schema whose value it is, after which a pattern may be named. */
  readonly schema?: SchemaId;
}

/**
 * The conditions by which a Go value keeps simple rules; undefined where one can't be said of such a value. Rules of other JSON types
 * say nothing.
 */
export function printRules(tests: TextTests, rules: readonly Assertion[], ruled: Ruled): readonly Code[] | undefined {
  const found: Code[] = [];
  const lengths = rules.filter((rule) => rule.keyword === "minLength" || rule.keyword === "maxLength");
  if (lengths.length > 0 && isText(ruled.form)) found.push(printLength(tests, lengths, ruled.value));
  for (const rule of rules) {
    const said = printRule(tests, rule, ruled);
    if (said === undefined) return undefined;
    found.push(...said);
  }
  return found;
}

type Kind = Form["kind"];

const isText = (form: Form): boolean => form.kind === "string";

/** Texts that are read into something else than a text, whose length and signs are gone then. */
const parsed: ReadonlySet<Kind> = new Set(["time", "date", "uuid", "bytes"]);
const numbers: ReadonlySet<Kind> = new Set(["float", "integer", "int32", "int64", "uint32", "uint64"]);
/** What may be of several JSON types. */
const mixed: ReadonlySet<Kind> = new Set(["raw", "union", "enum", "file"]);

/** A rule of another JSON type says nothing; of raw JSON nobody knows which it is. */
const ofOther = ({ form }: Ruled): readonly Code[] | undefined => (mixed.has(form.kind) ? undefined : []);

/** Formats that the Go type says already. */
const saidByType: Readonly<Record<string, Kind>> = { "date-time": "time", date: "date", uuid: "uuid", byte: "bytes", int32: "int32", int64: "int64", uint32: "uint32", uint64: "uint64" };

/** The conditions of one rule. */
function printRule(tests: TextTests, rule: Assertion, ruled: Ruled): readonly Code[] | undefined {
  const { form, value } = ruled;
  switch (rule.keyword) {
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return numbers.has(form.kind) ? printLimit(tests, rule.keyword, rule.limit, ruled) : ofOther(ruled);
    case "multipleOf":
      return numbers.has(form.kind) ? printMultiple(tests, rule.divisor, ruled) : ofOther(ruled);
    case "minLength":
    case "maxLength":
      if (isText(form)) return [];
      return parsed.has(form.kind) ? undefined : ofOther(ruled);
    case "pattern":
      if (isText(form)) return listOf(tests.matches(rule.pattern, value, ruled.schema));
      return parsed.has(form.kind) ? undefined : ofOther(ruled);
    case "format":
      return printFormat(tests, rule, ruled);
    case "minItems":
      return form.kind === "array" ? [code`len(${value}) >= ${rule.limit}`] : ofOther(ruled);
    case "maxItems":
      return form.kind === "array" ? [code`len(${value}) <= ${rule.limit}`] : ofOther(ruled);
    case "uniqueItems":
      if (form.kind !== "array") return form.kind === "tuple" ? undefined : ofOther(ruled);
      return ruled.comparable ? [code`${tests.wire("IsDistinct")}(${value})`] : undefined;
    case "minProperties":
      return form.kind === "map" ? [code`len(${value}) >= ${rule.limit}`] : form.kind === "object" ? undefined : ofOther(ruled);
    case "maxProperties":
      return form.kind === "map" ? [code`len(${value}) <= ${rule.limit}`] : form.kind === "object" ? undefined : ofOther(ruled);
    case "enum":
    case "const":
      // The function of a type with constants knows them.
      return [];
    default:
      return undefined;
  }
}

const listOf = (said: Code | undefined): readonly Code[] | undefined => said && [said];

function printLength({ wire }: TextTests, rules: readonly Assertion[], value: Printable): Code {
  const limitOf = (keyword: "minLength" | "maxLength"): number | undefined => rules.flatMap((rule) => (rule.keyword === keyword ? [rule.limit] : []))[0];
  return code`${wire("HasLength")}(${value}, ${limitOf("minLength") ?? 0}, ${limitOf("maxLength") ?? -1})`;
}

const signs = { minimum: ">=", exclusiveMinimum: ">", maximum: "<=", exclusiveMaximum: "<" } as const;

/** Go's integers by how many bits they have, and whether a sign. */
const bitsOf: Readonly<Partial<Record<Kind, readonly [bits: 32 | 64, signed: boolean]>>> = { int32: [32, true], int64: [64, true], uint32: [32, false], uint64: [64, false] };

function printLimit({ wire }: TextTests, keyword: keyof typeof signs, limit: DecimalText, { form, value }: Ruled): readonly Code[] | undefined {
  const sign = verbatim(signs[keyword]);
  if (form.kind === "float") return isDoubleExact(limit) ? [code`${value} ${sign} ${numberLiteral(limit)}`] : undefined;
  if (form.kind === "integer") return fitsInteger(limit, 64) ? [code`${wire("CompareInteger")}(${value}, ${numberLiteral(limit)}) ${sign} 0`] : undefined;
  const [bits, signed] = bitsOf[form.kind] ?? [64, true];
  if (!fitsInteger(limit, bits, signed)) return undefined;
  return isAlways(keyword, limit, bits, signed) ? [] : [code`${value} ${sign} ${numberLiteral(limit)}`];
}

/** What no value of the type breaks: Go's tools complain of such a condition. */
function isAlways(keyword: keyof typeof signs, limit: DecimalText, bits: 32 | 64, signed: boolean): boolean {
  const number = BigInt(limit);
  if (keyword === "minimum") return number === (signed ? -(2n ** BigInt(bits - 1)) : 0n);
  return keyword === "maximum" && number === 2n ** BigInt(signed ? bits - 1 : bits) - 1n;
}

function printMultiple({ wire }: TextTests, divisor: DecimalText, { form, value }: Ruled): readonly Code[] | undefined {
  if (form.kind === "integer") return undefined;
  if (form.kind !== "float") {
    if (!fitsInteger(divisor, 32)) return undefined;
    return BigInt(divisor) === 1n ? [] : [code`${value}%${numberLiteral(divisor)} == 0`];
  }
  const [, whole = "", fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(divisor) ?? [];
  const size = (whole + fraction).replace(/^0+/, "");
  return size !== "" && size.length <= 15 && fraction.length <= 15 ? [code`${wire("IsMultiple")}(${value}, ${numberLiteral(size)}, ${numberLiteral(`1${"0".repeat(fraction.length)}`)})`] : undefined;
}

function printFormat(tests: TextTests, { format }: AssertionOf<"format">, ruled: Ruled): readonly Code[] | undefined {
  const { form, value } = ruled;
  if (saidByType[format] === form.kind) return [];
  if (/^u?int(32|64)$/.test(format)) return numbers.has(form.kind) ? undefined : ofOther(ruled);
  if (isText(form)) return listOf(tests.hasFormat(format, value));
  return parsed.has(form.kind) ? undefined : ofOther(ruled);
}

/** `a && b`. */
export const printAll = (conditions: readonly Printable[]): Code => conditions.reduce<Code>((all, each, index) => (index === 0 ? code`${each}` : code`${all} && ${each}`), nothing);

/** What stands behind a read: rules are kept only if the reader checks. */
export const printChecks = (conditions: readonly Code[]): Code => (conditions.length === 0 ? nothing : code` && (!r.Checks || ${printAll(conditions)})`);
