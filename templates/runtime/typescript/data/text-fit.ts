import { countCodePoints } from "../check/values.js";
import { pick, type Random } from "./random.js";
import { plainWords } from "./words.js";

interface Length {
  readonly minLength: number;
  readonly maxLength: number;
}

/** Makes a text as long as it has to be. Prose gets and loses whole words where that is enough; other texts get letters. */
export function fitText(text: string, { minLength, maxLength }: Length, isProse: boolean, random: Random): string {
  const length = countCodePoints(text);
  if (length > maxLength) return shorten(text, minLength, maxLength);
  return length < minLength ? lengthen(text, { minLength, maxLength }, isProse, random) : text;
}

function shorten(text: string, minLength: number, maxLength: number): string {
  const cut = [...text].slice(0, maxLength).join("");
  const space = cut.lastIndexOf(" ");
  return space > 0 && countCodePoints(cut.slice(0, space)) >= Math.max(minLength, maxLength / 2) ? cut.slice(0, space) : cut.trimEnd().padEnd(Math.min(minLength, maxLength), "x");
}

function lengthen(text: string, { minLength, maxLength }: Length, isProse: boolean, random: Random): string {
  const missing = minLength - countCodePoints(text);
  const more = isProse && (text === "" || /\s/.test(text) || missing > 12) ? ` ${proseOf(missing, random)}` : letters(missing, random);
  const long = text === "" ? more.slice(1) : text + more;
  return countCodePoints(long) <= maxLength ? long : [...long].slice(0, minLength).join("");
}

function letters(count: number, random: Random): string {
  let text = "";
  while (text.length < count) text += pick(random, alphabet);
  return text;
}

const alphabet = [..."abcdefghijklmnopqrstuvwxyz"];

/** Lower-case words, of exactly so many characters. */
export function proseOf(length: number, random: Random): string {
  let text = "";
  // A text of a million characters need not be original.
  while (text.length < Math.min(length, 2_000)) text += `${text === "" ? "" : " "}${pick(random, plainWords)}`;
  while (text.length < length) text += ` ${text}`;
  // No space at the end, which many patterns and people don't like.
  return text.slice(0, length).replace(/ $/, "s");
}

/** Texts unlike any usual one, for rules that say only what a text must not be. */
export function oddTexts(minLength: number, maxLength: number): readonly string[] {
  return ["", "(", "%", "!", "\\", " ", "a b", "é", "😀", "{", "-", "0", "A", "\n", "~2", "\u0000"].map((odd) => {
    const missing = Math.max(0, minLength - countCodePoints(odd));
    return missing > 0 && maxLength >= minLength ? odd + (odd === "" ? "(" : odd.slice(-1) === "\ude00" ? "(" : odd.slice(-1)).repeat(missing) : odd;
  });
}
