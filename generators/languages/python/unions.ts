import { parseJsonText } from "../../contract/json.js";
import type { AssertionOf, Direction, Schema, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, list, type Printable } from "../../emit/code.js";
import { openShape } from "../shapes.js";
import { formOf, isPlainUnion } from "./forms.js";
import { literal } from "./literals.js";
import { genericOf, type TypePrinter, typeOf, unionOf } from "./types.js";

type UnionShape = Extract<Shape, { kind: "union" }>;

interface Choice {
  readonly shape: Shape;
  readonly tags: readonly string[];
}

/** The type of a union that has a name, with what tells its branches apart where their JSON types don't. */
export function printUnion(printer: TypePrinter, schema: Schema, shape: UnionShape, direction: Direction): Printable {
  const { contract, names, style } = printer;
  const type = unionOf(shape.branches.map((branch) => typeOf(printer, branch.shape, direction)));
  if (isPlainUnion(contract, style, shape) || shape.branches.length < 2) return type;
  const choices = shape.branches.map(({ shape: of, tags = [] }) => ({ shape: of, tags }));
  const told = tellByMember(schema, choices) ?? (shape.tag === undefined ? undefined : { member: shape.tag, choices });
  const choice = told === undefined ? printTrial(printer, schema, choices, direction) : printTagged(printer, schema, told.member, told.choices, direction);
  return genericOf(names.outside("typing", "Annotated"), [type, choice]);
}

type Dispatching = AssertionOf<"anyOf"> | AssertionOf<"oneOf">;

/** Branches told apart by a required member whose constants are texts. */
function tellByMember(schema: Schema, choices: readonly Choice[]): { readonly member: string; readonly choices: readonly Choice[] } | undefined {
  const union = schema.assertions.find((assertion): assertion is Dispatching => (assertion.keyword === "anyOf" || assertion.keyword === "oneOf") && assertion.dispatch?.by === "member");
  const dispatch = union?.dispatch;
  if (dispatch?.by !== "member") return undefined;
  const told = dispatch.branches.flatMap(({ values, schema: id }): readonly Choice[] => {
    const choice = choices.find(({ shape }) => shape.kind === "ref" && shape.schema === id);
    const tags = values.map((value) => parseJsonText(value)).filter((value) => typeof value === "string");
    return choice === undefined || tags.length < values.length ? [] : [{ ...choice, tags }];
  });
  return told.length === choices.length ? { member: dispatch.member, choices: told } : undefined;
}

/** `Tagged("kind", {"cat": Cat, "dog": Dog})`. */
function printTagged(printer: TypePrinter, schema: Schema, member: string, choices: readonly Choice[], direction: Direction): Code {
  const seen = new Set<string>();
  const entries = choices.flatMap(({ shape, tags }) => tags.filter((tag) => !seen.has(tag) && seen.add(tag)).map((tag) => code`${literal(tag)}: ${typeOf(printer, shape, direction)}`));
  const table = list(entries, { open: "{", close: "}", indent: 4 });
  const otherwise = otherwiseOf(printer, schema, choices) ?? choices.find(({ tags }) => tags.length === 0);
  const rest = otherwise === undefined ? [] : [code`otherwise=${typeOf(printer, otherwise.shape, direction)}`];
  return code`${printer.names.runtime("wire", "Tagged")}${list([literal(member), table, ...rest], { open: "(", close: ")", indent: 4 })}`;
}

/** The branch of all values whose tag no branch has (OpenAPI 3.2, `defaultMapping`). */
function otherwiseOf(printer: TypePrinter, { assertions }: Schema, choices: readonly Choice[]): Choice | undefined {
  const tagged = assertions.find((assertion): assertion is AssertionOf<"discriminator"> => assertion.keyword === "discriminator");
  return tagged?.otherwise === undefined ? undefined : choices.find(({ shape }) => leadsTo(printer, shape, tagged.otherwise));
}

function leadsTo({ contract }: TypePrinter, shape: Shape, id: SchemaId | undefined): boolean {
  let current: Shape | undefined = shape;
  for (let depth = 0; depth < 100 && current?.kind === "ref"; depth += 1) {
    if (current.schema === id) return true;
    current = contract.schemas[current.schema]?.shape;
  }
  return false;
}

/** `FirstOf(...)`: the first branch whose rules a value keeps; `AllOf(...)`: all of them, where a value may be several objects at once. */
function printTrial(printer: TypePrinter, schema: Schema, choices: readonly Choice[], direction: Direction): Code {
  const { names } = printer;
  const kind = holdsMany(printer, schema, choices) ? "EachOf" : "FirstOf";
  const branches = choices.map(({ shape }) => {
    const type = typeOf(printer, shape, direction);
    const rule = printer.rules === undefined || shape.kind !== "ref" ? undefined : printer.rules.of(shape.schema, direction);
    return printer.rules === undefined || rule === undefined ? code`${type}` : code`${names.runtime("wire", "Ruled")}${list([type, literal(rule), names.outside("./branches", "RULES")], { open: "(", close: ")", indent: 4 })}`;
  });
  return code`${names.runtime("wire", kind)}${list(branches, { open: "(", close: ")", indent: 4 })}`;
}

/** May a value be of several branches, so that all of them have to be kept? Only objects have something to add to each other. */
function holdsMany({ contract, style }: TypePrinter, schema: Schema, choices: readonly Choice[]): boolean {
  const objects = choices.filter(({ shape }) => formOf(contract, style, shape).kind === "model" && !openShape(contract, shape).nullable).length;
  const isExclusive = schema.assertions.some((assertion) => assertion.keyword === "oneOf" || assertion.keyword === "discriminator" || (assertion.keyword === "anyOf" && assertion.dispatch !== undefined));
  return objects > 1 && !isExclusive;
}
