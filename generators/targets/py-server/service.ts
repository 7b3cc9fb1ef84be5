import type { Operation } from "../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, list, type Printable } from "../../emit/code.js";
import { call } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { printHead } from "../../languages/python/functions.js";
import { importName } from "../../languages/python/module.js";
import type { OperationNames } from "../../languages/python/names.js";
import { operationDoc, planSignature } from "../../languages/python/operations.js";
import { planAnswers } from "../../languages/python/results.js";
import { batchReturns, batchSignature, sequence } from "./batches.js";
import { inOperation, type ServerPrinter, type ServiceNames } from "./printer.js";

const abstract = importName("abc", "abstractmethod");

/** Columns before a method. */
const inClass = 4;

const about = (first: string, unimplemented: string): string =>
  `${first}\n\nWhat the contract doesn't describe is said by raising \`ProblemError\`. A plain \`def\` in place of an \`async def\` is called in a thread; type checkers take it as \`@in_thread\`. Derive from \`${unimplemented}\` to begin with some of the methods.`;

const unimplementedAbout = "Answers every operation with 501. What a class derived from it defines stands in place of that.";

/** `service.py`, or the module of one group: operations as a class to derive from, and one that answers each with 501. */
export function printService(printer: ServerPrinter, { service, unimplemented }: ServiceNames, operations: readonly Operation[], first: string): readonly Code[] {
  const head = headOf(service, printer.names.outside("abc", "ABC"));
  return [
    printClass(printer, head, about(first, unimplemented.name), operations, printAbstract),
    printClass(printer, headOf(unimplemented, service), unimplementedAbout, operations, printUnimplemented),
  ];
}

/** `service.py` of a contract with several groups: the services of all of them in one. */
export function printUnion({ own }: ServerPrinter): readonly Code[] {
  const parts = [...own.services.values()];
  const text = about("Answers the operations of the contract: one method for each.", own.unimplemented.name);
  return [
    printBases(own.service, parts.map(({ service }) => service), text),
    printBases(own.unimplemented, [...parts.map(({ unimplemented }) => unimplemented), own.service], unimplementedAbout),
  ];
}

const headOf = (name: Printable, base: Printable): Code => code`class ${name}${list([base], { open: "(", close: ")", trailing: "", indent: 4 })}:`;

const printBases = (name: Printable, bases: readonly Printable[], text: string): Code => code`
  class ${call(name, bases)}:
      ${docstring({ text })}
`;

type PrintMethod = (printer: ServerPrinter, operation: Operation, names: OperationNames) => Code;

function printClass(printer: ServerPrinter, head: Code, about: string, operations: readonly Operation[], print: PrintMethod): Code {
  const methods = operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    return names ? [print(printer, operation, names)] : [];
  });
  return code`
    ${head}
        ${docstring({ text: about })}

        ${joinBlocks(methods)}
  `;
}

/** What a method may give. */
export function returnsOf(printer: ServerPrinter, operation: Operation, names: OperationNames): readonly Printable[] {
  const results = planAnswers(printer, operation, names).map(({ name }) => inOperation(names, name));
  if (operation.batch !== undefined) return batchReturns(results);
  return results.length === 0 ? [printer.names.outside("typing", "NoReturn")] : results;
}

export function printMethodHead(printer: ServerPrinter, operation: Operation, names: OperationNames): Code {
  const signature = operation.batch === undefined ? planSignature(printer, operation) : batchSignature(printer, names);
  return printHead({ head: code`async def ${names.method}`, self: true, ...signature, returns: returnsOf(printer, operation, names), ...(operation.batch !== undefined && { several: sequence }) }, inClass);
}

function printAbstract(printer: ServerPrinter, operation: Operation, names: OperationNames): Code {
  return joinLines([
    code`@${abstract}`,
    code`
      ${printMethodHead(printer, operation, names)}
          ${operationDoc(printer, operation)}
    `,
  ]);
}

function printUnimplemented(printer: ServerPrinter, operation: Operation, names: OperationNames): Code {
  return code`
    ${printMethodHead(printer, operation, names)}
        raise ${printer.names.runtime("server", "ProblemError")}("not_implemented")
  `;
}
