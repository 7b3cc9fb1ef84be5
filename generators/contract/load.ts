import type { Diagnostic, Location } from "../diagnostic.js";
import { type Dialect, grammarOf } from "./grammar.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import type { Pointer } from "./model.js";
import { tokensOf } from "./pointer.js";
import { isReadable } from "./read/document.js";
import { assemble, type Mounted } from "./resolve/assemble.js";
import { entryUri, isFailure, type Library, type LoadOptions, openFile, openLibrary } from "./resolve/files.js";
import { type Finding, type Findings, startFindings } from "./resolve/findings.js";
import { startFinder } from "./resolve/lookup.js";
import { type Placement, placeParts } from "./resolve/place.js";
import { keyOf, type LoadedFile, pointerOfTokens, tokensOfPath } from "./resolve/places.js";
import { resolveReferences } from "./resolve/resolve.js";
import { convertSwagger } from "./resolve/swagger.js";
import { readVersion } from "./resolve/version.js";
import { dropVocabularies } from "./resolve/vocabularies.js";
import type { Source } from "./source.js";

export type { LoadOptions } from "./resolve/files.js";

/**
 * Reads a contract: OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0, JSON or YAML, one file or many, into one document in which every
 * reference is a pointer. All mistakes of syntax, structure and references are in `diagnostics`; the document is `{}` if its text can't
 * be read. Rejects only for a bug, or if `options.readFile` does for a reason that is no system error.
 */
export async function load(path: string, options: LoadOptions = {}): Promise<Source> {
  const library = openLibrary(path, options);
  const entry = await openFile(library, entryUri(path), undefined);
  if (isFailure(entry)) {
    const diagnostic: Diagnostic = { code: "file-unreadable", severity: "error", message: entry.reason, hint: entry.hint };
    return emptySource(library, [diagnostic]);
  }
  const problems = problemsOf(entry);
  if (!isReadable(entry.document)) return emptySource(library, problems);
  const findings = startFindings();
  const dialect = readVersion(findings, { file: entry, path: undefined, isProse: false }, entry.document.value);
  if (dialect === undefined) return emptySource(library, [...problems, ...findings.diagnostics.map((finding) => diagnosticOf(finding, () => undefined))]);
  return makeSource(library, entry, dialect, findings);
}

async function makeSource(library: Library, entry: LoadedFile, dialect: Dialect, findings: Findings): Promise<Source> {
  const grammar = grammarOf(dialect);
  const finder = startFinder(library, grammar, findings, entry);
  const resolution = await resolveReferences(finder);
  const placement = placeParts(entry, grammar, resolution);
  mendSlips(findings);
  await dropVocabularies(library, entry, findings);
  const mounted = assemble(entry, grammar, resolution, placement);
  const value: Json = entry.document.value;
  const document: JsonObject = isObject(value) ? value : {};
  const locate = locator(entry, mounted);
  const problems = library.files.flatMap(problemsOf);
  if (dialect === "2.0") return convertSource(library, document, findings, locate, [...problems, ...diagnosticsOf(findings, mounted, placement, locate)]);
  return { ...sourceOf(library, [...problems, ...diagnosticsOf(findings, mounted, placement)]), document, version: dialect, locate };
}

type Locate = Source["locate"];

/** Swagger 2.0 becomes 3.0 when its own mistakes are found; pointers into the new document lead to the lines of the old one. */
async function convertSource(library: Library, document: JsonObject, findings: Findings, locate: Locate, diagnostics: readonly Diagnostic[]): Promise<Source> {
  const converted = await convertSwagger(document, (value) => findings.roleOf.has(value));
  if ("reason" in converted) {
    const failure: Diagnostic = { code: "conversion", severity: "error", message: `Swagger 2.0 can't be converted to OpenAPI 3.0: ${converted.reason}`, hint: "write the contract in OpenAPI 3.1" };
    const isExplained = diagnostics.some(({ severity }) => severity === "error");
    return emptySource(library, isExplained ? diagnostics : [...diagnostics, failure]);
  }
  const losses = converted.losses.map(({ tokens, message }): Diagnostic => {
    const origin = locate(pointerOfTokens(tokens), "key");
    return { ...lossOf(message), ...(origin === undefined ? {} : { origin }) };
  });
  const { document: made, originOf } = converted;
  const base = sourceOf(library, [...diagnostics, ...losses]);
  return { ...base, document: made, version: "3.0", locate: (pointer, at) => locate(pointerOfTokens(originOf(tokensOf(pointer))), at) };
}

