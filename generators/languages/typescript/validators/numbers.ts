import type { DecimalText } from "../../../contract/model.js";
import { code, type Printable, verbatim } from "../../../emit/code.js";
import { literal } from "../literals.js";
import { type Printer, readLabel, type Subject } from "./printer.js";
import { runtime } from "./runtime.js";

/** One text for each value: digits without zeros at either end, and the power of ten. */
function canonical(text: DecimalText): string {
  const [mantissa = "0", power = "0"] = text.toLowerCase().split("e");
  const [whole = "0", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return "0";
  return `${mantissa.startsWith("-") ? "-" : ""}${kept}e${BigInt(power) - BigInt(fraction.length) + BigInt(digits.length - kept.length)}`;
}

/** Whether the double nearest to a number stands for that number: `String` writes it. */
export function isDouble(text: DecimalText): boolean {
  const value = Number(text);
  return Number.isFinite(value) && canonical(String(value)) === canonical(text);
}

/** A number of the contract as an expression: a literal, or a constant with all of its digits. */
export function numberCode({ plan, module }: Printer, subject: Subject, text: DecimalText, suffix: string): Printable {
  if (isDouble(text)) return verbatim(String(Number(text)));
  return plan.constant(module, `number ${canonical(text)}`, `${readLabel(subject.label)}${suffix}`, () => code`${runtime("decimal")}(${literal(text)})`);
}
