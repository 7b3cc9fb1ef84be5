import { data, either, type Field, fields, flag, integer, list, map, number, object, prose, schema, since, text, tolerant, typeName, until } from "./kinds.js";

const requiredHint = "name the member in the 'required' list of the object that has it; a flag here says nothing";
const examplesHint = "'examples' of a schema is a list of values";

/** Keywords of every version. */
const common = {
  title: prose,
  description: prose,
  format: text,
  default: data,
  multipleOf: number,
  maximum: number,
  minimum: number,
  maxLength: integer,
  minLength: integer,
  pattern: text,
  maxItems: integer,
  minItems: integer,
  uniqueItems: flag,
  maxProperties: integer,
  minProperties: integer,
  required: tolerant(list(text), flag, requiredHint),
  enum: list(data),
  properties: map(schema),
  allOf: list(schema),
  readOnly: flag,
  example: data,
  externalDocs: object("ExternalDocs"),
  xml: object("XML"),
};

const bound = "in 3.0 this is a flag beside 'minimum' or 'maximum'; a number stands here since OpenAPI 3.1";

/** Keywords of JSON Schema 2020-12 that OpenAPI 3.0 doesn't have (Core 8 to 11, Validation 6 to 9). */
const modern = {
  $schema: text,
  $id: text,
  $anchor: text,
  $dynamicAnchor: text,
  $dynamicRef: text,
  $vocabulary: map(flag),
  $comment: prose,
  $defs: map(schema),
  const: data,
  examples: tolerant(list(data), data, examplesHint),
  prefixItems: list(schema),
  contains: schema,
  minContains: integer,
  maxContains: integer,
  patternProperties: map(schema),
  propertyNames: schema,
  dependentRequired: map(list(text)),
  dependentSchemas: map(schema),
  if: schema,
  then: schema,
  else: schema,
  unevaluatedItems: schema,
  unevaluatedProperties: schema,
  contentEncoding: text,
  contentMediaType: text,
  contentSchema: schema,
  /** Of earlier drafts; the 2020-12 meta-schema still knows them (Core, appendix "deprecated"). */
  definitions: map(schema),
  dependencies: map(either(list(text), schema)),
};

/** Keywords of schemas in OpenAPI 3.0 (Schema Object, a part of JSON Schema draft 4 and 5), 3.1 and 3.2 (JSON Schema 2020-12). */
export const keywords: Readonly<Record<string, Field | readonly Field[]>> = fields({
  ...common,
  ...Object.fromEntries(Object.entries(modern).map(([name, kind]) => [name, since("3.1", kind)])),
  type: [
    until("3.0", tolerant(text, list(text), "in 3.0 a schema has one type, and 'nullable: true' for null; lists of types stand here since OpenAPI 3.1")),
    since("3.1", either(text, list(typeName))),
  ],
  exclusiveMaximum: [until("3.0", tolerant(flag, number, bound)), since("3.1", tolerant(number, flag, "since OpenAPI 3.1 this is the limit itself, in place of 'maximum'"))],
  exclusiveMinimum: [until("3.0", tolerant(flag, number, bound)), since("3.1", tolerant(number, flag, "since OpenAPI 3.1 this is the limit itself, in place of 'minimum'"))],
  additionalProperties: [until("3.0", either(flag, schema)), since("3.1", schema)],
  items: schema,
  oneOf: list(schema),
  anyOf: list(schema),
  not: schema,
  nullable: until("3.0", flag),
  discriminator: object("Discriminator"),
  writeOnly: flag,
  deprecated: flag,
});

/** Keywords of schemas in Swagger 2.0. */
export const swaggerKeywords: Readonly<Record<string, Field | readonly Field[]>> = fields({
  ...common,
  type: tolerant(text, list(text), "in Swagger 2.0 a schema has one type"),
  exclusiveMaximum: tolerant(flag, number, bound),
  exclusiveMinimum: tolerant(flag, number, bound),
  additionalProperties: either(flag, schema),
  items: schema,
  discriminator: text,
});
