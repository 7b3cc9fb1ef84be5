import { closest, editDistance } from "../closest.js";
import type { Dialect, Grammar, Kind, Misplaced, ObjectGrammar } from "../grammar.js";
import { ExactNumber, isObject, type Json, type JsonObject } from "../json.js";
import { describeKind, describeValue, fits, hintFor, hintForChoice } from "./describe.js";
import type { Finding, Findings } from "./findings.js";
import type { LoadedFile, Path } from "./places.js";

/** Where a value stands, and how serious its mistakes are. */
export interface Spot {
  readonly file: LoadedFile;
  readonly path: Path | undefined;
  /** Only people read what stands here. */
  readonly isProse: boolean;
}

type Report = Pick<Finding, "code" | "severity" | "message"> & { readonly hint?: string; readonly at?: "key" | "value" };

/** Adds a diagnostic at a spot. Where only people read, no mistake is an error. */
export function report(findings: Findings, spot: Spot, { severity, at = "value", ...rest }: Report): void {
  findings.diagnostics.push({ ...rest, file: spot.file, path: spot.path, at, severity: spot.isProse && severity === "error" ? "warning" : severity });
}

/** A value that has not the JSON type that its place wants. `isRequired`: its absence is an error, so null is one too. */
export function reportKind(findings: Findings, spot: Spot, kind: Kind, value: Json, dialect: Dialect, isRequired: boolean): void {
  const message = `${subjectOf(spot.path)} must be ${describeKind(kind, dialect)}, but is ${describeValue(value)}`;
  const slip = kind.is === "tolerant" && fits(kind.slip, value, dialect) ? kind.hint : undefined;
  const isMild = slip !== undefined || (value === null && !isRequired) || isProseSlip(kind, value) || isTuple(spot, value);
  report(findings, spot, { code: "wrong-kind", severity: isMild ? "warning" : "error", message, hint: slip ?? hintByName(spot.path?.key, value, dialect) ?? hintFor(kind, value, dialect) });
}

/** Slips that belong to one member. */
function hintByName(name: string | number | undefined, value: Json, dialect: Dialect): string | undefined {
  if (name === "$ref" && value === null) return "put the reference in quotes: behind a space, '#' starts a comment";
  if (name !== "items" || !Array.isArray(value)) return undefined;
  return dialect === "3.1" || dialect === "3.2" ? "schemas by position are 'prefixItems' since OpenAPI 3.1" : "write one schema; for several, { oneOf: [...] }";
}

/** `items` as a list of schemas by position, as JSON Schema had it before 2020-12: it is read as a list of anything. */
const isTuple = ({ path }: Spot, value: Json): boolean => path?.key === "items" && Array.isArray(value);

const isProseSlip = (kind: Kind, value: Json): boolean =>
  kind.is === "prose" && (typeof value === "number" || typeof value === "boolean" || value instanceof ExactNumber);

/** A member name or an item as the subject of a sentence. */
function subjectOf(path: Path | undefined): string {
  if (path === undefined) return "the document";
  if (typeof path.key === "string") return `'${path.key}'`;
  return `item ${path.key + 1} of ${subjectOf(path.parent)}`;
}

/** A text that is none of those that its place allows. */
export function reportChoice(findings: Findings, spot: Spot, values: readonly string[], value: string): void {
  const message = `${subjectOf(spot.path)} must be one of ${values.join(", ")}, but is '${value}'`;
  report(findings, spot, { code: "wrong-value", severity: "error", message, hint: hintForChoice(value, values) });
}

/** A member that the object doesn't have in this version: an error if it stands in place of one that must be there. Gives the fields that are meant by it. */
export function reportUnknown(findings: Findings, spot: Spot, spec: ObjectGrammar, dialect: Dialect, owner: JsonObject): readonly string[] {
  const name = String(spot.path?.key);
  const versions = spec.foreign.get(name);
  const message = versions === undefined ? `${spec.title} has no field '${name}'` : `${spec.title} has the field '${name}' only ${versions}; this contract is ${dialect}`;
  const misplaced = misplacedIn(spec, name);
  const meant = versions === undefined && misplaced === undefined ? closest(name, spec.fields.keys()) : undefined;
  const similar = meant === undefined ? undefined : `did you mean '${meant}'?`;
  const isText = owner[name] === null && name.includes(" ");
  const otherwise = isText ? "put the text before it in quotes if this belongs to it: a comma ends it" : versions === undefined ? "remove it, or start its name with 'x-' if it is your own" : "raise the version, or remove the field";
  const intended = [meant, misplaced?.into].filter((field) => field !== undefined);
  const isNeeded = intended.some((field) => !Object.hasOwn(owner, field) && spec.requiredFields.some(([needed, severity]) => needed === field && severity === "error"));
  report(findings, spot, { code: "unknown-field", severity: isNeeded ? "error" : "warning", message, hint: misplaced?.hint ?? similar ?? otherwise, at: "key" });
  return intended;
}

function misplacedIn({ misplaced }: ObjectGrammar, name: string): Misplaced | undefined {
  const key = name.includes("/") ? "*/*" : name;
  return misplaced !== undefined && Object.hasOwn(misplaced, key) ? misplaced[key] : undefined;
}

