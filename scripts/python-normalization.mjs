/**
 * Prints `templates/runtime/python/runtime/check/normalization_tables.py`, which says what the tables of Go say (`go-normalization.mjs` makes those):
 *
 *     node scripts/python-normalization.mjs > templates/runtime/python/runtime/check/normalization_tables.py
 *
 * Tables, and not the module unicodedata, so that verdicts don't depend on the version of Python.
 */
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../templates/runtime/go/check/normalize_tables.go", import.meta.url), "utf8");
const wordsOf = (name) => new RegExp(`const ${name} = \`\\n([^\`]*)\``).exec(source)[1].trim().split(/\s+/);

function cut(words) {
  const lines = [""];
  for (const word of words) {
    const line = lines.at(-1);
    if (line.length + word.length > 118) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

process.stdout.write(`"""Canonical decompositions and combining classes of Unicode 17.0, without Hangul. Made by a script."""

#: Ranges: the gap to the one before, the number of further code points, and the position of their combining class
#: among all that there are. In base 36.
CLASSES = """
${cut(wordsOf("classTable"))}
"""

#: The gap to the code point before, with an exclamation mark where nothing is composed to it, and what it is
#: made of. In base 36.
DECOMPOSITIONS = """
${cut(wordsOf("decompositionTable"))}
"""
`);
