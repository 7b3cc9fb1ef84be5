/**
 * Prints `templates/runtime/go/check/pattern_tables.go`: what ECMA-262 (table 69 and the two before) calls properties of code points, from this
 * engine's own `\p{…}`. Run it with a Node that has Unicode 17:
 *
 *     node scripts/go-properties.mjs > templates/runtime/go/check/pattern_tables.go
 *
 * Tables, and not those of Go, so that patterns don't depend on the Unicode version of a compiler.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

if (process.versions.unicode !== "17.0") throw new Error(`this Node has Unicode ${process.versions.unicode}`);

/** The names that the reader of contracts knows, of all editions of ECMA-262. */
function readNames() {
  const source = readFileSync(createRequire(import.meta.url).resolve("@eslint-community/regexpp"), "utf8");
  const of = (name) => {
    const found = new RegExp(`const ${name} = new DataSet\\(([^)]*)\\)`).exec(source);
    return [...found[1].matchAll(/"([^"]*)"/g)].flatMap(([, text]) => text.split(" ")).filter((text) => text !== "");
  };
  return { categories: of("gcValueSets"), scripts: of("scValueSets"), flags: of("binPropertySets") };
}

/** All characters, below and above the surrogates. */
const spanText = (first, last) => {
  const pieces = [];
  for (let start = first; start <= last; start += 4096) pieces.push(String.fromCodePoint(...Array.from({ length: Math.min(4096, last - start + 1) }, (_, index) => start + index)));
  return pieces.join("");
};
const halves = [spanText(0, 0xd7ff), spanText(0xe000, 0x10ffff)];

/** Ranges, each as the gap to the one before and, after a dash, the number of further code points, in base 36. */
function encode(property) {
  const words = [];
  let next = 0;
  for (const half of halves) {
    for (const [run] of half.matchAll(new RegExp(`\\p{${property}}+`, "gu"))) {
      const first = run.codePointAt(0);
      const last = run.at(-2) >= "\ud800" && run.at(-2) <= "\udbff" ? run.codePointAt(run.length - 2) : run.codePointAt(run.length - 1);
      words.push((first - next).toString(36) + (last > first ? `-${(last - first).toString(36)}` : ""));
      next = last + 1;
    }
  }
  return words.join(" ");
}

const isKnown = (property) => {
  try {
    return new RegExp(`\\p{${property}}`, "u") !== undefined;
  } catch {
    return false;
  }
};

/** Names of equal content share a line: `name name=ranges`. */
function linesOf(prefix, names, without = new Map()) {
  const byContent = new Map();
  for (const name of names) {
    if (!isKnown(`${prefix}${name}`)) continue;
    const content = encode(`${prefix}${name}`);
    if (without.get(name) === content) continue;
    byContent.set(content, [...(byContent.get(content) ?? []), name]);
  }
  return [...byContent].map(([content, shared]) => [shared.join(" "), content]);
}

/** Unions of others, which Go makes. */
const unions = new Set("C LC Cased_Letter L Letter M Mark Combining_Mark N Number P Punctuation punct S Symbol Z Separator Other Any Assigned ASCII".split(" "));

const { categories, scripts, flags } = readNames();
const plain = new Map(scripts.filter((name) => isKnown(`Script=${name}`)).map((name) => [name, encode(`Script=${name}`)]));
const tables = [
  ["categoryTable", "the general categories but for those that are unions of others and for surrogates", linesOf("gc=", categories.filter((name) => !unions.has(name) && !["Cs", "Surrogate"].includes(name)))],
  ["scriptTable", "the scripts", linesOf("Script=", scripts)],
  ["extensionTable", "the script extensions where they differ from the script", linesOf("Script_Extensions=", scripts, plain)],
  ["flagTable", "the binary properties but for Any, Assigned and ASCII", linesOf("", flags.filter((name) => !unions.has(name)))],
];

function printLines([names, content]) {
  const lines = [`${names}:`];
  for (const word of content.split(" ")) {
    const line = lines.at(-1);
    if (line.length + word.length > 150) lines.push(`\t${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join("\n");
}

process.stdout.write(`package check

// Properties of code points, from Unicode 17.0. Made by a script.
//
// A table has an entry a line that begins without a tab: names, and a list of ranges: the gap to the range before and, after
// a dash, the number of further code points, in base 36.

${tables.map(([name, comment, lines]) => `// ${name} has ${comment}.\nconst ${name} = \`\n${lines.map(printLines).join("\n")}\n\`\n`).join("\n")}`);
