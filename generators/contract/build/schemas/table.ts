import type { Assertion, AssertionKeyword } from "../../model.js";
import { readDiscriminator } from "./discriminators.js";
import { arrays } from "./keywords/arrays.js";
import { branches } from "./keywords/branches.js";
import { numbers } from "./keywords/numbers.js";
import { objects } from "./keywords/objects.js";
import { references } from "./keywords/references.js";
import { strings } from "./keywords/strings.js";
import { values } from "./keywords/values.js";
import type { Position } from "./positions.js";
import type { AnyReader, Draft, Reader } from "./reading.js";

/** One row a keyword, in the order of `Assertion`; the compiler names a row that is missing. */
const READERS: { readonly [K in AssertionKeyword]: Reader<K> } = {
  false: ({ position }) => (position.schema === false ? { keyword: "false" } : undefined),
  $ref: references.$ref,
  $dynamicRef: references.$dynamicRef,
  type: values.type,
  enum: values.enum,
  const: values.const,
  multipleOf: numbers.multipleOf,
  minimum: numbers.minimum,
  exclusiveMinimum: numbers.exclusiveMinimum,
  maximum: numbers.maximum,
  exclusiveMaximum: numbers.exclusiveMaximum,
  minLength: strings.minLength,
  maxLength: strings.maxLength,
  pattern: strings.pattern,
  format: strings.format,
  minItems: arrays.minItems,
  maxItems: arrays.maxItems,
  uniqueItems: arrays.uniqueItems,
  prefixItems: arrays.prefixItems,
  items: arrays.items,
  contains: arrays.contains,
  minProperties: objects.minProperties,
  maxProperties: objects.maxProperties,
  required: objects.required,
  dependentRequired: objects.dependentRequired,
  properties: objects.properties,
  patternProperties: objects.patternProperties,
  additionalProperties: objects.additionalProperties,
  propertyNames: objects.propertyNames,
  dependentSchemas: objects.dependentSchemas,
  allOf: branches.allOf,
  anyOf: branches.anyOf,
  oneOf: branches.oneOf,
  discriminator: readDiscriminator,
  not: branches.not,
  if: branches.if,
  unevaluatedItems: arrays.unevaluatedItems,
  unevaluatedProperties: objects.unevaluatedProperties,
};

const ROWS: ReadonlyMap<string, { readonly rank: number; readonly read: AnyReader }> = new Map(
  Object.entries(READERS).map(([keyword, read], rank) => [keyword, { rank, read }]),
);

const rankOf = (keyword: AssertionKeyword): number => ROWS.get(keyword)?.rank ?? 0;

/** Assertions in the order of `Assertion`, which is the order of the model. */
export const sortAssertions = (assertions: readonly Assertion[]): readonly Assertion[] => assertions.toSorted((a, b) => rankOf(a.keyword) - rankOf(b.keyword));

const NOTHING: readonly Assertion[] = [];
const FALSE: readonly Assertion[] = [{ keyword: "false" }];

/** What a schema asserts, in the order of `Assertion`. Keywords that are unknown or annotations assert nothing. */
export function readAssertions(draft: Draft, position: Position): readonly Assertion[] {
  if (typeof position.schema === "boolean") return position.schema ? NOTHING : FALSE;
  const reading = { draft, position, keywords: position.keywords };
  const assertions: Assertion[] = [];
  let last = -1;
  let isSorted = true;
  const names = Object.keys(position.keywords);
  for (let index = 0; index < names.length; index += 1) {
    const row = ROWS.get(names[index] as string);
    const assertion = row?.read(reading);
    if (row === undefined || assertion === undefined) continue;
    assertions.push(assertion);
    isSorted &&= row.rank > last;
    last = row.rank;
  }
  return isSorted ? assertions : sortAssertions(assertions);
}
