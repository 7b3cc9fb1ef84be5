import type { Assertion, Schema, SchemaId, Shape } from "../../../generators/contract/model.js";
import { Digits, equals, isValid, isValidBy, readValue, type Rules, type Value, writeValue } from "./schemas-interpreter.js";

/**
 * How a language reads a value by its type: the form of the shape, the simple assertions of the schema on top, and every reference
 * by the schema that it leads to (by its type again where that is exact, by its assertions elsewhere). For tests: what is `exact` must get the
 * same verdict this way as by the assertions alone.
 */
export const fitsExactly = (rules: Rules, id: SchemaId, text: string): boolean => reads(rules, id, readValue(text));

/** Whether a value has the form of a shape, whatever its schema asserts: what is valid must (a shape is never too narrow). References are followed so deep. */
export function hasForm(rules: Rules, shape: Shape, text: string, references = Infinity): boolean {
  const reader = (left: number): Reader => ({ rules, follow: (id, value) => left === 0 || fits(reader(left - 1), shapeOf(rules, id), value) });
  return fits(reader(references), shape, readValue(text));
}

function shapeOf({ schemas }: Rules, id: SchemaId): Shape {
  const schema = schemas[id];
  if (schema === undefined) throw new Error(`there is no schema ${id}`);
  return schema.shape;
}

function reads(rules: Rules, id: SchemaId, value: Value): boolean {
  const schema = rules.schemas[id] as Schema;
  if (!schema.exact) return isValid(rules, id, writeValue(value));
  return fits({ rules, follow: (child, part) => reads(rules, child, part) }, schema.shape, value) && isValidBy(rules, schema.assertions.filter(isSimple), value);
}

const SIMPLE: readonly string[] = [
  "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "format", "minItems", "maxItems",
  "uniqueItems", "minProperties", "maxProperties",
];
const isSimple = ({ keyword }: Assertion): boolean => SIMPLE.includes(keyword);

interface Reader {
  readonly rules: Rules;
  readonly follow: (schema: SchemaId, value: Value) => boolean;
}

function fits(reader: Reader, shape: Shape, value: Value): boolean {
  switch (shape.kind) {
    case "any":
      return true;
    case "never":
      return false;
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "string":
    case "binary":
      return typeof value === "string";
    case "integer":
      return value instanceof Digits && isValidBy(reader.rules, [{ keyword: "type", types: ["integer"] }], value);
    case "number":
      return value instanceof Digits;
    case "enum":
      return shape.members.some((member) => equals(value, readValue(member.value)));
    case "nullable":
      return value === null || fits(reader, shape.of, value);
    case "ref":
      return reader.follow(shape.schema, value);
    case "array":
      return Array.isArray(value) && (value as readonly Value[]).every((item) => fits(reader, shape.items, item));
    case "tuple":
      return Array.isArray(value) && fitsTuple(reader, shape, value as readonly Value[]);
    case "map":
      return value instanceof Map && [...value.values()].every((member) => fits(reader, shape.values, member));
    case "object":
      return value instanceof Map && fitsObject(reader, shape, value);
    case "union":
      return shape.branches.some((branch) => fits(reader, branch.shape, value));
  }
}

function fitsTuple(reader: Reader, { items, required, rest }: Extract<Shape, { readonly kind: "tuple" }>, value: readonly Value[]): boolean {
  if (value.length < required || (rest === undefined && value.length > items.length)) return false;
  return value.every((item, index) => fits(reader, items[index] ?? rest ?? { kind: "never" }, item));
}

function fitsObject(reader: Reader, { fields, closed, extra }: Extract<Shape, { readonly kind: "object" }>, value: ReadonlyMap<string, Value>): boolean {
  if (!fields.every(({ name, required, shape }) => (value.has(name) ? fits(reader, shape, value.get(name) as Value) : !required))) return false;
  const others = [...value].filter(([name]) => !fields.some((field) => field.name === name));
  return extra === undefined ? !closed || others.length === 0 : others.every(([, member]) => fits(reader, extra, member));
}
