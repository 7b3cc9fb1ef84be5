// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { jsonCodec } from "./json.js";
import type { Codec } from "./spec.js";

/**
 * JSON whose integers beyond 2^53 come as `bigint`, without a lost digit; all other numbers as `number`.
 * With `decode`, those of them that it takes as `bigint`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function exactJson(decode?: (value: unknown) => unknown): Codec {
  if (decode === undefined) return jsonCodec(parseExact);
  const decodeExact = exactly(decode);
  return jsonCodec((text) => (longRun.test(text) ? decodeExact(parseExact(text)) : decode(JSON.parse(text))));
}

/** A decoder of what `parseExact` gives: a long integer that it doesn't take as `bigint` becomes the number that its type says. */
/* @__NO_SIDE_EFFECTS__ */
export function exactly(decode: (value: unknown) => unknown): (value: unknown) => unknown {
  return (value) => {
    const root: Record<string, unknown> = { value };
    const found = findLong(root);
    // In boxes: decoders work in place, so a box that is still there afterwards was not asked for.
    for (const { owner, name, box } of found) owner[name] = box;
    root["value"] = decode(root["value"]);
    for (const { owner, name, box } of found) if (owner[name] === box) owner[name] = Number(box);
    return root["value"];
  };
}

/** Where a long integer stands. */
interface Found {
  readonly owner: Record<string, unknown>;
  readonly name: string;
  readonly box: object;
}

function findLong(root: Record<string, unknown>): readonly Found[] {
  const found: Found[] = [];
  const stack = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const [name, member] of Object.entries(next)) {
      if (typeof member === "bigint") found.push({ owner: next, name, box: Object(member) as object });
      else if (typeof member === "object" && member !== null) stack.push(member as Record<string, unknown>);
    }
  }
  return found;
}

const longRun = /\d{16}/;
/** Texts and numbers, in order, so that digits in a text are no number. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
const longInteger = /^-?[1-9]\d{15,}$/;

/** `JSON.parse`, but for long integers. Without a run of 16 digits nothing can be lost, and it is `JSON.parse`. */
export function parseExact(text: string): unknown {
  if (!longRun.test(text)) return JSON.parse(text);
  // A long integer travels through JSON.parse as a text with a mark that no other text has.
  const mark = `bigint ${Math.random()} ${Math.random()} `;
  let found = false;
  const marked = text.replace(token, (whole, offset: number) => {
    if (!longInteger.test(whole) || Number.isSafeInteger(Number(whole)) || isName(text, offset + whole.length))
      return whole;
    found = true;
    return `"${mark}${whole}"`;
  });
  if (!found) return JSON.parse(text);
  return JSON.parse(marked, (_name, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** A number in the place of a member name is no JSON, and must not become it. */
function isName(text: string, end: number): boolean {
  return /^\s*:/.test(text.slice(end, end + 64));
}
