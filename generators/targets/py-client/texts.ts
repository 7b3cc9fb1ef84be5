import type { Shape } from "../../contract/model.js";
import { type Printable, word } from "../../emit/code.js";
import { call, someDict, someTuple } from "../../languages/python/calls.js";
import { literal } from "../../languages/python/literals.js";
import { planText, type TextPlan } from "../../languages/texts.js";
import { type ClientPrinter, spec } from "./printer.js";

/** How the text of a header or form member becomes a value of a shape: a `Text`; undefined: it is a string. */
export const printText = (printer: ClientPrinter, shape: Shape): Printable | undefined => unlessString(printer, planText(printer.contract, shape));

const constants = { null: "NULL", boolean: "BOOLEAN", integer: "INTEGER", number: "NUMBER", string: "STRING" } as const;

const unlessString = (printer: ClientPrinter, plan: TextPlan | undefined): Printable | undefined => (plan === undefined || plan.kind === "string" ? undefined : printPlan(printer, plan));

function printPlan(printer: ClientPrinter, plan: TextPlan): Printable {
  const inner = (part: TextPlan): Printable => printPlan(printer, part);
  const text = (kind: string, ...keywords: Parameters<typeof call>[2] & {}): Printable => call(spec(printer, "Text"), [literal(kind)], keywords);
  switch (plan.kind) {
    case "union":
      return text("union", [word("any_of"), someTuple(plan.branches.map(inner))]);
    case "list":
      return text("list", [word("items"), unlessString(printer, plan.items)], [word("prefix"), someTuple(plan.prefix.map(inner))]);
    case "object":
      return text("object", [word("members"), someDict(plan.members.map((member) => [literal(member.name), inner(member.text)] as const))], [word("rest"), plan.rest && inner(plan.rest)]);
    default:
      return spec(printer, constants[plan.kind]);
  }
}
