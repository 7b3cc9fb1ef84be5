import type { Contract, Operation, Schema, SchemaId, Shape } from "../contract/model.js";
import { listDataSchemas } from "./events.js";
import { collectInline, findCircles, type NeedsName } from "./inline.js";
import { hasInner } from "./shapes.js";

/** How a language spells the name of a type: `user-name` -> `UserName`. */
export type Spelling = (text: string) => string;

const titleStep = (schema: Schema, toPascal: Spelling): string => {
  const { place } = schema;
  if (place.kind !== "nested") return "";
  switch (place.step.kind) {
    case "property":
    case "dependent":
    case "definition":
      return toPascal(place.step.name);
    case "patternProperty":
    case "additionalProperties":
    case "unevaluatedProperties":
      return "Value";
    case "items":
    case "contains":
    case "unevaluatedItems":
      return "Item";
    case "prefixItem":
      return `Item${place.step.index + 1}`;
    case "branch":
      if (place.step.keyword === "allOf") return "";
      return schema.title ? toPascal(schema.title) : `Option${place.step.index + 1}`;
    case "propertyNames":
      return "Key";
    case "contentSchema":
      return "Content";
    case "not":
    case "if":
    case "then":
    case "else":
      return toPascal(place.step.kind);
  }
};

const slotSuffix = { parameter: "", body: "Body", bodyItem: "BodyItem", response: "Response", responseItem: "Item", header: "Header", part: "Part" } as const;

/** Words of a place's key: `200 application/json` -> "" (the usual one), `404 application/json` -> 404, `201 text/csv` -> 201TextCsv. */
const keyWords = (key: string, toPascal: Spelling): string =>
  toPascal(
    key
      .replace(/(^|\s)2(00|01)(?=\s|$)/, "$1")
      .replace(/(application|text)\/(json|event-stream|x-www-form-urlencoded)(?=$|[\s;])|application\/problem\+json|multipart\/form-data/g, ""),
  );

/** `Job` and `JobStatus` are `JobStatus`: a name that begins with its owner's says all. */
const joinNames = (owner: string, own: string): string => (own.length > owner.length && own.startsWith(owner) && /^[\p{Lu}\p{N}]/u.test(own.slice(owner.length)) ? own : owner + own);

/** The name that a schema's place suggests. Steps up to the nearest schema that has a name already. */
export function suggest(contract: Contract, schema: Schema, named: Pick<ReadonlyMap<SchemaId, string>, "get">, owner: (operation: string) => string, toPascal: Spelling): string {
  const parts: string[] = [];
  let current: Schema | undefined = schema;
  for (let depth = 0; current && depth < 10_000; depth += 1) {
    const known = current === schema ? undefined : named.get(current.id);
    if (known !== undefined) return joinNames(known, parts.reverse().join(""));
    const { place }: Schema = current;
    if (place.kind === "nested") {
      parts.push(titleStep(current, toPascal));
      current = contract.schemas[place.parent];
      continue;
    }
    if (place.kind === "component") parts.push(toPascal(place.name));
    else if (place.kind === "shared") parts.push(toPascal(place.name) + keyWords(place.key, toPascal) + sectionSuffix(place.section, place.name, toPascal));
    else parts.push(toPascal(owner(place.operation)) + keyWords(place.key, toPascal) + slotSuffix[place.slot]);
    break;
  }
  return parts.reverse().join("");
}

const sectionSuffix = (section: string, name: string, toPascal: Spelling): string => {
  const suffix = { responses: "Response", requestBodies: "Body", parameters: "Parameter", headers: "Header" }[section] ?? "";
  return toPascal(name).endsWith(suffix) ? "" : suffix;
};

/** Every schema an operation speaks of, in the order of the operation. */
export function* operationSchemas(contract: Contract, operation: Operation): Generator<SchemaId> {
  for (const parameter of operation.parameters) yield parameter.schema;
  const contents = [...(operation.body?.contents ?? []), ...operation.responses.flatMap((response) => response.contents)];
  for (const content of contents) {
    if (content.schema) yield content.schema;
    if (content.itemSchema) yield content.itemSchema;
    yield* listDataSchemas(contract, content);
  }
}

/** An inline schema that gets a name, with the name that its place suggests and the schema at the root of its place. */
export interface InlineName {
  readonly schema: Schema;
  readonly suggestion: string;
  readonly root: Schema;
}

/**
 * Gives each inline schema that needs a name to `claim`, in the order of the contract: first those of components, then those of operations and webhooks.
 * `needsName` says which do; `others` are gone through last. `given` holds the names that schemas have, and has to have each claimed one before the next is suggested.
 */
export function nameInline(contract: Contract, given: ReadonlyMap<SchemaId, string>, owner: (operation: string) => string, toPascal: Spelling, claim: (name: InlineName) => void, needsName: NeedsName, others: readonly SchemaId[] = []): void {
  const seen = new Set<SchemaId>();
  const { components, compounds } = sortSchemas(contract);
  const circles = findCircles(contract, compounds.filter((schema) => !needsName(contract, schema)));
  const nameFrom = (start: Shape) => {
    for (const schema of collectInline(contract, start, circles, seen, needsName)) claim({ schema, suggestion: suggest(contract, schema, given, owner, toPascal), root: rootOf(contract, schema) });
  };
  for (const { schema } of components) nameFrom(schema.shape);
  for (const operation of [...contract.operations, ...contract.webhooks]) for (const id of operationSchemas(contract, operation)) nameFrom({ kind: "ref", schema: id });
  for (const schema of others) nameFrom({ kind: "ref", schema });
}

/** The schema around a schema that stands in no other. */
function rootOf(contract: Contract, schema: Schema): Schema {
  let root = schema;
  for (let parent: Schema | undefined = root; parent; parent = root.place.kind === "nested" ? contract.schemas[root.place.parent] : undefined) root = parent;
  return root;
}

interface Component {
  readonly schema: Schema;
  readonly name: string;
}

/** The components, and the inline schemas that mention others. */
interface Sorted {
  readonly components: readonly Component[];
  readonly compounds: readonly Schema[];
}

const sorted = new WeakMap<Contract, Sorted>();

/** What is sorted out of all schemas is few of them, and they are gone through only once a contract. */
function sortSchemas(contract: Contract): Sorted {
  const known = sorted.get(contract);
  if (known !== undefined) return known;
  const components: Component[] = [];
  const compounds: Schema[] = [];
  Object.values(contract.schemas).forEach((schema) => {
    if (schema.place.kind === "component") components.push({ schema, name: schema.place.name });
    else if (hasInner(schema.shape)) compounds.push(schema);
  });
  sorted.set(contract, { components, compounds });
  return { components, compounds };
}

/** Component schemas in the order in which they claim names: those with a name of their own choice first. */
export function listComponents(contract: Contract): readonly Component[] {
  const { components } = sortSchemas(contract);
  return [...components.filter(({ schema }) => schema.pinnedName), ...components.filter(({ schema }) => !schema.pinnedName)];
}
