import type { Content, Contract, Operation, Schema, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, joinLines, nothing, type Printable, verbatim, word } from "../../emit/code.js";
import { isTextual } from "../../languages/go/bodies.js";
import { fieldsOf } from "../../languages/go/composites.js";
import { formOf } from "../../languages/go/forms.js";
import { bodySchema, itemSchema } from "../../languages/go/lift.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import type { OperationNames } from "../../languages/go/names.js";
import { type ParameterField, planBody, planParameters } from "../../languages/go/operations.js";
import { isPointer, type Member, planMembers } from "../../languages/go/types.js";
import { printCoding, printContent } from "./contents.js";
import { client, type ClientPrinter } from "./printer.js";

const rawType = importName("encoding/json", "RawMessage");
const places = { path: "InPath", query: "InQuery", querystring: "InQuerystring", header: "InHeader", cookie: "InCookie" } as const;

/** What the runtime has to know of a parameter: the braces of a `client.Parameter`. */
export const printParameter = (printer: ClientPrinter, { parameter }: ParameterField): Code =>
  fieldsOf([
    [word("Name"), literal(parameter.name)],
    [word("In"), parameter.in === "path" ? undefined : client(printer, places[parameter.in])],
    [word("Coding"), printCoding(printer, parameter.coding, parameter.schema, parameter.in, false)],
  ]);

/** What the runtime has to know of a body's media type. */
export const printBodyContent = (printer: ClientPrinter, content: Content): Code => printContent(printer, content, false);

/** What writes a request: its method, or nothing where it has nothing to write. */
export const writerOf = (printer: ClientPrinter, operation: Operation): Printable => (isEmpty(operation) ? client(printer, "WriteNothing") : code`req.write`);

const isEmpty = ({ parameters, body }: Operation): boolean => parameters.length === 0 && (body?.contents ?? []).length === 0;

/** The method that writes a request. */
export function printWrite(printer: ClientPrinter, operation: Operation, names: OperationNames): Code {
  if (isEmpty(operation)) return nothing;
  const parameters = planParameters(printer, operation).map((field, index) => writeParameter(printer, field, index));
  return code`
    func (r *${names.request}) write(out *${client(printer, "Request")}) {
      ${joinLines([...parameters, writeBody(printer, operation, names)])}
    }
  `;
}

const unless = (isThere: Code, line: Code): Code => code`
  if ${isThere} {
    ${line}
  }
`;

function writeParameter(printer: ClientPrinter, { parameter, name, holding }: ParameterField, index: number): Code {
  const holdsPointer = isPointer(printer, { kind: "ref", schema: parameter.schema });
  const write = (pointer: Code): Code => code`out.Parameter(${index}, ${printer.codecs.append(parameter.schema, "request").function}(out.Room(), ${pointer}))`;
  if (holding === "nullable") {
    return code`
      if r.${name}.IsSet() {
        ${holdsPointer ? code`value := r.${name}.Pointer()` : code`value, _ := r.${name}.Get()`}
        ${write(code`&value`)}
      }
    `;
  }
  const isInner = holding === "pointer" && !holdsPointer;
  const line = write(code`${verbatim(isInner ? "" : "&")}r.${name}`);
  return holding === "value" || (parameter.required && !isInner) ? line : unless(code`r.${name} != nil`, line);
}

function writeBody(printer: ClientPrinter, operation: Operation, names: OperationNames): Code {
  const plan = planBody(printer, operation, names);
  const contents = operation.body?.contents ?? [];
  const [content] = contents;
  if (!plan || !content) return nothing;
  if (plan.holding === "choice") return writeChoice(printer, contents, names, operation.body?.required === true);
  const type = content.mediaType.includes("*") ? verbatim("r.ContentType") : literal("");
  const value: Place = plan.holding === "pointer" ? { value: code`*r.Body`, pointer: code`r.Body` } : { value: code`r.Body`, pointer: code`&r.Body` };
  const line = writeContent(printer, content, 0, type, value);
  const isAlways = plan.holding === "value" || content.kind === "binary" || isItems(content) || operation.body?.required === true;
  return isAlways ? line : unless(code`r.Body != nil`, line);
}

