import type { Diagnostic } from "../../../diagnostic.js";
import { ExactNumber, type Json, type JsonObject } from "../../json.js";
import type { Assertion, AssertionKeyword, AssertionOf, DecimalText, Pointer, SchemaId } from "../../model.js";
import { escapeToken } from "../../pointer.js";
import type { Tagging } from "./discriminators.js";
import type { Position } from "./positions.js";

/** What all readers share: every schema of the document, where to say what is wrong, and what is worked out once. */
export interface Draft {
  /** Copies of schemas are added to them (access.ts). */
  readonly positions: Map<SchemaId, Position>;
  /** Dynamic anchors that more than one resource has: only these can lead elsewhere than they do statically. */
  readonly movingAnchors: ReadonlySet<string>;
  /** Adds a diagnostic, once. */
  readonly report: (diagnostic: Diagnostic) => void;
  readonly diagnostics: Diagnostic[];
  readonly reported: Set<string>;
  /** What the parser says of a pattern, by pattern; undefined: nothing is wrong with it. */
  readonly patterns: Map<string, string | undefined>;
  /** What a `discriminator` and the union beside it make, by schema. */
  readonly taggings: Map<SchemaId, Tagging | undefined>;
}

/** What a keyword's reader sees: the schema that the keyword stands in, and the draft. */
export interface Reading {
  readonly draft: Draft;
  readonly position: Position;
  readonly keywords: JsonObject;
}

/** Makes the assertion of one keyword, or undefined if what stands there asserts nothing. */
export type Reader<K extends AssertionKeyword> = (reading: Reading) => AssertionOf<K> | undefined;
export type Readers<K extends AssertionKeyword> = { readonly [Name in K]: Reader<Name> };
export type AnyReader = (reading: Reading) => Assertion | undefined;

/** The pointer to a keyword's value, or to a member or item of it. */
export const at = ({ position }: Reading, keyword: string, token?: string | number): Pointer =>
  token === undefined ? `${position.id}/${keyword}` : `${position.id}/${keyword}/${typeof token === "number" ? token : escapeToken(token)}`;

/** The schema that is the value of a keyword, if there is one. */
export const schemaAt = ({ position }: Reading, keyword: string): SchemaId | undefined => position.children.find((child) => child.keyword === keyword)?.id;

/** The assertion of a keyword whose value is one schema and nothing else matters. */
export function readChild<K extends "not" | "propertyNames" | "unevaluatedItems" | "unevaluatedProperties">(reading: Reading, keyword: K): { readonly keyword: K; readonly schema: SchemaId } | undefined {
  const schema = schemaAt(reading, keyword);
  return schema === undefined ? undefined : { keyword, schema };
}

/** The schemas in a list; what is no schema is left out. Undefined if there is no list, or nothing in it. */
export function schemasIn({ position }: Reading, keyword: string): readonly SchemaId[] | undefined {
  const schemas = position.children.filter((child) => child.keyword === keyword).map(({ id }) => id);
  return schemas.length === 0 ? undefined : schemas;
}

/** The schemas of a map by their names; what is no schema is left out. */
export function schemasBy({ position }: Reading, keyword: "patternProperties" | "dependentSchemas"): readonly { readonly name: string; readonly schema: SchemaId }[] {
  const members: { readonly name: string; readonly schema: SchemaId }[] = [];
  for (const { keyword: own, step, id } of position.children) {
    if (own !== keyword) continue;
    if (step.kind === "dependent") members.push({ name: step.name, schema: id });
    else if (step.kind === "patternProperty") members.push({ name: step.pattern, schema: id });
  }
  return members;
}

/** The exact text of a number, or undefined for anything else. */
export function decimalOf(value: Json | undefined): DecimalText | undefined {
  if (value instanceof ExactNumber) return value.text;
  return typeof value === "number" && Number.isFinite(value) ? JSON.stringify(value) : undefined;
}
