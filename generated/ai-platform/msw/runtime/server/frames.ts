import { writeJson } from "../check/write-json.js";
import { memberOf, textOf } from "../value.js";
import type { StreamContent } from "./route.js";

/** How one item of a stream is written: an event (WHATWG HTML, section 9.2), a line of JSON, a JSON text sequence's (RFC 7464). */
export function frameOf(content: StreamContent, mediaType: string): (item: unknown) => string {
  if (content.kind === "jsonLines")
    return mediaType.startsWith("application/json-seq")
      ? (item) => `\x1e${writeJson(item)}\n`
      : (item) => `${writeJson(item)}\n`;
  if (content.as === "event" || content.as === "jsonEvent") return writeEvent;
  return content.as === "text" ? (item) => writeEvent({ data: item }) : (item) => `data: ${writeJson(item)}\n\n`;
}

const fields = ["event", "id", "retry", "data"];

function writeEvent(event: unknown): string {
  let text = "";
  for (const field of fields) {
    const value = memberOf(typeof event === "object" && event !== null ? event : undefined, field);
    if (value === undefined) continue;
    for (const line of textOf(value).split(/\r\n|\r|\n/)) text += `${field}: ${line}\n`;
  }
  return `${text}\n`;
}
