import type { Direction, Schema, SchemaId } from "../../../contract/model.js";
import { type Code, code, type Ident, type Printable, render } from "../../../emit/code.js";
import { layOutBlock } from "../module.js";
import { printAppendSchema } from "./append-schemas.js";
import type { Part } from "./parts.js";
import type { CodecPrinter, Functions, Verb, Way } from "./plan.js";
import { printReadSchema } from "./read-schemas.js";

/** Functions of one direction while they are asked for. */
export interface Registry {
  readonly functions: Functions;
  /** Prints what was asked for, and what that asks for, by the stem of the file it stands in. */
  readonly print: (way: Way, into: Map<string, Code[]>) => void;
}

/** Names functions when they are first mentioned, and prints each once. */
export function makeRegistry(printer: CodecPrinter, direction: Direction): Registry {
  const known = new Map<string, Ident>();
  const open: { readonly schema: Schema; readonly verb: Verb; readonly name: Ident }[] = [];
  const parts: { readonly file: string; readonly text: Code }[] = [];
  const { contract, names } = printer;
  const reader = names.runtime("wire", "Reader");
  const stemOf = (id: SchemaId): Ident | undefined => names.schemas.get(id)?.faces[direction];
  const ofSchema: Functions["ofSchema"] = (id, verb) => {
    const key = `${verb} ${id}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const schema = contract.schemas[id];
    const stem = stemOf(id);
    if (schema === undefined || stem === undefined) throw new Error(`no type: ${id}`);
    const name = names.claim(`${verb}${stem}`, `${verb}${stem}JSON`);
    known.set(key, name);
    open.push({ schema, verb, name });
    return name;
  };
  const ofPart: Functions["ofPart"] = (part, verb, type, body) => {
    const text = render(code`${type} ${body}`);
    const key = `${verb}: ${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const name = names.claim(`${verb}${partStem(printer, part, direction)}`);
    known.set(key, name);
    parts.push({ file: "shared_parts", text: printFunction(reader, verb, name, type, body) });
    return name;
  };
  const print: Registry["print"] = (way, into) => {
    const add = (file: string, text: Code): void => {
      const list = into.get(file);
      if (list) list.push(layOutBlock(text));
      else into.set(file, [layOutBlock(text)]);
    };
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const { schema, verb, name } = next;
      const type = stemOf(schema.id);
      const body = verb === "read" ? printReadSchema(way, schema) : printAppendSchema(way, schema);
      if (type !== undefined) add(names.schemas.get(schema.id)?.file ?? "shared_parts", printFunction(reader, verb, name, type, body));
    }
    for (const { file, text } of parts.splice(0)) add(file, text);
  };
  return { functions: { ofSchema, ofPart }, print };
}

function printFunction(reader: Printable, verb: Verb, name: Ident, type: Printable, body: Code): Code {
  return verb === "read"
    ? code`
        func ${name}(r *${reader}, v *${type}) bool {
          ${body}
        }
      `
    : code`
        func ${name}(b []byte, v *${type}) []byte {
          ${body}
        }
      `;
}

/** What a function of a part is called after: what it stands in, and how. */
function partStem({ names }: CodecPrinter, part: Part, direction: Direction): string {
  const inner = part.named === undefined ? formWords[part.form.kind] ?? "Value" : (names.schemas.get(part.named)?.faces[direction] ?? "Value");
  return part.nullable ? `Nullable${inner}` : inner;
}

const formWords: Readonly<Record<string, string>> = { string: "Text", float: "Number", int32: "Int32", int64: "Int64", uint32: "Uint32", uint64: "Uint64", integer: "Integer", array: "List", map: "Map", bool: "Bool", time: "Time", date: "Date", uuid: "UUID", bytes: "Bytes", raw: "JSON" };
