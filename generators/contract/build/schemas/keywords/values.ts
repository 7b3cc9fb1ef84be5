import { didYouMean } from "../../../closest.js";
import type { Json } from "../../../json.js";
import { toJsonText } from "../../../json-text.js";
import type { AssertionOf, JsonType, Pointer } from "../../../model.js";
import { fieldOf } from "../../fields.js";
import { canonicalText } from "../constants.js";
import { at, type Reader, type Reading, type Readers } from "../reading.js";

const TYPES: readonly JsonType[] = ["null", "boolean", "integer", "number", "string", "array", "object"];
/** Most schemas have one type: these assertions are shared. */
const ONE_TYPE: ReadonlyMap<Json, AssertionOf<"type">> = new Map(TYPES.map((type) => [type, { keyword: "type", types: [type] }]));
const isType = (value: Json): value is JsonType => ONE_TYPE.has(value);

/** Validation 6.1.1. A type that doesn't exist is reported and as good as absent. */
const readType: Reader<"type"> = (reading) => {
  const value = fieldOf(reading.keywords, "type");
  const single = value === undefined ? undefined : ONE_TYPE.get(value);
  if (single !== undefined) return single;
  const written: readonly Json[] = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  const types = [...new Set(written.filter(isType))];
  written.forEach((unknown, index) => {
    if (typeof unknown === "string" && !isType(unknown)) reportType(reading, unknown, Array.isArray(value) ? at(reading, "type", index) : at(reading, "type"));
  });
  return types.length === 0 ? undefined : { keyword: "type", types };
};

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["any", "leave 'type' out: a schema without it takes any value"],
  ["file", "write 'type: string' with 'format: binary'"],
  ["date", "write 'type: string' with 'format: date'"],
  ["datetime", "write 'type: string' with 'format: date-time'"],
  ["uuid", "write 'type: string' with 'format: uuid'"],
  ["int", "did you mean 'integer'?"],
  ["long", "write 'type: integer' with 'format: int64'"],
  ["float", "write 'type: number' with 'format: float'"],
  ["double", "write 'type: number' with 'format: double'"],
  ["decimal", "did you mean 'number'?"],
  ["bool", "did you mean 'boolean'?"],
  ["map", "did you mean 'object'?"],
  ["dict", "did you mean 'object'?"],
  ["list", "did you mean 'array'?"],
  ["text", "did you mean 'string'?"],
]);

function reportType(reading: Reading, unknown: string, origin: Pointer): void {
  reading.draft.report({
    code: "type-unknown",
    severity: "error",
    message: `there is no type '${unknown}'`,
    origin,
    hint: OTHER_NAMES.get(unknown.toLowerCase()) ?? didYouMean(unknown, TYPES) ?? `the types are ${TYPES.join(", ")}`,
  });
}

/** Validation 6.1.2. */
const readEnum: Reader<"enum"> = (reading) => {
  const values = fieldOf(reading.keywords, "enum");
  if (!Array.isArray(values)) return undefined;
  const distinct = new Map<string, string>();
  (values as readonly Json[]).forEach((value, index) => {
    const key = canonicalText(value);
    if (distinct.has(key)) reportDuplicate(reading, index);
    else distinct.set(key, toJsonText(value));
  });
  return { keyword: "enum", values: [...distinct.values()] };
};

function reportDuplicate(reading: Reading, index: number): void {
  reading.draft.report({
    code: "enum-duplicate",
    severity: "warning",
    message: "this value stands in 'enum' twice",
    origin: at(reading, "enum", index),
    hint: "remove one of them",
  });
}

export const values: Readers<"type" | "enum" | "const"> = {
  type: readType,
  enum: readEnum,
  /** Validation 6.1.3. */
  const: ({ keywords }) => (Object.hasOwn(keywords, "const") ? { keyword: "const", value: toJsonText(keywords["const"] as Json) } : undefined),
};
