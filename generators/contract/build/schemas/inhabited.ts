import type { SchemaId } from "../../model.js";
import { type Column, makeColumn } from "./column.js";
import type { FactBook } from "./facts/collect.js";
import type { ArrayFacts, Clash, Facts, ObjectFacts } from "./facts/facts.js";
import { ARRAY, BOOLEAN, NULL, NUMBER, OBJECT, STRING } from "./facts/mask.js";
import { mergeFacts, NOTHING_KNOWN } from "./facts/merge.js";
import { settleFacts } from "./facts/settle.js";
import type { Position, Positions } from "./positions.js";

/** Why a schema has no value so far: schemas of which one must have a value first, or what can't be together. */
export interface Blocker {
  readonly waitsFor: readonly SchemaId[];
  /** The member or item that is missing, as a reason names it. */
  readonly part?: string;
  readonly clash?: Clash;
}

/** A value of these types needs no other schema to have one. */
const PLAIN = NULL | BOOLEAN | NUMBER | STRING;

/**
 * The schemas that have a value at all, as far as facts tell: the least set in which a schema is once the members it requires, the
 * items it needs and a branch of each of its unions are. What requires itself is not in it (a value would have no end). Each schema
 * is looked at again only when one that it waited for got in, so the work is linear in what is required.
 */
export function findInhabited(positions: Positions, book: FactBook, order: readonly Position[]): Column<boolean> {
  const inhabited = makeColumn<boolean>(positions);
  const others = order.filter((position) => {
    const facts = book.facts.of(position) ?? NOTHING_KNOWN;
    const isPlain = (facts.mask & PLAIN) !== 0 && facts.unions.length === 0;
    if (isPlain) inhabited.put(position, true);
    return !isPlain;
  });
  const waiting = new Map<SchemaId, SchemaId[]>();
  // Parts stand behind what they are parts of: from the end, most are in before anyone asks.
  for (const { id } of others.toReversed()) admit(book, inhabited, waiting, id);
  return inhabited;
}

/** Looks whether a schema has a value, and then at those that waited for it. */
function admit(book: FactBook, inhabited: Column<boolean>, waiting: Map<SchemaId, SchemaId[]>, root: SchemaId): void {
  const open = [root];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (inhabited.get(id) === true) continue;
    const blocker = findBlocker(book, inhabited, id);
    for (const child of blocker?.waitsFor ?? []) addTo(waiting, child, id);
    if (blocker !== undefined) continue;
    inhabited.set(id, true);
    for (const user of waiting.get(id) ?? []) open.push(user);
    waiting.delete(id);
  }
}

/** Adds to the list of a key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** More schemas than this for one member are not put together: who writes so many of them repeats himself. */
export const MAX_TOGETHER = 32;

/** What keeps a schema from having a value, if anything does. */
export function findBlocker(book: FactBook, inhabited: Column<boolean>, id: SchemaId): Blocker | undefined {
  const facts = book.facts.get(id) ?? NOTHING_KNOWN;
  if (facts.mask === 0) return { waitsFor: [] };
  for (const { branches } of facts.unions) {
    if (!branches.some(({ schema }) => inhabited.get(schema) === true)) return { waitsFor: branches.map(({ schema }) => schema) };
  }
  if (facts.constants !== undefined || (facts.mask & PLAIN) !== 0) return undefined;
  const inArray = facts.mask & ARRAY ? blockerOfArray(facts.array, inhabited) : NO_TYPE;
  if (inArray === undefined) return undefined;
  const inObject = facts.mask & OBJECT ? blockerOfObject(facts.object, book, inhabited) : NO_TYPE;
  if (inObject === undefined) return undefined;
  return { ...inArray, ...inObject, waitsFor: [...inArray.waitsFor, ...inObject.waitsFor] };
}

const NO_TYPE: Blocker = { waitsFor: [] };

function blockerOfArray(array: ArrayFacts | undefined, inhabited: Column<boolean>): Blocker | undefined {
  if (array === undefined || array.count.min === 0) return undefined;
  const items = [...array.prefix.slice(0, array.count.min), ...(array.count.min > array.prefix.length ? [array.rest] : [])];
  const missing = items.flat().find((schema) => inhabited.get(schema) !== true);
  return missing === undefined ? undefined : { waitsFor: [missing], part: "an item is required" };
}

function blockerOfObject(object: ObjectFacts | undefined, book: FactBook, inhabited: Column<boolean>): Blocker | undefined {
  let blocker: Blocker | undefined;
  object?.fields.forEach(({ schemas, required }, name) => {
    if (!required || blocker !== undefined) return;
    const missing = schemas.find((schema) => inhabited.get(schema) !== true);
    const together = missing !== undefined || schemas.length < 2 || schemas.length > MAX_TOGETHER ? undefined : meetOf(book, schemas);
    if (missing === undefined && together?.mask !== 0) return;
    const clash = together?.clash;
    blocker = { waitsFor: missing === undefined ? [] : [missing], part: `the member '${name}' is required`, ...(clash !== undefined && { clash }) };
  });
  return blocker;
}

/** What is known of values for which all of several schemas hold. */
export const meetOf = (book: FactBook, schemas: readonly SchemaId[]): Facts =>
  settleFacts(schemas.map((schema) => book.facts.get(schema) ?? NOTHING_KNOWN).reduce(mergeFacts, NOTHING_KNOWN), book.isNever);
