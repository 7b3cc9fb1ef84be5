import type { Assertion, AssertionOf, Dispatch, JsonText, SchemaId } from "../../contract/model.js";
import type { Node } from "../nodes.js";
import type { Tree } from "./layout.js";
import type { Printer } from "./print.js";

export type Members = readonly (readonly [string, Tree])[];

const text = (value: string): Tree => JSON.stringify(value);

/** Members that one direction doesn't have are neither required nor checked there. */
const isHere = (access: "both" | "readOnly" | "writeOnly", { direction }: Node): boolean => access === "both" || (access === "readOnly") === (direction === "response");

/** What a direction lacks is named all the same. Who makes values has to know that it is not to be made. */
const printAbsent = ({ plan }: Printer, access: string): Tree => (plan.purpose === "judge" ? "true" : { members: [[access, "true"]] });

/** One assertion as keywords of JSON Schema. */
export function printAssertion(printer: Printer, assertion: Assertion): Members {
  const { node, inner } = printer;
  const { keyword } = assertion;
  switch (keyword) {
    // A schema that is false stands as such.
    case "false":
      return [["not", { members: [] }]];
    case "$ref":
    case "$dynamicRef": {
      const reference = printer.reference(printer.plan.nodes.target(assertion, node.anchors));
      return reference === undefined ? [] : [[keyword, reference]];
    }
    case "required": {
      const names = assertion.names.filter(({ access }) => isHere(access, node));
      return names.length === 0 ? [] : [[keyword, names.map(({ name }) => text(name))]];
    }
    case "properties":
      return [[keyword, { members: assertion.members.map(({ name, schema, access }) => [name, isHere(access, node) ? inner(schema) : printAbsent(printer, access)] as const) }]];
    case "patternProperties":
      return [[keyword, { members: assertion.members.map(({ pattern, schema }) => [pattern, inner(schema)] as const) }]];
    case "dependentRequired":
      return [[keyword, { members: assertion.entries.map(({ name, requires }) => [name, requires.map(text)] as const) }]];
    case "dependentSchemas":
      return [[keyword, { members: assertion.entries.map(({ name, schema }) => [name, inner(schema)] as const) }]];
    case "prefixItems":
      return [[keyword, assertion.schemas.map((id) => inner(id))]];
    case "allOf":
      return [[keyword, assertion.schemas.map(printer.branch)]];
    case "anyOf":
    case "oneOf":
      return [[keyword, assertion.schemas.map((id) => inner(id))], ...(assertion.dispatch === undefined ? [] : [[`x-${keyword}`, printDispatch(assertion.dispatch)] as const])];
    case "discriminator":
      return [["x-discriminator", printDiscriminator(assertion, inner)]];
    case "contains":
      return [[keyword, inner(assertion.schema)], ...(assertion.min === 1 ? [] : [["minContains", String(assertion.min)] as const]), ...(assertion.max === undefined ? [] : [["maxContains", String(assertion.max)] as const])];
    case "if":
      return [["if", inner(assertion.condition)], ...(["then", "else"] as const).flatMap((branch): Members => (assertion[branch] === undefined ? [] : [[branch, inner(assertion[branch])]]))];
    case "items":
    case "additionalProperties":
    case "propertyNames":
    case "not":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return [[keyword, inner(assertion.schema)]];
    default:
      return [[keyword, printValue(assertion)]];
  }
}

type Simple = Exclude<Assertion, { readonly schema: SchemaId } | { readonly schemas: readonly SchemaId[] } | { readonly keyword: "false" | "if" | "required" | "properties" | "patternProperties" | "dependentRequired" | "dependentSchemas" | "discriminator" }>;

function printValue(assertion: Simple): Tree {
  switch (assertion.keyword) {
    case "type": {
      const [only, ...others] = assertion.types;
      return only !== undefined && others.length === 0 ? text(only) : assertion.types.map(text);
    }
    case "enum":
      return assertion.values;
    case "const":
      return assertion.value;
    case "multipleOf":
      return assertion.divisor;
    case "pattern":
      return text(assertion.pattern);
    case "format":
      return text(assertion.format);
    case "uniqueItems":
      return "true";
    default:
      return String(assertion.limit);
  }
}

/** The JSON types, or the constants of a member, that each branch is for. */
function printDispatch(dispatch: Dispatch): Tree {
  if (dispatch.by === "type") return { members: [["types", dispatch.branches.map(({ types }) => types.map(text))]] };
  return { members: [["member", text(dispatch.member)], ["values", dispatch.branches.map(({ values }): readonly JsonText[] => values)]] };
}

function printDiscriminator({ property, mapping, otherwise }: AssertionOf<"discriminator">, inner: Printer["inner"]): Tree {
  const first = new Map(mapping.toReversed().map(({ tag, schema }) => [tag, schema]));
  const tags = [...new Set(mapping.map(({ tag }) => tag))];
  const branches = tags.map((tag) => [tag, inner(first.get(tag) as SchemaId)] as const);
  return { members: [["propertyName", text(property)], ["mapping", { members: branches }], ...(otherwise === undefined ? [] : [["otherwise", inner(otherwise)] as const])] };
}
