/**
 * Prints `templates/runtime/python/runtime/check/idna_tables.py`, which says what the tables of TypeScript say (`idna-tables.mjs` makes those):
 *
 *     node scripts/python-idna-tables.mjs > templates/runtime/python/runtime/check/idna_tables.py
 */
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("../templates/runtime/typescript/check/formats/idna-tables.ts", import.meta.url), "utf8");

/** A table as one text, and what is said of it. */
const tables = [...source.matchAll(/\/\*\* (.*) \*\/\nexport const (\w+) =([^;]*);/g)].map(([, comment, name, value]) => ({
  comment,
  name: name.replace(/[A-Z]/g, "_$&").toUpperCase(),
  text: [...value.matchAll(/"([^"]*)"/g)].map(([, piece]) => piece).join(""),
}));

function cut(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line.length + word.length > 118) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

process.stdout.write(`"""Code points of internationalized domain names, from Unicode 17.0. Made by a script: RFC 5892 applied to the database.

A table is a list of ranges: the gap to the range before and, after a dash, the number of further code points, in
base 36.
"""

${tables.map(({ name, comment, text }) => `#: ${comment}\n${name} = """\n${cut(text)}\n"""\n`).join("\n")}`);
