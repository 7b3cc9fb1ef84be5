import type { Assertion, AssertionOf, SchemaId } from "../../../contract/model.js";
import { type Code, code, list, type Printable, verbatim } from "../../../emit/code.js";
import { dependentMessage, messageOf } from "../../messages.js";
import type { Node } from "../../nodes.js";
import { literal } from "../literals.js";
import { reportUnevaluated } from "./evaluated.js";
import { labelOf, type Printer, sortNames } from "./printer.js";
import { call, texts, that, when } from "./statements.js";
import { reportScalar } from "./values.js";

/** Members that one direction doesn't have are neither required nor checked there. */
const isHere = (access: "both" | "readOnly" | "writeOnly", { direction }: Node): boolean => access === "both" || (access === "readOnly") === (direction === "response");

/** The names that are required, by all assertions together. */
const requiredNames = (assertions: readonly Assertion[], node: Node): ReadonlySet<string> =>
  new Set(assertions.flatMap((assertion) => (assertion.keyword === "required" ? assertion.names.filter(({ access }) => isHere(access, node)).map(({ name }) => name) : [])));

/** Statements that list what an object breaks (Core 10.3.2 and 11.3, Validation 6.5). */
export function reportObject(printer: Printer, node: Node, assertions: readonly Assertion[], label: string): readonly Code[] {
  const required = new Set(requiredNames(assertions, node));
  const members = assertions.flatMap((assertion) => (assertion.keyword === "properties" ? assertion.members.filter(({ access }) => isHere(access, node)) : []));
  const named = members.flatMap(({ name, schema }) => {
    const check = printer.check(schema, node, labelOf(label, name), "properties");
    if (check === undefined) return [];
    return [code`r.${verbatim(required.delete(name) ? "Need" : "Member")}(v, ${literal(name)}, ${check})`];
  });
  const present = required.size === 0 ? [] : [code`r.Required(v, ${texts([...required])})`];
  return [...present, ...named, ...assertions.flatMap((assertion) => reportOf(printer, node, assertion, label))];
}

function reportOf(printer: Printer, node: Node, assertion: Assertion, label: string): readonly Code[] {
  const { plan, file } = printer;
  const has = (names: readonly string[]): Code => code`${plan.runtime("Has")}(v, ${texts(names)})`;
  switch (assertion.keyword) {
    case "required":
    case "properties":
      return [];
    case "dependentRequired":
      return assertion.entries
        .filter(({ requires }) => requires.length > 0)
        .map((entry) => that(code`!${has([entry.name])} || ${has(entry.requires)}`, "dependentRequired", dependentMessage(entry)));
    case "dependentSchemas":
      return assertion.entries.flatMap(({ name, schema }) => when(has([name]), printer.inPlace(schema, node, label, "dependentSchemas")));
    case "patternProperties":
      return assertion.members.flatMap(({ pattern, schema }) => {
        const check = printer.check(schema, node, `${label}Value`, "patternProperties");
        return check === undefined ? [] : [code`r.Like(v, ${plan.pattern(file, pattern, `${label}Name`)}, ${check})`];
      });
    case "additionalProperties":
      return reportAdditional(printer, node, assertion, label);
    case "propertyNames":
      return reportNames(printer, node, assertion.schema, label, messageOf(assertion));
    case "unevaluatedProperties":
      return reportUnevaluated(printer, node, assertion, label);
    default:
      return [reportScalar(printer, assertion, label)];
  }
}

function reportNames(printer: Printer, node: Node, schema: SchemaId, label: string, message: string): readonly Code[] {
  const check = printer.check(schema, node, `${label}Name`, "false");
  return check === undefined ? [] : [that(code`r.NamesFit(v, ${check})`, "propertyNames", message)];
}

function reportAdditional(printer: Printer, node: Node, assertion: AssertionOf<"additionalProperties">, label: string): readonly Code[] {
  const { plan, file } = printer;
  const check = printer.check(assertion.schema, node, `${label}Value`, "additionalProperties");
  if (check === undefined) return [];
  const { names, patterns } = assertion;
  const isClosed = plan.nodes.find(assertion.schema, node).kind === "never" && check === plan.runtime("Refuse");
  if (isClosed && patterns.length === 0) return [call(verbatim("r.Only"), [verbatim("v"), ...sortNames(names).map(literal)])];
  const nil = verbatim("nil");
  const nameList: Printable = names.length === 0 ? nil : code`${plan.runtime("Names")}${list(sortNames(names).map(literal), { open: "{", close: "}" })}`;
  const matchers = patterns.map((pattern) => plan.pattern(file, pattern, `${label}Name`));
  const patternList: Printable = matchers.length === 0 ? nil : code`[]*${plan.runtime("Pattern")}${list(matchers, { open: "{", close: "}" })}`;
  return [call(verbatim("r.Others"), [verbatim("v"), nameList, patternList, check])];
}
