import type { Findings } from "../check/findings.js";
import { type JsonLimits, MalformedJson, readJson } from "../check/json-reader.js";
import { unreadable } from "./faults.js";
import type { ContentSpec } from "./route.js";

/** Reads a decoded text that is of a media type. */
export type ReadContentText = (text: string, at: string, found: Findings) => unknown;

/** Plans a text of a media type other than a form: JSON, or a text as it is. */
export function planContentText(content: ContentSpec, limits: JsonLimits): ReadContentText {
  if (content.kind === "json") return (text, at, found) => readJsonAt(text, limits, at, found);
  return (text) => text;
}

/** Reads JSON strictly; what is wrong with it is said at its place. */
export function readJsonAt(source: string | Uint8Array, limits: JsonLimits, at: string, found: Findings): unknown {
  try {
    return readJson(source, limits);
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error;
    found.add(at, error.rule, error.message);
    return unreadable;
  }
}
