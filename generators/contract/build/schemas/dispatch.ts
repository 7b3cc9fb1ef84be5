import type { AssertionOf, Dispatch, JsonText, SchemaId } from "../../model.js";
import type { FactBook } from "./facts/collect.js";
import type { Constant, Facts } from "./facts/facts.js";
import { ANY_TYPE, FRACTION, NUMBER, OBJECT, typesOfMask } from "./facts/mask.js";
import { mergeFacts, NOTHING_KNOWN } from "./facts/merge.js";
import type { Assertions } from "./order.js";
import type { Position } from "./positions.js";

/** Unions in branches of unions are looked into so deep. */
const MAX_DEPTH = 4;

/**
 * Adds `dispatch` to every `anyOf` and `oneOf` whose branches can be told apart (wire profile, Errors): by JSON type, or by the
 * constants of a member that each branch requires of an object. No value fits two branches then, so that one branch alone decides.
 */
export function addDispatches(order: readonly Position[], assertions: Assertions, book: FactBook): void {
  for (const position of order) {
    const said = assertions.of(position) ?? [];
    if (!said.some(({ keyword }) => keyword === "anyOf" || keyword === "oneOf")) continue;
    assertions.put(position, said.map((assertion) => (assertion.keyword === "anyOf" || assertion.keyword === "oneOf" ? withDispatch(assertion, book) : assertion)));
  }
}

function withDispatch<A extends AssertionOf<"anyOf"> | AssertionOf<"oneOf">>(assertion: A, book: FactBook): A {
  const branches = assertion.schemas.map((schema) => ({ schema, facts: book.facts.get(schema) ?? NOTHING_KNOWN }));
  const dispatch = branches.length < 2 ? undefined : (dispatchByType(branches) ?? dispatchByMember(branches, book));
  return dispatch === undefined ? assertion : { ...assertion, dispatch };
}

interface FactBranch {
  readonly schema: SchemaId;
  readonly facts: Facts;
}

function dispatchByType(branches: readonly FactBranch[]): Dispatch | undefined {
  let taken = 0;
  for (const { facts } of branches) {
    // A branch for 1.5 alone is found by the type number, as a branch for integers is.
    const mask = facts.mask & FRACTION ? facts.mask | NUMBER : facts.mask;
    if (mask === 0 || mask === ANY_TYPE || (mask & taken) !== 0) return undefined;
    taken |= mask;
  }
  return { by: "type", branches: branches.map(({ schema, facts }) => ({ types: typesOfMask(facts.mask), schema })) };
}

function dispatchByMember(branches: readonly FactBranch[], book: FactBook): Dispatch | undefined {
  const [first] = branches;
  if (first === undefined || branches.some(({ facts }) => facts.mask !== OBJECT)) return undefined;
  for (const member of requiredNames(first.facts, book, MAX_DEPTH)) {
    const values = branches.map(({ facts }) => constantsOf(facts, member, book, MAX_DEPTH));
    if (!areDisjoint(values)) continue;
    return { by: "member", member, branches: branches.map(({ schema }, index) => ({ values: textsOf(values[index]), schema })) };
  }
  return undefined;
}

const textsOf = (constants: ReadonlyMap<string, Constant> | undefined): readonly JsonText[] => [...(constants?.values() ?? [])].map(({ text }) => text);

function requiredNames({ object, unions }: Facts, book: FactBook, depth: number): readonly string[] {
  const own = [...(object?.fields ?? [])].filter(([, { required, access }]) => required && access === "both").map(([name]) => name);
  const [union] = unions;
  const branch = union === undefined || depth === 0 ? undefined : book.facts.get(union.branches[0]?.schema ?? "");
  return branch === undefined ? own : [...new Set([...own, ...requiredNames(branch, book, depth - 1)])];
}

function areDisjoint(lists: readonly (ReadonlyMap<string, Constant> | undefined)[]): boolean {
  const seen = new Set<string>();
  for (const constants of lists) {
    if (constants === undefined || constants.size === 0) return false;
    for (const key of constants.keys()) {
      if (seen.has(key)) return false;
      seen.add(key);
    }
  }
  return true;
}

/** All values of a member that every valid object has, if constants say which; a union has those of its branches. */
function constantsOf({ object, unions }: Facts, member: string, book: FactBook, depth: number): ReadonlyMap<string, Constant> | undefined {
  const field = object?.fields.get(member);
  if (field?.required && field.access === "both") {
    const { constants } = field.schemas.map((schema) => book.facts.get(schema) ?? NOTHING_KNOWN).reduce(mergeFacts, NOTHING_KNOWN);
    if (constants !== undefined) return constants;
  }
  for (const { branches } of depth === 0 ? [] : unions) {
    const lists = branches.map(({ schema }) => constantsOf(book.facts.get(schema) ?? NOTHING_KNOWN, member, book, depth - 1));
    if (lists.every((constants) => constants !== undefined)) return new Map(lists.flatMap((constants) => [...(constants ?? [])]));
  }
  return undefined;
}

/** The tags of a dispatch, by branch, if the member that it goes by has texts only. */
export function tagsOfDispatch(dispatch: Dispatch | undefined): { readonly tag: string; readonly tags: ReadonlyMap<SchemaId, readonly string[]> } | undefined {
  if (dispatch?.by !== "member") return undefined;
  const tags = new Map<SchemaId, readonly string[]>();
  for (const { schema, values } of dispatch.branches) {
    const texts = values.map((value) => JSON.parse(value) as unknown).filter((value): value is string => typeof value === "string");
    if (texts.length < values.length) return undefined;
    tags.set(schema, texts);
  }
  return { tag: dispatch.member, tags };
}
