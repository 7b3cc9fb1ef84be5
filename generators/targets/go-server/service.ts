import { type Code, code, type Ident, joinBlocks, joinLines } from "../../emit/code.js";
import { importName } from "../../languages/go/module.js";
import { toExported } from "../../languages/go/words.js";
import { printInterface } from "./operations.js";
import type { ServerPrinter } from "./printer.js";

const context = importName("context", "Context");

/** The interfaces of groups, by the stem of their file; empty where there is but one group, whose methods are the service's. */
export function nameServices({ names }: Pick<ServerPrinter, "names">): ReadonlyMap<string, Ident> {
  if (names.groups.size < 2) return new Map();
  return new Map(
    [...names.groups.keys()].map((file) => {
      const stem = toExported(file) || "Default";
      return [file, names.claim(`${stem}Service`, `${stem}Operations`)];
    }),
  );
}

/** `service.go`: all operations as one interface, and what answers each with 501. */
export function printService(printer: ServerPrinter, services: ReadonlyMap<string, Ident>): readonly Code[] {
  const { own, contract } = printer;
  const about = `${own.service} answers the operations of the contract: one method for each.\n\nEmbed [${own.unimplemented}] to begin with some of them.`;
  const service = services.size === 0 ? printInterface(printer, own.service, contract.operations, about) : printParts(printer, [...services.values()]);
  return [service, printUnimplemented(printer)];
}

function printParts({ own }: ServerPrinter, services: readonly Ident[]): Code {
  return code`
    // ${own.service} answers the operations of the contract: one method for each.
    //
    // Embed [${own.unimplemented}] to begin with some of them.
    type ${own.service} interface {
      ${joinLines(services)}
    }
  `;
}

function printUnimplemented(printer: ServerPrinter): Code {
  const { own, names, contract } = printer;
  const methods = contract.operations.flatMap((operation) => {
    const found = names.operations.get(operation.id);
    if (!found) return [];
    return [
      code`
        // ${found.method} answers 501.
        func (${own.unimplemented}) ${found.method}(${context}, ${found.request}) (${found.response}, error) {
          return nil, ${own.runtime("ErrNotImplemented")}
        }
      `,
    ];
  });
  return joinBlocks([
    code`
      // ${own.unimplemented} answers every operation with 501. Embedded in a service, it stands for what the service lacks.
      type ${own.unimplemented} struct{}

      var _ ${own.service} = ${own.unimplemented}{}
    `,
    ...methods,
  ]);
}
