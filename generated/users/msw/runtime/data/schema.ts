import type { Decimal } from "../check/decimal.js";

/**
 * JSON Schema 2020-12 as it is printed from a contract: assertions by direction, references as `#/$defs/<name>` (a JSON pointer as a URI
 * fragment, RFC 6901 section 6) with the name of another schema, no `$id`, no anchors.
 */
export type Schema = boolean | SchemaObject;

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** A number as the contract has it; a `Decimal` where a double would lose digits. */
export type Numeric = number | Decimal;

export interface SchemaObject {
  readonly $ref?: string;
  readonly $dynamicRef?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly multipleOf?: Numeric;
  readonly minimum?: Numeric;
  readonly exclusiveMinimum?: Numeric;
  readonly maximum?: Numeric;
  readonly exclusiveMaximum?: Numeric;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly unevaluatedItems?: Schema;
  readonly unevaluatedProperties?: Schema;
  /** The tag alone says which schema counts (wire profile, "Schemas by direction, discriminators"). */
  readonly "x-discriminator"?: { readonly propertyName: string; readonly mapping: Readonly<Record<string, Schema>>; readonly otherwise?: Schema };
  /** How the branch is found that a value belongs to, where that can be told: what it breaks is then told of the branch. Asserts nothing. */
  readonly "x-anyOf"?: Dispatch;
  readonly "x-oneOf"?: Dispatch;
  /** What a value is like: these assert nothing. */
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  /** The member is not of the direction that the schema is for: it may be there, and is never made. */
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
}

/** By branch: the JSON types that it is for, or the constants of a member that it requires. */
export type Dispatch =
  | { readonly types: readonly (readonly JsonType[])[] }
  | { readonly member: string; readonly values: readonly (readonly unknown[])[] };

/** The schemas of a contract by name. */
export type Schemas = Readonly<Record<string, Schema>>;
