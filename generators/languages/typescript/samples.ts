import { isObject, type Json, parseJsonText } from "../../contract/json.js";
import type { Content, Contract, Example, Operation, Parameter, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, list, type Printable, render, verbatim } from "../../emit/code.js";
import { jsonLiteral, objectKey, typeKey } from "./literals.js";
import { groupOf } from "./operations.js";
import type { Names } from "./names.js";
import { resolveShape } from "./shapes.js";

/** The largest example that still reads well in a comment, in characters of JSON. */
const largest = 600;

const firstValue = (examples: readonly Example[]): string | undefined => examples.find((example) => example.value !== undefined)?.value;

/** An example value of a schema: the contract's own where it has one, else one made of its shape. */
function sampleSchema(contract: Contract, id: SchemaId | undefined, depth = 0): Json {
  const schema = id === undefined ? undefined : contract.schemas[id];
  if (!schema) return {};
  const given = schema.examples[0] ?? schema.default;
  if (given !== undefined && given.length <= largest) return parseJsonText(given);
  return sampleShape(contract, schema.shape, depth);
}

const strings: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  email: "ada@example.com",
  uuid: "123e4567-e89b-12d3-a456-426614174000",
  uri: "https://example.com",
  ipv4: "192.0.2.1",
};

function sampleShape(contract: Contract, shape: Shape, depth: number): Json {
  if (depth > 4) return null;
  switch (shape.kind) {
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    case "string":
      return strings[shape.format ?? ""] ?? "...";
    case "enum":
      return parseJsonText(shape.members[0]?.value ?? "null");
    case "array":
      return [sampleShape(contract, shape.items, depth + 1)];
    case "tuple":
      return shape.items.slice(0, shape.required).map((item) => sampleShape(contract, item, depth + 1));
    case "object":
      return Object.fromEntries(
        shape.fields.filter((field) => field.required && field.access !== "readOnly").map((field) => [field.name, field.examples[0] !== undefined && field.examples[0].length < 200 ? parseJsonText(field.examples[0]) : sampleShape(contract, field.shape, depth + 1)]),
      );
    case "union":
      return shape.branches[0] ? sampleShape(contract, shape.branches[0].shape, depth + 1) : null;
    case "nullable":
      return sampleShape(contract, shape.of, depth);
    case "ref":
      return sampleSchema(contract, shape.schema, depth + 1);
    case "map":
    case "any":
      return {};
    case "null":
    case "never":
    case "binary":
      return null;
  }
}

function sampleParameter(contract: Contract, parameter: Parameter): Json {
  const given = firstValue(parameter.examples);
  return given !== undefined && given.length < 200 ? parseJsonText(given) : sampleSchema(contract, parameter.schema);
}

/** What a body looks like in a call. Bytes are a variable of the caller's. */
function sampleBody(contract: Contract, content: Content): Printable {
  switch (content.kind) {
    case "binary":
      return verbatim("file");
    case "text":
      return verbatim('"..."');
    case "events":
    case "jsonLines":
      return verbatim("items");
    case "json":
    case "form":
    case "multipart": {
      const given = firstValue(content.examples);
      const value = given !== undefined && given.length <= largest ? parseJsonText(given) : sampleSchema(contract, content.schema);
      return content.kind === "json" ? jsonLiteral(value) : sampleForm(contract, content, value);
    }
  }
}

/** A form with a variable for each file. */
function sampleForm(contract: Contract, content: Content, value: Json): Code {
  const shape = content.schema ? resolveShape(contract, { kind: "ref", schema: content.schema }) : undefined;
  if (shape?.kind !== "object" || !isObject(value)) return jsonLiteral(value);
  const files = new Set(shape.fields.filter((field) => field.required && isFile(contract, field.shape)).map((field) => field.name));
  const names = [...new Set([...Object.keys(value), ...files])];
  return list(names.map((name) => code`${objectKey(name)}: ${files.has(name) ? verbatim("file") : jsonLiteral(value[name] ?? null)}`), { open: "{", close: "}", padding: " " });
}

const isFile = (contract: Contract, shape: Shape): boolean => {
  const target = resolveShape(contract, shape);
  return target?.kind === "binary" || (target?.kind === "array" && resolveShape(contract, target.items)?.kind === "binary");
};

/** A call of an operation with the least it needs, as text behind its beginning: `const result = await getUser(client, { path: { id: 7 } })`. */
export function sampleCall(contract: Contract, names: Names, operation: Operation, before = "", member = ""): string {
  const call = names.operations.get(operation.id)?.call ?? operation.id;
  const groups = (["path", "query", "header", "cookie"] as const).flatMap((place): readonly Code[] => {
    const needed = operation.parameters.filter((parameter) => parameter.in === place && parameter.required);
    if (needed.length === 0) return [];
    const members = needed.map((parameter) => code`${objectKey(parameter.name)}: ${jsonLiteral(sampleParameter(contract, parameter))}`);
    return [code`${typeKey(groupOf[place])}: ${list(members, { open: "{", close: "}", padding: " " })}`];
  });
  const [content] = operation.body?.contents ?? [];
  const body = content ? [code`body: ${sampleBody(contract, content)}`] : [];
  const request = [...groups, ...body];
  const text = code`${verbatim(`${before}${call}${member}(client`)}${request.length === 0 ? verbatim("") : code`, ${list(request, { open: "{", close: "}", padding: " " })}`})`;
  return render(text, 96);
}
