import { type Code, code, list, nothing, type Printable } from "../../../emit/code.js";
import { isSecured, printArgument, printParameter } from "./operations.js";
import type { ServerPrinter } from "./printer.js";

/** `handlers.ts`: every operation of the contract as one interface, put together of its groups. */
export function printAllHandlers(printer: ServerPrinter): Code {
  const { own, names } = printer;
  if (own.groups.size === 0) return code`export type ${own.handlers} = Record<string, never>;`;
  const bases = [...own.groups].map(([module, group]) => {
    const handlers: Printable = { kind: "import", module, name: group.handlers, typeOnly: true };
    return code`${handlers}${names.groups.get(module)?.some(isSecured) ? printArgument(printer) : nothing}`;
  });
  return code`
    /** What a server answers with: one method an operation. */
    export interface ${own.handlers}${printParameter(printer)} extends${list(bases, { open: "", close: "", padding: " ", trailing: "" })} {}
  `;
}

/** The interface of all handlers, as other modules mention it. */
export const handlersOf = ({ own }: ServerPrinter): Printable => ({ kind: "import", module: "handlers", name: own.handlers, typeOnly: true });
