import { isObject, type Json, type JsonObject } from "../../json.js";
import type { SpecificationVersion } from "../../source.js";
import { fieldOf } from "../fields.js";

/** Every keyword of a Schema Object in OpenAPI 3.0 (3.0.4, 4.7.24). What else stands in one is as good as absent. */
const KEYWORDS_OF_3_0: ReadonlySet<string> = new Set([
  "title", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern",
  "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties", "required", "enum", "type", "allOf", "oneOf", "anyOf",
  "not", "items", "properties", "additionalProperties", "description", "format", "default", "nullable", "discriminator",
  "readOnly", "writeOnly", "xml", "externalDocs", "example", "deprecated",
]);

const NONE: JsonObject = Object.freeze({});

/**
 * The keywords of a schema as JSON Schema 2020-12 writes them. For OpenAPI 3.0 (3.0.4, Schema Object): everything beside
 * `$ref` is dropped, and so are keywords that 3.0 doesn't have; `nullable` becomes the type `null` where a `type` stands beside
 * it, and nothing elsewhere; a boolean `exclusiveMinimum` takes the value of `minimum`. Boolean schemas have no keywords.
 * Gives the same object where nothing changes.
 */
export function readKeywords(schema: Json, version: SpecificationVersion): JsonObject {
  if (!isObject(schema)) return NONE;
  return straightenBounds(version === "3.0" ? rewrite30(schema) : schema);
}

function rewrite30(schema: JsonObject): JsonObject {
  const reference = fieldOf(schema, "$ref");
  if (typeof reference === "string") return { $ref: reference };
  const names = Object.keys(schema);
  const strange = names.some((name) => !KEYWORDS_OF_3_0.has(name) && !name.startsWith("x-"));
  const nullable = schema["nullable"] === true && Object.hasOwn(schema, "nullable");
  if (!strange && !nullable) return schema;
  const kept: Record<string, Json> = {};
  for (const name of names) if (KEYWORDS_OF_3_0.has(name) || name.startsWith("x-")) kept[name] = schema[name] as Json;
  if (nullable && Object.hasOwn(kept, "type")) kept["type"] = withNull(kept["type"] as Json);
  return kept;
}

/** Wrong kinds of `type` stay what they are. */
function withNull(type: Json): Json {
  if (typeof type === "string") return type === "null" ? type : [type, "null"];
  return Array.isArray(type) ? [...new Set([...(type as readonly Json[]), "null"])] : type;
}

/**
 * `exclusiveMinimum: true` beside `minimum` means what `exclusiveMinimum: <limit>` means since 2020-12 (draft 4, 5.1.2 and
 * 5.1.3). The loader has said where a flag stands in a version that wants a number; what is meant is clear.
 */
function straightenBounds(schema: JsonObject): JsonObject {
  const low = fieldOf(schema, "exclusiveMinimum");
  const high = fieldOf(schema, "exclusiveMaximum");
  if (typeof low !== "boolean" && typeof high !== "boolean") return schema;
  const kept: Record<string, Json> = { ...schema };
  if (typeof low === "boolean") moveBound(kept, "minimum", "exclusiveMinimum");
  if (typeof high === "boolean") moveBound(kept, "maximum", "exclusiveMaximum");
  return kept;
}

function moveBound(keywords: Record<string, Json>, inclusive: string, exclusive: string): void {
  const isExclusive = keywords[exclusive] === true;
  delete keywords[exclusive];
  if (!isExclusive || !Object.hasOwn(keywords, inclusive)) return;
  keywords[exclusive] = keywords[inclusive] as Json;
  delete keywords[inclusive];
}
