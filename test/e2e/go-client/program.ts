import type { Content, Operation, SchemaId } from "../../../generators/contract/model.js";
import { type Code, code, joinBlocks, joinLines, type Printable, verbatim } from "../../../generators/emit/code.js";
import { isTextual } from "../../../generators/languages/go/bodies.js";
import { planCodecs } from "../../../generators/languages/go/codecs/index.js";
import { bodySchema, itemSchema } from "../../../generators/languages/go/lift.js";
import { literal } from "../../../generators/languages/go/literals.js";
import { importName } from "../../../generators/languages/go/module.js";
import type { OperationNames } from "../../../generators/languages/go/names.js";
import { planBody, planParameters, type ParameterField } from "../../../generators/languages/go/operations.js";
import { type Answer, type HeaderField, planAnswers } from "../../../generators/languages/go/results.js";
import { isPointer } from "../../../generators/languages/go/types.js";
import { streamsOf } from "../../../generators/languages/results.js";
import type { ClientPrinter } from "../../../generators/targets/go-client/printer.js";
import { planOutcomes } from "../../../generators/targets/go-client/results.js";

/**
 * What a generated Go client is driven with: a function for each operation that reads a request's values from JSON, calls, and writes what
 * came back as JSON. It stands in the client's own package, and is printed by its own codecs in the other direction.
 */
export function printDriver(product: ClientPrinter): readonly Code[] {
  // Codecs of its own: in the product's, one type would get its methods twice.
  const printer: ClientPrinter = { ...product, codecs: planCodecs({ ...product, formats: "assert" }, { methods: false }) };
  const operations = printer.contract.operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    return names ? [{ operation, names }] : [];
  });
  const rows = operations.map(({ operation, names }) => code`${literal(operation.id)}: ${verbatim(`drive${names.method}`)},`);
  return [
    code`
      // Drivers call operations by their ids.
      var Drivers = map[string]func(*Client, *Given) *Seen{
        ${joinLines(rows)}
      }
    `,
    ...operations.map(({ operation, names }) => printDrive(printer, operation, names)),
    ...[...printer.codecs.files().values()].flat(),
  ];
}

const read = (printer: ClientPrinter, schema: SchemaId): Printable => printer.codecs.read(schema, "request").function;

function printDrive(printer: ClientPrinter, operation: Operation, names: OperationNames): Code {
  const fields = planParameters(printer, operation).map((field, index) => setParameter(printer, field, index));
  const { whole, stream } = planOutcomes(printer, operation, names);
  const calls = printer.own.calls.get(operation.id);
  const call = (method: Printable, type: Printable | undefined): Code =>
    type === undefined
      ? code`return look${verbatim(names.method)}(nil, c.${method}(ctx, req))`
      : code`
          answer, err := c.${method}(ctx, req)
          return look${verbatim(names.method)}(answer, err)
        `;
  const streamed = streamsOf(operation) === "either" && calls ? code`
    if given.Streams {
      ${call(calls.stream, stream.type)}
    }
  ` : verbatim("");
  const background = importName("context", "Background");
  return joinBlocks([
    code`
      func ${verbatim(`drive${names.method}`)}(c *Client, given *Given) *Seen {
        ctx := ${background}()
        var req ${names.request}
        ${joinLines([...fields, setBody(printer, operation, names)])}
        ${streamed}
        ${call(names.method, whole.type)}
      }
    `,
    code`
      func ${verbatim(`look${names.method}`)}(answer any, err error) *Seen {
        ${joinLines(planAnswers(printer, operation, names).map((each) => printLook(printer, each)))}
        return seenError(answer, err)
      }
    `,
  ]);
}

function setParameter(printer: ClientPrinter, { parameter, name, holding, base }: ParameterField, index: number): Code {
  const holdsPointer = isPointer(printer, { kind: "ref", schema: parameter.schema });
  const reader = read(printer, parameter.schema);
  const wire = (own: string): Printable => printer.names.runtime("wire", own);
  if (holding !== "nullable") {
    const place = holding === "pointer" && !holdsPointer ? code`${wire("New")}(&req.${name})` : code`&req.${name}`;
    return code`
      if text, ok := given.Parameters[${index}]; ok {
        take(given, text, ${place}, ${reader})
      }
    `;
  }
  const type = code`${printer.codecs.read(parameter.schema, "request").type}`;
  const value = holdsPointer ? verbatim("*value") : verbatim("value");
  return code`
    if text, ok := given.Parameters[${index}]; ok {
      var value ${type}
      take(given, text, &value, ${reader})
      if value == nil {
        req.${name} = ${wire("NullOf")}[${base}]()
      } else {
        req.${name} = ${wire("ValueOf")}(${value})
      }
    }
  `;
}

