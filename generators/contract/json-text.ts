import { ExactNumber, type Json, type JsonObject } from "./json.js";
import type { JsonText } from "./model.js";

/** The JSON text of a value: members in their order, exact numbers with their digits, no white space. Any depth. */
export function toJsonText(value: Json): JsonText {
  return printNative(value) ?? printExact(value);
}

/** What V8 would print for an exact number; the text of an innocent object may look the same, and is then printed slowly. */
const EXACT = '{"text":"';

/** V8's own printer is fast, but knows no exact numbers, and throws a RangeError a little above 5,000 levels. */
function printNative(value: Json): JsonText | undefined {
  try {
    const text = JSON.stringify(value);
    return text.includes(EXACT) ? undefined : text;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
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
