import type { SchemaId } from "../../../model.js";
import type { ArrayFacts, Facts, FieldFacts, ObjectFacts, UnionFacts } from "../facts/facts.js";
import { ANY_TYPE, ARRAY, OBJECT } from "../facts/mask.js";

/**
 * Whether `more` says nothing of a type that `base` doesn't say, so that the type of both together is the type of `base`.
 * Limits (lengths, ranges, counts) are no part of a type.
 */
export function isImplied(more: Facts, base: Facts): boolean {
  return (
    (more.mask & typesOf(base)) === typesOf(base) &&
    areConstantsImplied(more.constants, base.constants) &&
    isTextImplied(more, base) &&
    (more.array === undefined || isArrayImplied(more.array, base.array)) &&
    (more.object === undefined || isObjectImplied(more.object, base.object)) &&
    more.unions.every((union) => saysNothing(union) || base.unions.some(({ owner, keyword }) => owner === union.owner && keyword === union.keyword))
  );
}

const saysNothing = (union: UnionFacts): boolean => union.branches.length === 0;

/** Without a `type`, the keywords say which type is meant. */
export function typesOf({ mask, object, array }: Facts): number {
  if (mask !== ANY_TYPE) return mask;
  if (object !== undefined) return OBJECT;
  return array !== undefined ? ARRAY : mask;
}

function areConstantsImplied(more: Facts["constants"], base: Facts["constants"]): boolean {
  return more === undefined || (base !== undefined && [...base.keys()].every((key) => more.has(key)));
}

function isTextImplied({ text: more }: Facts, { text: base, constants }: Facts): boolean {
  if (more === undefined || constants !== undefined) return true;
  return more.format === base?.format && more.encoding === base?.encoding && more.mediaType === base?.mediaType;
}

const includesAll = (all: readonly SchemaId[], some: readonly SchemaId[]): boolean => some.every((schema) => all.includes(schema));

function isArrayImplied(more: ArrayFacts, base: ArrayFacts | undefined): boolean {
  if (more.prefix.length === 0 && more.rest.length === 0) return true;
  if (base === undefined || base.prefix.length < more.prefix.length || !includesAll(base.rest, more.rest)) return false;
  return base.prefix.every((schemas, index) => includesAll(schemas, more.prefix[index] ?? more.rest));
}

function isObjectImplied(more: ObjectFacts, base: ObjectFacts | undefined): boolean {
  const { fields, extra, patterns, isClosed } = more;
  if (fields.size === 0 && extra.length === 0 && patterns.length === 0 && !isClosed) return true;
  if (base === undefined || (isClosed && !base.isClosed) || !includesAll(base.extra, extra)) return false;
  if (!patterns.every(({ schema }) => base.patterns.some((other) => other.schema === schema))) return false;
  return [...fields].every(([name, field]) => isFieldImplied(field, base.fields.get(name)));
}

const isFieldImplied = (more: FieldFacts, base: FieldFacts | undefined): boolean =>
  base !== undefined && includesAll(base.schemas, more.schemas) && (!more.required || base.required) && (more.access === "both" || more.access === base.access);
