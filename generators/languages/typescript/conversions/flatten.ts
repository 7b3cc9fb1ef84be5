import type { Access, Assertion, AssertionOf, Contract, Direction, SchemaId } from "../../../contract/model.js";

/** Where a value may hold more than its own rules name: in the branches that apply to it. */
export type Choice = AssertionOf<"anyOf" | "oneOf" | "discriminator" | "if" | "dependentSchemas">;

/** Members that an `additionalProperties` or `unevaluatedProperties` allows. */
export interface Extra {
  readonly schema: SchemaId;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

/** What the schemas that apply to one value in one place say, taken together, of the members and items it may have. */
export interface Content {
  /** By name, the schemas that name the member. */
  readonly members: ReadonlyMap<string, readonly SchemaId[]>;
  /** Members that don't travel in this direction. */
  readonly hidden: ReadonlySet<string>;
  readonly patterns: readonly { readonly pattern: string; readonly schema: SchemaId }[];
  readonly extras: readonly Extra[];
  /** Some schema allows no other members. */
  readonly closed: boolean;
  readonly required: ReadonlySet<string>;
  readonly prefix: readonly (readonly SchemaId[])[];
  readonly items: readonly SchemaId[];
  readonly choices: readonly Choice[];
}

const isHidden = (access: Access, direction: Direction): boolean => access === (direction === "request" ? "readOnly" : "writeOnly");

const isFalse = (contract: Contract, id: SchemaId): boolean => contract.schemas[id]?.assertions.some(({ keyword }) => keyword === "false") ?? false;

interface Draft {
  readonly members: Map<string, SchemaId[]>;
  readonly hidden: Set<string>;
  readonly patterns: { readonly pattern: string; readonly schema: SchemaId }[];
  readonly extras: Extra[];
  closed: boolean;
  readonly required: Set<string>;
  readonly prefix: SchemaId[][];
  readonly items: SchemaId[];
  readonly choices: Choice[];
}

/** Follows `$ref` and `allOf`, which apply to every value, and gathers what they name. Iterative: chains may be long, and may be circles. */
export function flattenContent(contract: Contract, ids: readonly SchemaId[], direction: Direction): Content {
  const draft: Draft = { members: new Map(), hidden: new Set(), patterns: [], extras: [], closed: false, required: new Set(), prefix: [], items: [], choices: [] };
  const seen = new Set<SchemaId>();
  const open = [...ids].reverse();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const assertion of contract.schemas[id]?.assertions ?? []) open.push(...gather(contract, draft, assertion, direction).toReversed());
  }
  // A member that is required is named by that, too. Who names no other only asks for it, as branches of a union do.
  if (draft.members.size > 0) for (const name of draft.required) if (!draft.hidden.has(name) && !draft.members.has(name)) draft.members.set(name, []);
  return draft;
}

/** Takes in one assertion; gives the schemas that apply to the same value whatever it is. */
function gather(contract: Contract, draft: Draft, assertion: Assertion, direction: Direction): readonly SchemaId[] {
  switch (assertion.keyword) {
    case "$ref":
    case "$dynamicRef":
      return [assertion.schema];
    case "allOf":
      return assertion.schemas;
    case "properties":
      for (const { name, schema, access } of assertion.members) {
        if (isHidden(access, direction)) draft.hidden.add(name);
        else append(draft.members, name, schema);
      }
      return [];
    case "patternProperties":
      draft.patterns.push(...assertion.members);
      return [];
    case "additionalProperties":
      if (isFalse(contract, assertion.schema)) draft.closed = true;
      else draft.extras.push({ schema: assertion.schema, names: new Set(assertion.names), patterns: assertion.patterns });
      return [];
    case "unevaluatedProperties":
      if (isFalse(contract, assertion.schema)) draft.closed = true;
      else draft.extras.push({ schema: assertion.schema, names: new Set(), patterns: [] });
      return [];
    case "required":
      for (const { name, access } of assertion.names) if (!isHidden(access, direction)) draft.required.add(name);
      return [];
    case "prefixItems":
      assertion.schemas.forEach((schema, index) => (draft.prefix[index] ??= []).push(schema));
      return [];
    case "items":
    case "unevaluatedItems":
      draft.items.push(assertion.schema);
      return [];
    case "anyOf":
    case "oneOf":
    case "discriminator":
    case "if":
    case "dependentSchemas":
      draft.choices.push(assertion);
      return [];
    // The rest says nothing of which members there may be.
    case "false":
    case "type":
    case "enum":
    case "const":
    case "multipleOf":
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
    case "minLength":
    case "maxLength":
    case "pattern":
    case "format":
    case "minItems":
    case "maxItems":
    case "uniqueItems":
    case "contains":
    case "minProperties":
    case "maxProperties":
    case "dependentRequired":
    case "propertyNames":
    case "not":
      return [];
  }
}

function append(map: Map<string, SchemaId[]>, name: string, schema: SchemaId): void {
  const known = map.get(name);
  if (known) known.push(schema);
  else map.set(name, [schema]);
}

/** The schemas of a choice's branches, each with its own way to find out whether it applies. */
export function branchesOf(choice: Choice): readonly SchemaId[] {
  switch (choice.keyword) {
    case "anyOf":
    case "oneOf":
      return choice.schemas;
    case "discriminator":
      return [...new Set([...choice.mapping.map(({ schema }) => schema), ...(choice.otherwise === undefined ? [] : [choice.otherwise])])];
    case "if":
      return [choice.condition, choice.then, choice.else].filter((id) => id !== undefined);
    case "dependentSchemas":
      return choice.entries.map(({ schema }) => schema);
  }
}
