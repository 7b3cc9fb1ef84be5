import type { Json } from "../../json.js";
import type { AssertionOf, SchemaId } from "../../model.js";
import type { SpecificationVersion } from "../../source.js";
import { problemOfDefault } from "./defaults.js";
import type { FactBook } from "./facts/collect.js";
import { maskOfTypes, maskOfValue, nameMask, NULL } from "./facts/mask.js";
import { NOTHING_KNOWN } from "./facts/merge.js";
import type { Assertions } from "./order.js";
import type { Position } from "./positions.js";
import type { Draft } from "./reading.js";

/** Reports what is allowed but surely not meant: defaults and constants that are not valid, `nullable` without effect, tags that nobody requires. */
export function checkSchemas(draft: Draft, version: SpecificationVersion, assertions: Assertions, book: FactBook): void {
  const withoutEffect: SchemaId[] = [];
  for (const position of draft.positions.values()) {
    if (typeof position.schema === "boolean") continue;
    const { id, keywords } = position;
    const facts = book.facts.of(position) ?? NOTHING_KNOWN;
    if (keywords["default"] !== undefined) checkDefault(draft, book, id, keywords["default"]);
    if (keywords["enum"] !== undefined) checkConstants(draft, position, assertions);
    if (facts.wantsNull && (facts.mask & NULL) === 0 && facts.mask !== 0) withoutEffect.push(id);
    if (keywords["discriminator"] !== undefined) checkTag(draft, book, assertions, id);
  }
  if (version === "3.0") reportNullable(draft, withoutEffect);
}

function checkDefault({ report }: Draft, book: FactBook, id: SchemaId, value: Json): void {
  const problem = problemOfDefault(book, id, value);
  if (problem === undefined) return;
  const { mask } = book.facts.get(id) ?? NOTHING_KNOWN;
  report({
    code: "default-invalid",
    severity: "warning",
    message: problem.isType ? `the default is ${nameMask(problem.type)}, but the schema wants ${nameMask(mask)}, so it is not used` : "the default is none of the values that 'enum' lists, so it is not used",
    origin: `${id}/default`,
    hint: problem.type === NULL ? "allow null too, or remove the default" : "write a default that the schema accepts",
  });
}

/** Constants that the type beside them rules out. Where it rules out all of them, that is a contradiction and reported there. */
function checkConstants({ report }: Draft, { id, keywords }: Position, assertions: Assertions): void {
  const type = assertions.get(id)?.find((assertion): assertion is AssertionOf<"type"> => assertion.keyword === "type");
  const values = keywords["enum"];
  if (type === undefined || !Array.isArray(values)) return;
  const mask = maskOfTypes(type.types);
  const outside = (values as readonly Json[]).flatMap((value, index) => (maskOfValue(value) & mask ? [] : [{ value, index }]));
  const [first] = outside;
  if (first === undefined || outside.length === values.length) return;
  report({
    code: "enum-type",
    severity: "warning",
    message: `this value of 'enum' is ${nameMask(maskOfValue(first.value))}, but 'type' wants ${nameMask(mask)}${outside.length > 1 ? `; so are ${outside.length - 1} others` : ""}`,
    origin: `${id}/enum/${first.index}`,
    hint: first.value === null ? "allow null in 'type' too, or remove it here" : "write it as the type wants it (a text that looks like a number or a flag needs quotes in YAML), or remove it",
  });
}

/** One report a contract, since a contract that does this does it everywhere. */
function reportNullable({ report, positions }: Draft, places: readonly SchemaId[]): void {
  const listed = (isListed: boolean): readonly SchemaId[] => places.filter((id) => (positions.get(id)?.keywords["enum"] !== undefined) === isListed);
  const others = (count: number): string => (count > 1 ? ` (and so in ${count - 1} other ${count === 2 ? "place" : "places"})` : "");
  const [first] = listed(false);
  if (first !== undefined) {
    report({
      code: "nullable-without-type",
      severity: "warning",
      message: `'nullable' has an effect only beside a 'type' that lets null through, so null is not valid here${others(listed(false).length)}`,
      origin: `${first}/nullable`,
      hint: "put 'type' beside 'nullable' and let every schema in 'allOf', 'anyOf' and 'oneOf' take null (OpenAPI 3.0.3, Schema Object), or use OpenAPI 3.1 and 'type: null'",
    });
  }
  const [constant] = listed(true);
  if (constant === undefined) return;
  report({
    code: "nullable-enum",
    severity: "warning",
    message: `'enum' doesn't list null, so null is not valid here although it is 'nullable'${others(listed(true).length)}`,
    origin: `${constant}/enum`,
    hint: "add null to 'enum' (OpenAPI 3.0.3, Schema Object)",
  });
}

/** The tag of a union is a member that each branch has and requires (OpenAPI 3.2, Discriminator Object). */
function checkTag({ report, positions }: Draft, book: FactBook, assertions: Assertions, id: SchemaId): void {
  const union = assertions.get(id)?.find((assertion): assertion is AssertionOf<"discriminator"> => assertion.keyword === "discriminator");
  if (union === undefined) return;
  for (const schema of new Set(union.mapping.map((entry) => entry.schema))) {
    const facts = book.facts.get(schema);
    if (facts?.object === undefined || facts.unions.length > 0) continue;
    const field = facts.object.fields.get(union.property);
    if (field?.required) continue;
    const place = positions.get(schema)?.keywords["$ref"];
    const name = typeof place === "string" ? `'${place}'` : "this branch";
    report({
      code: "discriminator-property",
      severity: field === undefined ? "warning" : "note",
      message: field === undefined ? `the discriminator goes by '${union.property}', but ${name} has no such member` : `the discriminator goes by '${union.property}', but ${name} does not require it`,
      origin: schema,
      hint: field === undefined ? `add '${union.property}' to 'properties' and 'required' there` : `add '${union.property}' to 'required' there: a value without it chooses no branch`,
    });
  }
}

