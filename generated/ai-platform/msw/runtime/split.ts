import { UnreadableBody } from "./errors.js";

/**
 * Makes a function that takes text piece by piece and gives the lines that are complete. Lines end with CR LF, LF or
 * CR, wherever the pieces are cut. A line longer than `limit` throws `UnreadableBody`, after the lines before it.
 */
export function splitLines(limit: number): (text: string) => Iterable<string> {
  let rest = "";
  let afterReturn = false;
  return function* (text) {
    // A CR ends its line at once, also as the last character of a piece; an LF right behind it then ends nothing.
    const begin = afterReturn && text.startsWith("\n") ? 1 : 0;
    if (text !== "") afterReturn = text.endsWith("\r");
    const lines = text.slice(begin).split(/\r\n|\n|\r/);
    lines[0] = rest + (lines[0] ?? "");
    rest = lines.pop() ?? "";
    for (const line of lines) yield checkLength(line, limit);
    checkLength(rest, limit);
  };
}

/** The same for texts that end with one character, which is not part of them. The end of all ends the last one. */
export function splitAt(mark: string, limit: number): (text: string, isEnd: boolean) => Iterable<string> {
  let rest = "";
  return function* (text, isEnd) {
    const pieces = text.split(mark);
    pieces[0] = rest + (pieces[0] ?? "");
    rest = isEnd ? "" : (pieces.pop() ?? "");
    for (const piece of pieces) yield checkLength(piece, limit);
    checkLength(rest, limit);
  };
}

function checkLength(line: string, limit: number): string {
  if (line.length > limit) throw new UnreadableBody(`a line is longer than ${limit} characters`, line);
  return line;
}
