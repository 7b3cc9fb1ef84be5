import type { Assertion, SchemaId } from "../../model.js";

/** How an assertion uses other schemas: on the same value (Core 10.2) or on a member, name or item of it (Core 10.3 and 11). */
export interface Children {
  readonly inPlace: readonly SchemaId[];
  readonly parts: readonly SchemaId[];
}

const NONE: Children = { inPlace: [], parts: [] };
const inPlace = (...schemas: readonly (SchemaId | undefined)[]): Children => ({ inPlace: schemas.filter((schema) => schema !== undefined), parts: [] });
const parts = (...schemas: readonly SchemaId[]): Children => ({ inPlace: [], parts: schemas });

/** The schemas that an assertion uses. Total: a new keyword has to say here what it uses. */
export function childrenOf(assertion: Assertion): Children {
  switch (assertion.keyword) {
    case "$ref":
    case "$dynamicRef":
    case "not":
      return inPlace(assertion.schema);
    case "allOf":
    case "anyOf":
    case "oneOf":
      return inPlace(...assertion.schemas);
    case "discriminator":
      return inPlace(...assertion.mapping.map(({ schema }) => schema), assertion.otherwise);
    case "if":
      return inPlace(assertion.condition, assertion.then, assertion.else);
    case "dependentSchemas":
      return inPlace(...assertion.entries.map(({ schema }) => schema));
    case "properties":
    case "patternProperties":
      return parts(...assertion.members.map(({ schema }) => schema));
    case "prefixItems":
      return parts(...assertion.schemas);
    case "items":
    case "contains":
    case "additionalProperties":
    case "propertyNames":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return parts(assertion.schema);
    case "false":
    case "type":
    case "enum":
    case "const":
    case "multipleOf":
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
    case "minLength":
    case "maxLength":
    case "pattern":
    case "format":
    case "minItems":
    case "maxItems":
    case "uniqueItems":
    case "minProperties":
    case "maxProperties":
    case "required":
    case "dependentRequired":
      return NONE;
  }
}
