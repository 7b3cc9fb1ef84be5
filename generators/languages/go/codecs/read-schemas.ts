import type { Schema, SchemaId } from "../../../contract/model.js";
import { type Code, code, joinLines, list, nothing, type Printable, word } from "../../../emit/code.js";
import { otherItem, planTuple } from "../declarations.js";
import type { Form } from "../forms.js";
import { faceOf } from "./parts.js";
import { plainForm, type Way } from "./plan.js";
import { itemReader, printPlain, printRead, type Target } from "./read.js";
import { printReadObject, printReadOther } from "./read-objects.js";
import { printReadUnion } from "./read-unions.js";
import { printAll, printRules } from "./rules.js";
import { simpleRules } from "./sure.js";

/** The body of the function that reads a value of a schema, which is not null, into what `v` points to. */
export function printReadSchema(way: Way, schema: Schema): Code {
  const part = way.part(schema.shape);
  if (part.named !== undefined) return code`return ${printRead(way, part, { pointer: code`v`, value: code`*v` })}`;
  const { form } = part;
  switch (form.kind) {
    case "object":
      return form.shape.fields.length > 0 ? printReadObject(way, schema.id, form.shape) : printReturn(way, schema, printPlain(way, part, code`v`, schema.id));
    case "union":
      return printReadUnion(way, schema);
    case "tuple":
      return printReadTuple(way, schema.id, form);
    case "enum":
      return printReadEnum(way, schema, form);
    default:
      return printReturn(way, schema, printPlain(way, part, code`v`, schema.id));
  }
}

/** Reads, and keeps the rules of the schema itself. */
const printReturn = (way: Way, schema: Schema, read: Code): Code => code`return ${read}${printOwnRules(way, schema, code`*v`)}`;

function printOwnRules(way: Way, schema: Schema, value: Printable): Code {
  const conditions = printConditions(way, schema, value);
  return conditions.length === 0 ? nothing : code` && (!r.Checks || ${printAll(conditions)})`;
}

function printConditions(way: Way, schema: Schema, value: Printable): readonly Code[] {
  if (!way.sure.has(schema.id)) return [];
  const { form } = way.part(schema.shape);
  return printRules(way.tests, simpleRules(schema, way.printer.formats), { form: plainForm(form), value, comparable: true, schema: schema.id }) ?? [];
}

const enumReaders = { string: "String", int64: "Int64", float64: "Float" } as const;

/** Reads constants. Who doesn't check lets others of their type through: contracts grow. */
function printReadEnum(way: Way, schema: Schema, { of }: Extract<Form, { kind: "enum" }>): Code {
  const plan = way.printer.enums.get(schema.id);
  if (plan === undefined || of === "json") return code`return ${way.wire("ReadText")}(r, v)`;
  const base = word(of);
  const method = word(enumReaders[of]);
  if (plan.open) return code`return r.${method}((*${base})(v))`;
  const conditions = printConditions(way, schema, code`${base}(*v)`);
  return code`
    if !r.${method}((*${base})(v)) {
      return false
    }
    switch *v {
    case ${list(plan.constants.map(({ name }) => name), { open: "", close: "", trailing: "" })}:
      return ${conditions.length === 0 ? code`true` : code`!r.Checks || ${printAll(conditions)}`}
    }
    return r.Lenient()
  `;
}

/** Reads an array, item by item, into a struct. */
function printReadTuple(way: Way, id: SchemaId, { shape }: Extract<Form, { kind: "tuple" }>): Code {
  const items = planTuple(way.printer, id, shape, faceOf(way.printer.contract, id, way.direction));
  const lines = items.map(({ name, shape: item, holding, pointed }, index) => {
    const part = way.part(item);
    const place = code`v.${name}`;
    const set = holding === "nullable" ? code`${way.wire("Set")}(&${place})` : code`&${place}`;
    const isPointer = holding === "pointer" || pointed;
    const target: Target = { pointer: isPointer ? code`${way.wire("New")}(${set})` : set, value: holding === "nullable" ? code`*${place}.Pointer()` : isPointer ? code`*${place}` : place };
    const isNull = holding === "nullable" ? code`${way.wire("SetNull")}(r, &${place})` : code`r.Null()`;
    const read = part.nullable ? code`!${isNull} && !(${printRead(way, part, target)})` : code`!(${printRead(way, part, target)})`;
    if (index < shape.required) {
      return code`
        if !r.More() || ${read} {
          return false
        }
      `;
    }
    return code`
      if !r.More() {
        return r.Closed()
      }
      if ${read} {
        return false
      }
    `;
  });
  const rest = shape.rest && way.part(shape.rest);
  const end = rest === undefined ? code`return !r.More() && r.Closed()` : code`return ${way.wire("ReadRest")}(r, &v.Rest, ${itemReader(way, rest)})`;
  return joinLines([
    shape.wide ? printReadOther(way, "Array", otherItem) : nothing,
    code`
      if !r.Array() {
        return false
      }
    `,
    ...lines,
    end,
  ]);
}
