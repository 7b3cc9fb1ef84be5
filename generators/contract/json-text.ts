import { ExactNumber, type Json, type JsonObject } from "./json.js";
import type { JsonText } from "./model.js";

/** Deeper values are printed without recursion; V8's own printer ends with a RangeError a little above 5,000. */
const NATIVE_DEPTH = 500;

/** The JSON text of a value: members in their order, exact numbers with their digits, no white space. Any depth. */
export function toJsonText(value: Json): JsonText {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return isNative(value) ? JSON.stringify(value) : printExact(value);
}

/** Whether V8's printer gives the right text: no exact number in it, and not too deep. */
function isNative(root: Json): boolean {
  const open: Json[] = [root];
  const depths: number[] = [0];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const depth = depths.pop() ?? 0;
    if (typeof value !== "object" || value === null) continue;
    if (value instanceof ExactNumber || depth > NATIVE_DEPTH) return false;
    for (const child of Array.isArray(value) ? (value as readonly Json[]) : Object.values(value)) {
      if (typeof child !== "object" || child === null) continue;
      open.push(child);
      depths.push(depth + 1);
    }
  }
  return true;
}

/** A stack of what is still to be printed: values, and the punctuation between them. */
type Piece = { readonly text: string } | { readonly value: Json };

function printExact(root: Json): JsonText {
  const printed: string[] = [];
  const open: Piece[] = [{ value: root }];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    if ("text" in piece) printed.push(piece.text);
    else if (typeof piece.value !== "object" || piece.value === null) printed.push(JSON.stringify(piece.value));
    else if (piece.value instanceof ExactNumber) printed.push(piece.value.text);
    else for (const part of piecesOf(piece.value).reverse()) open.push(part);
  }
  return printed.join("");
}

function piecesOf(value: readonly Json[] | JsonObject): Piece[] {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).flatMap((item, index): Piece[] => [{ text: index === 0 ? "" : "," }, { value: item }]);
    return [{ text: "[" }, ...items, { text: "]" }];
  }
  const members = Object.entries(value).flatMap(([name, member], index): Piece[] => [
    { text: `${index === 0 ? "" : ","}${JSON.stringify(name)}:` },
    { value: member as Json },
  ]);
  return [{ text: "{" }, ...members, { text: "}" }];
}
