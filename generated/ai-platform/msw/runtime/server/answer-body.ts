import { eachMember, type Members } from "../check/convert.js";
import { Decimal } from "../check/decimal.js";
import { writeJson } from "../check/write-json.js";
import { writeMultipart } from "../multipart-write.js";
import { formText } from "../parameters.js";
import type { MemberSpec } from "../spec.js";
import { textOf } from "../value.js";
import { type AnswerBytes, readBytes } from "./answer-bytes.js";
import { BrokenAnswer, checkAnswer } from "./broken-answer.js";
import { frameOf } from "./frames.js";
import { toJsonValue } from "./json-value.js";
import type { ContentSpec, JsonContent, MultipartContent, PartSpec, StreamContent } from "./route.js";

/** The body of an answer. */
export interface AnswerBody extends AnswerBytes {
  readonly contentType: string;
}

type Converted = Pick<JsonContent, "is" | "check" | "write" | "decoded">;

/**
 * Writes a value as a media type. Only named and allowed members are written; with `isChecked`, what is written keeps the contract.
 *
 * @throws {BrokenAnswer} if the value breaks the contract, or can't be written.
 */
export function writeBody(content: ContentSpec, value: unknown, mediaType: string, isChecked: boolean): AnswerBody {
  if (value === undefined) throw new BrokenAnswer("The answer has no body, but the contract promises one");
  switch (content.kind) {
    case "json":
      return { body: writeJson(convert(content, value, isChecked)), contentType: mediaType };
    case "text":
      return { body: textOf(withoutDecimals(convert(content, value, isChecked))), contentType: withCharset(mediaType) };
    case "form":
      return { body: formText(withoutDecimals(convert(content, value, isChecked)), memberSpecs(content.members)), contentType: mediaType };
    case "multipart":
      return writeParts(content, value, mediaType);
    case "binary":
      return { ...readBytes(value), contentType: value instanceof Blob && value.type !== "" && mediaType === octets ? value.type : mediaType };
    case "events":
    case "jsonLines":
      return { body: writeItems(content, expectItems(value), mediaType, isChecked), contentType: mediaType };
  }
}

const octets = "application/octet-stream";

function convert(content: Converted, value: unknown, isChecked: boolean): unknown {
  const plain = content.decoded === true ? toJsonValue(value) : value;
  const written = content.write === undefined ? plain : content.write(plain);
  if (isChecked) checkAnswer(content, written, "body", "");
  return written;
}

/** In a text, a number is its digits. */
function withoutDecimals(value: unknown): unknown {
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return value.map(withoutDecimals);
  if (typeof value !== "object" || value === null || "toJSON" in value) return value;
  return eachMember(value as Members, withoutDecimals);
}

/** Each item is checked when its turn comes; one that breaks the contract breaks the stream off. */
async function* writeItems(
  content: StreamContent,
  items: Items,
  mediaType: string,
  isChecked: boolean,
): AsyncGenerator<string, void, undefined> {
  const frame = frameOf(content, mediaType);
  const open = content.as === "jsonEvent" ? withJsonData : (item: unknown) => item;
  for await (const item of items) yield frame(convert(content.item, open(item), isChecked));
}

/** An event whose data the handler has as a value: on the wire, and to its schema, that is a JSON text. */
function withJsonData(event: unknown): unknown {
  if (typeof event !== "object" || event === null || !("data" in event)) return event;
  return { ...event, data: writeJson(toJsonValue(event.data)) };
}

type Items = AsyncIterable<unknown> | Iterable<unknown>;

function expectItems(items: unknown): Items {
  if (typeof items === "object" && items !== null && (Symbol.asyncIterator in items || Symbol.iterator in items))
    return items as Items;
  throw new BrokenAnswer("The body must be an AsyncIterable or an Iterable of items");
}

function writeParts(content: MultipartContent, value: unknown, mediaType: string): AnswerBody {
  const { prefix, items } = content;
  const written = writeMultipart(value, mediaType, memberSpecs(content.members), {
    ...(prefix === undefined ? {} : { prefix: prefix.map(memberSpec) }),
    ...(items === undefined ? {} : { items: memberSpec(items) }),
  });
  const body: unknown = typeof written.body === "function" ? written.body() : written.body;
  return { ...readBytes(body), contentType: written.contentType ?? mediaType };
}

function memberSpecs(parts: Readonly<Record<string, PartSpec>>): Readonly<Record<string, MemberSpec>> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, memberSpec(part)]));
}

function memberSpec({ style, explode, allowReserved, contentTypes }: PartSpec): MemberSpec {
  return {
    ...(style === undefined ? {} : { style }),
    ...(explode === undefined ? {} : { explode }),
    ...(allowReserved === undefined ? {} : { allowReserved }),
    ...(contentTypes === undefined ? {} : { contentType: contentTypes.join(", ") }),
  };
}

/** Text without a charset is read as who knows what. */
function withCharset(mediaType: string): string {
  return /^text\/[^;]*$/i.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}
