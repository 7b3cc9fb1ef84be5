import { isObject, type Json, type JsonObject } from "../../contract/json.js";
import type { Contract, Schema } from "../../contract/model.js";
import { UnprintableError, type TargetInput } from "../target.js";

/**
 * Throws for a schema with a pattern that the model left out because it is none (ECMA-262 with the `u` flag): a server that
 * doesn't check what the contract asks for would let anything through.
 */
export function assertPatterns({ contract, document }: TargetInput): void {
  for (const schema of Object.values(contract.schemas)) {
    const written = valueAt(document, schema.id);
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

/** What stands at a pointer of the canonical document. */
function valueAt(document: JsonObject, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(name)];
    else if (isObject(value) && Object.hasOwn(value, name)) value = value[name];
    else return undefined;
  }
  return value;
}
