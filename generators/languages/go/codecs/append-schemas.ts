import type { Schema, SchemaId } from "../../../contract/model.js";
import { toJsonText } from "../../../contract/json-text.js";
import { type Code, code, type Ident, joinLines, nothing, type Printable, verbatim, word } from "../../../emit/code.js";
import { otherItem, planTuple } from "../declarations.js";
import type { Form } from "../forms.js";
import { literal } from "../literals.js";
import type { ObjectShape } from "../names.js";
import type { Member } from "../types.js";
import { itemWriter, printAppend, type Source } from "./append.js";
import { faceOf, type Part } from "./parts.js";
import type { Way } from "./plan.js";
import { membersOf } from "./read-objects.js";
import { planOf } from "./read-unions.js";

/** The body of the function that adds a value of a schema, which is not null, to the text `b`. */
export function printAppendSchema(way: Way, schema: Schema): Code {
  const part = way.written(schema.shape);
  if (part.named !== undefined) return code`return ${printAppend(way, part, { value: code`*v`, pointer: word("v") })}`;
  switch (part.form.kind) {
    case "object":
      return part.form.shape.fields.length > 0 ? printObject(way, schema.id, part.form.shape) : code`return append(b, "{}"...)`;
    case "union":
      return printUnion(way, schema);
    case "tuple":
      return printTuple(way, schema.id, part.form);
    default:
      return code`return ${printAppend(way, part, { value: code`*v`, pointer: word("v") })}`;
  }
}

/** Text that goes out as it is. */
const put = (text: string): Code => code`b = append(b, ${literal(text)}...)`;

/** The members of an object in the order of the contract. Commas need no look at what was written once a member is always there. */
function printObject(way: Way, id: SchemaId, shape: ObjectShape): Code {
  const members = membersOf(way, id, shape);
  const other = shape.wide ? printOther(way, way.printer.names.fields(shape).other) : nothing;
  // In this direction, an object may have none of its members.
  if (members.length === 0 && shape.extra === undefined) return joinLines([other, code`return append(b, "{}"...)`]);
  const needsStart = members[0] === undefined || !isAlways(members[0]);
  const lines: Code[] = [];
  let certain = false;
  members.forEach((member, index) => {
    const name = `${toJsonText(member.field.name)}:`;
    const isFirst = index === 0 && !needsStart;
    const begin = isFirst ? put(`{${name}`) : certain ? put(`,${name}`) : code`b = append(${way.wire("Comma")}(b, start), ${literal(name)}...)`;
    lines.push(printMember(way, member, begin));
    certain ||= isAlways(member);
  });
  const extra = shape.extra && way.written(shape.extra);
  const { extra: field } = way.printer.names.fields(shape);
  const others = extra && code`b = ${way.wire("AppendExtra")}(b, v.${field}, ${certain ? verbatim("0") : word("start")}, ${itemWriter(way, extra)})`;
  return joinLines([
    other,
    needsStart
      ? code`
          b = append(b, '{')
          start := len(b)
        `
      : nothing,
    ...lines,
    others ?? nothing,
    code`return append(b, '}')`,
  ]);
}

/** A value of another type than was meant. */
const printOther = (way: Way, field: Ident): Code => code`
  if v.${field} != nil {
    return ${way.wire("AppendRaw")}(b, v.${field})
  }
`;

/** Whether a member is written whatever it holds. */
const isAlways = ({ there }: Member): boolean => there;

/** Begins a member, and writes what it holds; nothing where it is absent. */
function printMember(way: Way, member: Member, begin: Code): Code {
  const part = way.written(member.field.shape);
  const place = code`v.${member.name}`;
  const sourceOf = (): Source => {
    switch (member.holding) {
      case "value":
      case "bare":
        return { value: place, pointer: code`&${place}` };
      case "pointer":
        return { value: code`*${place}`, pointer: place };
      case "nullable":
        return member.pointed ? { value: code`*value`, pointer: word("value") } : { value: word("value"), pointer: code`&value` };
    }
  };
  const write = code`b = ${printAppend(way, part, sourceOf())}`;
  if (member.holding === "value") return joinLines([begin, write]);
  if (member.holding === "nullable") return printNullable(way, place, begin, write);
  if (!member.there) {
    return code`
      if ${place} != nil {
        ${begin}
        ${write}
      }
    `;
  }
  return joinLines([begin, isNullWritten(member, part) ? printOrNull(way, place, write) : write]);
}

