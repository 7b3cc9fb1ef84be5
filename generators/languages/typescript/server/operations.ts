import type { Operation } from "../../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, list, nothing, type Printable, verbatim } from "../../../emit/code.js";
import { docComment } from "../comments.js";
import { literal, typeKey } from "../literals.js";
import { type GroupNames, type ServerPrinter } from "./printer.js";
import { schemesOf } from "../../security.js";
import { printRequest } from "./requests.js";
import { printResult } from "./results.js";

/** What users see of the operations of one module: the interface of their handlers, and what these take and give. */
export function printOperations(printer: ServerPrinter, operations: readonly Operation[], group: GroupNames): Code {
  return joinBlocks([printHandlers(printer, operations, group), ...operations.map((operation) => printOperation(printer, operation))]);
}

function printOperation(printer: ServerPrinter, operation: Operation): Code {
  const names = printer.names.operations.get(operation.id);
  if (!names) return nothing;
  const result = joinLines([docComment({ text: `What the handler of \`${names.call}\` answers, by status.` }), code`export type ${names.result} = ${printResult(printer, operation)};`]);
  return joinBlocks([printRequest(printer, operation, names), result]);
}

function printHandlers(printer: ServerPrinter, operations: readonly Operation[], group: GroupNames): Code {
  const methods = operations.map((operation) => printHandler(printer, operation));
  return code`
    ${docComment({ text: `The handlers of the operations in this file${operations[0]?.tags[0] === undefined ? "" : ` (tag \`${operations[0].tags[0].replaceAll("`", "'")}\`)`}.` })}
    export interface ${group.handlers}${operations.some(isSecured) ? printParameter(printer) : nothing} {
      ${joinBlocks(methods)}
    }
  `;
}

function printHandler(printer: ServerPrinter, operation: Operation): Code {
  const names = printer.names.operations.get(operation.id);
  if (!names) return nothing;
  const text = [operation.summary, operation.description].filter((part, index, all) => part && all.indexOf(part) === index).join("\n\n");
  const route = `\`${operation.method} ${operation.path.replaceAll("`", "'")}\``;
  const parameters = list([code`request: ${names.request}`, code`call: ${printCall(printer, operation)}`], { open: "(", close: ")" });
  return joinLines([
    docComment({ text: text === "" ? route : `${text}\n\n${route}`, deprecated: operation.deprecated, see: operation.externalDocs?.url }),
    code`${typeKey(names.call)}${parameters}: ${names.result} | Promise<${names.result}>;`,
  ]);
}

/** Whether handlers of an operation may learn who calls. */
export const isSecured = (operation: Operation): boolean => schemesOf(operation).length > 0;

/** Handlers of a contract with security schemes have a parameter: what each scheme's function says of who calls. */
export const printParameter = (printer: ServerPrinter): Code => {
  const principals = printPrincipals(printer);
  return printer.schemes.length === 0 ? nothing : code`<P extends ${principals} = ${principals}>`;
};

export const printArgument = (printer: ServerPrinter): Code => verbatim(printer.schemes.length === 0 ? "" : "<P>");

const printPrincipals = ({ own }: ServerPrinter): Printable => ({ kind: "import", module: "security", name: own.principals, typeOnly: true });

/** A principal is there for sure where every alternative requires its scheme. */
function printCall(printer: ServerPrinter, operation: Operation): Printable {
  const call = printer.names.runtime("Call", true);
  const schemes = schemesOf(operation);
  if (schemes.length === 0) return code`${call}<{}>`;
  const isSure = (scheme: string): boolean => operation.security.every(({ requirements }) => requirements.some((requirement) => requirement.scheme === scheme));
  const sure = schemes.filter(isSure);
  const possible = schemes.filter((scheme) => !isSure(scheme));
  const parts = [...(sure.length === 0 ? [] : [code`Pick<P, ${pickUnion(sure)}>`]), ...(possible.length === 0 ? [] : [code`Partial<Pick<P, ${pickUnion(possible)}>>`])];
  return code`${call}<${list(parts, { open: "", close: "", separator: " &", trailing: "" })}>`;
}

const pickUnion = (schemes: readonly string[]): Code => list(schemes.map(literal), { open: "", close: "", separator: " |", trailing: "" });
