import type { Assertion, Contract, SchemaId, Shape } from "../contract/model.js";
import { ANY, ARRAY, BOOLEAN, INTEGER, type Kinds, kindOfText, kindsOf, NULL, NUMBER, OBJECT, STRING } from "./kinds.js";

/** Longer chains of references than this are not followed: all may be at their end. */
const deepest = 200;

/** What finds out which values of other JSON types than the one meant are valid. */
export interface Width {
  readonly contract: Contract;
  readonly kinds: Map<SchemaId, Kinds>;
}

export const makeWidth = (contract: Contract): Width => ({ contract, kinds: new Map() });

/**
 * A shape that has a place for every valid value. Without a `type`, keywords of objects say nothing of texts (JSON Schema Core, 7.6.1): a
 * shape is `wide` then. `sources`: the schemas that all hold of a value of the shape; `isObject`: it
 * is one, whatever they say. Gives the shape itself where all is well, as with `type: object`.
 */
export function widen(width: Width, shape: Shape, sources: readonly SchemaId[], isObject = false): Shape {
  return widenBelow(width, shape, sources, isObject ? OBJECT : undefined);
}

/** `kinds`: which may come; else the sources tell. */
function widenBelow(width: Width, shape: Shape, sources: readonly SchemaId[], kinds: Kinds | undefined): Shape {
  const mayBe = (): Kinds => kinds ?? sources.reduce((left, id) => left & admitted(width, id, 0), ANY);
  switch (shape.kind) {
    case "nullable": {
      const of = isPlain(shape.of) ? shape.of : widenBelow(width, shape.of, sources, mayBe() & ~NULL);
      return of === shape.of ? shape : { kind: "nullable", of };
    }
    case "object": {
      const inner = widenObject(width, shape, sources);
      return (mayBe() & ~OBJECT) === 0 ? inner : { ...inner, wide: true };
    }
    case "map": {
      if ((mayBe() & ~OBJECT) !== 0) return { ...shape, wide: true };
      const values = widenPart(width, shape.values, () => partsOf(width, sources, ofOthers));
      return values === shape.values ? shape : { kind: "map", values };
    }
    case "array": {
      if ((mayBe() & ~ARRAY) !== 0) return { ...shape, wide: true };
      const items = widenPart(width, shape.items, () => partsOf(width, sources, ofItem(Infinity)));
      return items === shape.items ? shape : { kind: "array", items };
    }
    case "tuple": {
      const inner = widenTuple(width, shape, sources);
      return (mayBe() & ~ARRAY) === 0 ? inner : { ...inner, wide: true };
    }
    case "union":
      return widenUnion(width, shape, sources, kinds);
    default:
      return shape;
  }
}

type ShapeOf<K extends Shape["kind"]> = Extract<Shape, { readonly kind: K }>;

const isPlace = ({ kind }: Shape): boolean => kind === "object" || kind === "map" || kind === "array" || kind === "tuple";

/** What a part refers to is widened at its own place. */
const widenPart = (width: Width, part: Shape, sources: () => readonly SchemaId[]): Shape => (isPlain(part) ? part : widenBelow(width, part, sources(), undefined));

const isPlain = (shape: Shape): boolean => !isPlace(shape) && shape.kind !== "union" && (shape.kind !== "nullable" || isPlain(shape.of));

function widenObject(width: Width, shape: ShapeOf<"object">, sources: readonly SchemaId[]): ShapeOf<"object"> {
  const fields = changed(shape.fields, (field) => {
    const inner = widenPart(width, field.shape, () => partsOf(width, sources, ofMember(field.name)));
    return inner === field.shape ? field : { ...field, shape: inner };
  });
  const extra = shape.extra && widenPart(width, shape.extra, () => partsOf(width, sources, ofOthers));
  return fields === shape.fields && extra === shape.extra ? shape : { ...shape, fields, ...(extra && { extra }) };
}

function widenTuple(width: Width, shape: ShapeOf<"tuple">, sources: readonly SchemaId[]): ShapeOf<"tuple"> {
  const items = changed(shape.items, (item, index) => widenPart(width, item, () => partsOf(width, sources, ofItem(index))));
  const rest = shape.rest && widenPart(width, shape.rest, () => partsOf(width, sources, ofItem(Infinity)));
  return items === shape.items && rest === shape.rest ? shape : { ...shape, items, ...(rest && { rest }) };
}

