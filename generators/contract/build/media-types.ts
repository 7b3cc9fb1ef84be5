import type { ContentKind } from "../model.js";

/** `type/subtype` of RFC 9110, section 8.3.1, with `*` ranges of OpenAPI; parameters may follow. */
const MEDIA_TYPE = /^\s*([!#$%&'*+.^_`|~0-9a-z-]+)\/([!#$%&'*+.^_`|~0-9a-z-]+)\s*(;.*)?$/i;

/** The bare media type in lower case, without parameters; undefined if the text is none (`json`, `application/`). */
export function essenceOf(mediaType: string): string | undefined {
  const match = MEDIA_TYPE.exec(mediaType);
  return match ? `${match[1]}/${match[2]}`.toLowerCase() : undefined;
}

const KINDS: ReadonlyMap<string, ContentKind> = new Map([
  ["application/json", "json"],
  ["text/json", "json"],
  ["application/x-www-form-urlencoded", "form"],
  ["text/event-stream", "events"],
  ["application/jsonl", "jsonLines"],
  ["application/x-jsonlines", "jsonLines"],
  ["application/jsonlines", "jsonLines"],
  ["application/x-jsonl", "jsonLines"],
  ["application/ndjson", "jsonLines"],
  ["application/x-ndjson", "jsonLines"],
  ["application/stream+json", "jsonLines"],
  ["application/json-seq", "jsonLines"],
  ["application/xml", "text"],
  ["application/yaml", "text"],
  ["application/x-yaml", "text"],
]);

/** How bytes of a media type become values (see `ContentKind`). Parameters and case don't matter; what is unknown is binary. */
export function classifyMediaType(mediaType: string): ContentKind {
  const essence = essenceOf(mediaType) ?? mediaType.toLowerCase();
  const known = KINDS.get(essence);
  if (known !== undefined) return known;
  if (essence.startsWith("multipart/")) return "multipart";
  if (essence.endsWith("+json")) return "json";
  if (essence.endsWith("+json-seq") || essence.endsWith("+jsonl")) return "jsonLines";
  if (essence.startsWith("text/") || essence.endsWith("+xml") || essence.endsWith("+yaml")) return "text";
  return "binary";
}