const isItems = ({ kind }: Content): boolean => kind === "events" || kind === "jsonLines";

function writeChoice(printer: ClientPrinter, contents: readonly Content[], names: OperationNames, required: boolean): Code {
  const cases = contents.map((content, index) => {
    const type = content.mediaType.includes("*") ? verbatim("body.ContentType") : literal("");
    return code`
      case ${names.bodyOf(content)}:
        ${writeContent(printer, content, index, type, { value: code`body.Body`, pointer: code`&body.Body` })}
    `;
  });
  return code`
    switch body := r.Body.(type) {
    ${joinLines(cases)}
    default:
      out.NoBody(body, ${verbatim(String(required))})
    }
  `;
}

/** Where a value is: an expression of it, and one of its address. */
interface Place {
  readonly value: Code;
  readonly pointer: Code;
}

function writeContent(printer: ClientPrinter, content: Content, index: number, type: Printable, { value, pointer }: Place): Code {
  const { contract, codecs, names } = printer;
  const wire = (name: string): Printable => names.runtime("wire", name);
  switch (content.kind) {
    case "json":
      if (content.schema === undefined) return code`out.JSON(${index}, ${type}, ${wire("AppendRaw")}(out.Room(), ${value}))`;
      return code`out.JSON(${index}, ${type}, ${codecs.append(content.schema, "request").function}(out.Room(), ${pointer}))`;
    case "text":
      return code`out.Text(${index}, ${type}, ${isTextual(contract, content) ? code`string(${value})` : value})`;
    case "binary":
      return code`out.Bytes(${index}, ${type}, ${value})`;
    case "events":
    case "jsonLines": {
      const schema = itemSchema(contract, content);
      const write = schema === undefined ? code`${client(printer, "AppendRawItem")}[${rawType}]` : codecs.append(schema, "request").function;
      return code`${client(printer, "SendItems")}(out, ${index}, ${value}, ${write})`;
    }
    case "form": {
      const schema = bodySchema(contract, content);
      return code`out.Form(${index}, ${schema === undefined ? client(printer, "AppendMembers") : codecs.append(schema, "request").function}(out.Room(), ${pointer}))`;
    }
    case "multipart":
      return writeParts(printer, content, index, { value, pointer });
  }
}

// ---------------------------------------------------------------- multipart

/** Members of multipart bodies are written one by one, since files are none of JSON's values: each has a schema that says its shape. */
const memberId = (schema: SchemaId, name: string): SchemaId => `${schema}/x-mortise-member/${name}`;

const restName = "*";

/** The contract with a schema for each member of a multipart body. */
export function liftMembers(contract: Contract): Contract {
  const lifted: Record<SchemaId, Schema> = {};
  for (const { body } of contract.operations) {
    for (const content of body?.contents ?? []) {
      const owner = content.kind === "multipart" ? ownerOf(contract, content) : undefined;
      if (owner === undefined || owner.shape.kind !== "object") continue;
      const put = (name: string, shape: Shape): void => {
        const id = memberId(owner.id, name);
        lifted[id] = { ...owner, id, shape, exact: false, assertions: [], place: { kind: "nested", parent: owner.id, step: { kind: "property", name } } };
      };
      for (const field of owner.shape.fields) put(field.name, field.shape);
      if (owner.shape.extra) put(restName, { kind: "map", values: owner.shape.extra });
    }
  }
  return Object.keys(lifted).length === 0 ? contract : { ...contract, schemas: { ...contract.schemas, ...lifted } };
}

/** The schema of a body's members, behind references. */
function ownerOf(contract: Contract, content: Content): Schema | undefined {
  let id = bodySchema(contract, content);
  for (let depth = 0; depth < 100 && id !== undefined; depth += 1) {
    const schema: Schema | undefined = contract.schemas[id];
    if (schema?.shape.kind !== "ref") return schema;
    id = schema.shape.schema;
  }
  return undefined;
}

