import { isObject, type Json, type JsonObject } from "../../../json.js";
import { toJsonText } from "../../../json-text.js";
import type { Assertion, AssertionKeyword, AssertionOf, SchemaId } from "../../../model.js";
import { flagOf, listOf, textOf } from "../../fields.js";
import { canonicalText } from "../constants.js";
import type { Position } from "../positions.js";
import type { ArrayFacts, Closer, Constant, CountFacts, Facts, FieldFacts, ObjectFacts, RangeFacts, TextFacts } from "./facts.js";
import { ANY_TYPE, type Mask, maskOfTypes, maskOfValue } from "./mask.js";
import { ANY_COUNT, mergeRanges, NOTHING_KNOWN } from "./merge.js";

/** Whether a schema stands for nothing at all: `false`, or `not` of anything. */
export type IsNever = (schema: SchemaId) => boolean;

/** What reading own facts needs: which schemas stand for nothing, and facts that many schemas share, by format and types. */
export interface OwnReading {
  readonly isNever: IsNever;
  readonly shared: Map<Json | undefined, Facts[]>;
}

/** What a schema's own keywords say, without the schemas that it applies in place. */
export function readOwnFacts({ isNever, shared }: OwnReading, position: Position, assertions: readonly Assertion[]): Facts {
  const first = assertions[0];
  const second = assertions[1];
  const { keywords } = position;
  const isNullable = typeof position.schema === "object" && position.schema["nullable"] === true;
  const hasMedia = keywords["contentEncoding"] !== undefined || keywords["contentMediaType"] !== undefined;
  const format = keywords["format"];
  if (!isNullable && !hasMedia && format === undefined && (first === undefined || (first.keyword === "$ref" && assertions.length === 1))) return NOTHING_KNOWN;
  if (hasMedia || first?.keyword !== "type" || assertions.length > 2 || (second !== undefined && second.keyword !== "format")) return readAllFacts(position, assertions, isNever);
  const word = typeof format === "string" ? format : undefined;
  let known = shared.get(word);
  if (known === undefined) shared.set(word, (known = []));
  return (known[maskOfTypes(first.types) * 2 + Number(isNullable)] ??= readAllFacts(position, assertions, isNever));
}

function readAllFacts(position: Position, assertions: readonly Assertion[], isNever: IsNever): Facts {
  const { keywords } = position;
  const { constants, clash } = readConstants(position);
  const text = readText(keywords);
  const groups = groupsOf(assertions);
  const range = groups & RANGE ? readRange(assertions) : undefined;
  const length = groups & LENGTH ? readCount(assertions, "minLength", "maxLength") : undefined;
  const array = groups & ITEMS ? readArray(assertions) : undefined;
  const object = groups & MEMBERS ? readObject(assertions, isNever) : undefined;
  const mask = clash === undefined ? readMask(assertions, constants) : 0;
  const wantsNull = isObject(position.schema) && position.schema["nullable"] === true && keywords["$ref"] === undefined;
  return { mask, constants, text, range, length, array, object, unions: NOTHING_KNOWN.unions, wantsNull, clash };
}

const [RANGE, LENGTH, ITEMS, MEMBERS] = [1, 2, 4, 8];

/** Which parts of the facts a keyword says something of. */
const GROUPS: ReadonlyMap<AssertionKeyword, number> = new Map<AssertionKeyword, number>([
  ["minimum", RANGE], ["exclusiveMinimum", RANGE], ["maximum", RANGE], ["exclusiveMaximum", RANGE],
  ["minLength", LENGTH], ["maxLength", LENGTH],
  ["minItems", ITEMS], ["maxItems", ITEMS], ["prefixItems", ITEMS], ["items", ITEMS], ["unevaluatedItems", ITEMS],
  ["minProperties", MEMBERS], ["maxProperties", MEMBERS], ["properties", MEMBERS], ["required", MEMBERS], ["patternProperties", MEMBERS],
  ["additionalProperties", MEMBERS], ["unevaluatedProperties", MEMBERS],
]);

function groupsOf(assertions: readonly Assertion[]): number {
  let groups = 0;
  assertions.forEach(({ keyword }) => (groups |= GROUPS.get(keyword) ?? 0));
  return groups;
}

const find = <K extends AssertionKeyword>(assertions: readonly Assertion[], keyword: K): AssertionOf<K> | undefined =>
  assertions.find((assertion): assertion is AssertionOf<K> => assertion.keyword === keyword);

function readMask(assertions: readonly Assertion[], constants: ReadonlyMap<string, Constant> | undefined): Mask {
  if (find(assertions, "false") !== undefined) return 0;
  const type = find(assertions, "type");
  if (type !== undefined) return maskOfTypes(type.types);
  return constants === undefined ? ANY_TYPE : maskOfConstants(constants);
}

export const maskOfConstants = (constants: ReadonlyMap<string, Constant>): Mask => [...constants.values()].reduce((mask, { type }) => mask | type, 0);

/** `enum` and `const` together leave what is in both. An `enum` without values stands for nothing by the rules, and for a mistake surely. */
function readConstants({ keywords, schema }: Position): Pick<Facts, "constants" | "clash"> {
  const values = keywords["enum"] === undefined ? undefined : listOf(keywords, "enum");
  const value = keywords["const"];
  if (values?.length === 0) return { constants: undefined, clash: { reason: "its 'enum' lists no value", hint: "list the values, or remove 'enum'", isClear: true } };
  const listed = values === undefined ? undefined : readEnum(values, schema);
  if (value === undefined) return { constants: listed, clash: undefined };
  const key = canonicalText(value);
  const constants = new Map([[key, { ...nameConstant(schema), text: toJsonText(value), type: maskOfValue(value) }]]);
  if (listed === undefined || listed.has(key)) return { constants, clash: undefined };
  return { constants, clash: { reason: "its 'enum' does not list its 'const'", hint: "make them agree, or remove one of them", isClear: true } };
}

