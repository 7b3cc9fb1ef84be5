/**
 * Prints `templates/runtime/go/check/normalize_tables.go`: canonical decompositions and combining classes of Unicode 17, from this engine's
 * own \`normalize\`:
 *
 *     node scripts/go-normalization.mjs > templates/runtime/go/check/normalize_tables.go
 */
if (process.versions.unicode !== "17.0") throw new Error(`this Node has Unicode ${process.versions.unicode}`);

/** A character of each combining class (Unicode Standard, 4.3) but 0, in the order of the classes. */
const samples = [
  0x334, 0x16ff0, 0x93c, 0x3099, 0x94d, 0x5b0, 0x5b1, 0x5b2, 0x5b3, 0x5b4, 0x5b5, 0x5b6, 0x5b7, 0x5b8, 0x5b9, 0x5bb, 0x5bc, 0x5bd, 0x5bf, 0x5c1, 0x5c2, 0xfb1e, 0x64b, 0x64c, 0x64d,
  0x64e, 0x64f, 0x650, 0x651, 0x652, 0x670, 0x711, 0xc55, 0xc56, 0xe38, 0xe48, 0xeb8, 0xec8, 0xf71, 0xf72, 0xf74, 0x321, 0x1dce, 0x31b, 0x1dfa, 0x316, 0x59a, 0x302e, 0x1d16d,
  0x5ae, 0x300, 0x315, 0x35c, 0x35d, 0x345,
].map((point) => String.fromCodePoint(point));
samples.slice(1).forEach((sample, index) => {
  const before = samples[index];
  if ((sample + before).normalize("NFD") !== before + sample) throw new Error(`not in order: ${before.codePointAt(0).toString(16)}`);
});

const points = Array.from({ length: 0x110000 }, (_, point) => point).filter((point) => point < 0xd800 || point > 0xdfff);
const isHangul = (point) => point >= 0xac00 && point <= 0xd7a3;

/** 0, or the position of a character's class among those of the samples, from 1. */
function classOf(text) {
  if (text.normalize("NFD") !== text || !/^\p{M}$/u.test(text)) return 0;
  const above = samples.findIndex((sample) => (sample + text).normalize("NFD") !== sample + text);
  const below = samples.findLastIndex((sample) => (text + sample).normalize("NFD") !== text + sample);
  if (above < 0 && below < 0) return 0;
  // Between the last one below and the first one above stands the one that it is of.
  if ((above < 0 ? samples.length : above) !== below + 2) throw new Error(`a class without a sample: ${text.codePointAt(0).toString(16)}`);
  return below + 2;
}

/** Ranges of equal class: the gap, the number of further code points, the class. */
function* classRanges() {
  let [next, first, last, held] = [0, 0, -2, 0];
  for (const point of [...points, 0x110000]) {
    const found = point > 0x10ffff ? 0 : classOf(String.fromCodePoint(point));
    if (held > 0 && (found !== held || point !== last + 1)) {
      yield `${(first - next).toString(36)}-${(last - first).toString(36)}-${held.toString(36)}`;
      next = last + 1;
      held = 0;
    }
    if (found > 0 && held === 0) [first, held] = [point, found];
    last = point;
  }
}

/** Gap, then the whole decomposition; `!` where nothing is composed to it. */
function* decompositions() {
  let next = 0;
  for (const point of points) {
    const text = String.fromCodePoint(point);
    const apart = text.normalize("NFD");
    if (apart === text || isHangul(point)) continue;
    const sign = apart.normalize("NFC") === text ? "" : "!";
    yield `${(point - next).toString(36)}${sign}-${Array.from(apart, (part) => part.codePointAt(0).toString(36)).join("-")}`;
    next = point + 1;
  }
}

function cut(words) {
  const lines = [""];
  for (const word of words) {
    const line = lines.at(-1);
    if (line.length + word.length > 150) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

process.stdout.write(`package check

// Canonical decompositions and combining classes of Unicode 17.0, without Hangul. Made by a script.

// classTable is ranges: the gap to the one before, the number of further code points, and the position of their combining class
// among all that there are. In base 36.
const classTable = \`
${cut(classRanges())}
\`

// decompositionTable: the gap to the code point before, with an exclamation mark where nothing is composed to it, and what it is
// made of. In base 36.
const decompositionTable = \`
${cut(decompositions())}
\`
`);
