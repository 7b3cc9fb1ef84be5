import { ExactNumber } from "../../generators/contract/json.js";
import type { Direction } from "../../generators/contract/model.js";

/** A schema of JSON Schema 2020-12, as another validator takes it. */
export type Standard = boolean | { readonly [keyword: string]: unknown };

type Raw = { readonly [keyword: string]: unknown };

/** What OpenAPI 3.0 takes over of JSON Schema; its `nullable` and its boolean limits are translated. */
const KEYWORDS_30: ReadonlySet<string> = new Set(
  `title type enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties
  required allOf anyOf oneOf not items properties additionalProperties format nullable discriminator readOnly writeOnly $ref`.split(/\s+/),
);

const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** Plain JSON: exact numbers become doubles. */
export function plain(value: unknown): unknown {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (!isRaw(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/** Schemas in a map, in a list, or alone: where each keyword has them. */
const inMaps: readonly string[] = ["properties", "patternProperties", "dependentSchemas", "$defs"];
const inLists: readonly string[] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const alone: readonly string[] = ["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties"];

/**
 * The component schemas of a document as JSON Schema 2020-12: `$defs` of one schema. Members of the other direction are neither required nor checked,
 * and a discriminator narrows its union, as the wire profile has it. Written for tests from the specifications, without code of the generator.
 */
export function toStandard(document: Raw, direction: Direction): Readonly<Record<string, Standard>> {
  const schemas = plain(((document["components"] ?? {}) as Raw)["schemas"] ?? {}) as Readonly<Record<string, Standard>>;
  const is30 = String(document["openapi"]).startsWith("3.0");
  const translation: Translation = { schemas, is30, hidden: direction === "request" ? "readOnly" : "writeOnly" };
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, translate(translation, schema)]));
}

interface Translation {
  readonly schemas: Readonly<Record<string, Standard>>;
  readonly is30: boolean;
  readonly hidden: "readOnly" | "writeOnly";
}

const nameOf = (ref: unknown): string | undefined => {
  const found = /^#\/components\/schemas\/([^/]+)$/.exec(String(ref))?.[1];
  return found === undefined ? undefined : decodeURIComponent(found).replaceAll("~1", "/").replaceAll("~0", "~");
};

function translate(translation: Translation, schema: unknown): Standard {
  if (!isRaw(schema)) return schema !== false;
  const own = translation.is30 ? read30(schema) : { ...schema };
  if (typeof own["$ref"] === "string") own["$ref"] = own["$ref"].replace("#/components/schemas/", "#/$defs/");
  narrow(translation, schema, own);
  hide(translation, own);
  for (const keyword of inMaps) if (isRaw(own[keyword])) own[keyword] = Object.fromEntries(Object.entries(own[keyword]).map(([name, inner]) => [name, translate(translation, inner)]));
  for (const keyword of inLists) if (Array.isArray(own[keyword])) own[keyword] = (own[keyword] as readonly unknown[]).map((inner) => translate(translation, inner));
  for (const keyword of alone) if (own[keyword] !== undefined) own[keyword] = translate(translation, own[keyword]);
  return own;
}

function read30(schema: Raw): Record<string, unknown> {
  // 3.0.4, Reference Object: no siblings.
  if (typeof schema["$ref"] === "string") return { $ref: schema["$ref"] };
  const own: Record<string, unknown> = Object.fromEntries(Object.entries(schema).filter(([keyword]) => KEYWORDS_30.has(keyword)));
  for (const [flag, limit] of [["exclusiveMinimum", "minimum"], ["exclusiveMaximum", "maximum"]] as const) {
    const isExclusive = own[flag] === true;
    delete own[flag];
    if (!isExclusive || own[limit] === undefined) continue;
    own[flag] = own[limit];
    delete own[limit];
  }
  // 3.0.4: `nullable` adds null to `type`, and does nothing without it.
  if (own["nullable"] === true && typeof own["type"] === "string") own["type"] = [own["type"], "null"];
  delete own["nullable"];
  return own;
}

/** The branch that the tag chooses, and it alone. */
function narrow({ schemas }: Translation, schema: Raw, own: Record<string, unknown>): void {
  const discriminator = schema["discriminator"];
  delete own["discriminator"];
  const union = (["oneOf", "anyOf"] as const).find((keyword) => Array.isArray(schema[keyword]));
  if (!isRaw(discriminator) || union === undefined) return;
  const property = String(discriminator["propertyName"]);
  const mapping = Object.entries((discriminator["mapping"] ?? {}) as Readonly<Record<string, string>>).flatMap(([tag, target]) => {
    const name = nameOf(target) ?? target;
    return schemas[name] === undefined ? [] : [{ tag, name }];
  });
  const names = (schema[union] as readonly Raw[]).map((branch) => nameOf(branch["$ref"]));
  const untagged = names.filter((name) => !mapping.some((entry) => entry.name === name));
  const implicit = untagged.flatMap((name) => (name === undefined ? [] : constantsOf(schemas, name, property) ?? [name]).map((tag) => ({ tag, name: name as string })));
  own[union] = [...mapping, ...implicit].map(({ tag, name }) => ({ type: "object", required: [property], properties: { [property]: { const: tag } }, allOf: [{ $ref: `#/components/schemas/${name}` }] }));
}

/** The constants of a branch's own tag, which are what is meant where no mapping names it. */
function constantsOf(schemas: Translation["schemas"], name: string, property: string): readonly string[] | undefined {
  const schema = schemas[name];
  if (!isRaw(schema)) return undefined;
  const member = isRaw(schema["properties"]) ? schema["properties"][property] : undefined;
  if (!isRaw(member)) return undefined;
  return typeof member["const"] === "string" ? [member["const"]] : (member["enum"] as readonly string[] | undefined);
}

/** Members of the other direction, which the schema or its bases mark, are not required, and may be anything. */
function hide(translation: Translation, own: Record<string, unknown>): void {
  const hidden = new Set(hiddenNames(translation, own, new Set()));
  if (hidden.size === 0) return;
  if (Array.isArray(own["required"])) own["required"] = own["required"].filter((name) => !hidden.has(name as string));
  if (isRaw(own["properties"])) own["properties"] = Object.fromEntries(Object.entries(own["properties"]).map(([name, member]) => [name, hidden.has(name) ? true : member]));
}

function hiddenNames(translation: Translation, schema: Raw, seen: Set<unknown>): readonly string[] {
  const members = isRaw(schema["properties"]) ? schema["properties"] : {};
  const own = Object.keys(members).filter((name) => isHidden(translation, members[name], seen));
  return [...own, ...basesOf(translation, schema).flatMap((base) => (seen.has(base) ? [] : hiddenNames(translation, base, new Set([...seen, base]))))];
}

function isHidden(translation: Translation, schema: unknown, seen: ReadonlySet<unknown>): boolean {
  if (!isRaw(schema) || seen.has(schema)) return false;
  return schema[translation.hidden] === true || basesOf(translation, schema).some((base) => isHidden(translation, base, new Set([...seen, schema])));
}

function basesOf({ schemas }: Translation, schema: Raw): readonly Raw[] {
  const referred = schemas[nameOf(String(schema["$ref"]).replace("#/$defs/", "#/components/schemas/")) ?? ""];
  return [...(isRaw(referred) ? [referred] : []), ...(Array.isArray(schema["allOf"]) ? schema["allOf"].filter(isRaw) : [])];
}