const isFile = ({ contract, style }: ClientPrinter, shape: Shape): boolean => formOf(contract, style, shape).kind === "file";

function itemsOf({ contract, style }: ClientPrinter, shape: Shape): Shape | undefined {
  const form = formOf(contract, style, shape);
  return form.kind === "array" ? form.items : undefined;
}

const isFiles = (printer: ClientPrinter, shape: Shape): boolean => {
  const items = itemsOf(printer, shape);
  return items !== undefined && isFile(printer, items);
};

function writeParts(printer: ClientPrinter, content: Content, index: number, { pointer }: Place): Code {
  return code`
    parts := out.Multipart(${index})
    ${writeMembers(printer, content, pointer)}
    parts.Send()
  `;
}

function writeMembers(printer: ClientPrinter, content: Content, pointer: Code): Code {
  const { contract, codecs } = printer;
  const owner = ownerOf(contract, content);
  const shape = owner?.shape;
  if (owner && shape?.kind === "object") {
    const members = planMembers(printer, owner.id, shape, "request").map((member) => writeMember(printer, owner.id, member));
    const extra = shape.extra && writeRest(printer, owner.id, shape.extra, code`form.${printer.names.fields(shape).extra}`);
    return joinLines([code`form := ${pointer}`, ...members, extra ?? nothing]);
  }
  if (shape !== undefined && isFiles(printer, shape)) return code`parts.Files("", *${pointer})`;
  if (shape?.kind === "map" && isFile(printer, shape.values)) return code`parts.FilesByName(*${pointer})`;
  if (content.itemSchema !== undefined) {
    if (isFile(printer, { kind: "ref", schema: content.itemSchema })) return code`parts.Files("", *${pointer})`;
    return code`parts.Members(${client(printer, "AppendListOf")}(${codecs.append(content.itemSchema, "request").function})(out.Room(), ${pointer}))`;
  }
  const schema = bodySchema(contract, content);
  return code`parts.Members(${schema === undefined ? client(printer, "AppendMembers") : codecs.append(schema, "request").function}(out.Room(), ${pointer}))`;
}

function writeRest(printer: ClientPrinter, owner: SchemaId, extra: Shape, value: Code): Code {
  if (isFile(printer, extra)) return code`parts.FilesByName(${value})`;
  return code`parts.Members(${printer.codecs.append(memberId(owner, restName), "request").function}(out.Room(), &${value}))`;
}

function writeMember(printer: ClientPrinter, owner: SchemaId, member: Member): Code {
  const { field, name, holding } = member;
  const wireName = literal(field.name);
  const value = code`form.${name}`;
  const [method, isHeld] = isFile(printer, field.shape) ? ["File", true] : isFiles(printer, field.shape) ? ["Files", true] : ["Member", false];
  if (isHeld) {
    if (holding !== "nullable") return code`parts.${word(method)}(${wireName}, ${value})`;
    return code`
      if files, ok := ${value}.Get(); ok {
        parts.${word(method)}(${wireName}, files)
      }
    `;
  }
  const write = (pointer: Code): Code => code`parts.Member(${wireName}, ${printer.codecs.append(memberId(owner, field.name), "request").function}(out.Room(), ${pointer}))`;
  const holdsPointer = isPointer(printer, field.shape);
  if (holding === "nullable") {
    return code`
      if ${value}.IsSet() {
        ${holdsPointer ? code`value := ${value}.Pointer()` : code`value, _ := ${value}.Get()`}
        ${write(code`&value`)}
      }
    `;
  }
  const isInner = holding === "pointer" && !holdsPointer;
  const line = write(isInner ? value : code`&${value}`);
  return holding === "value" || (field.required && !isInner) ? line : unless(code`${value} != nil`, line);
}
