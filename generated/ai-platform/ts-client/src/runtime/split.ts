import { UnreadableBody } from "./errors.js";

/**
 * Makes a function that takes text piece by piece and gives the lines that are complete. Lines end with CR LF, LF or CR, wherever the pieces are cut.
 * A line longer than `limit` throws `UnreadableBody`.
 */
export function splitLines(limit: number): (text: string) => readonly string[] {
  let rest = "";
  let afterReturn = false;
  return (text) => {
    // A CR ends its line at once, also as the last character of a piece; an LF right behind it then ends nothing.
    const begin = afterReturn && text.startsWith("\n") ? 1 : 0;
    if (text !== "") afterReturn = text.endsWith("\r");
    const lines = text.slice(begin).split(/\r\n|\n|\r/);
    lines[0] = rest + (lines[0] ?? "");
    rest = lines.pop() ?? "";
    if (rest.length > limit) throw new UnreadableBody(`a line is longer than ${limit} characters`, rest);
    return lines;
  };
}

/** The same for texts that end with one character, which is not part of them. The last one, without it, is what `push("", true)` gives. */
export function splitAt(mark: string, limit: number): (text: string, isEnd: boolean) => readonly string[] {
  let rest = "";
  return (text, isEnd) => {
    const pieces = text.split(mark);
    pieces[0] = rest + (pieces[0] ?? "");
    rest = isEnd ? "" : (pieces.pop() ?? "");
    if (rest.length > limit) throw new UnreadableBody(`a line is longer than ${limit} characters`, rest);
    return pieces;
  };
}
