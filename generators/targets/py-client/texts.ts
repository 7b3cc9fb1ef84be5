import type { Shape } from "../../contract/model.js";
import { type Printable, word } from "../../emit/code.js";
import { call, someDict, someTuple } from "../../languages/python/calls.js";
import { literal } from "../../languages/python/literals.js";
import { planText, type TextPlan } from "../../languages/texts.js";
import { type ClientPrinter, spec } from "./printer.js";

/** How the text of a header or form member becomes a value of a shape: a `Text`; undefined: it is a string. */
export const printText = ({ contract }: ClientPrinter, shape: Shape): Printable | undefined => unlessString(planText(contract, shape));

const constants = { null: "NULL", boolean: "BOOLEAN", integer: "INTEGER", number: "NUMBER", string: "STRING" } as const;

const unlessString = (plan: TextPlan | undefined): Printable | undefined => (plan === undefined || plan.kind === "string" ? undefined : printPlan(plan));

function printPlan(plan: TextPlan): Printable {
  const text = (kind: string, ...keywords: Parameters<typeof call>[2] & {}): Printable => call(spec("Text"), [literal(kind)], keywords);
  switch (plan.kind) {
    case "union":
      return text("union", [word("any_of"), someTuple(plan.branches.map(printPlan))]);
    case "list":
      return text("list", [word("items"), unlessString(plan.items)], [word("prefix"), someTuple(plan.prefix.map(printPlan))]);
    case "object":
      return text("object", [word("members"), someDict(plan.members.map((member) => [literal(member.name), printPlan(member.text)] as const))], [word("rest"), plan.rest && printPlan(plan.rest)]);
    default:
      return spec(constants[plan.kind]);
  }
}
