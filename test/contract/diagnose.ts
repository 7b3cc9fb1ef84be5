import { join, relative } from "node:path";
import { build } from "../../generators/contract/build/index.js";
import { load } from "../../generators/contract/load.js";
import type { Source } from "../../generators/contract/source.js";
import type { Diagnostic, Location } from "../../generators/diagnostic.js";

/** Loads and builds a contract. Gives its diagnostics as `file:line:column severity code message | hint`, in the order of files and lines, with paths from the folder. */
export async function diagnose(folder: string, file: string): Promise<readonly string[]> {
  const source = await load(join(folder, file));
  const diagnostics = [...source.diagnostics, ...build(source).diagnostics];
  const order = source.files.map(({ path }) => path);
  const placed = diagnostics.map((diagnostic) => ({ diagnostic, location: locationOf(source, diagnostic) }));
  return placed
    .map(({ diagnostic, location }) => ({ diagnostic, location, file: location === undefined ? "" : relative(folder, location.file) }))
    .sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || byPlace(a.location, b.location) || (a.diagnostic.code < b.diagnostic.code ? -1 : 1))
    .map(({ diagnostic, location, file: name }) => printLine(diagnostic, location === undefined ? "-" : `${name}:${location.line}:${location.column}`).replaceAll(`${folder}/`, ""));
}

function locationOf(source: Source, { origin, at }: Diagnostic): Location | undefined {
  return typeof origin === "string" ? source.locate(origin, at) : origin;
}

const byPlace = (a: Location | undefined, b: Location | undefined): number => (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);

const printLine = ({ severity, code, message, hint }: Diagnostic, place: string): string => `${place} ${severity} ${code} ${message}${hint === undefined ? "" : ` | ${hint}`}`;
