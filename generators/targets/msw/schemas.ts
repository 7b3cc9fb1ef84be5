import { parseJsonText } from "../../contract/json.js";
import type { Schema } from "../../contract/model.js";
import { type Code, code, joinLines, list, type Printable, verbatim } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import type { Definition, Tree } from "../../languages/json-schema/index.js";
import { constantEntry, jsonLiteral, literal } from "../../languages/typescript/literals.js";
import { byText, printModule } from "../../languages/typescript/module.js";
import { camel, type MswPrinter } from "./printer.js";

/** `schemas/`: JSON Schemas as plain literals, a module a component and a group of operations, and `schemas/index`, which has them all. */
export function printSchemas(printer: MswPrinter, definitions: readonly Definition[]): readonly File[] {
  const modules = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const module = moduleOf(printer, definition.schema);
    const known = modules.get(module);
    if (known) known.push(definition);
    else modules.set(module, [definition]);
  }
  const sorted = [...modules].sort(([a], [b]) => byText(a, b)).map(([module, own]) => ({ module, own, name: printer.names.claim(nameModule(module)) }));
  const type = printer.names.runtime("Schemas", true);
  const all = sorted.map(({ module, name }): Printable => code`...${{ kind: "import", module, name, typeOnly: false }},`);
  const index = code`
    /** Every schema that requests and answers are made of, by name: JSON Schema 2020-12. */
    export const ${printer.mock.schemas.name}: ${type} = {
      ${joinLines(all)}
    };
  `;
  return [
    ...sorted.map(({ module, own, name }) =>
      printModule(module, [
        code`
          export const ${name}: ${type} = {
            ${joinLines(own.map((definition) => code`${constantEntry(definition.name, printTree(printer, definition.tree))},`))}
          };
        `,
      ]),
    ),
    printModule(printer.mock.schemas.module, [index]),
  ];
}

/** Schemas of components and operations stand in modules called as those of their types; what belongs to neither, with what they share. */
function moduleOf({ contract, names }: MswPrinter, schema: Schema | undefined): string {
  let home = schema;
  for (let parent = home; parent !== undefined; parent = parent.place.kind === "nested" ? contract.schemas[parent.place.parent] : undefined) home = parent;
  const types = home?.place.kind === "component" ? names.schemas.get(home.id)?.module : home?.place.kind === "operation" ? names.operations.get(home.place.operation)?.module : undefined;
  return types === undefined ? "schemas/shared-parts" : `schemas/${types.replace(/^types\//, "")}`;
}

const nameModule = (module: string): string => `${camel(module.slice(module.lastIndexOf("/") + 1))}${module.startsWith("schemas/operations/") ? "Operation" : ""}Schemas`;

function printTree(printer: MswPrinter, tree: Tree): Code {
  if (typeof tree === "string") return printText(printer, tree);
  if ("members" in tree) return list(tree.members.map(([name, each]) => constantEntry(name, printTree(printer, each))), { open: "{", close: "}", padding: " " });
  return list(tree.map((each) => printTree(printer, each)), { open: "[", close: "]" });
}

/** A JSON text as an expression; a number that a double would change keeps its digits. */
const printText = ({ names }: MswPrinter, text: string): Code =>
  text === "true" || text === "false" ? verbatim(text) : jsonLiteral(parseJsonText(text), (digits) => code`${names.runtime("decimal")}(${literal(digits)})`);
