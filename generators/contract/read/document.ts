import type { Json } from "../json.js";
import { readJson, type Reading } from "./json.js";
import { readLines, type Lines } from "./lines.js";
import { findSpan, type Positions, type Span } from "./positions.js";
import type { Problem } from "./problem.js";
import { decodeText } from "./text.js";
import { readYaml } from "./yaml.js";

/** One file as a JSON value, and where everything in it stands. */
export interface FileDocument {
  readonly text: string;
  readonly value: Json;
  readonly problems: readonly Problem[];
  readonly lines: Lines;
  /** The place of the value, or of its member name, that names and indexes lead to; else of its nearest ancestor. */
  readonly find: (tokens: readonly string[], at: "key" | "value") => Span;
}

/** Whether the value is all that the text says: a name that stands twice is a mistake, but the rest can be checked. */
export const isReadable = (document: FileDocument): boolean =>
  document.problems.every(({ severity, code }) => severity !== "error" || code === "duplicate-key");

/** So many places are looked up one by one before all are read at once. */
const FEW = 12;

/**
 * Reads the bytes of a JSON or YAML file. A name that ends with `.json` says JSON, `.yaml` and `.yml` say YAML; without that,
 * what looks like JSON is read as JSON. (YAML that is JSON is read as JSON too: it is the same value, faster.)
 */
export async function readDocument(name: string, bytes: Uint8Array): Promise<FileDocument> {
  const { text, problems } = decodeText(bytes);
  const lines = readLines(text);
  if (problems.length > 0) return { text, value: null, problems, lines, find: () => ({ start: 0, end: 1 }) };
  const reading = await readText(name, text);
  let positions: Positions | undefined;
  let looked = 0;
  return {
    text,
    value: reading.value,
    problems: reading.problems,
    lines,
    find: (tokens, at) => {
      looked += 1;
      if (reading.find && positions === undefined && looked <= FEW) return reading.find(tokens, at);
      return findSpan((positions ??= reading.positions()), tokens, at);
    },
  };
}

async function readText(name: string, text: string): Promise<Reading> {
  const path = name.replace(/[?#].*$/, "").toLowerCase();
  if (path.endsWith(".json")) return readJson(text);
  if (!/^\s*[{[]/.test(text)) return readYaml(text);
  const json = readJson(text);
  if (json.problems.length === 0) return json;
  if (/\.ya?ml$/.test(path)) return readYaml(text);
  const yaml = await readYaml(text);
  return yaml.problems.length === 0 ? yaml : json;
}
