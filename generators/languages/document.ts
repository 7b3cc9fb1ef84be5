import { isObject, type Json, type JsonObject } from "../contract/json.js";
import { toJsonText } from "../contract/json-text.js";
import type { File } from "../emit/file.js";

/** Objects down to this depth have a member a line, so that a change of one operation or schema is a change of its lines. */
const openTo = 3;

function lay(value: Json, depth: number): string {
  if (!isObject(value) || depth >= openTo || Object.keys(value).length === 0) return toJsonText(value);
  const margin = " ".repeat(depth + 1);
  let members = "";
  // Put together by `+=`: `join` would copy the text once a level.
  for (const [name, member] of Object.entries(value)) members += `${members === "" ? "" : ","}\n${margin}${JSON.stringify(name)}: ${lay(member, depth + 1)}`;
  return `{${members}\n${" ".repeat(depth)}}`;
}

/** The canonical document as JSON text, laid out so that a change of the contract is a change of few lines. */
export const layDocument = (document: JsonObject): string => lay(document, 0);

/** `openapi.json`: the canonical document. */
export const documentFile = (document: JsonObject): File => ({ path: "openapi.json", owner: "generator", content: { kind: "text", text: `${layDocument(document)}\n` } });
