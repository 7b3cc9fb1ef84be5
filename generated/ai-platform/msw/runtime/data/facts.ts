import { ANY, type Kinds } from "./kinds.js";
import type { NumberLimit } from "./numbers.js";
import type { Numeric, Schema } from "./schema.js";

/** What must hold of the value at one place. Equal demands are one object. */
export interface Demand {
  readonly all: readonly Schema[];
  readonly none: readonly Schema[];
}

/** A schema that asks what is evaluated beside and below it, at the same value. */
export interface Scope {
  readonly items: Schema | undefined;
  readonly members: Schema | undefined;
  /** The scopes that it stands in itself. */
  readonly within: readonly Scope[];
}

/** What one schema says of items. */
export interface ItemRule {
  readonly first: readonly Schema[];
  readonly rest: Schema | undefined;
  readonly within: readonly Scope[];
}

export interface ContainsRule {
  readonly schema: Schema;
  readonly min: number;
  readonly max: number;
  readonly within: readonly Scope[];
}

/** What one schema says of members. */
export interface MemberRule {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly patterns: Readonly<Record<string, Schema>>;
  readonly others: Schema | undefined;
  readonly within: readonly Scope[];
}

/** A member that an object must have, whatever it is called. */
export interface Extra {
  readonly name: Demand;
  readonly value: Demand;
}

/** One way to go on: schemas that are to hold, or not to hold, and what schemas have no keyword for. */
export interface Alternative {
  readonly all?: readonly Schema[];
  readonly none?: readonly Schema[];
  /** These don't hold either. A value is made first and judged then: most break them without anything being done about it. */
  readonly unlike?: readonly Schema[];
  readonly kinds?: Kinds;
  readonly excluded?: readonly unknown[];
  readonly notPattern?: string;
  readonly notFormat?: string;
  readonly notMultiple?: Numeric;
  /** A list that has an item twice. */
  readonly repeats?: boolean;
  readonly extra?: Extra;
}

/** One of several ways has to be gone. */
export interface Choice {
  readonly ways: readonly Alternative[];
  readonly within: readonly Scope[];
}

/**
 * What several schemas that hold together come to (as hypothesis-jsonschema's canonical schemas, but with choices kept open). Its parts are
 * replaced and never changed, so that a copy is cheap.
 */
export interface Facts {
  kinds: Kinds;
  /** The only values that there are. */
  constants: readonly unknown[] | undefined;
  excluded: readonly unknown[];
  formats: readonly string[];
  notFormats: readonly string[];
  least: NumberLimit | undefined;
  most: NumberLimit | undefined;
  multiples: readonly Numeric[];
  notMultiples: readonly Numeric[];
  minLength: number;
  maxLength: number;
  patterns: readonly string[];
  notPatterns: readonly string[];
  minItems: number;
  maxItems: number;
  isUnique: boolean;
  repeats: boolean;
  items: readonly ItemRule[];
  contains: readonly ContainsRule[];
  minMembers: number;
  maxMembers: number;
  required: readonly string[];
  members: readonly MemberRule[];
  names: readonly Schema[];
  dependents: readonly (readonly [name: string, others: readonly string[]])[];
  extras: readonly Extra[];
  scopes: readonly Scope[];
  /** Examples and defaults. */
  samples: readonly unknown[];
  /** The schemas that are to hold, with the scopes for which they count; those that references led to. */
  held: ReadonlyMap<Schema, readonly Scope[]>;
  targets: readonly Schema[];
  denied: ReadonlySet<Schema>;
  unlike: readonly Schema[];
  choices: readonly Choice[];
  /** Whether a value that was made of this may be invalid all the same, so that it has to be judged. */
  isUnsure: boolean;
}

/** What is known of any value. */
export const noFacts: Facts = {
  kinds: ANY,
  constants: undefined,
  excluded: [],
  formats: [],
  notFormats: [],
  least: undefined,
  most: undefined,
  multiples: [],
  notMultiples: [],
  minLength: 0,
  maxLength: Infinity,
  patterns: [],
  notPatterns: [],
  minItems: 0,
  maxItems: Infinity,
  isUnique: false,
  repeats: false,
  items: [],
  contains: [],
  minMembers: 0,
  maxMembers: Infinity,
  required: [],
  members: [],
  names: [],
  dependents: [],
  extras: [],
  scopes: [],
  samples: [],
  held: new Map(),
  targets: [],
  denied: new Set(),
  unlike: [],
  choices: [],
  isUnsure: false,
};
