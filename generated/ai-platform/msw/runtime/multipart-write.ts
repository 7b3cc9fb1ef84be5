import { isReady, isStream, type ReadyBytes, toReadable } from "./bytes.js";
import { encodeHeader } from "./encode.js";
import { RequestError } from "./errors.js";
import { isNamedFile, type NamedFile } from "./file.js";
import { jsonText } from "./json-text.js";
import { essenceOf, isJson, isRange } from "./media-type.js";
import type { MemberSpec, Written } from "./spec.js";
import { writerOf } from "./styles.js";
import { createId } from "./trace.js";
import { kindOf, membersOf, textOf } from "./value.js";

/** How one part is written (OpenAPI 3.2, 4.15). */
export interface PartSpec extends MemberSpec {
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the parts of a list are written: the first ones, then all others. */
export interface PositionalSpec {
  readonly prefix?: readonly PartSpec[];
  readonly items?: PartSpec;
}

type Content = string | ReadyBytes | ReadableStream<Uint8Array<ArrayBuffer>> | (() => unknown);

interface Part {
  /** Absent: a positional part. */
  readonly name?: string;
  readonly filename?: string | undefined;
  readonly contentType: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
}

/** Writes a multipart body. It is one `Blob`, which has a length and can be sent again, unless a part is a stream. */
export function writeMultipart(
  value: unknown,
  mediaType: string,
  specs: Readonly<Record<string, PartSpec>>,
  positional: PositionalSpec,
): Written {
  if (typeof value !== "object" || value === null)
    throw new RequestError("A multipart body must be an object, a list or a FormData");
  const parts = Array.isArray(value)
    ? value.flatMap((item: unknown, index) =>
        partsOf(undefined, item, positional.prefix?.[index] ?? positional.items ?? {}),
      )
    : membersOf(value).flatMap(([name, member]) =>
        partsOf(name, member, (Object.hasOwn(specs, name) ? specs[name] : undefined) ?? {}),
      );
  const boundary = `----${createId()}`;
  const contentType = `${mediaType === "" || isRange(mediaType) ? "multipart/form-data" : essenceOf(mediaType)}; boundary=${boundary}`;
  const chunks = parts.flatMap((part): readonly Content[] => [
    `--${boundary}\r\n${headOf(part)}\r\n`,
    part.content,
    "\r\n",
  ]);
  const all: readonly Content[] = [...chunks, `--${boundary}--\r\n`];
  if (all.every(isWhole)) return { body: new Blob([...all]), contentType };
  const once = all.some((chunk) => chunk instanceof ReadableStream);
  return once ? { body: join(all), contentType, once } : { body: () => join(all), contentType };
}

function isWhole(content: Content): content is string | ReadyBytes {
  return typeof content === "string" || isReady(content);
}

/** A list is one part an item, unless its style puts it into one or it is JSON by contract. */
function partsOf(name: string | undefined, value: unknown, spec: PartSpec): readonly Part[] {
  const isList =
    Array.isArray(value) &&
    name !== undefined &&
    (spec.style === undefined || (spec.explode ?? spec.style === "form")) &&
    !isJson(firstType(spec) ?? "");
  return isList
    ? value.filter((item) => item !== undefined).map((item: unknown) => partOf(name, item, spec))
    : [partOf(name, value, spec)];
}

function partOf(name: string | undefined, value: unknown, spec: PartSpec): Part {
  const label = name === undefined ? {} : { name };
  const type = firstType(spec);
  const headers = spec.headers ?? {};
  if (isNamedFile(value)) return { ...label, ...namedPart(value, type, headers) };
  const bytes = contentOf(value);
  if (bytes !== undefined) {
    const own = bytes instanceof Blob && bytes.type !== "" ? bytes.type : undefined;
    const filename = name === undefined ? undefined : value instanceof File ? value.name : name;
    return { ...label, filename, contentType: own ?? type ?? "application/octet-stream", headers, content: bytes };
  }
  if (spec.style !== undefined && name !== undefined)
    return { ...label, contentType: type, headers, content: styled(name, value, spec) };
  if (type === undefined ? kindOf(value) !== "primitive" : isJson(type))
    return { ...label, contentType: type ?? "application/json", headers, content: jsonText(value) };
  return { ...label, contentType: type, headers, content: textOf(value) };
}

function namedPart(
  value: NamedFile,
  type: string | undefined,
  headers: Readonly<Record<string, string>>,
): Omit<Part, "name"> {
  const content = typeof value.content === "string" ? value.content : contentOf(value.content);
  if (content === undefined) throw new RequestError("The content of a file must be bytes, a stream or a text");
  const own = content instanceof Blob && content.type !== "" ? content.type : undefined;
  return {
    filename: value.filename,
    contentType: value.contentType ?? own ?? type ?? "application/octet-stream",
    headers: { ...headers, ...value.headers },
    content,
  };
}

function contentOf(value: unknown): Content | undefined {
  if (isReady(value)) return value;
  if (isStream(value)) return toReadable(value);
  return typeof value === "function" ? () => value() as unknown : undefined;
}

/**
 * With a style, the value is that of a query parameter without its name and without percent-encoding (OpenAPI 3.2,
 * 4.15.1.2).
 */
function styled(name: string, value: unknown, spec: PartSpec): string {
  const text = decodeURIComponent(writerOf(name, "query", { ...spec, allowReserved: false })(value) ?? "");
  return text.startsWith(`${name}=`) ? text.slice(name.length + 1) : text;
}

function firstType({ contentType }: PartSpec): string | undefined {
  return contentType
    ?.split(",")
    .map((type) => type.trim())
    .find((type) => type !== "" && !isRange(type));
}

function headOf({ name, filename, contentType, headers }: Part): string {
  const disposition =
    name === undefined
      ? filename === undefined
        ? ""
        : `attachment; filename="${escapeName(filename)}"`
      : `form-data; name="${escapeName(name)}"${filename === undefined ? "" : `; filename="${escapeName(filename)}"`}`;
  const lines = [
    ...(disposition === "" ? [] : [`Content-Disposition: ${disposition}`]),
    ...(contentType === undefined ? [] : [`Content-Type: ${checkLine("Content-Type", contentType)}`]),
    ...Object.entries(headers).map(([header, value]) => `${checkLine("name", header)}: ${checkLine(header, value)}`),
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

/** As browsers do (WHATWG HTML, 4.10.21.8): in UTF-8, with only quotes and line breaks escaped. */
const escapeName = (name: string): string => name.replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/"/g, "%22");

function checkLine(name: string, text: string): string {
  encodeHeader(name, text);
  return text;
}

/** The parts one after the other, each read when its turn comes. */
function join(contents: readonly Content[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return toReadable(
    (async function* () {
      for (const content of contents) {
        const opened: unknown = typeof content === "function" ? content() : content;
        if (isStream(opened)) yield* iterate(toReadable(opened));
        else yield new Uint8Array(await new Blob([opened as string | ReadyBytes]).arrayBuffer());
      }
    })(),
  );
}

async function* iterate(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
