import { type Code, code, joinLines, nothing } from "../../../emit/code.js";
import { listHooks } from "../../problems.js";
import { typeKey } from "../literals.js";
import type { ServerPrinter } from "./printer.js";

/** The type of the hooks that render problem documents into schemas of the contract's own; nothing where none does. */
export function printProblems(printer: ServerPrinter): Code {
  const hooks = listHooks(printer);
  if (hooks.length === 0) return nothing;
  const { names, own } = printer;
  const lines = hooks.map(({ name, schema }) => {
    const type = names.schemas.get(schema)?.faces.response;
    return type ? code`${typeKey(name)}?: ((problem: ${names.runtime("Problem", true)}) => ${type}) | undefined;` : nothing;
  });
  return code`
    /** Renders what goes wrong before or after a handler into the contract's own schemas. Without a function it is a problem document (RFC 9457). */
    export type ${own.problems} = {
      ${joinLines(lines)}
    };
  `;
}
