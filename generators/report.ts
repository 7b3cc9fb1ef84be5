import { styleText } from "node:util";
import type { Diagnostic, Location, Severity } from "./diagnostic.js";

/** Where pointers lead, and the text that stands there: what a `Source` knows of a contract, and a configuration of itself. */
export interface Origins {
  readonly locate: (pointer: string, at?: "key" | "value") => Location | undefined;
  readonly line: (file: string, line: number) => string | undefined;
}

/** A diagnostic with its place found. */
export interface Finding extends Omit<Diagnostic, "origin" | "at"> {
  /** The pointer, where the diagnostic has one. */
  readonly pointer?: string;
  readonly location?: Location;
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Finds the places of diagnostics and sorts them by file, line and column; those without a place come first. Twins fall out. */
export function locateDiagnostics(diagnostics: readonly Diagnostic[], origins?: Origins): readonly Finding[] {
  const found = diagnostics.map(({ origin, at, ...rest }): Finding => {
    if (origin === undefined) return rest;
    if (typeof origin === "object") return { ...rest, location: origin };
    const location = origins?.locate(origin, at);
    return { ...rest, pointer: origin, ...(location && { location }) };
  });
  const unique = new Map(found.map((finding) => [JSON.stringify([placeOf(finding), finding.severity, finding.code, finding.message]), finding]));
  return [...unique.values()].sort(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  const [x, y] = [a.location, b.location];
  if (!x || !y) return Number(x !== undefined) - Number(y !== undefined) || ranks[a.severity] - ranks[b.severity];
  if (x.file !== y.file) return x.file < y.file ? -1 : 1;
  return x.line - y.line || x.column - y.column || ranks[a.severity] - ranks[b.severity];
}

const placeOf = ({ location, pointer }: Finding): string => (location ? `${location.file}:${location.line}:${location.column}` : (pointer ?? ""));

export interface FrameStyle {
  readonly colours: boolean;
  /** Longer lines of the contract are cut around what is underlined. */
  readonly columns: number;
}

/** Colours of the terminal, or the text as it is. */
export const paint = (colours: boolean, format: Parameters<typeof styleText>[0], text: string): string =>
  colours ? styleText(format, text, { validateStream: false }) : text;

const tints = { error: "red", warning: "yellow", note: "cyan" } as const;

/**
 * The lines of one finding: `file:line:column  severity  code  message`, then the code frame with what is meant underlined, and
 * the hint beside it. Control characters of the contract are shown, not sent to the terminal.
 */
export function printFinding(finding: Finding, origins: Origins | undefined, style: FrameStyle): string {
  const { location, severity } = finding;
  const head = [
    ...(location || finding.pointer !== undefined ? [paint(style.colours, "bold", visible(placeOf(finding)))] : []),
    paint(style.colours, tints[severity], severity),
    paint(style.colours, "dim", finding.code),
    visible(finding.message),
  ].join("  ");
  const frame = location && origins ? frameOf(location, finding, origins, style) : undefined;
  const hint = finding.hint === undefined ? [] : [`      ${paint(style.colours, "green", visible(finding.hint))}`];
  return [head, ...(frame ?? hint)].join("\n");
}

function frameOf(location: Location, { hint, severity }: Finding, origins: Origins, style: FrameStyle): readonly string[] | undefined {
  const text = origins.line(location.file, location.line);
  if (text === undefined) return undefined;
  const gutter = Math.max(5, String(location.line).length);
  const room = Math.max(40, style.columns - gutter - 4);
  const start = Math.min(location.column - 1, text.length);
  const length = Math.max(1, Math.min(location.length, text.length - start));
  const from = text.length <= room || start + length <= room ? 0 : Math.max(0, Math.min(start - Math.floor(room / 3), text.length - room));
  const before = cut((location.line > 1 ? origins.line(location.file, location.line - 1) : undefined) ?? "", from, room);
  const numbered = (number: number | string, line: string) =>
    `${paint(style.colours, "dim", `${String(number).padStart(gutter)} |`)} ${line}`.trimEnd();
  const carets = "^".repeat(Math.min(widthOf(cut(text.slice(start, start + length), 0, room)), room));
  const indent = " ".repeat(widthOf(cut(text.slice(0, start), from, text.length)));
  const beside = hint === undefined ? "" : `  ${paint(style.colours, "green", visible(hint))}`;
  return [
    ...(before.trim() === "" ? [] : [numbered(location.line - 1, before)]),
    numbered(location.line, cut(text, from, room)),
    numbered("", `${indent}${paint(style.colours, tints[severity], carets || "^")}${beside}`),
  ];
}

/** The part of a line that is shown: from a column on, at most `room` wide, with marks where it is cut. */
function cut(line: string, from: number, room: number): string {
  const part = line.slice(from, from + room);
  return `${from > 0 && part !== "" ? "…" : ""}${visible(part)}${line.length > from + room ? "…" : ""}`;
}

/** Control characters, line and paragraph separators, and marks that change the direction of writing: a terminal acts on them. */
const ACTIVE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a contract as a terminal may have it: tabs become spaces, what it would act on becomes a mark of the same width. */
export const visible = (text: string): string => text.replaceAll("\t", " ").replace(ACTIVE, "\ufffd");

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  const plain = text.replace(/\u001b\[[0-9;]*m/g, "");
  if (/^[ -~]*$/.test(plain)) return plain.length;
  let width = 0;
  for (const character of plain) width += /[\p{Mn}\p{Me}\u200d\ufe0f]/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

export interface Selection {
  readonly shown: readonly Finding[];
  /** How many were left out because there are too many. */
  readonly left: number;
}

/** The first findings, errors before warnings before notes where not all fit; in their order. */
export function selectFindings(findings: readonly Finding[], limit: number): Selection {
  if (findings.length <= limit) return { shown: findings, left: 0 };
  const kept = new Set([...findings].sort((a, b) => ranks[a.severity] - ranks[b.severity]).slice(0, limit));
  return { shown: findings.filter((finding) => kept.has(finding)), left: findings.length - limit };
}

/** `1 file`, `2 files`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
