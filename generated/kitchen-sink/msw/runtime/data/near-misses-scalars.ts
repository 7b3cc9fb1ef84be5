import { Decimal } from "../check/decimal.js";
import { countCodePoints } from "../check/values.js";
import { choose, type ListSlips, only, type Slip, type Tools } from "./near-misses-tools.js";
import type { Part, Spot } from "./near-misses-spots.js";
import { anyNumber, type NumberLimit, type NumberRules, pickNumber } from "./numbers.js";
import type { Numeric, SchemaObject } from "./schema.js";
import { anyText, pickText, type TextRules } from "./text.js";
import { oddTexts, proseOf } from "./text-fit.js";

/** Texts and lists are made longer up to this: nobody sends megabytes to see a limit. */
export const longest = 200_000;

/** Values of every kind. */
export const strays: readonly unknown[] = ["unexpected", 7, 1.5, true, null, [], {}, -1, 0, "", false, "7"];

/** `type`, `enum`, `const`: values of another kind, or of the same that aren't listed. */
export const listConstantSlips: ListSlips = function* (tools, spot, { schema, isChosen }) {
  if (schema.type !== undefined && !isChosen) yield* slip(tools, spot, schema, "type", strays, `is not of the type ${[schema.type].flat().join(" or ")}`);
  for (const keyword of ["enum", "const"] as const) {
    if (!Object.hasOwn(schema, keyword)) continue;
    const { value } = spot;
    const like = typeof value === "string" ? [`${value}x`, value.toUpperCase(), value.slice(1)] : typeof value === "number" ? [value + 1, value - 1] : [];
    yield* slip(tools, spot, schema, keyword, isChosen ? strays.filter((stray) => typeof stray === typeof value && Array.isArray(stray) === Array.isArray(value)).concat(like) : [...like, ...strays], "is not one of the values that are listed");
  }
};

function* slip(tools: Tools, spot: Spot, schema: SchemaObject, keyword: keyof SchemaObject, values: Iterable<unknown>, change: string): Iterable<Slip> {
  const found = choose(tools, spot, schema, only(schema, keyword), keyword, values);
  if (found !== undefined) yield { ...found, rule: keyword, change };
}

// ---------------------------------------------------------------- texts

/** `minLength`, `maxLength`, `pattern`, `format` of a text. */
export const listTextSlips: ListSlips = function* (tools, spot, { schema }) {
  const { value, parts } = spot;
  if (typeof value !== "string") return;
  const rules = textRules(parts, schema);
  const pick = (change: Partial<TextRules>): string | undefined => pickText({ ...rules, ...change }, tools.hint, tools.random);
  const points = [...value];
  const { minLength, maxLength, pattern, format } = schema;
  if (minLength !== undefined && minLength > 0) {
    const short = { minLength: Math.min(rules.minLength, minLength - 1), maxLength: minLength - 1 };
    yield* slip(tools, spot, schema, "minLength", [points.slice(0, minLength - 1).join(""), pick({ ...short, minLength: minLength - 1 }), pick(short)], `is shorter than ${minLength}`);
  }
  if (maxLength !== undefined && maxLength < longest) {
    const long = (value + proseOf(Math.max(0, maxLength + 1 - countCodePoints(value)), tools.random)).slice(0, Math.max(value.length, maxLength + 1));
    const exact = { minLength: maxLength + 1, maxLength: maxLength + 1 };
    yield* slip(tools, spot, schema, "maxLength", later(() => pick(exact), () => long, () => long.padEnd(maxLength + 4, "x")), `is longer than ${maxLength}`);
  }
  const odd = (): readonly string[] => [`${value}!`, `!${value}`, ` ${value}`, value.toUpperCase(), ...oddTexts(rules.minLength, rules.maxLength)];
  if (pattern !== undefined) yield* slip(tools, spot, schema, "pattern", later(() => pick({ patterns: rules.patterns.filter((each) => each !== pattern), notPatterns: [pattern] }), ...odd().map((text) => () => text)), `does not match ${pattern}`);
  if (format !== undefined) yield* slip(tools, spot, schema, "format", later(...[`${value}!`, value.slice(1), ...odd()].map((text) => () => text), () => pick({ formats: [], notFormats: [format] })), `is no ${format}`);
};

