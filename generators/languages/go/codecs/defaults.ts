import { ExactNumber, type Json, parseJsonText } from "../../../contract/json.js";
import type { JsonText } from "../../../contract/model.js";
import { toJsonText } from "../../../contract/json-text.js";
import { type Code, code, type Printable } from "../../../emit/code.js";
import type { Form } from "../forms.js";
import { literal, numberLiteral } from "../literals.js";
import type { Member } from "../types.js";
import { type Part } from "./parts.js";
import type { Way } from "./plan.js";
import { itemReader } from "./read.js";

/** A statement that fills in the default of a member that is absent. */
export function printDefault(way: Way, member: Member, text: JsonText): Code {
  const part = way.part(member.field.shape);
  const place = code`v.${member.name}`;
  const value = parseJsonText(text);
  const simple = value === null ? undefined : printSimple(way, part, value);
  switch (member.holding) {
    case "nullable":
      if (value === null) return code`${place} = ${way.wire("NullOf")}[${member.base}]()`;
      if (simple !== undefined && !member.pointed) return code`${place} = ${way.wire("ValueOf")}[${member.base}](${simple})`;
      return printRead(way, part, value, member.pointed ? code`${way.wire("New")}(${way.wire("Set")}(&${place}))` : code`${way.wire("Set")}(&${place})`);
    case "pointer":
      if (value === null) return code`${place} = nil`;
      return simple === undefined ? printRead(way, part, value, code`${way.wire("New")}(&${place})`) : code`${place} = new(${convert(part.form, member.base, simple)})`;
    case "value":
    case "bare":
      if (value === null) return part.form.kind === "raw" ? printRead(way, part, value, code`&${place}`) : code`${place} = nil`;
      return simple === undefined ? printRead(way, part, value, code`&${place}`) : code`${place} = ${simple}`;
  }
}

/** Go takes an untyped number for an int, or for a float64. */
const convert = ({ kind }: Form, base: Printable, simple: Code): Code =>
  kind === "float" || kind === "int32" || kind === "int64" || kind === "uint32" || kind === "uint64" ? code`${base}(${simple})` : simple;

/** A default that Go has a constant for. */
function printSimple(way: Way, { form, named }: Part, value: Json): Code | undefined {
  switch (form.kind) {
    case "bool":
      return typeof value === "boolean" ? code`${literalOf(value)}` : undefined;
    case "string":
      return typeof value === "string" ? literal(value) : undefined;
    case "float":
      return typeof value === "number" ? numberLiteral(String(value)) : undefined;
    case "int32":
    case "int64":
    case "uint32":
    case "uint64":
      return isInteger(value) ? numberLiteral(textOf(value)) : undefined;
    case "integer":
      return isInteger(value) && Math.abs(Number(textOf(value))) < 2 ** 53 ? code`${way.wire("NewInteger")}(${numberLiteral(textOf(value))})` : undefined;
    case "enum": {
      const constants = named === undefined ? undefined : way.printer.enums.get(named)?.constants;
      const found = constants?.find(({ member }) => member.value === toJsonText(value));
      return found && code`${found.name}`;
    }
    default:
      return undefined;
  }
}

const literalOf = (value: boolean): Code => (value ? code`true` : code`false`);

const isInteger = (value: Json): value is number | ExactNumber => (typeof value === "number" && Number.isInteger(value)) || (value instanceof ExactNumber && /^-?\d+$/.test(value.text));

const textOf = (value: number | ExactNumber): string => (typeof value === "number" ? BigInt(value).toString() : value.text);

/** Any other default is read as it would have come. */
const printRead = (way: Way, part: Part, value: Json, pointer: Printable): Code => code`${way.wire("ReadDefault")}(${literal(toJsonText(value))}, ${pointer}, ${itemReader(way, withoutNull(part))})`;

const withoutNull = (part: Part): Part => ({ ...part, nullable: false });
