import { ExactNumber, isObject, type Json } from "../../json.js";
import { canonicalDecimal } from "./decimal.js";

/** One text for each JSON value: equal texts are equal values, as JSON Schema compares them (Core 4.2.2). Any depth of nesting. */
export function canonicalText(value: Json): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return canonicalDecimal(JSON.stringify(value));
  if (value instanceof ExactNumber) return canonicalDecimal(value.text);
  if (typeof value !== "object" || value === null) return String(value);
  return printCanonical(value);
}

type Piece = string | { readonly value: Json };

function printCanonical(root: Json): string {
  const printed: string[] = [];
  const open: Piece[] = [{ value: root }];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    if (typeof piece === "string") printed.push(piece);
    else if (Array.isArray(piece.value)) open.push("]", ...between((piece.value as readonly Json[]).map((value): readonly Piece[] => [{ value }])), "[");
    else if (isObject(piece.value)) open.push("}", ...between(sortedMembers(piece.value)), "{");
    else printed.push(canonicalText(piece.value));
  }
  return printed.join("");
}

const sortedMembers = (value: { readonly [name: string]: Json }): readonly (readonly Piece[])[] =>
  Object.keys(value)
    .sort()
    .map((name): readonly Piece[] => [{ value: value[name] as Json }, `${JSON.stringify(name)}:`]);

/** Pieces in the order of a stack (last first), with commas between the parts. */
const between = (parts: readonly (readonly Piece[])[]): Piece[] => parts.toReversed().flatMap((part, index) => (index === 0 ? part : [",", ...part]));
