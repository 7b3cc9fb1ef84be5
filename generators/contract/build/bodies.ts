import { isObject, type JsonObject } from "../json.js";
import type { Body, Content, ContentKind, SchemaId, Slot } from "../model.js";
import { childOf } from "../pointer.js";
import { checkMediaType } from "./codings.js";
import { addRoot, buildOnce, type Draft, follow, type Found, proseOf, report, type Site, within, withProse } from "./draft.js";
import { buildEncodings } from "./encodings.js";
import { buildExamples } from "./examples.js";
import { fieldOf, flagOf, isExtension, membersOf, objectOf } from "./fields.js";
import { classifyMediaType, essenceOf } from "./media-types.js";

/**
 * `requestBody` of an operation (OpenAPI 3.2, Request Body Object). Undefined if it has none. A body of GET, HEAD or TRACE has no
 * meaning in HTTP (RFC 9110, section 9.3): one that has no members to send anyway is left out, another is noted.
 */
export function buildBody(draft: Draft, operation: JsonObject, site: Site, method: string): Body | undefined {
  const pointer = childOf(site.pointer, "requestBody");
  const found = follow(draft, fieldOf(operation, "requestBody"), within(site, pointer));
  if (found === undefined) return undefined;
  if (method === "GET" || method === "HEAD" || method === "TRACE") {
    if (isEmptyForm(found.value)) return undefined;
    report(draft, {
      code: "body-on-get",
      severity: "note",
      message: `a body of ${method} has no meaning in HTTP; browsers and many proxies refuse or drop it`,
      origin: pointer,
      at: "key",
      hint: "use query parameters, or POST (in OpenAPI 3.2: QUERY)",
    });
  }
  return withProse(buildSharedBody(draft, found), found.prose);
}

/** A request body, read once however many operations refer to it. */
export const buildSharedBody = (draft: Draft, found: Found): Body =>
  buildOnce(draft.bodies, found, () => ({
    origin: found.site.pointer,
    ...proseOf(found.value),
    required: flagOf(found.value, "required") ?? false,
    contents: buildContents(draft, found.value, found.site, "body"),
  }));

/** Generated contracts write a form with `properties: {}` for every GET: it may be sent, and can't hold anything. */
function isEmptyForm(body: JsonObject): boolean {
  const contents = membersOf(body, "content");
  return flagOf(body, "required") !== true && contents.every(([mediaType, content]) => {
    const schema = isObject(content) ? (objectOf(content, "schema") ?? {}) : {};
    const properties = objectOf(schema, "properties");
    const isBare = Object.keys(schema).every((name) => name === "type" || name === "properties" || name === "additionalProperties");
    return classifyMediaType(mediaType) === "form" && isBare && properties !== undefined && Object.keys(properties).length === 0;
  });
}

/** `content` of a request body or response, by media type in the order of the document (OpenAPI 3.2, Media Type Object). */
export function buildContents(draft: Draft, owner: JsonObject, site: Site, slot: "body" | "response"): readonly Content[] {
  return membersOf(owner, "content").flatMap(([mediaType, value]) => {
    const pointer = childOf(site.pointer, "content", mediaType);
    if (isExtension(mediaType) && essenceOf(mediaType) === undefined) return [];
    checkMediaType(draft, mediaType, pointer);
    const found = follow(draft, value, within(site, pointer, mediaType));
    return found === undefined ? [] : [buildContent(draft, mediaType, found.value, found.site, slot)];
  });
}

/** A media type of the components (3.2), which has no name of a media type there. */
export const buildSharedContent = (draft: Draft, { value, site }: Found): Content => buildContent(draft, "*/*", value, site, "response");

function buildContent(draft: Draft, mediaType: string, value: JsonObject, site: Site, slot: "body" | "response"): Content {
  const kind = kindOf(draft, mediaType, value, site);
  const schema = fieldOf(value, "schema") === undefined ? undefined : addRoot(draft, within(site, childOf(site.pointer, "schema")), slot);
  const itemSchema = itemOf(draft, kind, value, site, schema, slot);
  return {
    mediaType,
    kind,
    origin: site.pointer,
    ...(schema !== undefined && { schema }),
    ...(itemSchema !== undefined && { itemSchema }),
    ...buildEncodings(draft, value, site, kind),
    examples: buildExamples(draft, value, site),
  };
}

/** A range such as `*\/*` says nothing of the bytes; with a schema of something else than text or bytes, JSON is meant. */
function kindOf(draft: Draft, mediaType: string, value: JsonObject, site: Site): ContentKind {
  const essence = essenceOf(mediaType);
  if (essence !== "*/*" && essence !== "application/*") return classifyMediaType(mediaType);
  const schema = follow(draft, fieldOf(value, "schema"), site)?.value;
  return schema === undefined || fieldOf(schema, "type") === "string" || Object.keys(schema).length === 0 ? "binary" : "json";
}

/**
 * The schema of one item of a stream. Before 3.2 there is only `schema`, and it is written for one event or line; where it is
 * a list, it is the whole stream as 3.2 reads it (4.14.5, Sequential Media Types).
 */
function itemOf(
  draft: Draft,
  kind: ContentKind,
  value: JsonObject,
  site: Site,
  schema: SchemaId | undefined,
  slot: "body" | "response",
): SchemaId | undefined {
  const itemSlot: Slot = slot === "body" ? "bodyItem" : "responseItem";
  if (fieldOf(value, "itemSchema") !== undefined) {
    const key = site.owner.kind === "shared" ? ["item"] : [];
    return addRoot(draft, within(site, childOf(site.pointer, "itemSchema"), ...key), itemSlot);
  }
  if (schema === undefined || (kind !== "events" && kind !== "jsonLines")) return undefined;
  const list = follow(draft, fieldOf(value, "schema"), within(site, schema));
  const isList = list !== undefined && fieldOf(list.value, "type") === "array" && isObject(fieldOf(list.value, "items"));
  return isList ? childOf(list.site.pointer, "items") : schema;
}
