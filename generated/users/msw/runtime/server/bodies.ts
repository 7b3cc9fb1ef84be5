import type { JsonLimits } from "../check/json-reader.js";
import { readJsonAt } from "./content-texts.js";
import type { Exchange } from "./exchange.js";
import { type Faults, messages, unreadable } from "./faults.js";
import { planForm } from "./forms.js";
import { planItemBody } from "./item-bodies.js";
import { type ContentType, findMediaType, type MediaTypes, parseContentType, planMediaTypes } from "./media-types.js";
import { planMultipart } from "./multipart-bodies.js";
import { ProblemError, type Refusal, refusalOf } from "./problem.js";
import { violationStatus } from "./refusal.js";
import type { RequestLimits } from "./request.js";
import type { ContentSpec, Route } from "./route.js";
import { openBody } from "./uploads.js";
import { utf8Text } from "./undo.js";
import { accepts, convert } from "./verdict.js";

/** How the bodies of one operation are read. */
export interface BodyPlan {
  readonly isRequired: boolean;
  readonly types: MediaTypes<Content>;
}

/** One media type or range of the contract. */
type Content = Reading & About;

interface About {
  /** As the contract writes it; `undefined` for a range. */
  readonly mediaType: string | undefined;
  readonly kind: ContentSpec["kind"];
  /** The handler reads it. */
  readonly isStream: boolean;
}

/** How a body is read: to its end first, or as it comes. */
type Reading =
  | { readonly readWhole: ReadWhole; readonly read?: undefined }
  | { readonly readWhole?: undefined; readonly read: ReadBody };

/** A body on its way in. */
export interface Incoming {
  readonly exchange: Exchange;
  readonly type: ContentType;
}

/** What was read of a body: its value, `undefined` where there is none, `unreadable` where what is wrong has been said. */
export interface BodyValue {
  readonly value: unknown;
  readonly release?: () => Promise<void>;
}

/** Reads the parts of a body, or opens one that the handler reads. */
export type ReadBody = (incoming: Incoming, faults: Faults) => BodyValue | Promise<BodyValue>;

/** Makes a value of a whole body, as `BodyValue` has it. */
export type ReadWhole = (bytes: Uint8Array, faults: Faults) => unknown;

/** The content of a request, found among what the contract has. */
export interface Chosen extends Incoming {
  readonly content: Content;
  /** For the handler. */
  readonly contentType: string;
}

/** Plans the body of an operation; `undefined`: it has none, and takes no notice of one. */
export function planBody(route: Route, limits: RequestLimits): BodyPlan | undefined {
  const { body } = route;
  if (body === undefined) return undefined;
  const status = violationStatus(route);
  const contents = Object.entries(body.contents).map(([mediaType, spec]): readonly [string, Content] => [
    mediaType,
    {
      mediaType: mediaType.includes("*") ? undefined : mediaType,
      kind: spec.kind,
      isStream: spec.kind === "binary" || spec.kind === "events" || spec.kind === "jsonLines",
      ...planContent(spec, limits, status),
    },
  ]);
  return { isRequired: body.required === true, types: planMediaTypes(contents) };
}

/**
 * Finds how a body is to be read; `undefined`: there is none.
 *
 * A body of zero bytes is none, unless its media type says that it is an empty text, form, stream or file.
 */
export function chooseContent(
  plan: BodyPlan,
  exchange: Exchange,
  limits: RequestLimits,
): Chosen | Refusal | undefined {
  const { hasBody, contentLength } = exchange;
  if (!hasBody && contentLength === undefined) return undefined;
  if (contentLength !== undefined && contentLength > limits.maxBodyBytes) return refusalOf("payload_too_large");
  const header = exchange.header("content-type");
  const isEmpty = !hasBody || contentLength === 0;
  if (header === undefined) {
    if (isEmpty) return undefined;
    if (contentLength !== undefined) return refusalOf("unsupported_media_type");
    return { content: untyped, exchange, type: { essence: "", charset: undefined, boundary: undefined }, contentType: "" };
  }
  // The bytes are read as they come: no content coding is undone (RFC 9110, 15.5.16).
  const coding = exchange.header("content-encoding");
  if (coding !== undefined && !isEmpty && coding.toLowerCase() !== "identity")
    return refusalOf("unsupported_media_type");
  const content = plan.types.exact.get(header);
  const type =
    content === undefined ? parseContentType(header) : { essence: header, charset: undefined, boundary: undefined };
  const found = content ?? (type === undefined ? undefined : findMediaType(plan.types, type.essence));
  if (isEmpty && (found === undefined || found.kind === "json" || found.kind === "multipart")) return undefined;
  if (found === undefined || type === undefined || !isReadable(found.kind, type.charset))
    return refusalOf("unsupported_media_type");
  return { content: found, exchange, type, contentType: found.mediaType ?? type.essence };
}

/** A body without a media type and of unknown length: frameworks give a stream where there is no body at all, so its first byte decides. */
const untyped: Content = {
  mediaType: undefined,
  kind: "binary",
  isStream: false,
  read: async ({ exchange }) => {
    for await (const chunk of exchange.stream(Number.MAX_SAFE_INTEGER))
      if (chunk.length > 0) throw new ProblemError("unsupported_media_type");
    return { value: undefined };
  },
};

/** Everything that is text is UTF-8. Bytes and parts say themselves what they are. */
function isReadable(kind: ContentSpec["kind"], charset: string | undefined): boolean {
  return (
    charset === undefined ||
    charset === "utf-8" ||
    kind === "binary" ||
    kind === "multipart" ||
    (kind === "text" && charset === "us-ascii")
  );
}

function planContent(spec: ContentSpec, limits: RequestLimits, status: number): Reading {
  switch (spec.kind) {
    case "json":
      return planWhole((bytes, faults) => readJsonBody(bytes, limits, faults), spec);
    case "form": {
      const readForm = planForm(spec, limits);
      return planWhole((bytes, faults) => readTextBody(bytes, faults, (text) => readForm(text, "", faults.in("body"))), spec);
    }
    case "text":
      return planWhole((bytes, faults) => readTextBody(bytes, faults, (text) => text), spec);
    case "binary":
      return { read: ({ exchange }) => ({ value: openBody(exchange, limits.maxBodyBytes) }) };
    case "multipart":
      return { read: planMultipart(spec, limits) };
    case "events":
    case "jsonLines":
      return { read: planItemBody(spec, limits, status) };
  }
}

/** A body that is read to its end, checked and converted before the handler sees it. */
function planWhole(read: ReadWhole, spec: Exclude<ContentSpec, { kind: "binary" | "events" | "jsonLines" }>): Reading {
  const mayBeExact = spec.kind === "form" || undefined;
  return {
    readWhole: (bytes, faults) => {
      const value = read(bytes, faults);
      if (value === unreadable || value === undefined || !accepts(spec, value, "", faults.in("body"))) return value;
      return convert(spec, value, mayBeExact);
    },
  };
}

function readJsonBody(bytes: Uint8Array, limits: JsonLimits, faults: Faults): unknown {
  if (bytes.length === 0) return undefined;
  const value = readJsonAt(bytes, limits, "", faults.in("body"));
  if (value === unreadable) faults.isMalformed = true;
  return value;
}

function readTextBody(bytes: Uint8Array, faults: Faults, read: (text: string) => unknown): unknown {
  const text = utf8Text(bytes);
  if (text !== undefined) return read(text);
  faults.in("body").add("", "encoding", messages.utf8);
  return unreadable;
}
