/** The lines of one text: offsets to line and column and back. Line ends are `\n`, `\r\n` and `\r`, as YAML has them. */
export interface Lines {
  /** Line and column of an offset, both from 1. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
  /** The text of a line, without its end; undefined if there is no such line. */
  readonly lineAt: (line: number) => string | undefined;
}

/** Finds the line starts of a text as far as they are asked for: of a large file most often the first mistakes alone. */
export function readLines(text: string): Lines {
  const starts = [0];
  let next: ((from: number) => number | undefined) | undefined;
  const readWhile = (isShort: (last: number) => boolean): void => {
    next ??= startLines(text);
    for (let last: number | undefined = starts[starts.length - 1]; last !== undefined && isShort(last); ) {
      last = next(last);
      if (last !== undefined) starts.push(last);
    }
  };
  return {
    placeOf: (offset) => {
      readWhile((last) => last <= offset);
      const line = lastAtMost(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
    lineAt: (line) => {
      readWhile(() => starts.length <= line);
      const start = starts[line - 1];
      if (start === undefined) return undefined;
      return text.slice(start, starts[line] ?? text.length).replace(/[\r\n]+$/, "");
    },
  };
}

/** Finds where the line behind the one that starts at an offset starts; undefined if that is the last one. */
function startLines(text: string): (from: number) => number | undefined {
  const breaks = /\r\n?|\n/g;
  // Without `\r`, which is most often so, no match object is needed for each line.
  const isPlain = !text.includes("\r");
  return (from) => {
    if (isPlain) return text.indexOf("\n", from) + 1 || undefined;
    breaks.lastIndex = from;
    return breaks.exec(text) === null ? undefined : breaks.lastIndex;
  };
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
