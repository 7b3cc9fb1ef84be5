import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

const folder = fileURLToPath(new URL("./", import.meta.url));

/** Bytes as the files write them: UTF-8 text, hexadecimal digits, text with CRLF line ends, repetition, or several of these. */
type Bytes = string | Piece | readonly (string | Piece)[];
type Piece = { readonly hex: string } | { readonly crlf: string } | { readonly repeat: string; readonly times: number };

/** A violation without its message: `in`, `pointer`, `rule`. */
export type Row = readonly [place: string, pointer: string, rule: string];

/** What an answer has to be; what is absent isn't looked at. */
export interface Want {
  readonly status: number;
  readonly json?: string;
  readonly text?: string;
  readonly empty?: true;
  readonly code?: string;
  readonly violations?: readonly Row[];
  readonly count?: number;
  readonly first?: readonly Row[];
  readonly truncated?: boolean;
  readonly answer?: Readonly<Record<string, string | null>>;
  readonly absent?: readonly string[];
  readonly trace?: string;
}

/** How a server is set up, where it isn't by default. */
export interface Setup {
  readonly formats?: "annotate";
  readonly maxDepth?: number;
  readonly unknownQuery?: "reject";
  readonly responseCheck?: "off";
}

interface CaseRow extends Want {
  readonly name: string;
  readonly request?: string;
  readonly headers?: readonly string[];
  readonly body?: Bytes;
  readonly raw?: Bytes;
}

interface GroupRow {
  readonly sentence: string;
  readonly note?: string;
  readonly chapter?: string;
  readonly contract?: string;
  readonly server?: Setup;
  readonly request?: string;
  readonly headers?: readonly string[];
  readonly cases: readonly CaseRow[];
}

interface FileRow {
  readonly chapter: string;
  readonly contract?: string;
  readonly groups: readonly GroupRow[];
}

/** One golden request, ready to send. */
export interface Case {
  readonly id: string;
  readonly chapter: string;
  readonly sentence: string;
  readonly contract: string;
  readonly setup: Setup;
  readonly method: string;
  /** The request as it is sent; made anew each time, since some are large. */
  readonly bytes: () => Buffer;
  readonly want: Want;
}

/** Path of a contract of the golden requests. */
export const contractPath = (name: string): string => join(folder, "contracts", `${name}.yaml`);

/** All golden requests, in the order of the files. */
export function readCases(): readonly Case[] {
  const files = readdirSync(join(folder, "cases")).filter((name) => name.endsWith(".yaml")).sort();
  return files.flatMap((name) => {
    const file = load(readFileSync(join(folder, "cases", name), "utf8")) as FileRow;
    return file.groups.flatMap((group) => group.cases.map((row) => caseOf(basename(name, ".yaml"), file, group, row)));
  });
}

function caseOf(file: string, { chapter, contract }: FileRow, group: GroupRow, row: CaseRow): Case {
  const where = group.contract ?? contract;
  const request = row.request ?? group.request;
  if (where === undefined || (request === undefined && row.raw === undefined)) throw new Error(`${file}: '${row.name}' lacks a contract or a request`);
  return {
    id: `${file}: ${row.name}${request === undefined ? "" : ` (${request})`}`,
    chapter: group.chapter ?? chapter,
    sentence: group.sentence,
    contract: where,
    setup: group.server ?? {},
    method: (request ?? bytesOf(row.raw ?? "").toString("latin1")).split(" ", 1)[0] ?? "",
    bytes: () => (row.raw === undefined ? writeRequest(request ?? "", linesOf(group.headers ?? [], row.headers ?? []), row.body) : bytesOf(row.raw)),
    want: row,
  };
}

/** A case's header lines stand in place of those of the same name in its group. */
function linesOf(ofGroup: readonly string[], own: readonly string[]): readonly string[] {
  const names = new Set(own.map(nameOf));
  return [...ofGroup.filter((line) => !names.has(nameOf(line))), ...own];
}

const nameOf = (line: string): string => line.slice(0, line.indexOf(":")).toLowerCase();

/** HTTP/1.1 as README.md says: the request line, `Host`, `Connection: close`, the lines, and `Content-Length` if there is a body. */
function writeRequest(request: string, lines: readonly string[], body: Bytes | undefined): Buffer {
  const content = body === undefined ? undefined : bytesOf(body);
  const length = content === undefined ? [] : [`Content-Length: ${content.length}`];
  const head = [`${request} HTTP/1.1`, "Host: parity.test", "Connection: close", ...lines, ...length, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head, "utf8"), content ?? Buffer.alloc(0)]);
}

function bytesOf(bytes: Bytes): Buffer {
  const pieces = typeof bytes === "string" || !Array.isArray(bytes) ? [bytes as string | Piece] : (bytes as readonly (string | Piece)[]);
  return Buffer.concat(pieces.map(pieceOf));
}

function pieceOf(piece: string | Piece): Buffer {
  if (typeof piece === "string") return Buffer.from(piece, "utf8");
  if ("hex" in piece) return Buffer.from(piece.hex, "hex");
  if ("crlf" in piece) return Buffer.from(piece.crlf.replaceAll("\n", "\r\n"), "utf8");
  return Buffer.from(piece.repeat.repeat(piece.times), "utf8");
}