function readEnum(values: readonly Json[], schema: JsonObject | boolean): ReadonlyMap<string, Constant> {
  const names = textsAt(schema, "x-enum-varnames") ?? textsAt(schema, "x-enumNames") ?? [];
  const descriptions = textsAt(schema, "x-enum-descriptions") ?? textsAt(schema, "x-enumDescriptions") ?? [];
  const constants = new Map<string, Constant>();
  values.forEach((value, index) => {
    const key = canonicalText(value);
    const [name, description] = [names[index], descriptions[index]];
    if (constants.has(key)) return;
    constants.set(key, {
      text: toJsonText(value),
      type: maskOfValue(value),
      ...(typeof name === "string" && name !== "" && { name }),
      ...(typeof description === "string" && description !== "" && { description }),
      deprecated: false,
    });
  });
  return constants;
}

const textsAt = (schema: JsonObject | boolean, name: string): readonly Json[] | undefined => (typeof schema === "boolean" ? undefined : listOf(schema, name));

/** The title of a constant in a `oneOf` is its name (OpenAPI 3.1, "Annotated Enumerations"). */
function nameConstant(schema: Json): Pick<Constant, "name" | "description" | "deprecated"> {
  if (!isObject(schema)) return { deprecated: false };
  const name = textOf(schema, "title");
  const description = textOf(schema, "description");
  return { ...(name !== undefined && { name }), ...(description !== undefined && { description }), deprecated: flagOf(schema, "deprecated") ?? false };
}

function readText({ format: writtenFormat, contentEncoding, contentMediaType }: JsonObject): TextFacts | undefined {
  const format = onlyText(writtenFormat);
  const encoding = onlyText(contentEncoding);
  const mediaType = onlyText(contentMediaType);
  if (format === undefined && encoding === undefined && mediaType === undefined) return undefined;
  return { format, encoding, mediaType };
}

const onlyText = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

function readRange(assertions: readonly Assertion[]): RangeFacts | undefined {
  let range: RangeFacts | undefined;
  for (const assertion of assertions) {
    if (assertion.keyword === "minimum" || assertion.keyword === "exclusiveMinimum") {
      range = mergeRanges(range, { low: { limit: assertion.limit, isExclusive: assertion.keyword === "exclusiveMinimum" }, high: undefined });
    } else if (assertion.keyword === "maximum" || assertion.keyword === "exclusiveMaximum") {
      range = mergeRanges(range, { low: undefined, high: { limit: assertion.limit, isExclusive: assertion.keyword === "exclusiveMaximum" } });
    }
  }
  return range;
}

function readCount(assertions: readonly Assertion[], least: "minLength" | "minItems" | "minProperties", most: "maxLength" | "maxItems" | "maxProperties"): CountFacts | undefined {
  const min = find(assertions, least)?.limit;
  const max = find(assertions, most)?.limit;
  return min === undefined && max === undefined ? undefined : { min: min ?? 0, max: max ?? Infinity };
}

function readArray(assertions: readonly Assertion[]): ArrayFacts | undefined {
  const prefix = find(assertions, "prefixItems")?.schemas;
  const items = find(assertions, "items")?.schema ?? restOf(assertions);
  const count = readCount(assertions, "minItems", "maxItems");
  if (prefix === undefined && items === undefined && count === undefined) return undefined;
  return { prefix: (prefix ?? []).map((schema) => [schema]), rest: items === undefined ? [] : [items], count: count ?? ANY_COUNT };
}

/** Keywords that evaluate items or members besides the plain ones: with them, nobody can tell here what `unevaluated...` is left with. */
const EVALUATING: ReadonlySet<AssertionKeyword> = new Set(["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "discriminator", "if", "dependentSchemas", "contains"]);
const evaluatesMore = (assertions: readonly Assertion[]): boolean => assertions.some(({ keyword }) => EVALUATING.has(keyword));

const restOf = (assertions: readonly Assertion[]): SchemaId | undefined => (evaluatesMore(assertions) ? undefined : find(assertions, "unevaluatedItems")?.schema);

function readObject(assertions: readonly Assertion[], isNever: IsNever): ObjectFacts | undefined {
  const properties = find(assertions, "properties");
  const required = find(assertions, "required");
  const patterns = find(assertions, "patternProperties")?.members ?? [];
  const additional = find(assertions, "additionalProperties");
  const unevaluated = additional === undefined && !evaluatesMore(assertions) ? find(assertions, "unevaluatedProperties") : undefined;
  const count = readCount(assertions, "minProperties", "maxProperties");
  if (properties === undefined && required === undefined && patterns.length === 0 && additional === undefined && unevaluated === undefined && count === undefined) return undefined;
  const fields = new Map<string, FieldFacts>();
  properties?.members.forEach(({ name, schema, access }) => fields.set(name, { schemas: [schema], required: false, access }));
  for (const { name, access } of required?.names ?? []) {
    const field = fields.get(name);
    fields.set(name, field === undefined ? { schemas: [], required: true, access } : { ...field, required: true });
  }
  const rest = additional?.schema ?? unevaluated?.schema;
  const isClosed = rest !== undefined && isNever(rest);
  const extra = rest === undefined || isClosed ? [] : [rest];
  return { fields, extra, patterns, closers: isClosed ? [closerOf(properties, patterns)] : [], isClosed, count: count ?? ANY_COUNT };
}

const closerOf = (properties: AssertionOf<"properties"> | undefined, patterns: ObjectFacts["patterns"]): Closer => ({
  names: new Set((properties?.members ?? []).map(({ name }) => name)),
  patterns: patterns.map(({ pattern }) => pattern),
});
