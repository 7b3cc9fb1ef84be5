import type { SchemaId, Shape } from "../../../contract/model.js";
import { type Code, code, list, type Printable } from "../../../emit/code.js";
import { planText, type TextPlan } from "../../texts.js";
import { constantEntry, literal } from "../literals.js";
import type { ServerPrinter } from "./printer.js";

const object = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", padding: " " });

/** How the text of a parameter, form member or header becomes a value of a schema: the runtime's `TextSpec`. */
export const printText = (printer: ServerPrinter, schema: SchemaId): Printable => printTextOf(printer, { kind: "ref", schema });

/** The same for a member of which only the shape is known. */
export const printTextOf = (printer: ServerPrinter, shape: Shape): Printable => printPlan(printer, planText(printer.contract, shape));

function printPlan(printer: ServerPrinter, plan: TextPlan): Printable {
  const inner = (part: TextPlan): Printable => printPlan(printer, part);
  switch (plan.kind) {
    case "union": {
      const is = plan.owner === undefined ? undefined : printer.rules.check(plan.owner, "request")?.is;
      const options = plan.branches.map((branch) => object([code`text: ${inner(branch)}`, ...(is ? [code`is: ${is}`] : [])]));
      return object([code`anyOf: ${list(options, { open: "[", close: "]" })}`]);
    }
    case "list":
      return object([code`items: ${inner(plan.items)}`, ...(plan.prefix.length === 0 ? [] : [code`prefix: ${list(plan.prefix.map(inner), { open: "[", close: "]" })}`])]);
    case "object":
      return object([code`members: ${object(plan.members.map(({ name, text }) => constantEntry(name, inner(text))))}`, ...(plan.rest ? [code`rest: ${inner(plan.rest)}`] : [])]);
    default:
      return literal(plan.kind);
  }
}