/** Members that must be there: always, by the value of another member, or one of several. Not those that only are misspelled (`meant`). */
export function checkRequired(findings: Findings, spot: Spot, spec: ObjectGrammar, value: JsonObject, meant: readonly string[]): void {
  for (const [name, severity] of spec.requiredFields) {
    if (!Object.hasOwn(value, name) && !meant.includes(name)) reportMissing(findings, spot, severity, `'${name}' is missing in ${spec.title}`, `add '${name}'`);
  }
  const { requiredBy, oneOf } = spec;
  const chosen = requiredBy && Object.hasOwn(value, requiredBy.field) ? value[requiredBy.field] : undefined;
  const needed = requiredBy && typeof chosen === "string" && Object.hasOwn(requiredBy.values, chosen) ? requiredBy.values[chosen] : undefined;
  for (const name of needed ?? []) {
    if (!Object.hasOwn(value, name) && !meant.includes(name)) reportMissing(findings, spot, "error", `'${name}' is missing in ${spec.title} with ${requiredBy?.field}: ${String(chosen)}`, `add '${name}'`);
  }
  if (oneOf === undefined || oneOf.fields.some((name) => Object.hasOwn(value, name) || meant.includes(name))) return;
  const names = oneOf.fields.map((name) => `'${name}'`).join(oneOf.fields.length > 2 ? ", " : " and ");
  reportMissing(findings, spot, oneOf.severity, `${spec.title} has none of ${names}`, `add ${oneOf.fields.map((name) => `'${name}'`).join(" or ")}`);
}

function reportMissing(findings: Findings, spot: Spot, severity: "error" | "warning", message: string, hint: string): void {
  report(findings, spot, { code: "missing-field", severity, message, hint, at: "key" });
}

/** Names of components are part of pointers and of generated code (OpenAPI 3.2, 4.8.1). */
export function checkComponentName(findings: Findings, spot: Spot, name: string): void {
  if (/^[\w.-]+$/.test(name)) return;
  const message = `the component name '${name}' has characters other than letters, digits, '.', '-' and '_'`;
  report(findings, spot, { code: "wrong-value", severity: "warning", message, hint: `rename it, for example to '${name.replace(/[^\w.-]+/g, "_")}'`, at: "key" });
}

/** A keyword that JSON Schema doesn't have is an annotation; said only of what looks like a slip, or belongs to another version. */
export function noteKeyword(findings: Findings, spot: Spot, grammar: Grammar): void {
  const name = String(spot.path?.key);
  const said = findings.notes.get(`keyword ${name}`);
  if (said !== undefined) {
    said.count++;
    return;
  }
  const versions = grammar.schema.foreign.get(name);
  const meant = versions === undefined ? similarKeyword(grammar, name) : undefined;
  if (versions === undefined && meant === undefined) return;
  const message = versions === undefined ? `'${name}' is no keyword of JSON Schema and says nothing` : `'${name}' is a keyword only ${versions} and says nothing in ${grammar.dialect}`;
  const hint = meant === undefined ? versionHint(name, versions ?? "") : `did you mean '${meant}'?`;
  const finding: Finding = { file: spot.file, path: spot.path, at: "key", code: "unknown-keyword", severity: "note", message, hint };
  findings.notes.set(`keyword ${name}`, { finding, count: 1 });
}

function versionHint(name: string, versions: string): string {
  if (name === "nullable") return "write a list of types with 'null': type: [string, 'null']";
  return versions.startsWith("since") ? "raise the version of the contract, or remove the keyword" : "remove the keyword";
}

const similar = new WeakMap<Grammar, Map<string, string | undefined>>();

/** The keyword at most two edits away (one, if it is short). */
function similarKeyword(grammar: Grammar, name: string): string | undefined {
  const known = similar.get(grammar) ?? new Map<string, string | undefined>();
  similar.set(grammar, known);
  if (known.has(name)) return known.get(name);
  const limit = name.length < 4 ? 0 : name.length < 7 ? 1 : 2;
  const found = [...grammar.schema.fields.keys()].find((keyword) => keyword.length > 3 && editDistance(name, keyword, limit) <= limit);
  known.set(name, found);
  return found;
}

/** What stands beside `$ref` and is ignored there: everything in 2.0 and 3.0, all but the docs in references since 3.1. */
export function noteSiblings(findings: Findings, spot: Spot, value: JsonObject, isSchema: boolean, dialect: Dialect): void {
  const isSpoken = dialect === "3.1" || dialect === "3.2";
  if (isSchema && isSpoken) return;
  const ignored = Object.keys(value).filter((name) => name !== "$ref" && name !== "description" && name !== "summary" && !name.startsWith("x-"));
  const [name] = ignored;
  if (name === undefined) return;
  const key = `sibling ${isSchema} ${name}`;
  const said = findings.notes.get(key);
  if (said !== undefined) {
    said.count++;
    return;
  }
  const hint = isSchema ? "put the reference into 'allOf' to say more beside it, or raise the version to 3.1" : "say it in what the reference leads to";
  const message = `'${name}' beside '$ref' says nothing${isSchema ? ` in ${dialect}` : ""}`;
  findings.notes.set(key, { finding: { file: spot.file, path: { parent: spot.path, key: name }, at: "key", code: "ref-siblings", severity: "note", message, hint }, count: 1 });
}

/** Whether an object says more than where it leads. */
export const isOnlyReference = (value: Json): boolean => isObject(value) && Object.keys(value).length === 1;
