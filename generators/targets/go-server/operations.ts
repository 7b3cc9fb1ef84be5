import type { Operation } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, verbatim } from "../../emit/code.js";
import { docComment } from "../../languages/go/comments.js";
import { importName } from "../../languages/go/module.js";
import { operationDoc, printRequest } from "../../languages/go/operations.js";
import { printResponses } from "../../languages/go/results.js";
import type { ServerPrinter } from "./printer.js";

const context = importName("context", "Context");

/** What users see of the operations of one group: the interface of their methods (`service`, where the contract has several groups), and what these take and give. */
export function printOperations(printer: ServerPrinter, operations: readonly Operation[], service: Ident | undefined): readonly Code[] {
  return [
    ...(service === undefined ? [] : [printGroup(printer, operations, service)]),
    ...operations.flatMap((operation) => {
      const names = printer.names.operations.get(operation.id);
      return names ? [joinBlocks([printRequest(printer, operation, names), printResponses(printer, operation, names)])] : [];
    }),
  ];
}

function printGroup(printer: ServerPrinter, operations: readonly Operation[], service: Ident): Code {
  const tag = operations[0]?.tags[0];
  return printInterface(printer, service, operations, tag === undefined ? `${service} answers the operations of this file.` : `${service} answers the operations of the tag ${tag}.`);
}

/** An interface with a method for each operation. */
export function printInterface(printer: ServerPrinter, name: Ident, operations: readonly Operation[], about: string): Code {
  const methods = operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    return names ? [joinLines([operationDoc(operation, names.method, "answers"), code`${names.method}(ctx ${context}, req ${names.request}) (${names.response}, error)`])] : [];
  });
  const doc = docComment({ text: about });
  if (methods.length === 0) return joinLines([doc, verbatim(`type ${name} interface{}`)]);
  return joinLines([
    doc,
    code`
      type ${name} interface {
        ${joinLines(methods)}
      }
    `,
  ]);
}
