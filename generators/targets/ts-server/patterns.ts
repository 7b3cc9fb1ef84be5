import { isObject, type Json, type JsonObject } from "../../contract/json.js";
import type { Contract, Schema, SchemaId } from "../../contract/model.js";
import { UnprintableError, type TargetInput } from "../target.js";

/**
 * Throws for a schema with a pattern that the model left out because it is none (ECMA-262 with the `u` flag): a server that
 * doesn't check what the contract asks for would let anything through.
 */
export function assertPatterns({ contract, document }: TargetInput): void {
  const find = makeFinder(document);
  for (const schema of Object.values(contract.schemas)) {
    const written = find(schema);
    if (!isObject(written)) continue;
    const lost = typeof written["pattern"] === "string" && readsKeywords(contract, schema, written) && !hasPattern(schema) ? ["pattern"] : lostNames(schema, written);
    const [first] = lost;
    if (first === undefined) continue;
    throw new UnprintableError({
      code: "ts-server-pattern",
      severity: "error",
      message: "this is no ECMA-262 pattern with the 'u' flag: a server can't check it, and would let every text through",
      origin: `${schema.id}/${first}`,
      hint: "mend the pattern, or take it out",
    });
  }
}

const hasPattern = ({ assertions }: Schema): boolean => assertions.some(({ keyword }) => keyword === "pattern");

/** In OpenAPI 3.0 nothing beside `$ref` counts: then the reference is all that the schema says. */
const readsKeywords = (_: Contract, { assertions }: Schema, written: JsonObject): boolean => !(Object.hasOwn(written, "$ref") && assertions.length === 1 && assertions[0]?.keyword === "$ref");

function lostNames({ assertions }: Schema, written: JsonObject): readonly string[] {
  const patterns = written["patternProperties"];
  if (!isObject(patterns)) return [];
  const kept = new Set(assertions.flatMap((assertion) => (assertion.keyword === "patternProperties" ? assertion.members.map(({ pattern }) => pattern) : [])));
  return Object.keys(patterns)
    .filter((pattern) => !kept.has(pattern))
    .map((pattern) => `patternProperties/${pattern.replaceAll("~", "~0").replaceAll("/", "~1")}`);
}

/** Finds what stands at the pointers of schemas. A schema stands inside its parent, which was found before: only the rest of the way is walked. */
function makeFinder(document: JsonObject): (schema: Schema) => Json | undefined {
  const found = new Map<SchemaId, Json | undefined>();
  return ({ id, place }) => {
    const parent = place.kind === "nested" && id.startsWith(`${place.parent}/`) ? place.parent : undefined;
    const isKnown = parent !== undefined && found.has(parent);
    const value = isKnown ? valueAt(found.get(parent), id.slice(parent.length)) : valueAt(document, id);
    found.set(id, value);
    return value;
  };
}

/** What stands at a pointer below a value. */
function valueAt(start: Json | undefined, pointer: string): Json | undefined {
  let value = start;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(name)];
    else if (value !== undefined && isObject(value) && Object.hasOwn(value, name)) value = value[name];
    else return undefined;
  }
  return value;
}
