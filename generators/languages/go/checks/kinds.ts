import { type Code, code, join, type Printable, verbatim } from "../../../emit/code.js";
import { ARRAY, BOOLEAN, FRACTION, INTEGER, type Kinds, NULL, NUMBER, OBJECT, STRING } from "../../kinds.js";
import type { Plan } from "./plan.js";

const kindNames: readonly (readonly [Kinds, string])[] = [[NULL, "Nulls"], [BOOLEAN, "Booleans"], [NUMBER, "Numbers"], [INTEGER, "Integers"], [FRACTION, "Fractions"], [STRING, "Texts"], [ARRAY, "Arrays"], [OBJECT, "Objects"]];

/** The names of a set of kinds. */
export function namesOfKinds({ runtime }: Plan, kinds: Kinds): readonly Printable[] {
  const found: Printable[] = [];
  let left = kinds;
  for (const [kind, name] of kindNames) {
    if ((left & kind) !== kind) continue;
    found.push(runtime(name));
    left &= ~kind;
  }
  return found;
}

/** Single kinds, as `check.KindOf` gives them. */
export const singleKinds = ({ runtime }: Plan, kinds: Kinds): readonly Printable[] =>
  kindNames.filter(([kind]) => kind !== NUMBER && (kinds & kind) === kind).map(([, name]) => runtime(name));

/** A set of kinds as one of several arguments. */
export const kindsCode = (plan: Plan, kinds: Kinds): Code => join(namesOfKinds(plan, kinds), verbatim("|"));

/** Whether the value is of some kinds. */
export const isOf = (plan: Plan, kinds: Kinds): Code => code`${plan.runtime("IsOf")}(v, ${kindsCode(plan, kinds)})`;
