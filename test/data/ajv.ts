import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { Decimal } from "../../templates/runtime/typescript/check/decimal.js";
import type { Schemas } from "../../templates/runtime/typescript/data/index.js";

type Raw = { readonly [keyword: string]: unknown };

const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** Formats of which ajv-formats has another opinion than the wire profile, or none: there our validators are asked alone. */
const OTHERWISE: ReadonlySet<string> = new Set("idn-email idn-hostname iri iri-reference byte uint32 uint64 duration time date-time uri uri-reference uri-template email hostname int64 regex relative-json-pointer json-pointer".split(" "));

/** Plain JSON, with what only our schemas say in words of JSON Schema. */
function translate(value: unknown): unknown {
  if (value instanceof Decimal) return value.nearest;
  if (Array.isArray(value)) return value.map(translate);
  if (!isRaw(value)) return value;
  const { "x-discriminator": tagged, default: _default, examples: _examples, format, ...others } = value;
  const own = format === undefined || OTHERWISE.has(String(format)) ? others : { ...others, format };
  const plain = Object.fromEntries(Object.entries(own).map(([name, member]) => [name, CONSTANTS.has(name) ? plainOf(member) : MAPS.has(name) ? translateMap(member as Raw) : translate(member)]));
  return isRaw(tagged) && isRaw(tagged["mapping"]) ? { allOf: [plain, choose(tagged as Tagged)] } : plain;
}

const CONSTANTS: ReadonlySet<string> = new Set(["enum", "const", "required", "dependentRequired"]);
const MAPS: ReadonlySet<string> = new Set(["properties", "patternProperties", "dependentSchemas"]);

const translateMap = (map: Raw): Raw => Object.fromEntries(Object.entries(map).map(([name, schema]) => [name, translate(schema)]));

function plainOf(value: unknown): unknown {
  if (value instanceof Decimal) return value.nearest;
  if (Array.isArray(value)) return value.map(plainOf);
  return isRaw(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainOf(member)])) : value;
}

interface Tagged extends Raw {
  readonly propertyName: string;
  readonly mapping: Readonly<Record<string, unknown>>;
}

function choose({ propertyName, mapping, otherwise = false }: Tagged): unknown {
  const has = (tags: readonly string[]): Raw => ({ type: "object", required: [propertyName], properties: { [propertyName]: { enum: tags } } });
  const branches = Object.entries(mapping).map(([tag, schema]) => ({ if: has([tag]), then: translate(schema) }));
  return { allOf: [...branches, { if: { not: has(Object.keys(mapping)) }, then: translate(otherwise) }] };
}

/** What ajv says of values: another implementation, on the same schemas. */
export function openAjv(schemas: Schemas): (name: string, value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateFormats: true, logger: false, multipleOfPrecision: 9 });
  formats.default(ajv);
  ajv.addSchema({ $id: "https://given.example/", $defs: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, translate(schema)])) });
  const known = new Map<string, ValidateFunction>();
  return (name, value) => {
    const token = encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
    const validate = known.get(name) ?? ajv.compile({ $ref: `https://given.example/#/$defs/${token}` });
    known.set(name, validate);
    return validate(value);
  };
}
