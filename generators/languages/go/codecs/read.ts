import { type Code, code, nothing, type Printable, word } from "../../../emit/code.js";
import { hasLooseExtras } from "../../loose.js";
import type { Part } from "./parts.js";
import { areComparable, isNil, plainForm, type Way } from "./plan.js";
import { printAll, printRules } from "./rules.js";

/** A place that a value is read into. */
export interface Target {
  /** The pointer to it: `&v.Name`, `wire.New(&v.Name)`. */
  readonly pointer: Printable;
  /** What stands there afterwards: `v.Name`, `*v.Name`. */
  readonly value: Printable;
}

/** Names of Go that a name of the contract can't be here: functions begin with a small letter, and these are words of theirs. */
const r = word("r");

/** An expression that reads a value which is not null into a place, and says whether it was one that keeps its rules. */
export function printRead(way: Way, part: Part, target: Target): Code {
  const conditions = way.checks ? printConditions(way, part, target.value) : [];
  const read = part.named === undefined ? printPlain(way, part, target.pointer) : code`${way.functions.ofSchema(part.named, "read")}(r, ${target.pointer})`;
  return code`${read}${afterRead(conditions)}`;
}

const afterRead = (conditions: readonly Code[]): Code => (conditions.length === 0 ? nothing : code` && (!${r}.Checks || ${printAll(conditions)})`);

/** The rules that a part keeps beside those of its type. */
const printConditions = (way: Way, part: Part, value: Printable): readonly Code[] =>
  part.rules.length === 0 ? [] : (printRules(way.tests, part.rules, { form: plainForm(part.form), value, comparable: areComparable(way.printer, part.shape), ...(part.schema !== undefined && { schema: part.schema }) }) ?? []);

/** Methods of the reader, by form. */
const methods = { bool: "Bool", string: "String", time: "Time", date: "Date", float: "Float", int32: "Int32", int64: "Int64", uint32: "Uint32", uint64: "Uint64", integer: "Integer" } as const;

/** Generic functions, for what has types of many names. */
const generic = { raw: "ReadRaw", uuid: "ReadUUID", bytes: "ReadBytes" } as const;

/** The function that reads a plain value: a method of the reader, or a function of the runtime. */
function plainReader(part: Part): { readonly method: string } | { readonly function: string } | undefined {
  const { kind } = part.form;
  if (kind === "float") return { method: hasNumberRules(part) ? "ExactFloat" : "Float" };
  if (Object.hasOwn(methods, kind)) return { method: methods[kind as keyof typeof methods] };
  if (Object.hasOwn(generic, kind)) return { function: generic[kind as keyof typeof generic] };
  return kind === "null" ? { function: "ReadNone" } : kind === "file" ? { function: "ReadFile" } : kind === "never" ? { function: "ReadNever" } : undefined;
}

/** Rules that a comparison of doubles decides. */
export const hasNumberRules = ({ rules }: Pick<Part, "rules">): boolean => rules.some(({ keyword }) => keyword === "multipleOf" || /m(in|ax)imum$/i.test(keyword));

/** Reads a value whose type has no name. `schema`: whose value it is. */
export function printPlain(way: Way, part: Part, pointer: Printable, schema = part.schema): Code {
  const plain = plainReader(part);
  if (plain !== undefined) return "method" in plain ? code`r.${word(plain.method)}(${pointer})` : code`${way.wire(plain.function)}(r, ${pointer})`;
  switch (part.form.kind) {
    case "array":
      return code`${way.wire("ReadSlice")}(r, ${pointer}, ${itemReader(way, way.part(part.form.items))})`;
    case "map":
      return code`${way.wire(schema !== undefined && hasLooseExtras(way.printer.contract, schema) ? "ReadLooseMap" : "ReadMap")}(r, ${pointer}, ${itemReader(way, way.part(part.form.values))})`;
    default:
      // An object without members, and nothing else has no name.
      return code`${way.wire("ReadEmpty")}(r, ${pointer})`;
  }
}

/** A function that reads an item of a list, or a value of a map. */
export function itemReader(way: Way, part: Part): Printable {
  const conditions = way.checks ? printConditions(way, part, code`*v`) : [];
  if (!part.nullable && conditions.length === 0) {
    if (part.named !== undefined) return way.functions.ofSchema(part.named, "read");
    const plain = plainReader(part);
    if (plain !== undefined) return "method" in plain ? code`(*${way.wire("Reader")}).${word(plain.method)}` : way.wire(plain.function);
  }
  const isPointer = part.nullable && !isNil(part);
  const target: Target = isPointer ? { pointer: code`${way.wire("New")}(v)`, value: code`**v` } : { pointer: word("v"), value: code`*v` };
  const body = part.nullable ? code`return r.Null() || ${printRead(way, part, target)}` : code`return ${printRead(way, part, target)}`;
  return way.functions.ofPart(part, "read", way.type(part.shape), body);
}
