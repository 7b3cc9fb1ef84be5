import type { SchemaId, Shape } from "../../contract/model.js";
import { type Printable, word } from "../../emit/code.js";
import { call, someDict, someTuple } from "../../languages/python/calls.js";
import { literal } from "../../languages/python/literals.js";
import { planText, type TextPlan } from "../../languages/texts.js";
import { ruleOf, type ServerPrinter, spec } from "./printer.js";

/** How the text of a parameter, form member or header becomes a value of a schema: a `Text`; undefined: it is a string. */
export const printText = (printer: ServerPrinter, schema: SchemaId): Printable | undefined => printTextOf(printer, { kind: "ref", schema });

/** The same for a member of which only the shape is known. */
export const printTextOf = (printer: ServerPrinter, shape: Shape): Printable | undefined => unlessString(printer, planText(printer.contract, shape));

const constants = { null: "NULL", boolean: "BOOLEAN", integer: "INTEGER", number: "NUMBER", string: "STRING" } as const;

const unlessString = (printer: ServerPrinter, plan: TextPlan | undefined): Printable | undefined => (plan === undefined || plan.kind === "string" ? undefined : printPlan(printer, plan));

function printPlan(printer: ServerPrinter, plan: TextPlan): Printable {
  const inner = (part: TextPlan): Printable => printPlan(printer, part);
  switch (plan.kind) {
    case "union": {
      const rule = plan.owner === undefined ? undefined : ruleOf(printer, plan.owner, "request");
      const branches = plan.branches.map((branch) => call(spec(printer, "Branch"), [inner(branch), ...(rule === undefined ? [] : [rule])]));
      return call(spec(printer, "Text"), [literal("union")], [[word("any_of"), someTuple(branches)]]);
    }
    case "list":
      return call(spec(printer, "Text"), [literal("list")], [[word("items"), unlessString(printer, plan.items)], [word("prefix"), someTuple(plan.prefix.map(inner))]]);
    case "object": {
      const members = plan.members.map(({ name, text }) => [literal(name), inner(text)] as const);
      return call(spec(printer, "Text"), [literal("object")], [[word("members"), someDict(members)], [word("rest"), plan.rest && inner(plan.rest)]]);
    }
    default:
      return spec(printer, constants[plan.kind]);
  }
}
