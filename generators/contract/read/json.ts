import type { Json } from "../json.js";
import { checkJson } from "./json-check.js";
import { startFinding } from "./json-find.js";
import { scanJson } from "./json-scan.js";
import type { Positions, Span } from "./positions.js";
import { MAX_DEPTH, type Problem } from "./problem.js";

/** What was read from one text. */
export interface Reading {
  /** As far as it could be read; only to be used when there are no errors. */
  readonly value: Json;
  readonly problems: readonly Problem[];
  /** Reads the positions; costs as much as reading the text again. */
  readonly positions: () => Positions;
  /** The place of one value or member name, where that is to be had without all positions. */
  readonly find?: (tokens: readonly string[], at: "key" | "value") => Span;
}

/**
 * Reads a JSON text (RFC 8259, I-JSON's unique names). `JSON.parse` reads it wherever that gives the right value: no name stands
 * twice (there are as many members in the value as colons in the text), no number would lose digits, no depth beyond `MAX_DEPTH`.
 */
export function readJson(text: string): Reading {
  const value = parsePlain(text);
  if (value !== undefined) return { value, problems: [], positions: () => scanJson(text).positions, find: startFinding(text) };
  const scan = scanJson(text);
  return { value: scan.value, problems: scan.problems, positions: () => scan.positions };
}

function parsePlain(text: string): Json | undefined {
  const facts = checkJson(text);
  if (facts.hasLossyNumber || facts.depth > MAX_DEPTH) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return countMembers(value) === facts.members ? value : undefined;
  } catch {
    return undefined;
  }
}

function countMembers(root: Json): number {
  let count = 0;
  const open: object[] = typeof root === "object" && root !== null ? [root] : [];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const parts: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : Object.values(value);
    if (parts !== value) count += parts.length;
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index];
      if (typeof part === "object" && part !== null) open.push(part);
    }
  }
  return count;
}
