import type { SchemaId } from "../../../model.js";
import { compareDecimals } from "../decimal.js";
import type { ArrayFacts, Bound, Clash, Constant, CountFacts, Facts, FieldFacts, ObjectFacts, RangeFacts, TextFacts, UnionFacts } from "./facts.js";
import { ANY_TYPE, nameMask } from "./mask.js";

export const ANY_COUNT: CountFacts = { min: 0, max: Infinity };

/** Nothing is known: any value. */
export const NOTHING_KNOWN: Facts = {
  mask: ANY_TYPE,
  constants: undefined,
  text: undefined,
  range: undefined,
  length: undefined,
  array: undefined,
  object: undefined,
  unions: [],
  wantsNull: false,
  clash: undefined,
};

/** What is known of values for which both hold. Where that is none, and each alone has some, there is a clash. */
export function mergeFacts(a: Facts, b: Facts): Facts {
  if (a === b || b === NOTHING_KNOWN) return a;
  if (a === NOTHING_KNOWN) return b;
  const mask = a.mask & b.mask;
  const constants = commonConstants(a.constants, b.constants);
  const clash = a.clash ?? b.clash ?? clashOf(a, b, constants);
  return {
    mask: constants?.size === 0 ? 0 : mask,
    constants,
    text: mergeTexts(a.text, b.text),
    range: mergeRanges(a.range, b.range),
    length: mergeCounts(a.length, b.length),
    array: mergeArrays(a.array, b.array),
    object: mergeObjects(a.object, b.object),
    unions: mergeUnions(a.unions, b.unions),
    wantsNull: a.wantsNull && b.wantsNull,
    clash,
  };
}

function mergeTexts(a: TextFacts | undefined, b: TextFacts | undefined): TextFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { format: a.format ?? b.format, encoding: a.encoding ?? b.encoding, mediaType: a.mediaType ?? b.mediaType };
}

function commonConstants(a: Facts["constants"], b: Facts["constants"]): Facts["constants"] {
  if (a === undefined || b === undefined) return a ?? b;
  return new Map([...a].filter(([key]) => b.has(key)).map(([key, constant]): readonly [string, Constant] => [key, { ...b.get(key), ...constant }]));
}

function clashOf(a: Facts, b: Facts, constants: Facts["constants"]): Clash | undefined {
  if (a.mask === 0 || b.mask === 0) return undefined;
  if ((a.mask & b.mask) === 0) return { reason: `nothing is both ${nameMask(a.mask)} and ${nameMask(b.mask)}`, hint: "make the types agree, or use 'anyOf' if either will do" };
  if (constants?.size !== 0 || a.constants?.size === 0 || b.constants?.size === 0) return undefined;
  return { reason: "the lists of values that it must be in have none in common", hint: "let one 'enum' or 'const' say which values there are" };
}

export function mergeRanges(a: RangeFacts | undefined, b: RangeFacts | undefined): RangeFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { low: tighterBound(a.low, b.low, 1), high: tighterBound(a.high, b.high, -1) };
}

/** `direction` 1: of two lower bounds the higher one, -1: of two upper bounds the lower one. An exclusive bound is tighter than an inclusive one. */
function tighterBound(a: Bound | undefined, b: Bound | undefined, direction: 1 | -1): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const difference = compareDecimals(a.limit, b.limit) * direction;
  if (difference === 0) return a.isExclusive ? a : b;
  return difference > 0 ? a : b;
}

function mergeCounts(a: CountFacts | undefined, b: CountFacts | undefined): CountFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
}

const union = (a: readonly SchemaId[], b: readonly SchemaId[]): readonly SchemaId[] => (a.length === 0 ? b : b.length === 0 ? a : [...new Set([...a, ...b])]);

function mergeArrays(a: ArrayFacts | undefined, b: ArrayFacts | undefined): ArrayFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const length = Math.max(a.prefix.length, b.prefix.length);
  const prefix = Array.from({ length }, (_, index) => union(a.prefix[index] ?? a.rest, b.prefix[index] ?? b.rest));
  return { prefix, rest: union(a.rest, b.rest), count: mergeCounts(a.count, b.count) ?? ANY_COUNT };
}

/** A member that one side names and the other closes out can't be there: `settle` takes it out. */
function mergeObjects(a: ObjectFacts | undefined, b: ObjectFacts | undefined): ObjectFacts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const fields = new Map(a.fields);
  for (const [name, field] of b.fields) {
    const known = fields.get(name);
    fields.set(name, known === undefined ? field : mergeFields(known, field));
  }
  return {
    fields,
    extra: union(a.extra, b.extra),
    patterns: a.patterns.length === 0 ? b.patterns : [...a.patterns, ...b.patterns.filter(({ schema }) => !a.patterns.some((other) => other.schema === schema))],
    closers: [...a.closers, ...b.closers],
    isClosed: a.isClosed || b.isClosed,
    count: mergeCounts(a.count, b.count) ?? ANY_COUNT,
  };
}

const mergeFields = (a: FieldFacts, b: FieldFacts): FieldFacts => ({
  schemas: union(a.schemas, b.schemas),
  required: a.required || b.required,
  access: a.access === "both" ? b.access : a.access,
});

function mergeUnions(a: readonly UnionFacts[], b: readonly UnionFacts[]): readonly UnionFacts[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  return [...a, ...b.filter((other) => !a.some(({ owner, keyword }) => owner === other.owner && keyword === other.keyword))];
}
