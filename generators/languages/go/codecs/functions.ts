import type { Direction, Schema, SchemaId, Shape } from "../../../contract/model.js";
import { type Code, code, type Ident, type Printable, render } from "../../../emit/code.js";
import { type Form, formOf } from "../forms.js";
import { isTagName } from "../literals.js";
import { layOutBlock } from "../module.js";
import { sharedFile } from "../names.js";
import { toGoPascal } from "../words.js";
import { printAppendSchema } from "./append-schemas.js";
import { makePart, type Part } from "./parts.js";
import type { CodecPrinter, Functions, Verb, Way } from "./plan.js";
import { printReadSchema } from "./read-schemas.js";

/** Functions of one direction while they are asked for. */
export interface Registry {
  readonly functions: Functions;
  /** Prints what was asked for, and what that asks for, by the stem of the file it stands in. */
  readonly print: (way: Way, into: Map<string, Code[]>) => void;
}

/** Names functions when they are first mentioned, and prints each once. `methods`: types get methods for encoding/json. */
export function makeRegistry(printer: CodecPrinter, direction: Direction, methods: boolean): Registry {
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
    const place = part.rules.length > 0 && verb === "read" ? stemOfPlace(printer, part, direction) : undefined;
    const name = names.claim(`${verb}${place?.stem ?? stemOfPart(printer, part, direction)}`);
    known.set(key, name);
    parts.push({ file: place?.file ?? sharedFile, text: printFunction(reader, verb, name, type, body) });
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
      if (type === undefined) continue;
      const file = names.schemas.get(schema.id)?.file ?? sharedFile;
      add(file, printFunction(reader, verb, name, type, body));
      if (methods && needsMethod(printer, schema)) add(file, printMethod(names.runtime("wire", verb === "read" ? "Decode" : "Encode"), verb, name, type));
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

/** Whether encoding/json, by the tags of a struct alone, would read and write something else. */
function needsMethod({ contract, style }: CodecPrinter, schema: Schema): boolean {
  if (schema.shape.kind === "ref") return false;
  const form = formOf(contract, style, schema.shape);
  if (form.kind === "object") return form.shape.fields.length > 0 && (form.shape.extra !== undefined || form.shape.wide === true || form.shape.fields.some(({ name }) => !isTagName(name)));
  return form.kind === "union" || form.kind === "tuple" || (form.kind === "enum" && form.of === "json");
}

const printMethod = (wire: Printable, verb: Verb, name: Ident, type: Ident): Code =>
  verb === "read"
    ? code`
        // UnmarshalJSON is for encoding/json.
        func (v *${type}) UnmarshalJSON(text []byte) error {
          return ${wire}(text, v, ${name})
        }
      `
    : code`
        // MarshalJSON is for encoding/json.
        func (v ${type}) MarshalJSON() ([]byte, error) {
          return ${wire}(nil, &v, ${name})
        }
      `;

const formWords: Readonly<Partial<Record<Form["kind"], string>>> = {
  bool: "Bool",
  bytes: "Bytes",
  date: "Date",
  float: "Float64",
  int32: "Int32",
  int64: "Int64",
  integer: "Integer",
  null: "None",
  raw: "JSON",
  string: "String",
  time: "Time",
  uint32: "Uint32",
  uint64: "Uint64",
  uuid: "UUID",
};

/** A function of a part is called as its type is, so that no other part changes its name: `UserList`, `NullableString`. */
function stemOfPart(printer: CodecPrinter, part: Part, direction: Direction, depth = 0): string {
  const { contract, names, style } = printer;
  const prefix = part.nullable ? "Nullable" : "";
  const named = part.named === undefined ? undefined : names.schemas.get(part.named)?.faces[direction];
  if (named !== undefined) return `${prefix}${named}`;
  const { form } = part;
  const inner = (shape: Shape): string => (depth > 5 ? "" : stemOfPart(printer, makePart({ contract, names, style }, shape, () => []), direction, depth + 1));
  if (form.kind === "array") return `${prefix}${inner(form.items)}List`;
  if (form.kind === "map") return `${prefix}${inner(form.values)}Map`;
  return `${prefix}${formWords[form.kind] ?? "Value"}`;
}

/** Where rules are kept, a function is called after its schema's place: `OrderTagsItem`. It stands where the type around it does. */
function stemOfPlace({ contract, names }: CodecPrinter, { schema }: Part, direction: Direction): { readonly stem: string; readonly file: string } | undefined {
  let words = "";
  let current = schema === undefined ? undefined : contract.schemas[schema];
  for (let depth = 0; current !== undefined && depth < 100; depth += 1) {
    const named = names.schemas.get(current.id);
    if (named !== undefined && (words !== "" || current.place.kind === "component")) return { stem: `${named.faces[direction]}${words}`, file: named.file };
    if (current.place.kind !== "nested") return undefined;
    const { step } = current.place;
    words = `${step.kind === "property" ? toGoPascal(step.name) : step.kind === "additionalProperties" ? "Value" : "Item"}${words}`;
    current = contract.schemas[current.place.parent];
  }
  return undefined;
}
