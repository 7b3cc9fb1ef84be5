import type { Assertion, AssertionOf } from "../../../contract/model.js";
import { type Code, code } from "../../../emit/code.js";
import { tooFewMessage, tooManyMessage } from "../../messages.js";
import type { Node } from "../../nodes.js";
import { reportUnevaluated } from "./evaluated.js";
import type { Printer } from "./printer.js";
import { that } from "./statements.js";
import { limitCode, reportScalar } from "./values.js";

/** Statements that list what an array breaks (Core 10.3.1 and 11.2, Validation 6.4). */
export const reportArray = (printer: Printer, node: Node, assertions: readonly Assertion[], label: string): readonly Code[] =>
  assertions.flatMap((assertion) => reportOf(printer, node, assertion, label));

function reportOf(printer: Printer, node: Node, assertion: Assertion, label: string): readonly Code[] {
  const item = `${label}Item`;
  switch (assertion.keyword) {
    case "prefixItems":
      return assertion.schemas.flatMap((id, position) => {
        const check = printer.check(id, node, item, "prefixItems");
        return check === undefined ? [] : [code`r.Item(v, ${position}, ${check})`];
      });
    case "items": {
      const check = printer.check(assertion.schema, node, item, "items");
      return check === undefined ? [] : [code`r.Items(v, ${assertion.after}, ${check})`];
    }
    case "contains":
      return reportContains(printer, node, assertion, item);
    case "unevaluatedItems":
      return reportUnevaluated(printer, node, assertion, label);
    default:
      return [reportScalar(printer, assertion, label)];
  }
}

function reportContains(printer: Printer, node: Node, assertion: AssertionOf<"contains">, label: string): readonly Code[] {
  const { min, max } = assertion;
  const check = printer.check(assertion.schema, node, label, "false") ?? printer.plan.runtime("Anything");
  return [
    ...(min > 0 ? [that(code`r.CountFitting(v, ${limitCode(min)}, ${check}) >= ${limitCode(min)}`, min === 1 ? "contains" : "minContains", tooFewMessage(assertion))] : []),
    ...(max === undefined ? [] : [that(code`r.CountFitting(v, ${limitCode(max + 1)}, ${check}) <= ${limitCode(max)}`, "maxContains", tooManyMessage(max))]),
  ];
}
