import type { Operation } from "../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, type Printable, word } from "../../emit/code.js";
import { docComment } from "../../languages/go/comments.js";
import { fieldsOf, slice } from "../../languages/go/composites.js";
import { literal } from "../../languages/go/literals.js";
import type { OperationNames } from "../../languages/go/names.js";
import { operationDoc, planParameters } from "../../languages/go/operations.js";
import { streamsOf } from "../../languages/results.js";
import { printPages } from "./pages.js";
import { type CallNames, client, type ClientPrinter, context } from "./printer.js";
import { printBodyContent, printParameter, printWrite, writerOf } from "./requests.js";
import { type Outcome, planOutcomes, printResponse } from "./results.js";
import { fillServer } from "./servers.js";

/** The methods of an operation, and what the runtime has to know of it. */
export function printCall(printer: ClientPrinter, operation: Operation): readonly Code[] {
  const names = printer.names.operations.get(operation.id);
  const calls = printer.own.calls.get(operation.id);
  if (!names || !calls) return [];
  const { whole, stream } = planOutcomes(printer, operation, names);
  const kind = streamsOf(operation);
  return [
    joinBlocks([
      joinLines([operationDoc(operation, names.method, "calls"), printMethod(printer, operation, names, calls, names.method, whole, kind === "always")]),
      ...(kind === "either" ? [joinLines([streamDoc(printer, names, calls), printMethod(printer, operation, names, calls, calls.stream, stream, true)])] : []),
      ...printPages(printer, operation, names, calls, whole),
      printOperation(printer, operation, names, calls),
      printWrite(printer, operation, names),
    ]),
  ];
}

const streamDoc = ({ own }: ClientPrinter, names: OperationNames, calls: CallNames): Code =>
  docComment({ text: `${calls.stream} does what [${own.client}.${names.method}] does, and asks for the answer as a stream.` });

function printMethod(printer: ClientPrinter, operation: Operation, names: OperationNames, calls: CallNames, method: Printable, { type }: Outcome, streams: boolean): Code {
  const { own } = printer;
  const runtime = (name: string): Printable => client(printer, name);
  const given = code`(ctx, c.base, ${calls.operation}, ${writerOf(printer, operation)}, options)`;
  const head = code`func (c *${own.client}) ${method}(ctx ${context}, req ${names.request}, options ...${own.runtime("CallOption")})`;
  if (type === undefined) {
    return code`
      ${head} error {
        return ${runtime("CallForNothing")}${given}
      }
    `;
  }
  return code`
    ${head} (${type}, error) {
      return ${runtime(streams ? "CallStream" : "Call")}[${type}]${given}
    }
  `;
}

function printOperation(printer: ClientPrinter, operation: Operation, names: OperationNames, calls: CallNames): Code {
  const runtime = (name: string): Printable => client(printer, name);
  const parameters = planParameters(printer, operation).map((field) => printParameter(printer, field));
  const contents = operation.body?.contents ?? [];
  const [server] = operation.servers;
  const security = operation.security.map(({ requirements }) => braces(requirements.map(({ scheme }) => literal(scheme))));
  const about = fieldsOf([
    [word("ID"), literal(operation.id)],
    [word("Method"), literal(operation.method)],
    [word("Path"), literal(operation.path.replace(/#.*$/, ""))],
    [word("Security"), security.length === 0 ? undefined : slice(code`[]string`, security)],
    [word("Server"), server && literal(fillServer(server))],
    [word("Parameters"), parameters.length === 0 ? undefined : slice(runtime("Parameter"), parameters)],
    [word("Body"), contents.length === 0 ? undefined : slice(runtime("Content"), contents.map((content) => printBodyContent(printer, content)))],
    [word("Responses"), operation.responses.length === 0 ? undefined : slice(runtime("Response"), operation.responses.map((response) => printResponse(printer, operation, response, names)))],
  ]);
  return code`
    ${docComment({ text: `${calls.operation} is what the client has to know of ${names.method}.` })}
    var ${calls.operation} = &${runtime("Operation")}${about}
  `;
}

const braces = (items: readonly Printable[]): Code => code`{${joinComma(items)}}`;

const joinComma = (items: readonly Printable[]): Code => items.reduce<Code>((all, item, index) => (index === 0 ? code`${item}` : code`${all}, ${item}`), code``);
