import type { SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, type Printable, word } from "../../emit/code.js";
import { literal } from "../../languages/go/literals.js";
import { planText, type TextPlan } from "../../languages/texts.js";
import { fieldsOf, type ServerPrinter, slice } from "./printer.js";

/** How the text of a parameter, form member or header becomes a value of a schema: a `*server.Text`; undefined: it is a string. */
export const printText = (printer: ServerPrinter, schema: SchemaId): Printable | undefined => printTextOf(printer, { kind: "ref", schema });

/** The same for a member of which only the shape is known. */
export const printTextOf = (printer: ServerPrinter, shape: Shape): Printable | undefined => pointTo(printer, planText(printer.contract, shape));

const kinds = { null: "Null", boolean: "Boolean", integer: "Integer", number: "Number", string: "String" } as const;

function pointTo(printer: ServerPrinter, plan: TextPlan | undefined): Printable | undefined {
  if (plan === undefined || plan.kind === "string") return undefined;
  if (plan.kind === "union" || plan.kind === "list" || plan.kind === "object") return code`&${printer.names.runtime("server", "Text")}${printInner(printer, plan)}`;
  return printer.names.runtime("server", kinds[plan.kind]);
}

/** What stands in the braces of a `server.Text`. */
function printInner(printer: ServerPrinter, plan: TextPlan): Code {
  const server = (name: string): Printable => printer.names.runtime("server", name);
  const inner = (part: TextPlan): Code => printInner(printer, part);
  switch (plan.kind) {
    case "union": {
      const check = plan.owner === undefined ? undefined : printer.checks.of(plan.owner, "request");
      const branches = plan.branches.map((branch) => fieldsOf([[word("Text"), code`${server("Text")}${inner(branch)}`], [word("Check"), check]]));
      return fieldsOf([[word("Kind"), server("UnionText")], [word("AnyOf"), slice(server("TextBranch"), branches)]]);
    }
    case "list":
      return fieldsOf([
        [word("Kind"), server("ListText")],
        [word("Items"), pointTo(printer, plan.items)],
        [word("Prefix"), plan.prefix.length === 0 ? undefined : slice(server("Text"), plan.prefix.map(inner))],
      ]);
    case "object": {
      const members = plan.members.map(({ name, text }) => fieldsOf([[word("Name"), literal(name)], [word("Text"), text.kind === "string" ? undefined : code`${server("Text")}${inner(text)}`]]));
      // What others may be is said, though it be a string: without it there are none.
      const rest = plan.rest && (pointTo(printer, plan.rest) ?? code`&${server("Text")}{}`);
      return fieldsOf([[word("Kind"), server("ObjectText")], [word("Members"), members.length === 0 ? undefined : slice(server("TextMember"), members)], [word("Rest"), rest]]);
    }
    case "string":
      return code`{}`;
    default:
      return fieldsOf([[word("Kind"), server(`${kinds[plan.kind]}Text`)]]);
  }
}
