import type { Assertion, SchemaId } from "../../model.js";

/** `inPlace`: the schema applies to the same value (Core 10.2), else to a member, name or item of it (Core 10.3 and 11). */
export type VisitChild = (schema: SchemaId, inPlace: boolean) => void;

/** Visits the schemas that an assertion uses. Total: a new keyword has to say here what it uses. */
export function visitChildren(assertion: Assertion, visit: VisitChild): void {
  switch (assertion.keyword) {
    case "$ref":
    case "$dynamicRef":
    case "not":
      return visit(assertion.schema, true);
    case "allOf":
    case "anyOf":
    case "oneOf":
      return assertion.schemas.forEach((schema) => visit(schema, true));
    case "discriminator":
      for (const { schema } of assertion.mapping) visit(schema, true);
      if (assertion.otherwise !== undefined) visit(assertion.otherwise, true);
      return;
    case "if":
      visit(assertion.condition, true);
      if (assertion.then !== undefined) visit(assertion.then, true);
      if (assertion.else !== undefined) visit(assertion.else, true);
      return;
    case "dependentSchemas":
      for (const { schema } of assertion.entries) visit(schema, true);
      return;
    case "properties":
    case "patternProperties":
      return assertion.members.forEach(({ schema }) => visit(schema, false));
    case "prefixItems":
      return assertion.schemas.forEach((schema) => visit(schema, false));
    case "items":
    case "contains":
    case "additionalProperties":
    case "propertyNames":
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return visit(assertion.schema, false);
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
      return;
  }
}

/** The schemas that an assertion applies to the same value. */
export function inPlaceOf(assertion: Assertion): readonly SchemaId[] {
  const schemas: SchemaId[] = [];
  visitChildren(assertion, (schema, inPlace) => {
    if (inPlace) schemas.push(schema);
  });
  return schemas;
}
