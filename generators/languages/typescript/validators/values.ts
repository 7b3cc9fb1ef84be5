import { ExactNumber, type Json, parseJsonText } from "../../../contract/json.js";
import type { Assertion, JsonText } from "../../../contract/model.js";
import { type Code, code, list, type Printable, verbatim } from "../../../emit/code.js";
import { toPascal } from "../../../emit/names.js";
import { literal, objectKey, scalar } from "../literals.js";
import { kindOfText } from "../../kinds.js";
import { isDouble, numberCode } from "./numbers.js";
import { type Printer, readLabel, type Subject } from "./printer.js";
import { runtime } from "./runtime.js";
import { any, call, isDifferent, isNoLess, isNoMore, isSame, never, type Test } from "./tests.js";
import { patternCode } from "./patterns.js";

/** So many constants are compared one by one; more are looked up. */
const fewConstants = 4;

/** `const` and `enum` (Validation 6.1.2, 6.1.3). Constants of kinds that the value can't have fall out. */
export function testConstants(printer: Printer, texts: readonly JsonText[], subject: Subject): Test {
  const possible = texts.filter((text) => (kindOfText(text) & subject.known) !== 0);
  if (possible.length === 0) return never;
  if (!possible.every(isPlain)) {
    const [only] = possible;
    if (possible.length === 1 && only !== undefined) return call(code`${runtime("equals")}(${subject.code}, ${constantOf(printer, subject, possible, () => printJson(parseJsonText(only)))})`);
    return call(code`${runtime("isOneOf")}(${subject.code}, ${constantOf(printer, subject, possible, () => listCode(possible))})`);
  }
  if (possible.length > fewConstants || subject.crowded === true) {
    return call(code`${constantOf(printer, subject, possible, () => code`new Set<unknown>(${listCode(possible)})`)}.has(${subject.code})`);
  }
  return any(possible.map((text) => isSame(subject.code, printJson(parseJsonText(text)))));
}

/** A null, boolean, text or double: `===` knows it. */
export function isPlain(text: JsonText): boolean {
  const value = parseJsonText(text);
  return typeof value !== "object" || value === null || (value instanceof ExactNumber && isDouble(value.text));
}

/** The literal of a constant that is plain. */
export const plainLiteral = (text: JsonText): Code => printJson(parseJsonText(text));

const listCode = (texts: readonly JsonText[]): Code => list(texts.map((text) => printJson(parseJsonText(text))), { open: "[", close: "]" });

const constantOf = ({ plan, module }: Printer, subject: Subject, texts: readonly JsonText[], value: () => Code): Printable =>
  plan.constant(module, `values ${texts.join()}`, `${readLabel(subject.label)}Values`, value);

/** A JSON value as an expression; numbers that no double stands for keep their digits. */
function printJson(value: Json): Code {
  if (value instanceof ExactNumber) return isDouble(value.text) ? verbatim(String(Number(value.text))) : code`${runtime("decimal")}(${literal(value.text)})`;
  if (value === null || typeof value !== "object") return scalar(value);
  // The compiler can't tell what an empty list is a list of.
  if (Array.isArray(value) && value.length === 0) return verbatim("[] as unknown[]");
  if (Array.isArray(value)) return list(value.map(printJson), { open: "[", close: "]" });
  return list(Object.entries(value as { readonly [name: string]: Json }).map(([name, member]) => code`${objectKey(name)}: ${printJson(member)}`), { open: "{", close: "}", padding: " " });
}

/** The rules of numbers (Validation 6.2) and texts (6.3, 7.3), on a value that is one. */
export function testScalar(printer: Printer, assertion: Assertion, subject: Subject): Test {
  const value = subject.code;
  switch (assertion.keyword) {
    case "multipleOf":
      return call(code`${runtime("isMultipleOf")}(${value}, ${numberCode(printer, subject, assertion.divisor, "Step")})`);
    case "minimum":
      return call(code`${runtime("isAtLeast")}(${value}, ${numberCode(printer, subject, assertion.limit, "Minimum")})`);
    case "exclusiveMinimum":
      return call(code`${runtime("isAbove")}(${value}, ${numberCode(printer, subject, assertion.limit, "Minimum")})`);
    case "maximum":
      return call(code`${runtime("isAtMost")}(${value}, ${numberCode(printer, subject, assertion.limit, "Maximum")})`);
    case "exclusiveMaximum":
      return call(code`${runtime("isBelow")}(${value}, ${numberCode(printer, subject, assertion.limit, "Maximum")})`);
    case "minLength":
      return assertion.limit === 1 ? isDifferent(value, literal("")) : call(code`${runtime("hasMinLength")}(${value}, ${assertion.limit})`);
    case "maxLength":
      return assertion.limit === 0 ? isSame(value, literal("")) : call(code`${runtime("hasMaxLength")}(${value}, ${assertion.limit})`);
    case "pattern":
      return call(code`${patternCode(printer, assertion.pattern, subject.label)}.test(${value})`);
    case "format":
      return call(code`${runtime(`is${toPascal(assertion.format)}`)}(${value})`);
    case "minItems":
      return isNoLess(code`${value}.length`, assertion.limit);
    case "maxItems":
      return isNoMore(code`${value}.length`, assertion.limit);
    case "uniqueItems":
      return call(code`${runtime("isUnique")}(${value})`);
    case "minProperties":
      return isNoLess(code`${runtime("countMembers")}(${value})`, assertion.limit);
    case "maxProperties":
      return isNoMore(code`${runtime("countMembers")}(${value})`, assertion.limit);
    default:
      throw new Error(`${assertion.keyword} is no rule of a value by itself`);
  }
}
