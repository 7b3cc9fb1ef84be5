import type { JsonObject } from "../json.js";
import type { ParameterCoding, ParameterPlace, ParameterStyle, Pointer, SchemaId, Slot } from "../model.js";
import { childOf } from "../pointer.js";
import { addRoot, type Draft, follow, report, type Site, within } from "./draft.js";
import { fieldOf, flagOf, isExtension, membersOf, textOf } from "./fields.js";
import { essenceOf } from "./media-types.js";

/** The styles of each place, the default first (OpenAPI 3.2, 4.12.3 Style Values). */
const STYLES: Readonly<Record<Exclude<ParameterPlace, "querystring">, readonly [ParameterStyle, ...ParameterStyle[]]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/**
 * `style`, `explode` and `allowReserved` with their defaults. `explode` is true by default for form and cookie; deepObject has
 * no other way, whatever is written. A style that the place doesn't have is an error and becomes the place's default.
 */
export function buildStyle(draft: Draft, owner: JsonObject, place: Exclude<ParameterPlace, "querystring">, pointer: Pointer): ParameterCoding {
  const style = styleOf(draft, owner, place, pointer);
  const explode = style === "deepObject" || (flagOf(owner, "explode") ?? (style === "form" || style === "cookie"));
  return { kind: "style", style, explode, allowReserved: flagOf(owner, "allowReserved") ?? false };
}

function styleOf(draft: Draft, owner: JsonObject, place: Exclude<ParameterPlace, "querystring">, pointer: Pointer): ParameterStyle {
  const allowed = STYLES[place];
  const written = textOf(owner, "style");
  const style = written === undefined ? allowed[0] : allowed.find((candidate) => candidate === written);
  if (style !== undefined) return style;
  if (!Object.values(STYLES).some((styles) => styles.some((candidate) => candidate === written))) return allowed[0];
  report(draft, {
    code: "parameter-style",
    severity: "error",
    message: `a ${place} parameter can't have the style '${written}'`,
    origin: childOf(pointer, "style"),
    hint: `use ${allowed.map((candidate) => `'${candidate}'`).join(" or ")}`,
  });
  return allowed[0];
}

interface Coded {
  readonly schema: SchemaId;
  readonly coding: ParameterCoding;
}

/** The schema of a parameter or header and how its value is written: by `style`, or by the one media type of `content`. */
export function buildCoded(draft: Draft, value: JsonObject, site: Site, place: ParameterPlace, slot: Slot): Coded {
  const contents = membersOf(value, "content").filter(([mediaType]) => !isExtension(mediaType));
  checkCoding(draft, value, contents.length, site.pointer, place, slot);
  const [first] = contents;
  if (first === undefined || (fieldOf(value, "schema") !== undefined && place !== "querystring")) {
    const coding: ParameterCoding =
      place === "querystring" ? { kind: "content", mediaType: "application/x-www-form-urlencoded" } : buildStyle(draft, value, place, site.pointer);
    return { schema: addRoot(draft, within(site, childOf(site.pointer, "schema")), slot), coding };
  }
  const [mediaType, content] = first;
  const pointer = childOf(site.pointer, "content", mediaType);
  checkMediaType(draft, mediaType, pointer);
  const found = follow(draft, content, within(site, pointer));
  const at = found?.site ?? within(site, pointer);
  return { schema: addRoot(draft, within(at, childOf(at.pointer, "schema")), slot), coding: { kind: "content", mediaType } };
}

function checkCoding(draft: Draft, value: JsonObject, contents: number, origin: Pointer, place: ParameterPlace, slot: Slot): void {
  const hasSchema = fieldOf(value, "schema") !== undefined;
  const what = `the ${slot !== "parameter" ? "header" : `${place} parameter '${textOf(value, "name") ?? ""}'`}`;
  const fail = (message: string, hint: string): void =>
    report(draft, { code: "parameter-schema", severity: "error", message: `${what} ${message}`, origin, hint });
  if (place === "querystring" && hasSchema) fail("has 'schema'", "a querystring parameter has 'content' with one media type");
  else if (hasSchema && contents > 0) fail("has both 'schema' and 'content'", "keep one of them");
  else if (contents > 1) fail("has several media types in 'content'", "keep one of them");
}

function mediaTypeHint(mediaType: string): string {
  if (["schema", "example", "examples", "encoding"].includes(mediaType)) return `put it below a media type: application/json: { ${mediaType}: ... }`;
  return mediaType.toLowerCase().includes("json") ? "write 'application/json'" : "write 'type/subtype', such as 'text/plain'";
}

/** Reports a key of `content` that is no media type. */
export function checkMediaType(draft: Draft, mediaType: string, origin: Pointer): void {
  if (essenceOf(mediaType) !== undefined) return;
  report(draft, {
    code: "media-type-syntax",
    severity: "warning",
    message: `'${mediaType}' is no media type`,
    origin,
    at: "key",
    hint: mediaTypeHint(mediaType),
  });
}
