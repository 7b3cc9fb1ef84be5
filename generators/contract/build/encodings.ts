import { didYouMean } from "../closest.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import type { Content, ContentKind, ParameterCoding, PartEncoding, Pointer } from "../model.js";
import { childOf } from "../pointer.js";
import { buildStyle } from "./codings.js";
import { type Draft, follow, report, type Site, within } from "./draft.js";
import { fieldOf, listOf, membersOf, objectOf, textOf } from "./fields.js";
import { buildHeaders } from "./headers.js";

type Encodings = Pick<Content, "encodings" | "prefixEncodings" | "itemEncoding">;

/**
 * How the members of a form and the parts of a multipart body are written (OpenAPI 3.2, Encoding Object). Other media types have
 * no encodings: there the field is ignored, as the specification says.
 */
export function buildEncodings(draft: Draft, value: JsonObject, site: Site, kind: ContentKind): Encodings {
  if (kind !== "form" && kind !== "multipart") return { encodings: [], prefixEncodings: [] };
  checkNames(draft, value, site);
  const build = (name: string, encoding: Json | undefined, pointer: Pointer): readonly PartEncoding[] =>
    isObject(encoding) ? [buildEncoding(draft, name, encoding, within(site, pointer, ...(name === "" ? [] : [name])), kind)] : [];
  const [itemEncoding] = build("", objectOf(value, "itemEncoding"), childOf(site.pointer, "itemEncoding"));
  return {
    encodings: membersOf(value, "encoding").flatMap(([name, encoding]) => build(name, encoding, childOf(site.pointer, "encoding", name))),
    prefixEncodings: (listOf(value, "prefixEncoding") ?? []).flatMap((encoding, index) => build("", encoding, childOf(site.pointer, "prefixEncoding", index))),
    ...(itemEncoding !== undefined && { itemEncoding }),
  };
}

/** OpenAPI 3.1, Media Type Object: "The key, being the property name, MUST exist in the schema as a property". */
function checkNames(draft: Draft, value: JsonObject, site: Site): void {
  const schema = follow(draft, fieldOf(value, "schema"), site)?.value;
  if (schema === undefined || OPEN.some((keyword) => fieldOf(schema, keyword) !== undefined)) return;
  const known = membersOf(schema, "properties").map(([name]) => name);
  for (const [name] of membersOf(value, "encoding")) {
    if (known.includes(name) || known.length === 0) continue;
    report(draft, {
      code: "encoding-unknown",
      severity: "warning",
      message: `the schema has no member '${name}', which this encoding is for`,
      origin: childOf(site.pointer, "encoding", name),
      at: "key",
      hint: didYouMean(name, known) ?? `its members are ${known.slice(0, 8).join(", ")}`,
    });
  }
}

/** Keywords that may bring members of other names. */
const OPEN = ["allOf", "anyOf", "oneOf", "if", "additionalProperties", "unevaluatedProperties", "patternProperties", "dependentSchemas", "$dynamicRef"];

function buildEncoding(draft: Draft, name: string, value: JsonObject, site: Site, kind: "form" | "multipart"): PartEncoding {
  const coding = codingOf(draft, value, site.pointer);
  reportNested(draft, value, site.pointer);
  return {
    name,
    contentTypes: splitList(textOf(value, "contentType") ?? ""),
    headers: kind === "multipart" ? buildHeaders(draft, value, site, "part") : [],
    ...(coding !== undefined && { coding }),
  };
}

/** Only where one of the three is written: they replace `contentType`, and without them it decides (OpenAPI 3.2, 4.15.1.2). */
function codingOf(draft: Draft, value: JsonObject, pointer: Pointer): ParameterCoding | undefined {
  const isWritten = ["style", "explode", "allowReserved"].some((name) => fieldOf(value, name) !== undefined);
  return isWritten ? buildStyle(draft, value, "query", pointer) : undefined;
}

const splitList = (text: string): readonly string[] =>
  text.split(",").map((item) => item.trim()).filter((item) => item !== "");

function reportNested(draft: Draft, value: JsonObject, pointer: Pointer): void {
  for (const name of ["encoding", "prefixEncoding", "itemEncoding"]) {
    if (fieldOf(value, name) === undefined) continue;
    report(draft, {
      code: "encoding-nested",
      severity: "warning",
      message: `'${name}' inside an encoding (a multipart body within a part) is not supported`,
      origin: childOf(pointer, name),
      at: "key",
      hint: "send the inner body as one part with its own media type",
    });
  }
}
