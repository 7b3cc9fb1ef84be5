import { isObject, type Json, type JsonObject } from "../json.js";
import { isFailure, type Library, openFile } from "./files.js";
import type { Findings } from "./findings.js";
import type { LoadedFile } from "./places.js";

const VALIDATION = "https://json-schema.org/draft/2020-12/vocab/validation";

/** Meta-schemas that everybody knows: all have the vocabulary. */
const isUsual = /^https?:\/\/(?:json-schema\.org|spec\.openapis\.org)\//;

/** The keywords of the validation vocabulary (Validation, section 6). */
const KEYWORDS = `
  type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems
  maxContains minContains maxProperties minProperties required dependentRequired
`
  .trim()
  .split(/\s+/);

/**
 * A schema whose `$schema` names a meta-schema without the validation vocabulary asserts nothing by that vocabulary's keywords (Core 8.1.2):
 * they are taken out of it. A meta-schema that may not be read says nothing, and all keywords assert.
 */
export async function dropVocabularies(library: Library, entry: LoadedFile, { roleOf }: Findings): Promise<void> {
  const choosy: JsonObject[] = [];
  roleOf.forEach((role, value) => {
    if (role === "Schema" && Object.hasOwn(value, "$schema")) choosy.push(value as JsonObject);
  });
  for (const schema of choosy) {
    const uri = schema["$schema"];
    if (typeof uri === "string" && /^https?:/.test(uri) && !isUsual.test(uri) && (await lacksValidation(library, entry, uri))) dropKeywords(schema, roleOf);
  }
}

async function lacksValidation(library: Library, entry: LoadedFile, uri: string): Promise<boolean> {
  const file = URL.canParse(uri) ? await openFile(library, new URL(uri).href.replace(/#$/, ""), entry) : undefined;
  const meta = file === undefined || isFailure(file) ? undefined : file.document.value;
  const vocabularies = isObject(meta as Json) ? (meta as JsonObject)["$vocabulary"] : undefined;
  return isObject(vocabularies) && !Object.hasOwn(vocabularies, VALIDATION);
}

/** Of a schema and of those inside it, as far as none names a meta-schema of its own. */
function dropKeywords(root: JsonObject, roleOf: ReadonlyMap<object, string>): void {
  const open: Json[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) open.push(...(value as readonly Json[]));
    if (!isObject(value) || (value !== root && Object.hasOwn(value, "$schema"))) continue;
    if (roleOf.get(value) === "Schema") for (const keyword of KEYWORDS) delete (value as Record<string, Json>)[keyword];
    open.push(...Object.values(value));
  }
}
