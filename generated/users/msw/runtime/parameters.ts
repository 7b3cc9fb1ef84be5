import { encode, encodeHeader } from "./encode.js";
import { jsonText } from "./json-text.js";
import { isForm, isJson } from "./media-type.js";
import type { MemberSpec, ParameterSpec } from "./spec.js";
import { type Place, type ValueWriter, writerOf } from "./styles.js";
import { kindOf, membersOf, textOf } from "./value.js";

/** One parameter, ready to write. */
export interface Writer {
  readonly name: string;
  readonly write: ValueWriter;
}

/**
 * The writer of a parameter. In query, path and cookie it gives percent-encoded text, with the name where the style has
 * one; in headers the value.
 */
export function parameterWriter(spec: ParameterSpec): Writer {
  const { name } = spec;
  if (spec.in === "querystring")
    return {
      name,
      write: (value) => (value === undefined ? undefined : writeQuerystring(spec.content ?? "", value, spec.members)),
    };
  return {
    name,
    write:
      spec.content === undefined
        ? writerOf(name, spec.in, spec)
        : contentWriter(name, spec.in, spec.content, spec.members),
  };
}

/**
 * Members as `application/x-www-form-urlencoded`: bodies, and queries that are one value. Without a style of its own a
 * list is repeated, an object is JSON.
 */
export function formText(value: unknown, members: Readonly<Record<string, MemberSpec>> = {}): string {
  if (kindOf(value) !== "object") return textOf(value);
  return membersOf(value as object)
    .map(([name, member]) => writeMember(name, member, Object.hasOwn(members, name) ? members[name] : undefined))
    .filter((text) => text !== undefined)
    .join("&");
}

function writeMember(name: string, value: unknown, spec: MemberSpec | undefined): string | undefined {
  if (spec?.contentType !== undefined && spec.style === undefined)
    return contentWriter(name, "query", spec.contentType)(value);
  if (spec !== undefined || kindOf(value) !== "object") return writerOf(name, "query", spec ?? {})(value);
  return `${encode(name)}=${encode(jsonText(value))}`;
}

function contentWriter(
  name: string,
  place: Place,
  mediaType: string,
  members?: Readonly<Record<string, MemberSpec>>,
): ValueWriter {
  const label = place === "query" || place === "cookie" ? `${encode(name)}=` : "";
  return (value) => {
    if (value === undefined) return undefined;
    const text = contentText(mediaType, value, members);
    return place === "header" ? encodeHeader(name, isJson(mediaType) ? asciiJson(text) : text) : label + encode(text);
  };
}

function contentText(mediaType: string, value: unknown, members?: Readonly<Record<string, MemberSpec>>): string {
  if (isJson(mediaType)) return jsonText(value);
  return isForm(mediaType) ? formText(value, members) : textOf(value);
}

/** JSON in headers stays within ASCII, which every server reads alike. */
function asciiJson(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function writeQuerystring(mediaType: string, value: unknown, members?: Readonly<Record<string, MemberSpec>>): string {
  if (isForm(mediaType)) return formText(value, members);
  return encode(isJson(mediaType) ? jsonText(value) : textOf(value));
}