/** What the converter says of a part that it leaves out. */
const lossOf = (message: string): Diagnostic =>
  message.endsWith("multiple requestBodies")
    ? { code: "parameter-duplicate", severity: "error", message: "the operation has several bodies", hint: "a request has one body: put the parts into one object, or one form" }
    : { code: "conversion", severity: "warning", message: `OpenAPI 3.0 can't say this: ${message}`, hint: "write the contract in OpenAPI 3.1" };

/** Texts that were written as numbers or flags (`version: 1.0`) are what was written. */
function mendSlips({ slips }: Findings): void {
  for (const { file, holder, key, path } of slips) {
    const { start, end } = file.document.find(tokensOfPath(path), "value");
    (holder as Record<string, Json>)[key] = file.document.text.slice(start, end);
  }
}

function emptySource(library: Library, diagnostics: readonly Diagnostic[]): Source {
  return { ...sourceOf(library, diagnostics), document: {}, version: "3.1", locate: () => undefined };
}

type Base = Pick<Source, "path" | "files" | "diagnostics" | "line">;

function sourceOf(library: Library, diagnostics: readonly Diagnostic[]): Base {
  const [first, ...others] = library.files;
  const sorted = others.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const files = first === undefined ? [] : [first, ...sorted];
  return {
    path: library.entry,
    files: files.map(({ path, sha256 }) => ({ path, sha256 })),
    diagnostics,
    line: (name, line) => files.find((file) => file.name === name)?.document.lines.lineAt(line),
  };
}

const problemsOf = (file: LoadedFile): readonly Diagnostic[] =>
  file.document.problems.map(({ code, severity, message, hint, start, end }) => ({
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    origin: { file: file.name, ...file.document.lines.placeOf(start), length: Math.max(1, end - start) },
  }));

/** Findings as diagnostics: by pointer where the place is in the one document, else by line. */
function diagnosticsOf(findings: Findings, mounted: readonly Mounted[], placement: Placement, locate?: Locate): readonly Diagnostic[] {
  const replaced = new Set(mounted.flatMap(({ site }) => (site === undefined ? [] : [keyOf(site.file, tokensOfPath(site.path))])));
  const pointerOf = ({ file, path }: Finding): Pointer | undefined => {
    const tokens = tokensOfPath(path);
    // What stands in an object that something else took the place of has no pointer any more.
    const isGone = replaced.size > 0 && tokens.some((_, index) => replaced.has(keyOf(file, tokens.slice(0, index))));
    const place = isGone ? undefined : placement.locate(file, tokens);
    return place === undefined ? undefined : pointerOfTokens(place);
  };
  const notes = [...findings.notes.values()].map(({ finding, count }) => (count === 1 ? finding : { ...finding, message: `${finding.message} (${count} times)` }));
  const made = [...findings.diagnostics, ...notes].map((finding) => diagnosticOf(finding, pointerOf));
  return locate === undefined ? made : made.map((diagnostic) => withPlace(diagnostic, locate));
}

/** A pointer into a document that nobody will see is told as a place. */
function withPlace(diagnostic: Diagnostic, locate: Locate): Diagnostic {
  const place = typeof diagnostic.origin === "string" ? locate(diagnostic.origin, diagnostic.at) : diagnostic.origin;
  return place === undefined ? diagnostic : { ...diagnostic, origin: place };
}

function diagnosticOf(finding: Finding, pointerOf: (finding: Finding) => Pointer | undefined): Diagnostic {
  const { code, severity, message, hint, at } = finding;
  return { code, severity, message, at, ...(hint === undefined ? {} : { hint }), origin: pointerOf(finding) ?? placeIn(finding.file, tokensOfPath(finding.path), at) };
}

function placeIn(file: LoadedFile, tokens: readonly string[], at: "key" | "value"): Location {
  const { start, end } = file.document.find(tokens, at);
  return { file: file.name, ...file.document.lines.placeOf(start), length: Math.max(1, end - start) };
}

/** Finds the file and place of a pointer into the one document: in the innermost part that it leads through. */
function locator(entry: LoadedFile, mounted: readonly Mounted[]): Source["locate"] {
  const byPointer = new Map(mounted.map((part) => [pointerOfTokens(part.tokens), part]));
  return (pointer, at = "value") => {
    const tokens = tokensOf(pointer);
    for (let length = tokens.length; length > 0 && byPointer.size > 0; length--) {
      const part = byPointer.get(pointerOfTokens(tokens.slice(0, length)));
      if (part === undefined) continue;
      if (part.site !== undefined && at === "key" && length === tokens.length) return placeIn(part.site.file, tokensOfPath(part.site.path), at);
      return placeIn(part.file, [...part.from, ...tokens.slice(length)], at);
    }
    return placeIn(entry, tokens, at);
  };
}
