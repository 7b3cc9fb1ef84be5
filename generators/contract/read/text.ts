import type { Problem } from "./problem.js";

/** The text of a file, and what was wrong with its bytes. With problems, the text is only good for showing where they are. */
export interface Decoded {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * Bytes to text: UTF-8, with or without a byte order mark (RFC 8259, section 8.1; YAML 1.2.2, section 5.2).
 * UTF-16, UTF-32 and bytes that are no UTF-8 are `encoding` errors.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = wideEncodingOf(bytes);
  if (wide !== undefined) return { text: "", problems: [encodingProblem(`the file is encoded in ${wide}`, "save it as UTF-8", 0)] };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), problems: [] };
  } catch {
    const length = validLength(bytes);
    const byte = (bytes[length] ?? 0).toString(16).padStart(2, "0").toUpperCase();
    const before = new TextDecoder("utf-8").decode(bytes.subarray(0, length));
    const hint = "save the file as UTF-8; it looks like Latin-1, or like no text at all";
    return { text: new TextDecoder("utf-8").decode(bytes), problems: [encodingProblem(`the byte 0x${byte} is no UTF-8 here`, hint, before.length)] };
  }
}

const encodingProblem = (message: string, hint: string, start: number): Problem => ({ code: "encoding", severity: "error", message, hint, start, end: start + 1 });

/** UTF-16 and UTF-32 by their byte order marks, or by the zero bytes of the first character (which is ASCII in JSON and YAML). */
function wideEncodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "UTF-32" : "UTF-16";
  if (a === 0xfe && b === 0xff) return "UTF-16";
  if (bytes.length < 4) return undefined;
  if (a === 0 && b === 0) return "UTF-32";
  if (a !== 0 && b === 0) return c === 0 ? "UTF-32" : "UTF-16";
  return a === 0 && b !== 0 ? "UTF-16" : undefined;
}

/** How many bytes from the start are whole UTF-8 sequences: found by halving, then without the sequence that the bad byte breaks off. */
function validLength(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isValid(bytes.subarray(0, middle), true)) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && !isValid(bytes.subarray(0, low), false)) low--;
  return low;
}

/** `isOpen` lets a sequence be cut off at the end. */
function isValid(bytes: Uint8Array, isOpen: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isOpen });
    return true;
  } catch {
    return false;
  }
}
