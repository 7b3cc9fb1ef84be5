import fc, { Arbitrary, type Random, Stream, Value } from "fast-check";
import type { Contract, Direction, Field, Schema, SchemaId, Shape } from "../../../generators/contract/model.js";
import { resolveShape } from "../../../generators/languages/shapes.js";
import { find, integer, matching, number, text, type Medium } from "./leaves.js";

/** Makes one value of an arbitrary. */
export type Roll = <T>(arbitrary: Arbitrary<T>) => T;

/** Values that are made step by step, each as long as there is room: of recursive schemas, arbitraries of arbitraries grow without end. Not shrunk. */
export const made = <T>(make: (roll: Roll) => T): Arbitrary<T> => new Made(make);

class Made<T> extends Arbitrary<T> {
  constructor(private readonly make: (roll: Roll) => T) {
    super();
  }
  override generate(random: Random, bias: number | undefined): Value<T> {
    return new Value(this.make((arbitrary) => arbitrary.generate(random, bias).value), undefined);
  }
  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }
  override shrink(): Stream<Value<T>> {
    return Stream.nil();
  }
}

export interface Making {
  readonly contract: Contract;
  readonly direction: Direction;
  readonly medium: Medium;
  /** The JSON value that stands for a value. */
  readonly asJson: (value: unknown) => unknown;
}

interface Maker extends Making {
  readonly roll: Roll;
  /** How many more values there is room for. What is optional then stays away. */
  left: number;
}

/** A value of a schema, as a client of `int64: bigint` has it: of its shape and within its simple limits. Other rules it may break. */
export const makeValue = (making: Making, schema: SchemaId, roll: Roll): unknown => makeOf(making, { kind: "ref", schema }, roll);

export const makeOf = (making: Making, shape: Shape, roll: Roll): unknown => make({ ...making, roll, left: 40 }, shape, undefined, 0);

/** References that lead to themselves through nothing else end here. */
const deepest = 8;

const flag = fc.boolean();
const chance = fc.nat({ max: 9 });

function make(maker: Maker, shape: Shape, schema: Schema | undefined, depth: number): unknown {
  maker.left -= 1;
  const { roll } = maker;
  switch (shape.kind) {
    case "ref": {
      const target = maker.contract.schemas[shape.schema];
      return target === undefined || depth > 4 * deepest ? null : make(maker, target.shape, target.assertions.length === 0 ? schema : target, depth + 1);
    }
    case "any":
      return roll(maker.medium === "json" ? anything : text(maker.medium, undefined));
    case "never":
      return undefined;
    case "null":
      return null;
    case "boolean":
      return roll(flag);
    case "integer":
      return roll(integer(shape.format, schema));
    case "number":
      return roll(number(schema));
    case "string":
      return roll(text(maker.medium, schema, shape.format));
    case "binary":
      return roll(fc.uint8Array({ maxLength: 200 }));
    case "enum":
      return JSON.parse(roll(fc.constantFrom(...shape.members)).value) as unknown;
    case "nullable":
      return isFull(maker, depth) || roll(chance) < 3 ? null : make(maker, shape.of, undefined, depth + 1);
    case "union":
      return makeUnion(maker, shape, depth);
    case "array":
      return makeList(maker, shape, schema, depth);
    case "tuple": {
      const items = shape.items.slice(0, roll(fc.integer({ min: shape.required, max: shape.items.length })));
      return items.map((item) => make(maker, item, undefined, depth + 1));
    }
    case "map":
      return makeMembers(maker, [], shape.values, schema, depth);
    case "object":
      return makeMembers(maker, shape.fields, shape.extra, schema, depth);
  }
}

const isFull = ({ left }: Maker, depth: number): boolean => left <= 0 || depth > deepest;

const anything: Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, fc.constant(null), fc.boolean(), fc.integer(), fc.string({ unit: "grapheme", maxLength: 10 }), fc.array(tie("value"), { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 5 }), tie("value"), { maxKeys: 3, noNullPrototype: true })),
})).value;

/** A branch of a union with a tag says which it is. */
function makeUnion(maker: Maker, { branches, tag }: Extract<Shape, { kind: "union" }>, depth: number): unknown {
  const flat = isFull(maker, depth) ? branches.filter(({ shape }) => !["object", "map", "array", "tuple"].includes(resolveShape(maker.contract, shape)?.kind ?? "")) : [];
  const branch = maker.roll(fc.constantFrom(...(flat.length > 0 ? flat : branches)));
  const value = make(maker, branch.shape, undefined, depth + 1);
  if (tag === undefined || !branch.tags || branch.tags.length === 0 || typeof value !== "object" || value === null) return value;
  return { ...value, [tag]: maker.roll(fc.constantFrom(...branch.tags)) };
}

function makeList(maker: Maker, { items }: Extract<Shape, { kind: "array" }>, schema: Schema | undefined, depth: number): unknown {
  const least = find(schema, "minItems")?.limit ?? (maker.medium === "json" || (maker.medium === "query" && depth < 2) ? 0 : 1);
  const most = Math.max(least, Math.min(find(schema, "maxItems")?.limit ?? 4, 4));
  const length = isFull(maker, depth) ? least : maker.roll(fc.integer({ min: least, max: most }));
  const list = Array.from({ length }, () => make(maker, items, undefined, depth + 1));
  return find(schema, "uniqueItems") ? [...new Map(list.map((item) => [print(item), item])).values()] : list;
}

const print = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? Number(part) : part)) ?? "";

const isVisible = (field: Field, direction: Direction): boolean => field.access === "both" || (field.access === "readOnly") === (direction === "response");

function makeMembers(maker: Maker, fields: readonly Field[], extra: Shape | undefined, schema: Schema | undefined, depth: number): unknown {
  const { contract, direction, roll } = maker;
  const value: Record<string, unknown> = {};
  const set = (name: string, member: unknown): void => void Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
  if (extra) for (const name of extraNames(maker, fields, schema, depth)) set(name, make(maker, extra, undefined, depth + 1));
  for (const field of fields) {
    if (!isVisible(field, direction) || resolveShape(contract, field.shape)?.kind === "never") continue;
    if (field.required || (!isFull(maker, depth) && roll(chance) < 7)) set(field.name, make(maker, field.shape, undefined, depth + 1));
  }
  return value;
}

/** Members of other names than the patterns' are dropped, unless something else allows them. */
function extraNames(maker: Maker, fields: readonly Field[], schema: Schema | undefined, depth: number): readonly string[] {
  if (isFull(maker, depth)) return [];
  const patterns = find(schema, "additionalProperties") ? [] : (find(schema, "patternProperties")?.members ?? []).map(({ pattern }) => matching(pattern, 10));
  const name = patterns.length > 0 ? fc.oneof(...patterns) : fc.stringMatching(/^[a-z]{1,6}$/);
  return maker.roll(fc.uniqueArray(name, { maxLength: 3 })).filter((one) => !fields.some((field) => field.name === one));
}
