import { isObject, type Json, type JsonObject } from "../json.js";
import type { Parameter, ParameterCoding, ParameterPlace, Pointer } from "../model.js";
import { childOf } from "../pointer.js";
import { buildCoded } from "./codings.js";
import { buildOnce, type Draft, type Found, follow, proseOf, report, type Site, within, withProse } from "./draft.js";
import { buildEncodings } from "./encodings.js";
import { buildExamples } from "./examples.js";
import { readPinnedName } from "./extensions.js";
import { flagOf, listOf, membersOf, textOf } from "./fields.js";
import { classifyMediaType } from "./media-types.js";

const PLACES: readonly ParameterPlace[] = ["path", "query", "querystring", "header", "cookie"];

/** Set by the request itself or by `security`; OpenAPI 3.2, Parameter Object: "the parameter definition SHALL be ignored". */
const OWN_HEADERS: ReadonlyMap<string, string> = new Map([
  ["accept", "the media types of 'responses' say it"],
  ["content-type", "the media types of 'requestBody' say it"],
  ["authorization", "'security' says it"],
]);

/** One level of parameters: a path item's or an operation's. */
export interface ParameterLevel {
  readonly owner: JsonObject;
  readonly site: Site;
}

/**
 * The parameters of an operation: those of its levels, outer first, where the inner level replaces a parameter of the same name
 * and place (OpenAPI 3.2, Operation Object). Header names are compared without case. In the order of `PLACES`.
 */
export function buildParameters(draft: Draft, levels: readonly ParameterLevel[]): readonly ListedParameter[] {
  const merged = new Map<string, ListedParameter>();
  for (const level of levels) for (const [key, listed] of buildLevel(draft, level)) merged.set(key, listed);
  const all = [...merged.values()];
  checkQuerystring(draft, all);
  return PLACES.flatMap((place) => all.filter(({ parameter }) => parameter.in === place));
}

/** A parameter, and the entry of a `parameters` list that names it (perhaps by reference). */
export interface ListedParameter {
  readonly parameter: Parameter;
  readonly entry: Pointer;
}

const identityOf = ({ in: place, name }: Parameter): string => `${place} ${place === "header" ? name.toLowerCase() : name}`;

function buildLevel(draft: Draft, { owner, site }: ParameterLevel): ReadonlyMap<string, ListedParameter> {
  const level = new Map<string, ListedParameter>();
  (listOf(owner, "parameters") ?? []).forEach((item, index) => {
    const pointer = childOf(site.pointer, "parameters", index);
    const parameter = findParameter(draft, item, within(site, pointer));
    if (parameter === undefined) return;
    const key = identityOf(parameter);
    if (level.has(key)) reportDuplicate(draft, parameter, pointer);
    else level.set(key, { parameter, entry: pointer });
  });
  return level;
}

function reportDuplicate(draft: Draft, { in: place, name }: Parameter, origin: Pointer): void {
  report(draft, {
    code: "parameter-duplicate",
    severity: "error",
    message: `the ${place} parameter '${name}' is declared twice in this list`,
    origin,
    hint: "remove one of them, or give it its own name",
  });
}

function findParameter(draft: Draft, item: Json, site: Site): Parameter | undefined {
  const found = follow(draft, item, site);
  if (found === undefined) return undefined;
  const parameter = buildSharedParameter(draft, found);
  return parameter === null ? undefined : withProse(parameter, found.prose);
}

/** A parameter, read once however many operations refer to it; null if it is none that a request can have. */
export const buildSharedParameter = (draft: Draft, found: Found): Parameter | null =>
  buildOnce(draft.parameters, found, () => buildParameter(draft, found));

function buildParameter(draft: Draft, { value, site }: Found): Parameter | null {
  const name = textOf(value, "name");
  const place = PLACES.find((candidate) => candidate === textOf(value, "in"));
  if (name === undefined || place === undefined || isOwnHeader(draft, name, place, site.pointer)) return null;
  const own = site.owner.kind === "shared" && site.owner.section === "parameters" ? site : within(site, site.pointer, name);
  const { schema, coding } = buildCoded(draft, value, own, place, "parameter");
  return {
    name,
    in: place,
    origin: site.pointer,
    ...readPinnedName(draft, value, site.pointer),
    ...proseOf(value),
    required: place === "path" ? checkRequired(draft, value, name, site.pointer) : (flagOf(value, "required") ?? false),
    allowEmptyValue: place === "query" && (flagOf(value, "allowEmptyValue") ?? false),
    schema,
    coding: withEncodings(draft, value, own, coding),
    examples: examplesOf(draft, value, own),
  };
}

/** A parameter that is a form may say how its members are written, as a body may (OpenAPI 3.2, 4.14 Media Type Object). */
function withEncodings(draft: Draft, value: JsonObject, site: Site, coding: ParameterCoding): ParameterCoding {
  if (coding.kind !== "content" || classifyMediaType(coding.mediaType) !== "form") return coding;
  const [first] = membersOf(value, "content");
  const found = first && follow(draft, first[1], within(site, childOf(site.pointer, "content", first[0])));
  const encodings = found === undefined ? [] : buildEncodings(draft, found.value, found.site, "form").encodings;
  return encodings.length === 0 ? coding : { ...coding, encodings };
}

function isOwnHeader(draft: Draft, name: string, place: ParameterPlace, origin: Pointer): boolean {
  const reason = place === "header" ? OWN_HEADERS.get(name.toLowerCase()) : undefined;
  if (reason === undefined) return false;
  report(draft, {
    code: "parameter-ignored",
    severity: "note",
    message: `OpenAPI ignores a header parameter called '${name}'`,
    origin,
    hint: `remove it: ${reason}`,
  });
  return true;
}

function checkRequired(draft: Draft, value: JsonObject, name: string, origin: Pointer): true {
  const written = flagOf(value, "required");
  if (written !== true) {
    report(draft, {
      code: "path-parameter-optional",
      severity: "warning",
      message: `the path parameter '${name}' is ${written === false ? "optional" : "not marked as required"}, but a path without it is another path`,
      origin: written === false ? childOf(origin, "required") : origin,
      hint: "write 'required: true'",
    });
  }
  return true;
}

function examplesOf(draft: Draft, value: JsonObject, site: Site): Parameter["examples"] {
  const own = buildExamples(draft, value, site);
  const [first] = membersOf(value, "content");
  if (own.length > 0 || first === undefined || !isObject(first[1])) return own;
  return buildExamples(draft, first[1], within(site, childOf(site.pointer, "content", first[0])));
}

/** OpenAPI 3.2, Parameter Locations: `querystring` at most once, and never beside `query`. */
function checkQuerystring(draft: Draft, all: readonly ListedParameter[]): void {
  const [whole, another] = all.filter(({ parameter }) => parameter.in === "querystring");
  const extra = another ?? all.find(({ parameter }) => parameter.in === "query");
  if (whole === undefined || extra === undefined) return;
  const { name, in: place } = extra.parameter;
  report(draft, {
    code: "parameter-querystring",
    severity: "error",
    message: `the querystring parameter '${whole.parameter.name}' is the whole query, but there is also the ${place} parameter '${name}'`,
    origin: extra.entry,
    hint: `move '${name}' into the schema of '${whole.parameter.name}'`,
  });
}
