import * as tables from "./idna-tables.js";

/** Whether code points, some of them beyond ASCII, are a label (RFC 5891, 4.2): but for its length and direction. */
export function isUnicodeLabel(points: readonly number[]): boolean {
  if (points[0] === hyphen || points.at(-1) === hyphen || (points[2] === hyphen && points[3] === hyphen)) return false;
  if (isIn("marks", points[0] ?? -1)) return false;
  const label = String.fromCodePoint(...points);
  if (label.normalize("NFC") !== label) return false;
  return points.every((point, index) => isIn("validPoints", point) || fitsContext(points, index));
}

/** RFC 5893, section 2: the rule, for the labels of a name in which something is written from right to left. */
export function isBidiName(labels: readonly (readonly number[])[]): boolean {
  const directions = labels.map((label) => label.map(directionOf));
  const isBidi = directions.some((label) => label.some((direction) => direction === "R" || direction === "AN"));
  return !isBidi || directions.every(fitsBidiRule);
}

const hyphen = 0x2d;

/** The rules of RFC 5892, appendix A, for the code points that are valid beside others only. */
function fitsContext(points: readonly number[], index: number): boolean {
  const before = points[index - 1] ?? -1;
  const after = points[index + 1] ?? -1;
  switch (points[index]) {
    case 0x200c: // zero width non-joiner
      return isIn("viramas", before) || isBetweenJoined(points, index);
    case 0x200d: // zero width joiner
      return isIn("viramas", before);
    case 0xb7: // middle dot
      return before === 0x6c && after === 0x6c;
    case 0x375: // Greek keraia
      return isIn("greek", after);
    case 0x5f3: // Hebrew geresh
    case 0x5f4: // Hebrew gershayim
      return isIn("hebrew", before);
    case 0x30fb: // Katakana middle dot
      return points.some((point) => isIn("japanese", point));
    default:
      return fitsDigits(points, points[index]!);
  }
}

/** Appendix A.8 and A.9: Arabic-Indic digits don't mix with the extended ones. */
function fitsDigits(points: readonly number[], point: number): boolean {
  const isArabic = (other: number): boolean => other >= 0x660 && other <= 0x669;
  const isExtended = (other: number): boolean => other >= 0x6f0 && other <= 0x6f9;
  return isArabic(point) ? !points.some(isExtended) : isExtended(point) && !points.some(isArabic);
}

/** Appendix A.1: between letters that join each other. */
function isBetweenJoined(points: readonly number[], index: number): boolean {
  let left = index - 1;
  while (left >= 0 && isIn("joinsThrough", points[left]!)) left--;
  let right = index + 1;
  while (right < points.length && isIn("joinsThrough", points[right]!)) right++;
  return isIn("joinsLeft", points[left] ?? -1) && isIn("joinsRight", points[right] ?? -1);
}

/** Bidi classes: `R` for R and AL, `N` for ES, CS, ET, ON and BN. */
type Direction = "L" | "R" | "AN" | "EN" | "NSM" | "N";

function directionOf(point: number): Direction {
  if (point === hyphen) return "N";
  if (point < 128) return point >= 48 && point <= 57 ? "EN" : "L";
  if (isIn("rightToLeft", point)) return "R";
  if (isIn("arabicNumbers", point)) return "AN";
  if (isIn("europeanNumbers", point)) return "EN";
  if (isIn("nonspacingMarks", point)) return "NSM";
  return isIn("neutrals", point) ? "N" : "L";
}

function fitsBidiRule(label: readonly Direction[]): boolean {
  const last = label.filter((direction) => direction !== "NSM").at(-1);
  if (label[0] === "L") return !label.includes("R") && !label.includes("AN") && (last === "L" || last === "EN");
  if (label[0] !== "R" || label.includes("L")) return false;
  return (last === "R" || last === "EN" || last === "AN") && !(label.includes("EN") && label.includes("AN"));
}

type TableName = keyof typeof tables;

/** The ends of ranges. Most servers never see such a name: tables are read when they are needed. */
const read = new Map<TableName, readonly number[]>();

function isIn(name: TableName, point: number): boolean {
  const ends = read.get(name) ?? readTable(name);
  let low = 0;
  let high = ends.length;
  // How many ends are at or below the point: odd inside a range.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= point) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** Each range as its first code point and the one behind its last. */
function readTable(name: TableName): readonly number[] {
  const ends: number[] = [];
  let next = 0;
  for (const word of tables[name].split(" ")) {
    const [gap = "", more = "0"] = word.split("-");
    const first = next + parseInt(gap, 36);
    next = first + parseInt(more, 36) + 1;
    ends.push(first, next);
  }
  read.set(name, ends);
  return ends;
}
