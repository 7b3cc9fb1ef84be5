import { parse } from "yaml";
import { buildSchemas, type BuiltSchemas, type SchemaRoot } from "../../../generators/contract/build/schemas/index.js";
import { isObject, type Json, type JsonObject } from "../../../generators/contract/json.js";
import type { Schema, SchemaId, Shape } from "../../../generators/contract/model.js";
import type { SpecificationVersion } from "../../../generators/contract/source.js";

/** Schemas by component name, as YAML. A document whose components they are is built. */
export function schemasOf(text: string, version: SpecificationVersion = "3.1"): BuiltSchemas {
  const schemas = parse(text, { intAsBigInt: false }) as Json;
  if (!isObject(schemas)) throw new Error("The given schemas must be an object");
  const document: JsonObject = { openapi: `${version}.0`, info: { title: "T", version: "1" }, components: { schemas } };
  const roots = Object.keys(schemas).map((name): SchemaRoot => ({ pointer: idOf(name), place: { kind: "component", name } }));
  return buildSchemas(document, version, roots);
}

export const idOf = (name: string): SchemaId => `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

export function schemaOf({ schemas }: BuiltSchemas, id: SchemaId): Schema {
  const schema = schemas[id] ?? schemas[idOf(id)];
  if (schema === undefined) throw new Error(`there is no schema ${id}`);
  return schema;
}

/** The diagnostics, one a line: `severity code #/pointer: message`, the pointer below `#/components/schemas/`. */
export const tellOf = ({ diagnostics }: BuiltSchemas): readonly string[] =>
  diagnostics.map(({ severity, code, message, origin }) => `${severity} ${code} ${String(origin).replace("#/components/schemas/", "")}: ${message}`);

/**
 * A shape as one line of text. References to components are their names; what stands inline is written out in place.
 * `{a: string; b?: integer}`, closed: `{|a: string|}`, extra members: `{a: string; ...any}`, `map<string>`, `string[]`,
 * `[string, integer?, ...any]`, `"a" | "b"`, `kind => ("x": A | "y": B)`, formats in angle brackets: `string<uuid>`.
 */
export function writeShape(built: BuiltSchemas, shape: Shape): string {
  switch (shape.kind) {
    case "any":
    case "never":
    case "null":
    case "boolean":
    case "binary":
      return shape.kind;
    case "string":
      return `string${brackets([shape.format, shape.encoding, shape.mediaType])}`;
    case "number":
      return `number${brackets([shape.format])}`;
    case "integer":
      return `integer${brackets([shape.format, shape.min === undefined && shape.max === undefined ? undefined : `${shape.min ?? ""}..${shape.max ?? ""}`])}`;
    case "enum":
      return shape.members.map(({ name, value }) => (name === undefined ? value : `${name}=${value}`)).join(" | ");
    case "object":
      return writeObject(built, shape);
    case "map":
      return `map<${writeShape(built, shape.values)}>`;
    case "array":
      return `${group(built, shape.items)}[]`;
    case "tuple": {
      const items = shape.items.map((item, index) => `${writeShape(built, item)}${index < shape.required ? "" : "?"}`);
      return `[${[...items, ...(shape.rest === undefined ? [] : [`...${writeShape(built, shape.rest)}`])].join(", ")}]`;
    }
    case "union":
      return writeUnion(built, shape);
    case "nullable":
      return `${group(built, shape.of)} | null`;
    case "ref":
      return writeReference(built, shape.schema);
  }
}

const brackets = (parts: readonly (string | undefined)[]): string => {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? "" : `<${said.join(" ")}>`;
};

/** Text that is more than one word stands in brackets where something follows. */
function group(built: BuiltSchemas, shape: Shape): string {
  const text = writeShape(built, shape);
  return / [|>] /.test(text) && !/^[{[(<]/.test(text) ? `(${text})` : text;
}

function writeObject(built: BuiltSchemas, { fields, closed, extra, subtypes }: Extract<Shape, { readonly kind: "object" }>): string {
  const written = fields.map(({ name, shape, required, access }) => `${access === "both" ? "" : `${access} `}${name}${required ? "" : "?"}: ${writeShape(built, shape)}`);
  if (extra !== undefined) written.push(`...${writeShape(built, extra)}`);
  const bars = closed ? "|" : "";
  const below = subtypes === undefined ? "" : ` <- ${subtypes.tag} => (${subtypes.of.map(({ tag, schema }) => `${JSON.stringify(tag)}: ${writeReference(built, schema)}`).join(" | ")})`;
  return `{${bars}${written.join("; ")}${bars}}${below}`;
}

function writeUnion(built: BuiltSchemas, { branches, tag }: Extract<Shape, { readonly kind: "union" }>): string {
  const written = branches.map(({ shape, tags }) => `${tags === undefined ? "" : `${tags.map((text) => JSON.stringify(text)).join()}: `}${group(built, shape)}`).join(" | ");
  return tag === undefined ? written : `${tag} => (${written})`;
}

function writeReference(built: BuiltSchemas, id: SchemaId): string {
  const { place, shape } = schemaOf(built, id);
  return place.kind === "component" ? place.name : writeShape(built, shape);
}
