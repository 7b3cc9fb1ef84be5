import type { Assertion, Contract, Schema, SchemaId } from "../contract/model.js";
import { ANY, ARRAY, type Kinds, kindsOf, kindsOfAssertion, NUMBER, OBJECT, STRING } from "./kinds.js";

/** The assertions of a schema, those of its inline `allOf` branches among them, sorted by the kind of value that they are about. */
export interface Rules {
  /** What all `type` assertions leave. */
  readonly kinds: Kinds;
  /** The `type` assertions, equal ones once. */
  readonly types: readonly Extract<Assertion, { readonly keyword: "type" }>[];
  readonly groups: readonly Group[];
  /** About every value. */
  readonly general: readonly Assertion[];
}

export interface Group {
  readonly kinds: Kinds;
  readonly assertions: readonly Assertion[];
}

const groupKinds = [NUMBER, STRING, ARRAY, OBJECT] as const;

/** What a schema asserts; with `annotate`, formats assert nothing. */
export function assertionsOf(schema: Schema, formats: "assert" | "annotate"): readonly Assertion[] {
  if (formats === "assert" || !schema.assertions.some(isFormat)) return schema.assertions;
  return schema.assertions.filter((assertion) => !isFormat(assertion));
}

/** By the `type` that a schema says and nothing else: most schemas of most contracts are such. */
const rulesOfTypes = new WeakMap<Assertion, Rules>();

export function readRules(contract: Contract, schema: Schema, formats: "assert" | "annotate"): Rules {
  const flat = flatten(contract, schema, formats);
  const [only] = flat;
  if (only?.keyword !== "type" || flat.length > 1) return sortRules(flat);
  const known = rulesOfTypes.get(only);
  if (known !== undefined) return known;
  const rules = sortRules(flat);
  rulesOfTypes.set(only, rules);
  return rules;
}

function sortRules(flat: readonly Assertion[]): Rules {
  const types = distinctTypes(flat);
  const groups = groupKinds.flatMap((kinds): readonly Group[] => {
    const assertions = flat.filter((assertion) => kindsOfAssertion(assertion) === kinds);
    return assertions.length === 0 ? [] : [{ kinds, assertions }];
  });
  return {
    kinds: types.reduce((kinds, type) => kinds & kindsOf(type.types), ANY),
    types,
    groups,
    general: flat.filter((assertion) => assertion.keyword !== "type" && kindsOfAssertion(assertion) === ANY),
  };
}

function distinctTypes(flat: readonly Assertion[]): Rules["types"] {
  const found = new Map<string, Rules["types"][number]>();
  for (const assertion of flat) if (assertion.keyword === "type" && !found.has(assertion.types.join())) found.set(assertion.types.join(), assertion);
  return [...found.values()];
}

const isFormat = ({ keyword }: Assertion): boolean => keyword === "format";

/** An inline `allOf` branch says what its schema could say itself. What looks at the branch as a whole keeps it a branch. */
function flatten(contract: Contract, schema: Schema, formats: "assert" | "annotate"): readonly Assertion[] {
  const own = assertionsOf(schema, formats);
  if (!own.some(({ keyword }) => keyword === "allOf")) return own;
  return own.flatMap((assertion): readonly Assertion[] => {
    if (assertion.keyword !== "allOf") return [assertion];
    const kept: SchemaId[] = [];
    const merged: Assertion[] = [];
    for (const id of assertion.schemas) {
      const branch = contract.schemas[id];
      if (branch && isPartOf(schema, branch)) merged.push(...flatten(contract, branch, formats));
      else kept.push(id);
    }
    return kept.length === 0 ? merged : [{ keyword: "allOf", schemas: kept }, ...merged];
  });
}

/** Whether an inline `allOf` branch says what its schema could say itself. */
export const isPartOf = (schema: Schema, branch: Schema): boolean =>
  branch.place.kind === "nested" &&
  branch.place.parent === schema.id &&
  branch.resource === schema.resource &&
  branch.assertions.every(({ keyword }) => keyword !== "false" && keyword !== "unevaluatedItems" && keyword !== "unevaluatedProperties");
