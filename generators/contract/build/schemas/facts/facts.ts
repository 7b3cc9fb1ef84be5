import type { Access, DecimalText, JsonText, SchemaId } from "../../../model.js";
import type { Mask } from "./mask.js";

/**
 * What is known of the values that a schema accepts, one part a JSON type, so that schemas which hold together (`allOf`, `$ref`
 * with siblings) can be merged: each part binds values of its type only, and `mask` says which types are left. Facts never
 * leave out a value that the assertions accept; what they can't say they leave open. (Every part is there, if only as `undefined`:
 * objects of one form are much faster than objects of many.)
 */
export interface Facts {
  readonly mask: Mask;
  /** All values there are, by canonical text, if `enum` or `const` lists them. */
  readonly constants: ReadonlyMap<string, Constant> | undefined;
  readonly text: TextFacts | undefined;
  readonly range: RangeFacts | undefined;
  readonly length: CountFacts | undefined;
  readonly array: ArrayFacts | undefined;
  readonly object: ObjectFacts | undefined;
  /** Of each, at least one branch holds. */
  readonly unions: readonly UnionFacts[];
  /** 3.0 `nullable` that has no effect by the rules but is surely meant: the shape takes null in. */
  readonly wantsNull: boolean;
  /** Why no value is left, if none is and it was not meant. Facts made of facts that clash have the same clash. */
  readonly clash: Clash | undefined;
}

/** What can't be together, and what to do. */
export interface Clash {
  readonly reason: string;
  readonly hint: string;
  /** What was meant is clear all the same. */
  readonly isClear?: boolean;
}

export interface Constant {
  readonly text: JsonText;
  readonly type: Mask;
  readonly name?: string;
  readonly description?: string;
  readonly deprecated: boolean;
}

export interface TextFacts {
  readonly format: string | undefined;
  readonly encoding: string | undefined;
  readonly mediaType: string | undefined;
}

export interface Bound {
  readonly limit: DecimalText;
  readonly isExclusive: boolean;
}

export interface RangeFacts {
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
}

/** Of characters, items or members. */
export interface CountFacts {
  readonly min: number;
  readonly max: number;
}

/** Schemas in a list hold together. `rest`: of items after `prefix`; empty: anything. */
export interface ArrayFacts {
  readonly prefix: readonly (readonly SchemaId[])[];
  readonly rest: readonly SchemaId[];
  readonly count: CountFacts;
}

export interface ObjectFacts {
  readonly fields: ReadonlyMap<string, FieldFacts>;
  /** What `additionalProperties` or `unevaluatedProperties` says of other members; empty: nothing. */
  readonly extra: readonly SchemaId[];
  readonly patterns: readonly { readonly pattern: string; readonly schema: SchemaId }[];
  /** Each closes the object to all but its own names and patterns. */
  readonly closers: readonly Closer[];
  readonly isClosed: boolean;
  readonly count: CountFacts;
}

export interface Closer {
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

export interface FieldFacts {
  /** Hold together; empty: anything. */
  readonly schemas: readonly SchemaId[];
  readonly required: boolean;
  readonly access: Access;
}

export interface UnionFacts {
  /** The schema that has the union. */
  readonly owner: SchemaId;
  readonly keyword: "anyOf" | "oneOf" | "discriminator";
  readonly branches: readonly UnionBranch[];
  /** The member that tells the branches apart. */
  readonly tag?: string;
}

export interface UnionBranch {
  readonly schema: SchemaId;
  readonly tags: readonly string[];
}
