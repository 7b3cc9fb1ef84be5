import { ExactNumber, type Json, parseJsonText } from "../../../contract/json.js";
import type { Assertion, JsonText } from "../../../contract/model.js";
import { type Code, code, join, type Printable, verbatim } from "../../../emit/code.js";
import { messageOf } from "../../messages.js";
import { formatFunction } from "../formats.js";
import { literal, numberText } from "../literals.js";
import type { Plan } from "./plan.js";
import type { Printer } from "./printer.js";
import { call, texts, that } from "./statements.js";

const value = verbatim("v");

/** `const` and `enum` (Validation 6.1.2, 6.1.3), of a value that may be absent. */
export function testConstants({ plan }: Printer, constants: readonly JsonText[], subject: Printable): Code {
  const values = constants.map(parseJsonText);
  if (values.length > 0 && values.every((each) => typeof each === "string")) return code`${plan.runtime("IsText")}(${subject}, ${texts(values)})`;
  return call(plan.runtime("IsOneOf"), [subject, ...values.map((each) => printJson(plan, each))]);
}

/** A JSON value as an expression. */
function printJson(plan: Plan, json: Json): Code {
  const { wire } = plan;
  if (json === null) return code`${wire("NullValue")}()`;
  if (typeof json === "boolean") return code`${wire("BoolValue")}(${verbatim(String(json))})`;
  if (typeof json === "string") return code`${wire("StringValue")}(${literal(json)})`;
  if (typeof json === "number" || json instanceof ExactNumber) return code`${wire("NumberValue")}(${literal(numberText(json))})`;
  const comma = verbatim(", ");
  if (Array.isArray(json)) return code`${wire("ArrayValue")}([]${wire("Value")}{${join((json as readonly Json[]).map((item) => printJson(plan, item)), comma)}})`;
  const members = Object.entries(json as { readonly [name: string]: Json }).map(([name, member]) => code`{Name: ${literal(name)}, Value: ${printJson(plan, member)}}`);
  return code`${wire("ObjectValue")}([]${wire("Member")}{${join(members, comma)}})`;
}

/** Functions of the formats of numbers, which take the value itself. */
const numberFormats: Readonly<Record<string, string>> = { int32: "IsInt32", int64: "IsInt64", uint32: "IsUint32", uint64: "IsUint64" };

/** Limits are ints on all machines; no value is so large. */
export const limitCode = (limit: number): Code => verbatim(String(Math.min(limit, 2 ** 31 - 1)));

/** The rules of numbers (Validation 6.2) and texts (6.3, 7.3), on a value that is one. */
export const reportScalar = (printer: Printer, assertion: Assertion, label: string): Code => that(testScalar(printer, assertion, label), assertion.keyword, messageOf(assertion));

export function testScalar({ plan, file }: Printer, assertion: Assertion, label: string): Code {
  const { runtime } = plan;
  const number = (name: string, text: string): Code => call(runtime(name), [value, literal(text)]);
  switch (assertion.keyword) {
    case "multipleOf":
      return number("MultipleOf", assertion.divisor);
    case "minimum":
      return number("AtLeast", assertion.limit);
    case "exclusiveMinimum":
      return number("Above", assertion.limit);
    case "maximum":
      return number("AtMost", assertion.limit);
    case "exclusiveMaximum":
      return number("Below", assertion.limit);
    case "minLength":
      return call(runtime("MinLength"), [value, limitCode(assertion.limit)]);
    case "maxLength":
      return call(runtime("MaxLength"), [value, limitCode(assertion.limit)]);
    case "pattern":
      return code`r.Match(${plan.pattern(file, assertion.pattern, label)}, v)`;
    case "format": {
      const ofNumber = numberFormats[assertion.format];
      if (ofNumber !== undefined) return call(runtime(ofNumber), [value]);
      const ofText = formatFunction(assertion.format);
      if (ofText === undefined) throw new Error(`no format of the wire profile: ${assertion.format}`);
      return call(runtime("Keeps"), [value, runtime(ofText)]);
    }
    case "minItems":
      return code`${runtime("CountItems")}(v) >= ${limitCode(assertion.limit)}`;
    case "maxItems":
      return code`${runtime("CountItems")}(v) <= ${limitCode(assertion.limit)}`;
    case "uniqueItems":
      return call(runtime("IsUnique"), [value]);
    case "minProperties":
      return code`${runtime("CountMembers")}(v) >= ${limitCode(assertion.limit)}`;
    case "maxProperties":
      return code`${runtime("CountMembers")}(v) <= ${limitCode(assertion.limit)}`;
    default:
      throw new Error(`${assertion.keyword} is no rule of a value by itself`);
  }
}
