import type { Content, Contract, Example, JsonText, Operation, Parameter, Schema, Shape } from "../../contract/model.js";
import { type Code, code, list, type Printable, render, verbatim } from "../../emit/code.js";
import { toCamel } from "../../emit/names.js";
import { sendsFile } from "../contents.js";
import { itemShape } from "../events.js";
import { objectKey, typeKey } from "./literals.js";
import { groupOf } from "./operations.js";
import { reservedNames } from "./reserved.js";
import { firstExample, printSample } from "./sample-values.js";
import { resolveShape } from "../shapes.js";
import type { TypePrinter } from "./types.js";

const valuesOf = (examples: readonly Example[]): readonly (JsonText | undefined)[] => examples.map((example) => example.value);

function sampleParameter(printer: TypePrinter, parameter: Parameter): Printable {
  return printSample(printer, { kind: "ref", schema: parameter.schema }, firstExample(valuesOf(parameter.examples)));
}

/** What a body looks like in a call. Bytes are a variable of the caller's. */
function sampleBody(printer: TypePrinter, content: Content): Printable {
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
      const shape: Shape = content.schema ? { kind: "ref", schema: content.schema } : { kind: "any" };
      const given = firstExample(valuesOf(content.examples));
      return content.kind === "multipart" ? sampleParts(printer, content, shape) : printSample(printer, shape, given);
    }
  }
}

/** A multipart body with a variable for each file. */
function sampleParts(printer: TypePrinter, content: Content, shape: Shape): Printable {
  const object = resolveShape(printer.contract, shape);
  const given = firstExample(valuesOf(content.examples));
  if (object?.kind !== "object") return printSample(printer, content.itemSchema ? { kind: "array", items: { kind: "ref", schema: content.itemSchema } } : shape, given);
  const members = object.fields.filter((field) => field.required && field.access !== "readOnly").map((field) => {
    const isList = resolveShape(printer.contract, field.shape)?.kind === "array";
    const value = sendsFile(printer.contract, field, content.encodings) ? verbatim(isList ? "[file]" : "file") : printSample(printer, field.shape, firstExample(field.examples));
    return code`${objectKey(field.name)}: ${value}`;
  });
  return list(members, { open: "{", close: "}", padding: " " });
}

/** A name for one item of an operation's pages or stream: that of the schema it has, where that has a name. */
export function sampleItem(printer: TypePrinter, operation: Operation): string {
  const { contract, names } = printer;
  const [content] = operation.responses.flatMap(({ status, contents }) => (status.kind === "code" && status.code >= 200 && status.code < 300 ? contents : []));
  const shape = operation.pagination ? listedShape(printer, content, operation.pagination.items) : content && itemShape(contract, content);
  const schema = shape && findComponent(contract, shape);
  const name = schema ? toCamel(names.schemas.get(schema.id)?.response ?? "") : "";
  return /^[a-z][A-Za-z\d]*$/.test(name) && !reservedNames.has(name) && name !== "client" && name !== names.operations.get(operation.id)?.call ? name : "item";
}

/** The first component that references lead to. */
function findComponent(contract: Contract, start: Shape): Schema | undefined {
  let shape: Shape | undefined = start;
  for (let steps = 0; steps < 100 && shape?.kind === "ref"; steps += 1) {
    const schema: Schema | undefined = contract.schemas[shape.schema];
    if (schema?.place.kind === "component") return schema;
    shape = schema?.shape;
  }
  return undefined;
}

/** The shape of the items of the list that stands at a path into a body. */
function listedShape({ contract }: TypePrinter, content: Content | undefined, path: readonly string[]): Shape | undefined {
  let shape: Shape | undefined = content?.schema === undefined ? undefined : { kind: "ref", schema: content.schema };
  const open = (part: Shape | undefined): Shape | undefined => {
    const target = part && resolveShape(contract, part);
    return target?.kind === "nullable" ? resolveShape(contract, target.of) : target;
  };
  for (const name of path) {
    const object = open(shape);
    shape = object?.kind === "object" ? object.fields.find((field) => field.name === name)?.shape : undefined;
  }
  const items = open(shape);
  return items?.kind === "array" ? items.items : undefined;
}

/** A call of an operation with the least it needs, as text behind its beginning: `const result = await getUser(client, { path: { id: 7 } })`. */
export function sampleCall(printer: TypePrinter, operation: Operation, before = "", member = ""): string {
  const call = printer.names.operations.get(operation.id)?.call ?? operation.id;
  const needed = operation.parameters.filter((parameter) => parameter.required);
  const groups = (["path", "query", "header", "cookie"] as const).flatMap((place): readonly Code[] => {
    const members = needed.filter((parameter) => parameter.in === place).map((parameter) => code`${objectKey(parameter.name)}: ${sampleParameter(printer, parameter)}`);
    return members.length === 0 ? [] : [code`${typeKey(groupOf[place])}: ${list(members, { open: "{", close: "}", padding: " " })}`];
  });
  const whole = needed.filter((parameter) => parameter.in === "querystring").map((parameter) => code`querystring: ${sampleParameter(printer, parameter)}`);
  const [content] = operation.body?.contents ?? [];
  const body = content ? [code`body: ${sampleBody(printer, content)}`] : [];
  const request = [...groups, ...whole, ...body];
  const text = code`${verbatim(`${before}${call}${member}(client`)}${request.length === 0 ? verbatim("") : code`, ${list(request, { open: "{", close: "}", padding: " " })}`})`;
  return render(text, 96);
}
