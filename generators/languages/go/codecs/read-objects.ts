import type { SchemaId } from "../../../contract/model.js";
import { type Code, code, type Ident, joinLines, nothing, type Printable, verbatim } from "../../../emit/code.js";
import { isFilled } from "../../defaults.js";
import { literal } from "../literals.js";
import type { ObjectShape } from "../names.js";
import { type Member, planMembers } from "../types.js";
import { printDefault } from "./defaults.js";
import { hasLooseExtras } from "../../loose.js";
import { faceOf } from "./parts.js";
import type { Way } from "./plan.js";
import { itemReader, printRead } from "./read.js";

/** How many members one word of bits tells apart. */
const wordSize = 64;

/** The members of a schema's struct, as its declaration has them. */
export const membersOf = ({ printer, direction }: Way, id: SchemaId, shape: ObjectShape): readonly Member[] =>
  planMembers(printer, id, shape, faceOf(printer.contract, id, direction));

/** The bits of the members that came: one word, or several where there are many. */
interface Seen {
  readonly declaration: Code;
  readonly first: (index: number) => Code;
  readonly has: (index: number) => Code;
  /** That all of these came. */
  readonly all: (indexes: readonly number[]) => Code;
}

function planSeen(way: Way, count: number): Seen {
  const isOne = count <= wordSize;
  const place = (index: number): Code => (isOne ? code`seen` : code`seen[${Math.floor(index / wordSize)}]`);
  return {
    declaration: isOne ? code`var seen ${way.wire("Bits")}` : code`var seen [${Math.ceil(count / wordSize)}]${way.wire("Bits")}`,
    first: (index) => code`${place(index)}.First(${index % wordSize})`,
    has: (index) => code`${place(index)}.Has(${index % wordSize})`,
    all: (indexes) => {
      const words = new Map<number, bigint>();
      for (const index of indexes) words.set(Math.floor(index / wordSize), (words.get(Math.floor(index / wordSize)) ?? 0n) | (1n << BigInt(index % wordSize)));
      return [...words].reduce((all, [at, bits]) => {
        const mask = verbatim(`0x${bits.toString(16)}`);
        return code`${all} && ${place(at * wordSize)}&${mask} == ${mask}`;
      }, nothing);
    },
  };
}

/** The body of a function that reads an object into the struct that `v` points to. */
export function printReadObject(way: Way, id: SchemaId, shape: ObjectShape): Code {
  const members = membersOf(way, id, shape);
  const visible = new Set(members.map(({ field }) => field.name));
  const hidden = shape.fields.filter(({ name }) => !visible.has(name)).map(({ name }) => name);
  const seen = planSeen(way, members.length + hidden.length);
  const required = members.flatMap(({ field }, index) => (field.required ? [index] : []));
  const isLoose = shape.extra !== undefined && hasLooseExtras(way.printer.contract, id);
  const isOpen = shape.extra === undefined || isLoose;
  const cases = [
    ...members.map((member, index) => printCase(member.field.name, code`${seen.first(index)} && ${printMember(way, member)}`)),
    ...hidden.map((name, index) => printCase(name, code`${seen.first(members.length + index)} && r.Skip()`)),
  ];
  const fills = way.printer.received !== undefined && way.direction === "request" ? members.map((member, index) => printFill(way, member, seen.has(index))) : [];
  const filled = joinLines(fills.filter((fill) => !fill.empty));
  return joinLines([
    shape.wide ? printReadOther(way, "Object", way.printer.names.fields(shape).other) : nothing,
    code`
      if !r.Object() {
        return false
      }
    `,
    cases.length === 0 ? nothing : seen.declaration,
    isOpen ? code`var others ${way.wire("Names")}` : nothing,
    code`
      for r.Next() {
        var ok bool
        switch r.Name {
        ${joinLines(cases)}
        default:
          ${printOther(way, shape, isLoose)}
        }
        if !ok {
          return false
        }
      }
    `,
    filled,
    code`return r.Closed()${seen.all(required)}`,
  ]);
}

/** Keeps a value of another type than was meant as it came. */
export const printReadOther = (way: Way, kind: "Object" | "Array", field: Ident): Code => code`
  if r.Kind() != ${way.wire(kind)} {
    return ${way.wire("ReadRaw")}(r, &v.${field})
  }
`;

const printCase = (name: string, read: Code): Code => code`
  case ${literal(name)}:
    ok = ${read}
`;

/** What becomes of members that the schema doesn't name. */
function printOther(way: Way, shape: ObjectShape, isLoose: boolean): Code {
  if (shape.extra !== undefined) {
    const { extra } = way.printer.names.fields(shape);
    const read = itemReader(way, way.part(shape.extra));
    return isLoose ? code`ok = ${way.wire("ReadLooseExtra")}(r, &v.${extra}, &others, ${read})` : code`ok = ${way.wire("ReadExtra")}(r, &v.${extra}, ${read})`;
  }
  return shape.closed && way.checks ? code`ok = !r.Checks && r.Unknown(&others)` : code`ok = r.Unknown(&others)`;
}

/** An expression that reads one member. */
function printMember(way: Way, member: Member): Code {
  const part = way.part(member.field.shape);
  const place = code`v.${member.name}`;
  const orNull = (read: Code, isNull: Printable = code`r.Null()`): Code => (member.nullable ? code`(${isNull} || ${read})` : read);
  switch (member.holding) {
    case "value":
    case "bare":
      return orNull(printRead(way, part, { pointer: code`&${place}`, value: place }));
    case "pointer":
      return orNull(printRead(way, part, { pointer: code`${way.wire("New")}(&${place})`, value: code`*${place}` }));
    case "nullable": {
      const set = code`${way.wire("Set")}(&${place})`;
      const pointer = member.pointed ? code`${way.wire("New")}(${set})` : set;
      return orNull(printRead(way, part, { pointer, value: code`*${place}.Pointer()` }), code`${way.wire("SetNull")}(r, &${place})`);
    }
  }
}

/** Fills in the default of a member that didn't come. */
function printFill(way: Way, member: Member, has: Code): Code {
  const { field } = member;
  if (field.required || field.default === undefined || !isFilled(way.printer.contract, field)) return nothing;
  return code`
    if !${has} {
      ${printDefault(way, member, field.default)}
    }
  `;
}
