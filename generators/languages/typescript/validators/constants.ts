import { type Code, code, list, type Printable, verbatim } from "../../../emit/code.js";
import { toPascal } from "../../../emit/names.js";
import { literal } from "../literals.js";
import { type Printer, readLabel, type Subject } from "./printer.js";
import { runtime } from "./runtime.js";
import { any, isSame, printArgument } from "./tests.js";

/** So many names are compared one by one, which engines do faster than looking them up; more are looked up. */
const fewNames = 24;

const name = verbatim("name");

/** Whether a name is one of an object's, as a function that is a constant of the module. */
export function namesConstant({ plan, module }: Printer, subject: Subject, names: readonly string[]): Printable {
  const test = (): Code => {
    if (names.length === 0) return verbatim("() => false");
    return names.length > fewNames
      ? code`${runtime("nameIn")}(${list(names.map(literal), { open: "[", close: "]" })})`
      : code`(name: string): boolean => ${printArgument(any(names.map((each) => isSame(name, literal(each)))))}`;
  };
  return plan.constant(module, `names ${JSON.stringify(names)}`, `isNameOf${toPascal(readLabel(subject.label))}`, test);
}
