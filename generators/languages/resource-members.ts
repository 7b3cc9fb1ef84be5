import type { Contract, Member, Schema, SchemaId, Shape } from "../contract/model.js";

/** What of schemas can be looked at as members and items, through references and compositions. */
export interface Members {
  /** The members that an object of a schema has by name; of alternatives those that all of them have. Empty: it is no object, or a free one. */
  of(schema: SchemaId): ReadonlyMap<string, Member>;
  /** The schema of a list's items. */
  itemsOf(schema: SchemaId): SchemaId | undefined;
  /** What a value of a schema is as a text in a path: `undefined`: it is none. */
  scalarOf(schema: SchemaId): Scalar | undefined;
}

export interface Scalar {
  readonly kind: "text" | "number" | "boolean";
  /** The only values there are, as JSON texts. */
  readonly values?: readonly string[];
}

const none: ReadonlyMap<string, Member> = new Map();
/** How deep compositions are looked through. */
const deepest = 20;

/** Looks at each schema once. */
export function openMembers(contract: Contract): Members {
  const known = new Map<SchemaId, ReadonlyMap<string, Member>>();

  function of(id: SchemaId, depth = 0): ReadonlyMap<string, Member> {
    const found = known.get(id);
    if (found !== undefined) return found;
    const schema = contract.schemas[id];
    if (schema === undefined || depth > deepest) return none;
    // While it is looked at, it has none: what contains itself ends here.
    known.set(id, none);
    const members = membersOf(schema, (other) => of(other, depth + 1));
    known.set(id, members);
    return members;
  }

  function itemsOf(id: SchemaId, depth = 0): SchemaId | undefined {
    for (const assertion of depth > deepest ? [] : (contract.schemas[id]?.assertions ?? [])) {
      if (assertion.keyword === "items") return assertion.schema;
      const inner = assertion.keyword === "$ref" ? [assertion.schema] : assertion.keyword === "allOf" ? assertion.schemas : [];
      for (const other of inner) {
        const items = itemsOf(other, depth + 1);
        if (items !== undefined) return items;
      }
    }
    return undefined;
  }

  return { of: (id) => of(id), itemsOf: (id) => itemsOf(id), scalarOf: (id) => scalarOf(contract, contract.schemas[id]?.shape) };
}

function membersOf(schema: Schema, of: (id: SchemaId) => ReadonlyMap<string, Member>): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  const add = (more: Iterable<Member>): void => {
    for (const member of more) members.set(member.name, member);
  };
  for (const assertion of schema.assertions) {
    switch (assertion.keyword) {
      case "$ref":
      case "$dynamicRef":
        add(of(assertion.schema).values());
        break;
      case "allOf":
        for (const other of assertion.schemas) add(of(other).values());
        break;
      case "anyOf":
      case "oneOf":
        add(sharedBy(assertion.schemas.map(of)));
        break;
      case "discriminator":
        add(sharedBy(assertion.mapping.map((row) => of(row.schema))));
        break;
      case "properties":
        add(assertion.members);
        break;
    }
  }
  return members;
}

/** What all of several have; those that are no objects, such as null, don't count. */
function sharedBy(all: readonly ReadonlyMap<string, Member>[]): readonly Member[] {
  const [first, ...others] = all.filter((members) => members.size > 0);
  return first === undefined ? [] : [...first.values()].filter(({ name }) => others.every((other) => other.has(name)));
}

function scalarOf(contract: Contract, start: Shape | undefined): Scalar | undefined {
  let shape = start;
  for (let depth = 0; shape !== undefined && depth < deepest; depth++) {
    switch (shape.kind) {
      case "ref":
        shape = contract.schemas[shape.schema]?.shape;
        continue;
      case "nullable":
        shape = shape.of;
        continue;
      case "string":
        return { kind: "text" };
      case "integer":
      case "number":
        return { kind: "number" };
      case "boolean":
        return { kind: "boolean" };
      case "enum": {
        const values = shape.members.map(({ value }) => value).filter((value) => value !== "null");
        return { kind: values.every((value) => value.startsWith('"')) ? "text" : values.every((value) => /^[-\d]/.test(value)) ? "number" : "boolean", values };
      }
      default:
        return undefined;
    }
  }
  return undefined;
}
