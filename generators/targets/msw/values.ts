import type { Direction, Schema } from "../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, type Ident, type Import } from "../../emit/code.js";
import { toCamel } from "../../emit/names.js";
import { Scope } from "../../emit/scope.js";
import { listComponents } from "../../languages/naming.js";
import { resolveShape } from "../../languages/shapes.js";
import { isRequested } from "../../languages/typescript/faces.js";
import { constantEntry, literal, typeKey } from "../../languages/typescript/literals.js";
import type { MswPrinter } from "./printer.js";

/** A component of which values can be made by name. */
interface Row {
  readonly name: Ident;
  readonly type: Import;
  /** In `schemas`. */
  readonly schema: string;
}

/** `values.ts`: what `mock.data` makes, by the names of the contract's components. */
export function printValues(printer: MswPrinter): Code {
  const rows = listRows(printer);
  return joinBlocks([
    code`
      /** What the functions of \`mock.data\` make. */
      export type ${printer.mock.values.name} = {
        ${joinLines(rows.map(({ name, type }) => code`${typeKey(name)}: ${type};`))}
      };
    `,
    code`
      /** Their schemas. */
      export const ${printer.mock.valueSchemas.name} = {
        ${joinLines(rows.map(({ name, schema }) => code`${constantEntry(name, literal(schema))},`))}
      };
    `,
  ]);
}

function listRows(printer: MswPrinter): readonly Row[] {
  const { contract, names, requested } = printer;
  const scope = new Scope({ reserved: new Set(), fallback: "value" });
  // What is bytes on the wire is no JSON.
  const components = listComponents(contract).filter(({ schema }) => resolveShape(contract, schema.shape)?.kind !== "binary");
  const rowOf = (schema: Schema, direction: Direction): readonly Row[] => {
    const type = names.schemas.get(schema.id)?.faces[direction];
    const name = printer.schemaName(schema.id, direction);
    return type === undefined || name === undefined ? [] : [{ name: scope.claim(toCamel(type.name)), type, schema: name }];
  };
  return [
    ...components.flatMap(({ schema }) => rowOf(schema, "response")),
    ...components.flatMap(({ schema }) => (schema.directional && isRequested(requested, [schema.id]) ? rowOf(schema, "request") : [])),
  ];
}
