// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { parseFilename, parseParameter } from "./disposition.js";
import { UnreadableBody } from "./errors.js";

/**
 * Reads a multipart answer other than `multipart/form-data` (RFC 2046, section 5.1). Text without a file name becomes
 * text, everything else a `File`.
 */
export async function readParts(response: Response): Promise<FormData> {
  const boundary = parseParameter(response.headers.get("content-type") ?? "", "boundary");
  if (boundary === undefined) throw new UnreadableBody("the content type has no boundary", "");
  const parts = cutParts(toBinaryText(new Uint8Array(await response.arrayBuffer())), boundary);
  const form = new FormData();
  for (const [index, part] of parts.entries()) addPart(form, index, part);
  return form;
}

/** The parts between the boundaries (RFC 2046, section 5.1.1), in texts whose characters stand for bytes. */
function cutParts(body: string, boundary: string): readonly string[] {
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  const end = parts.findIndex((part) => part.startsWith("--"));
  if (end < 0) throw new UnreadableBody("the body ends before its last boundary", body);
  return parts.slice(0, end).map((part) => part.replace(/^[ \t]*\r\n/, ""));
}

function addPart(form: FormData, index: number, part: string): void {
  const empty = part.startsWith("\r\n") ? 0 : part.indexOf("\r\n\r\n");
  const head = part.slice(0, Math.max(0, empty));
  const content = fromBinaryText(part.slice(part.startsWith("\r\n") ? 2 : empty < 0 ? 0 : empty + 4));
  const type = headerOf(head, "content-type") ?? "text/plain";
  const disposition = headerOf(head, "content-disposition") ?? "";
  const name = parseParameter(disposition, "name") ?? String(index);
  const filename = parseFilename(disposition);
  if (filename === undefined && /^text\/|[/+]json\b/i.test(type)) form.append(name, new TextDecoder().decode(content));
  else form.append(name, new File([content], filename ?? name, { type }));
}

function headerOf(head: string, name: string): string | undefined {
  const unfolded = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const line = unfolded.find((each) => each.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

function toBinaryText(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return text;
}

function fromBinaryText(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