/** Values that are made when somebody asks for them. */
function* later(...makers: readonly (() => unknown)[]): Iterable<unknown> {
  for (const make of makers) yield make();
}

/** What all parts ask of a text, but for the lengths of one of them. */
function textRules(parts: readonly Part[], except: SchemaObject): TextRules {
  const all = parts.map(({ schema }) => schema);
  const others = all.filter((schema) => schema !== except);
  return {
    ...anyText,
    minLength: Math.max(0, ...others.map(({ minLength = 0 }) => minLength)),
    maxLength: Math.min(Infinity, ...others.map(({ maxLength = Infinity }) => maxLength)),
    patterns: [...new Set(all.flatMap(({ pattern }) => pattern ?? []))],
    formats: [...new Set(all.flatMap(({ format }) => format ?? []))],
  };
}

// ---------------------------------------------------------------- numbers

const sides = { minimum: "most", exclusiveMinimum: "most", maximum: "least", exclusiveMaximum: "least" } as const;

/** Limits, multiples and formats of a number. */
export const listNumberSlips: ListSlips = function* (tools, spot, { schema }) {
  const { value, parts } = spot;
  if (typeof value !== "number" && !(value instanceof Decimal)) return;
  for (const [keyword, side] of Object.entries(sides) as [keyof typeof sides, "least" | "most"][]) {
    const limit = schema[keyword];
    if (limit === undefined) continue;
    const beyond: NumberLimit = { value: limit, included: keyword.startsWith("exclusive") };
    const rules: NumberRules = { ...numberRules(parts, schema, keyword), [side]: beyond };
    const step = typeof limit === "number" ? (side === "most" ? limit - 1 : limit + 1) : undefined;
    yield* slip(tools, spot, schema, keyword, later(() => (beyond.included ? limit : step), () => pickNumber(rules, tools.hint, tools.random), () => step), `is ${side === "most" ? "below" : "above"} ${keyword} ${String(limit)}`);
  }
  const { multipleOf, format } = schema;
  if (multipleOf !== undefined) {
    const rules = numberRules(parts, schema, "multipleOf");
    const free = { ...anyNumber, integer: rules.integer, notMultiples: [multipleOf] };
    yield* slip(tools, spot, schema, "multipleOf", later(() => pickNumber({ ...rules, notMultiples: [multipleOf] }, tools.hint, tools.random), () => pickNumber(free, tools.hint, tools.random)), `is no multiple of ${String(multipleOf)}`);
  }
  if (format !== undefined) {
    const rules = numberRules(parts, schema, "format");
    yield* slip(tools, spot, schema, "format", later(() => pickNumber({ ...rules, notFormats: [format] }, tools.hint, tools.random)), `is no ${format}`);
  }
};

/** What all parts ask of a number, but for one keyword of one of them. */
function numberRules(parts: readonly Part[], except: SchemaObject, keyword: keyof SchemaObject): NumberRules {
  const kept = parts.map(({ schema }) => (schema === except ? { ...schema, [keyword]: undefined } : schema));
  const limits = (inner: keyof SchemaObject, outer: keyof SchemaObject): readonly NumberLimit[] =>
    kept.flatMap((schema) => [
      ...(schema[inner] === undefined ? [] : [{ value: schema[inner] as Numeric, included: true }]),
      ...(schema[outer] === undefined ? [] : [{ value: schema[outer] as Numeric, included: false }]),
    ]);
  return {
    ...anyNumber,
    integer: parts.some(({ schema: { type } }) => type !== undefined && [type].flat().includes("integer") && ![type].flat().includes("number")),
    least: limits("minimum", "exclusiveMinimum")[0],
    most: limits("maximum", "exclusiveMaximum")[0],
    multiples: kept.flatMap(({ multipleOf }) => multipleOf ?? []),
    formats: kept.flatMap(({ format }) => format ?? []),
  };
}
