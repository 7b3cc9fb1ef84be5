/**
 * Prints `templates/runtime/python/runtime/check/property_tables.py`, which says what the tables of Go say (`go-properties.mjs` makes those):
 *
 *     node scripts/python-properties.mjs > templates/runtime/python/runtime/check/property_tables.py
 */
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../templates/runtime/go/check/pattern_tables.go", import.meta.url), "utf8");
const names = { categoryTable: "CATEGORIES", scriptTable: "SCRIPTS", extensionTable: "EXTENSIONS", flagTable: "FLAGS" };

/** Lines of Go are longer than those of Python may be. */
function cut(text) {
  const lines = [];
  for (const entry of text.trim().replaceAll("\n\t", " ").split("\n")) {
    let line = "";
    for (const word of entry.split(" ")) {
      if (line.length + word.length > 118) {
        lines.push(line);
        line = ` ${word}`;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

const tables = [...source.matchAll(/\/\/ (\w+) has (.*)\nconst \w+ = `\n([^`]*)`/g)].map(([, name, comment, text]) => `#: ${comment[0].toUpperCase()}${comment.slice(1)}\n${names[name]} = """\n${cut(text)}\n"""\n`);

process.stdout.write(`"""Properties of code points, from Unicode 17.0. Made by a script.

A table has an entry a line that begins without a space: names, and a list of ranges: the gap to the range before
and, after a dash, the number of further code points, in base 36.
"""

${tables.join("\n")}`);
