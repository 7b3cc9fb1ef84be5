/** A line end; the next line starts `indent` columns right of the enclosing code. With `flat`: only where the group is broken, else that. */
export interface Line {
  readonly kind: "line";
  readonly indent: number;
  readonly flat?: string;
}

/** One static stretch of a template, cut at its line ends. */
export interface Stretch {
  readonly parts: readonly (string | Line)[];
  /** Columns by which the line that this stretch ends in is indented. */
  readonly indent: number;
  /** The stretch ends at the start of a line; the value stands alone if the next stretch begins with a line end. */
  readonly opensLine: boolean;
  readonly beginsWithLineEnd: boolean;
}

/** A template, cut up once. */
export interface Template {
  readonly stretches: readonly Stretch[];
  /** The texts between the values, if it is one line that isn't indented: then nothing falls out with an empty value. */
  readonly line?: readonly string[];
}

/** Takes the common indentation and the first and last empty line off a template. */
export function cutTemplate(strings: TemplateStringsArray): Template {
  const mark = "\u0000";
  const whole = strings.join(mark);
  const lines = whole.split("\n");
  const block = lines.length > 1 && lines[0]?.trim() === "";
  const kept = block ? lines.slice(1, lines.at(-1)?.trim() === "" ? -1 : undefined) : lines;
  const margin = block ? Math.min(...kept.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length)) : 0;
  const text = kept.map((line) => line.slice(margin)).join("\n");
  let indent = 0;
  let atLineStart = true;
  const texts = text.split(mark);
  const stretches = texts.map((stretch): Stretch => {
    const parts: (string | Line)[] = [];
    stretch.split("\n").forEach((line, index) => {
      const body = index === 0 && !atLineStart ? line : line.trimStart();
      if (index > 0 || atLineStart) indent = line.length - body.length;
      if (index > 0) parts.push({ kind: "line", indent });
      else if (atLineStart && indent > 0) parts.push(" ".repeat(indent));
      if (body !== "") parts.push(body);
      atLineStart = body === "";
    });
    const opensLine = atLineStart;
    atLineStart = false;
    return { parts, indent, opensLine, beginsWithLineEnd: stretch.startsWith("\n") || stretch === "" };
  });
  return text.includes("\n") || text.startsWith(" ") ? { stretches } : { stretches, line: texts };
}
