import { type Code, code, type Printable, word } from "../../../emit/code.js";
import type { Part } from "./parts.js";
import { isNil, type Way } from "./plan.js";

/** Functions that write a plain value, by form. */
const plain = {
  bool: "AppendBool",
  string: "AppendString",
  time: "AppendTime",
  date: "AppendDate",
  uuid: "AppendUUID",
  bytes: "AppendBytes",
  float: "AppendFloat",
  int32: "AppendInt",
  int64: "AppendInt",
  uint32: "AppendUint",
  uint64: "AppendUint",
  integer: "AppendInteger",
  raw: "AppendRaw",
  null: "AppendNone",
} as const;

/** Functions that write constants, by what holds them. */
const constants = { string: "AppendString", int64: "AppendInt", float64: "AppendFloat", json: "AppendText" } as const;

/** The function of the runtime that writes a small value, given as it is; undefined for what has a function of its own, given by a pointer. */
export function plainWriter(way: Way, { form }: Part): Printable | undefined {
  if (form.kind === "enum") return way.wire(constants[form.of]);
  return Object.hasOwn(plain, form.kind) ? way.wire(plain[form.kind as keyof typeof plain]) : undefined;
}

/** A value that is written: an expression of its type. */
export interface Source {
  readonly value: Printable;
  /** Its address. */
  readonly pointer: Printable;
}

/** An expression that adds a value, which is not null, to the text `b`. */
export function printAppend(way: Way, part: Part, source: Source): Code {
  const write = plainWriter(way, part);
  if (write !== undefined) return code`${write}(b, ${source.value})`;
  if (part.named !== undefined) return code`${way.functions.ofSchema(part.named, "append")}(b, ${source.pointer})`;
  switch (part.form.kind) {
    case "array":
      return printItems(way, "Slice", way.written(part.form.items), source.value);
    case "map":
      return printItems(way, "Map", way.written(part.form.values), source.value);
    case "object":
      return code`append(b, "{}"...)`;
    default:
      // Files and values that nobody can make are never written as JSON.
      return code`${way.wire("Refuse")}(b)`;
  }
}

/** Small items are given as they are, others by pointers. */
function printItems(way: Way, container: "Slice" | "Map", items: Part, value: Printable): Code {
  const write = items.nullable ? undefined : plainWriter(way, items);
  if (write !== undefined) return code`${way.wire(container === "Slice" ? "AppendList" : "AppendPlainMap")}(b, ${value}, ${write})`;
  return code`${way.wire(`Append${container}`)}(b, ${value}, ${itemWriter(way, items)})`;
}

/** A function that writes an item of a list, or a value of a map, by a pointer to it. */
export function itemWriter(way: Way, part: Part): Printable {
  if (part.named !== undefined && part.form.kind !== "enum" && !part.nullable) return way.functions.ofSchema(part.named, "append");
  const isPointer = part.nullable && !isNil(part);
  const source: Source = isPointer ? { value: code`**v`, pointer: code`*v` } : { value: code`*v`, pointer: word("v") };
  const append = printAppend(way, part, source);
  const body = part.nullable
    ? code`
        if *v == nil {
          return ${way.wire("AppendNull")}(b)
        }
        return ${append}
      `
    : code`return ${append}`;
  return way.functions.ofPart(part, "append", way.type(part.shape), body);
}