/** A branch that is no reference is the whole put together with a branch, or one of several types: what no branch is for may be each of them. */
function widenUnion(width: Width, shape: ShapeOf<"union">, sources: readonly SchemaId[], kinds: Kinds | undefined): Shape {
  if (shape.branches.every((branch) => isPlain(branch.shape))) return shape;
  const all = kinds ?? sources.reduce((left, id) => left & admitted(width, id, 0), ANY);
  const others = all & ~shape.branches.reduce((found, branch) => found | kindsOfShape(width, branch.shape), 0);
  const branches = changed(shape.branches, (branch) => {
    const inner = isPlain(branch.shape) ? branch.shape : widenBelow(width, branch.shape, sources, (kindsOfShape(width, branch.shape) & all) | others);
    return inner === branch.shape ? branch : { ...branch, shape: inner };
  });
  return branches === shape.branches ? shape : { ...shape, branches };
}

/** The JSON types that a shape is made for. */
function kindsOfShape(width: Width, shape: Shape): Kinds {
  switch (shape.kind) {
    case "any":
      return ANY;
    case "never":
      return 0;
    case "null":
      return NULL;
    case "boolean":
      return BOOLEAN;
    case "string":
    case "binary":
      return STRING;
    case "integer":
      return INTEGER;
    case "number":
      return NUMBER;
    case "enum":
      return shape.members.reduce((kinds, { value }) => kinds | kindOfText(value), 0);
    case "object":
    case "map":
      return OBJECT;
    case "array":
    case "tuple":
      return ARRAY;
    case "union":
      return shape.branches.reduce((kinds, branch) => kinds | kindsOfShape(width, branch.shape), 0);
    case "nullable":
      return NULL | kindsOfShape(width, shape.of);
    case "ref":
      return admitted(width, shape.schema, 0);
  }
}

/** The JSON types of a schema's valid values: never one too few. */
function admitted(width: Width, id: SchemaId, depth: number): Kinds {
  const known = width.kinds.get(id);
  if (known !== undefined) return known;
  const schema = width.contract.schemas[id];
  if (schema === undefined || depth > deepest) return ANY;
  // On a circle nothing is known.
  width.kinds.set(id, ANY);
  let kinds = schema.assertions.reduce((left, assertion) => (assertion.keyword === "type" ? left & kindsOf(assertion.types) : left), ANY);
  // Most say one type, and then nobody else has to be asked.
  if (!isOneKind(kinds)) kinds = schema.assertions.reduce((left, assertion) => left & admittedBy(width, assertion, depth), kinds);
  width.kinds.set(id, kinds);
  return kinds;
}

const isOneKind = (kinds: Kinds): boolean => (kinds & (kinds - 1)) === 0;

function admittedBy(width: Width, assertion: Assertion, depth: number): Kinds {
  const of = (id: SchemaId): Kinds => admitted(width, id, depth + 1);
  switch (assertion.keyword) {
    case "false":
      return 0;
    case "enum":
      return assertion.values.reduce((kinds, text) => kinds | kindOfText(text), 0);
    case "const":
      return kindOfText(assertion.value);
    case "$ref":
      return of(assertion.schema);
    case "$dynamicRef":
      return assertion.anchor === undefined ? of(assertion.schema) : ANY;
    case "allOf":
      return assertion.schemas.reduce((kinds, id) => kinds & of(id), ANY);
    case "anyOf":
    case "oneOf":
      return assertion.schemas.reduce((kinds, id) => kinds | of(id), 0);
    case "discriminator":
      return OBJECT | (assertion.otherwise === undefined ? 0 : of(assertion.otherwise));
    default:
      return ANY;
  }
}

type PartsOfAssertion = (assertion: Assertion) => readonly SchemaId[];

const none: readonly SchemaId[] = [];

const ofMember = (name: string): PartsOfAssertion => (assertion) => (assertion.keyword === "properties" ? assertion.members.flatMap((member) => (member.name === name ? [member.schema] : [])) : none);

const ofOthers: PartsOfAssertion = (assertion) => (assertion.keyword === "additionalProperties" ? [assertion.schema] : none);

const ofItem = (index: number): PartsOfAssertion => (assertion) => {
  if (assertion.keyword === "prefixItems") return assertion.schemas.slice(index, index + 1);
  return assertion.keyword === "items" && index >= assertion.after ? [assertion.schema] : none;
};

/** The schemas that hold of a part of a value for which all sources hold, as far as that is plain. */
function partsOf({ contract }: Width, sources: readonly SchemaId[], pick: PartsOfAssertion): readonly SchemaId[] {
  const whole = new Set(sources);
  const found = new Set<SchemaId>();
  for (const id of whole) {
    for (const assertion of contract.schemas[id]?.assertions ?? []) {
      if (assertion.keyword === "$ref") whole.add(assertion.schema);
      if (assertion.keyword === "allOf") for (const branch of assertion.schemas) whole.add(branch);
      for (const part of pick(assertion)) found.add(part);
    }
  }
  return [...found];
}

/** A list with its items changed; itself where none was. */
function changed<T>(items: readonly T[], change: (item: T, index: number) => T): readonly T[] {
  const made = items.map(change);
  return made.every((item, index) => item === items[index]) ? items : made;
}
