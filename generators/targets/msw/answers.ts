import { type Json, parseJsonText } from "../../contract/json.js";
import type { Content, Example, Header, Operation } from "../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, list, nothing, type Printable, verbatim } from "../../emit/code.js";
import { listDataSchemas } from "../../languages/events.js";
import type { Resource } from "../../languages/resources.js";
import { checkedSchema } from "../../languages/roots.js";
import { type AnswerPlan, planAnswers } from "../../languages/statuses.js";
import { jsonLiteral, literal, objectKey, typeKey } from "../../languages/typescript/literals.js";
import { nameItem } from "../../languages/typescript/server/piece-names.js";
import { gatherPieces, type Piece, type Pieces } from "../../languages/typescript/server/pieces.js";
import type { MswPrinter } from "./printer.js";

const object = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", padding: " " });
const array = (items: readonly Printable[]): Code => list(items, { open: "[", close: "]" });

/** What the mock answers to the operations of one module, by handler. What several of them have in common stands before them. */
export function printAnswers(printer: MswPrinter, module: string, operations: readonly Operation[]): Code {
  const pieces = gatherPieces();
  const rows = operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    const answers = planAnswers(operation).map((answer) => pieces.use(planAnswer(printer, pieces, operation, answer)));
    return names ? [{ call: names.call, answers, resource: printer.resources.get(operation.id) }] : [];
  });
  const constants = pieces.declare();
  const members = rows.map(({ call, answers, resource }) => {
    const given = code`answers: ${array(answers.map(pieces.mention))}`;
    return code`${typeKey(call)}: ${object(resource === undefined ? [given] : [given, code`resource: ${printResource(printer, resource)}`])},`;
  });
  return joinBlocks([
    ...constants,
    code`
      /** What a mock answers to each operation, by handler: what it answers without a wish comes first. */
      export const ${printer.mock.answers.get(module)?.name ?? nothing}: Readonly<Record<string, ${printer.names.runtime("MockPlan", true)}>> = {
        ${joinLines(members)}
      };
    `,
  ]);
}

/** Where every value is an item, its schema has no name. */
function printResource(printer: MswPrinter, { item, ...role }: Resource): Code {
  const schema = item === undefined ? undefined : printer.schemaName(item, "response");
  return jsonLiteral(parseJsonText(JSON.stringify({ ...role, item: schema })));
}

function planAnswer(printer: MswPrinter, pieces: Pieces, operation: Operation, { response, key, status }: AnswerPlan): Piece {
  const contents = operation.method === "HEAD" ? [] : response.contents;
  const headers = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  const [content] = contents;
  return pieces.make({
    names: [`${content === undefined ? "empty" : nameItem(printer, content, "out")}${status}`],
    type: printer.names.runtime("MockAnswer", true),
    inner: [],
    print: () =>
      object([
        code`status: ${status}`,
        code`key: ${literal(key)}`,
        code`contents: ${array(contents.map((each) => printContent(printer, each)))}`,
        code`headers: ${array(headers.map((header) => printHeader(printer, header)))}`,
      ]),
  });
}

function printContent(printer: MswPrinter, content: Content): Code {
  const schema = checkedSchema(printer.contract, content);
  const name = schema === undefined ? undefined : printer.schemaName(schema, "response");
  // Events of several kinds each have their own data: which one an event has, only its reader knows.
  const [data, ...others] = new Set(listDataSchemas(printer.contract, content));
  const dataName = data === undefined || others.length > 0 ? undefined : printer.schemaName(data, "response");
  const examples = listExamples(content);
  return object([
    code`mediaType: ${literal(content.mediaType)}`,
    code`kind: ${literal(content.kind)}`,
    ...(name === undefined ? [] : [code`schema: ${literal(name)}`]),
    ...(dataName === undefined ? [] : [code`data: ${literal(dataName)}`]),
    ...(examples.size === 0 ? [] : [code`examples: ${object([...examples].map(([called, value]) => code`${objectKey(called)}: ${printValue(printer, value)}`))}`]),
  ]);
}

function printHeader(printer: MswPrinter, { name, required, schema }: Header): Code {
  const named = printer.schemaName(schema, "response");
  return object([code`name: ${literal(name)}`, verbatim(`required: ${required}`), ...(named === undefined ? [] : [code`schema: ${literal(named)}`])]);
}

/** The examples of a media type by name. One without a name is called `example`, as the keyword is. */
function listExamples({ kind, examples }: Content): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const example of examples) {
    const value = readExample(kind, example);
    const name = example.name ?? "example";
    if (value !== undefined && !found.has(name)) found.set(name, value);
  }
  return found;
}

/** What an example says as data. As it is on the wire, a text is itself, and JSON is read; of other media types it is nobody's value. */
function readExample(kind: Content["kind"], { value, serialized }: Example): Json | undefined {
  if (value !== undefined) return parseJsonText(value);
  if (serialized === undefined || kind === "text") return serialized;
  if (kind !== "json") return undefined;
  try {
    JSON.parse(serialized);
  } catch {
    return undefined;
  }
  return parseJsonText(serialized);
}

const printValue = ({ names }: MswPrinter, value: Json): Code => jsonLiteral(value, (text) => code`${names.runtime("decimal")}(${literal(text)})`);
