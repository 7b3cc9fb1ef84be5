import type { SchemaId, Shape } from "../../../model.js";
import { tagsOfDispatch } from "../dispatch.js";
import type { Facts, UnionBranch, UnionFacts } from "../facts/facts.js";
import { ANY_TYPE } from "../facts/mask.js";
import { mergeFacts } from "../facts/merge.js";
import { settleFacts } from "../facts/settle.js";
import { isImplied } from "./implied.js";
import { factsOf, refTo, type Shaping, uniteBranches } from "./shaping.js";

/** More branches than this are not written out one by one: the base stands for them. */
const MAX_BRANCHES = 64;

/** Values with these facts, of which some are unions: every branch together with what holds of all. */
export function printUnions(shaping: Shaping, facts: Facts): Shape {
  const base: Facts = { ...facts, unions: [] };
  const unions = facts.unions.map((union) => withTags(shaping, union)).filter(({ branches }) => !branches.every(({ schema }) => addsNothing(factsOf(shaping, schema))));
  const [union, ...others] = unions;
  if (union === undefined) return shaping.printers.plain(shaping, base);
  if (unions.reduce((count, { branches }) => count * branches.length, 1) > MAX_BRANCHES && (others.length > 0 || !isBare(shaping, base, union))) return shaping.printers.plain(shaping, base);
  if (others.length > 0 && shaping.budget.left <= 0) return shaping.printers.plain(shaping, base);
  const rest: Facts = others.length === 0 ? base : { ...base, unions: others };
  const branches = union.branches.map(({ schema, tags }) => ({ shape: printBranch(shaping, rest, schema), ...(tags.length > 0 && { tags }) }));
  return flatten(shaping, branches, union.tag);
}

/** All branches can stand as they are. */
const isBare = (shaping: Shaping, base: Facts, { branches }: UnionFacts): boolean => branches.every(({ schema }) => isImplied(base, factsOf(shaping, schema)));

function printBranch(shaping: Shaping, base: Facts, schema: SchemaId): Shape {
  const facts = factsOf(shaping, schema);
  if (isImplied(base, facts)) return refTo(schema);
  if (shaping.budget.left <= 0) return refTo(schema);
  shaping.budget.left--;
  return shaping.printers.facts(shaping, settleFacts(mergeFacts(base, facts), shaping.book.isNever));
}

/** Branches that only say what is required or forbidden leave the type as it is. */
function addsNothing({ mask, constants, text, array, object, unions }: Facts): boolean {
  if (mask !== ANY_TYPE || constants !== undefined || text !== undefined || unions.length > 0) return false;
  if (array !== undefined && (array.prefix.length > 0 || array.rest.length > 0)) return false;
  if (object === undefined) return true;
  const { fields, extra, patterns, isClosed } = object;
  return extra.length === 0 && patterns.length === 0 && !isClosed && [...fields.values()].every(({ schemas }) => schemas.length === 0);
}

/** A union without a discriminator has tags too, if its dispatch goes by a member with texts. */
function withTags({ assertions }: Shaping, union: UnionFacts): UnionFacts {
  if (union.keyword === "discriminator") return union;
  const assertion = assertions.get(union.owner)?.find(({ keyword }) => keyword === union.keyword);
  const dispatch = assertion?.keyword === "anyOf" || assertion?.keyword === "oneOf" ? tagsOfDispatch(assertion.dispatch) : undefined;
  if (dispatch === undefined) return union;
  return { ...union, tag: dispatch.tag, branches: union.branches.map(({ schema }): UnionBranch => ({ schema, tags: dispatch.tags.get(schema) ?? [] })) };
}

/** Unions that were made here in place of a branch are branches of this one. */
function flatten(shaping: Shaping, branches: readonly { readonly shape: Shape; readonly tags?: readonly string[] }[], tag: string | undefined): Shape {
  const flat = branches.flatMap((branch): typeof branches => {
    if (branch.shape.kind !== "union" || (branch.shape.tag ?? tag) !== tag) return [branch];
    return branch.shape.branches.map(({ shape, tags }) => ({ shape, ...(tags ?? branch.tags ? { tags: tags ?? branch.tags ?? [] } : {}) }));
  });
  return uniteBranches(shaping, flat, tag);
}
