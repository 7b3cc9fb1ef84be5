import { type Code, code, joinBlocks, list, type Printable } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { extendModule } from "../../languages/typescript/extend.js";
import { printModule, printUserModule } from "../../languages/typescript/module.js";
import type { GroupNames, ServerPrinter } from "../../languages/typescript/server/printer.js";

/** The files that hold a user's handlers: one a group, made once, and an index that stays the generator's. */
export function printHandlerFiles(printer: ServerPrinter): readonly File[] {
  const groups = [...printer.own.groups].map(([module, group]) => ({ module, group }));
  return [...groups.map(({ module, group }) => printHandlerFile(printer, module, group)), printModule("handlers/index", [printHandlersIndex(groups.map(({ group }) => group))])];
}

function printHandlersIndex(groups: readonly GroupNames[]): Code {
  const members = groups.map((group): Code => code`...${{ kind: "import", module: `handlers/${group.stem}`, name: group.object, typeOnly: false }}`);
  return code`
    /** All handlers: what \`createServer\` takes. */
    export const handlers = ${list(members, { open: "{", close: "}", padding: " " })};
  `;
}

function printHandlerFile(printer: ServerPrinter, module: string, group: GroupNames): File {
  const calls = (printer.names.groups.get(module) ?? []).flatMap((operation) => printer.names.operations.get(operation.id)?.call ?? []);
  const type: Printable = { kind: "import", module: "index", name: group.handlers, typeOnly: true };
  const thrown = printer.names.runtime("NotImplemented");
  const error = thrown.local ?? thrown.name;
  const methods = calls.map((call) => code`
    ${call}() {
      throw new ${{ kind: "import", module: "index", name: error, typeOnly: false }}();
    },
  `);
  const body = code`
    export const ${group.object}: ${type} = {
      ${joinBlocks(methods)}
    };
  `;
  const wanted = { object: group.object, type: group.handlers, methods: calls, error, module: "../index.js" };
  return { ...printUserModule(`handlers/${group.stem}`, [body]), extend: (existing) => extendModule(existing, wanted) };
}