function setBody(printer: ClientPrinter, operation: Operation, names: OperationNames): Code {
  const plan = planBody(printer, operation, names);
  const contents = operation.body?.contents ?? [];
  const [content] = contents;
  if (!plan || !content) return verbatim("");
  if (plan.holding === "choice") {
    const cases = contents.map((each, index) => code`
      case ${index}:
        var body ${names.bodyOf(each)}
        ${setContent(printer, each, code`body`, code`&body.Body`)}
        req.Body = body
    `);
    return code`
      switch given.Content {
      ${joinLines(cases)}
      }
    `;
  }
  const place = plan.holding === "pointer" ? code`${printer.names.runtime("wire", "New")}(&req.Body)` : code`&req.Body`;
  return code`
    if given.Content == 0 {
      ${setContent(printer, content, code`req`, place)}
    }
  `;
}

function setContent(printer: ClientPrinter, content: Content, owner: Code, place: Code): Code {
  const { contract, names } = printer;
  const wire = (own: string): Printable => names.runtime("wire", own);
  const raw = importName("encoding/json", "RawMessage");
  const body = (): Code => {
    switch (content.kind) {
      case "binary":
        return code`${owner}.Body = given.Reader()`;
      case "events":
      case "jsonLines": {
        const schema = itemSchema(contract, content);
        return code`${owner}.Body = itemsOf(given, ${schema === undefined ? code`${wire("ReadRaw")}[${raw}]` : read(printer, schema)})`;
      }
      case "text":
        return content.schema !== undefined && isTextual(contract, content) ? code`take(given, given.Body, ${place}, ${read(printer, content.schema)})` : code`take(given, given.Body, ${place}, (*${wire("Reader")}).String)`;
      case "json":
        return code`take(given, given.Body, ${place}, ${content.schema === undefined ? code`${wire("ReadRaw")}[${raw}]` : read(printer, content.schema)})`;
      case "form":
      case "multipart": {
        const schema = bodySchema(contract, content);
        if (schema !== undefined) return code`take(given, given.Body, ${place}, ${read(printer, schema)})`;
        return content.itemSchema === undefined ? code`take(given, given.Body, ${place}, readAnyMembers)` : code`takeList(given, ${place}, ${read(printer, content.itemSchema)})`;
      }
    }
  };
  return content.mediaType.includes("*") ? joinLines([code`${owner}.ContentType = given.ContentType`, body()]) : body();
}

/** Writes an answer as JSON, if it is the one. */
function printLook(printer: ClientPrinter, answer: Answer): Code {
  const status = answer.response.status;
  const isFailure = status.kind === "default" || (status.kind === "code" ? status.code >= 400 : status.hundreds >= 4);
  const look = code`
    seen := &Seen{Name: ${literal(String(answer.name))}, Headers: map[string]string{}}
    ${joinLines([...answer.headers.map((header) => lookHeader(printer, header)), ...lookBody(printer, answer)])}
    return seen
  `;
  const found = code`
    if found, ok := answer.(*${answer.name}); ok && found != nil {
      ${look}
    }
  `;
  if (!isFailure) return found;
  const failed = code`
    if found, ok := ${importName("errors", "AsType")}[*${answer.name}](err); ok {
      ${look}
    }
  `;
  return joinLines([found, failed]);
}

function lookHeader(printer: ClientPrinter, { header, name, holding }: HeaderField): Code {
  const isInner = holding === "pointer" && !isPointer(printer, { kind: "ref", schema: header.schema });
  const line = code`seen.Headers[${literal(header.name)}] = string(${printer.codecs.append(header.schema, "response").function}(nil, ${verbatim(isInner ? "" : "&")}found.${name}))`;
  return holding === "value" ? line : code`
    if found.${name} != nil {
      ${line}
    }
  `;
}

function lookBody(printer: ClientPrinter, { content }: Answer): readonly Code[] {
  if (!content) return [code`_ = found`];
  const { contract, codecs, names } = printer;
  const wire = (own: string): Printable => names.runtime("wire", own);
  const append = (schema: SchemaId): Printable => codecs.append(schema, "response").function;
  switch (content.kind) {
    case "json":
      return [content.schema === undefined ? code`seen.Body = string(${wire("AppendRaw")}(nil, found.Body))` : code`seen.Body = string(${append(content.schema)}(nil, &found.Body))`];
    case "text":
      return [isTextual(contract, content) ? code`seen.Body = string(${append(content.schema ?? "")}(nil, &found.Body))` : code`seen.Body = string(${wire("AppendString")}(nil, found.Body))`];
    case "binary":
      return [code`seen.Body = bytesOf(found.Body)`];
    case "events":
    case "jsonLines": {
      const schema = itemSchema(contract, content);
      return [code`seen.Body = textOfItems(found.Body, ${schema === undefined ? code`appendRawItem` : append(schema)})`];
    }
    case "form":
    case "multipart": {
      const schema = bodySchema(contract, content);
      return [schema === undefined ? code`_ = found` : code`seen.Body = string(${append(schema)}(nil, &found.Body))`];
    }
  }
}
