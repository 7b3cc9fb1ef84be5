/** The lines of one text: offsets to line and column and back. Line ends are `\n`, `\r\n` and `\r`, as YAML has them. */
export interface Lines {
  /** Line and column of an offset, both from 1. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
  /** The text of a line, without its end; undefined if there is no such line. */
  readonly lineAt: (line: number) => string | undefined;
}

/** Finds the line starts of a text, once, when they are first needed. */
export function readLines(text: string): Lines {
  let found: readonly number[] | undefined;
  const starts = (): readonly number[] => (found ??= lineStarts(text));
  return {
    placeOf: (offset) => {
      const line = lastAtMost(starts(), offset);
      return { line: line + 1, column: offset - (starts()[line] ?? 0) + 1 };
    },
    lineAt: (line) => {
      const start = starts()[line - 1];
      if (start === undefined) return undefined;
      return text.slice(start, starts()[line] ?? text.length).replace(/[\r\n]+$/, "");
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  // Without `\r`, which is most often so, no match object is needed for each line.
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  const breaks = /\r\n?|\n/g;
  for (let match = breaks.exec(text); match !== null; match = breaks.exec(text)) starts.push(breaks.lastIndex);
  return starts;
}

/** The index of the last entry that is not above `offset`. */
function lastAtMost(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