/** A required member that is nil: null where that is allowed, or where nothing else can be written; lists and maps are empty. */
const isNullWritten = (member: Member, part: Part): boolean => (member.nullable && part.form.kind !== "raw") || member.holding === "pointer";

const printOrNull = (way: Way, place: Code, write: Code): Code => code`
  if ${place} == nil {
    b = ${way.wire("AppendNull")}(b)
  } else {
    ${write}
  }
`;

const printNullable = (way: Way, place: Code, begin: Code, write: Code): Code => code`
  if ${place}.IsSet() {
    ${begin}
    if value, ok := ${place}.Get(); ok {
      ${write}
    } else {
      b = ${way.wire("AppendNull")}(b)
    }
  }
`;

function printUnion(way: Way, schema: Schema): Code {
  const plan = planOf(way, schema.id);
  if (plan === undefined) throw new Error(`no union: ${schema.id}`);
  const refuse = code`return ${way.wire("Refuse")}(b)`;
  if (plan.holds === "many") return printMany(way, schema, refuse);
  const cases = plan.branches.map((branch) => {
    const part = { ...way.written(branch.shape), nullable: false };
    return code`
      case ${branch.type}:
        return ${printAppend(way, part, { value: word("held"), pointer: code`&held` })}
    `;
  });
  if (cases.length === 0) return refuse;
  return code`
    switch held := v.value.(type) {
    ${joinLines(cases)}
    }
    ${refuse}
  `;
}

/** All objects that the value is at once, put together. */
function printMany(way: Way, schema: Schema, refuse: Code): Code {
  const plan = planOf(way, schema.id);
  const adds = (plan?.branches ?? []).map((branch) => {
    const part = { ...way.written(branch.shape), nullable: false };
    return code`
      if v.${branch.field} != nil {
        b = ${printAppend(way, part, { value: code`*v.${branch.field}`, pointer: code`v.${branch.field}` })}
        parts = append(parts, len(b))
      }
    `;
  });
  return joinLines([
    code`
      parts := []int{len(b)}
    `,
    ...adds,
    code`
      if len(parts) == 1 {
        ${refuse}
      }
      return ${way.wire("Merge")}(b, parts)
    `,
  ]);
}

/** A tuple's items up to the first that is missing, then the rest. */
function printTuple(way: Way, id: SchemaId, { shape }: Extract<Form, { kind: "tuple" }>): Code {
  const items = planTuple(way.printer, id, shape, faceOf(way.printer.contract, id, way.direction));
  const end = code`return append(b, ']')`;
  const lines = items.map(({ name, shape: item, holding, pointed }, index) => {
    const part = way.written(item);
    const place = code`v.${name}`;
    const begin = index === 0 ? nothing : code`b = append(b, ',')`;
    const source: Source =
      holding === "nullable" ? (pointed ? { value: code`*value`, pointer: word("value") } : { value: word("value"), pointer: code`&value` }) : holding === "pointer" ? { value: code`*${place}`, pointer: place } : { value: place, pointer: code`&${place}` };
    const write = code`b = ${printAppend(way, part, source)}`;
    if (index < shape.required) return joinLines([begin, holding === "pointer" || (holding === "bare" && part.nullable) ? printOrNull(way, place, write) : write]);
    const missing: Printable = holding === "nullable" ? code`!${place}.IsSet()` : code`${place} == nil`;
    return joinLines([
      code`
        if ${missing} {
          ${end}
        }
      `,
      begin,
      holding === "nullable"
        ? code`
            if value, ok := ${place}.Get(); ok {
              ${write}
            } else {
              b = ${way.wire("AppendNull")}(b)
            }
          `
        : write,
    ]);
  });
  const rest = shape.rest && way.written(shape.rest);
  return joinLines([
    shape.wide ? printOther(way, otherItem) : nothing,
    code`b = append(b, '[')`,
    ...lines,
    rest === undefined ? end : code`return ${way.wire("AppendRest")}(b, v.Rest, ${items.length > 0 ? word("true") : word("false")}, ${itemWriter(way, rest)})`,
  ]);
}
