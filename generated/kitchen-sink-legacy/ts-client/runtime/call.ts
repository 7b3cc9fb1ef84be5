// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { RequestError } from "./errors.js";
import { encodeHeader } from "./encode.js";
import { setHeader } from "./headers.js";
import { essenceOf, isRange, matchMediaType } from "./media-type.js";
import type { CallOptions, HeaderValue } from "./options.js";
import type { Plan } from "./plan.js";
import { baseFor, type Settings } from "./settings.js";
import type { Codec, RequestParts, Written } from "./spec.js";
import { createId, traceHeaders } from "./trace.js";
import { type Base, joinUrl, originOf, resolveUrl, writePath, writeQuery } from "./url.js";
import { memberOf } from "./value.js";

/** One call, ready to be sent as often as it takes. */
export interface OutgoingCall {
  readonly settings: Settings;
  readonly plan: Plan;
  readonly method: string;
  readonly url: string;
  /** By lower-case name; without credentials and without the client's own headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Written | undefined;
  /** The URL leads to another origin than the client's: neither credentials nor the client's headers go there. */
  readonly isForeign: boolean;
  /** Sending it twice does no harm. */
  readonly isRepeatable: boolean;
  readonly requestId: string | undefined;
  readonly traceparent: string | undefined;
}

const noHeaders: ReadonlyMap<string, HeaderValue> = new Map();

/** Writes a call: URL, headers, body. Throws `RequestError` for what can't be written. */
export function writeCall(
  settings: Settings,
  plan: Plan,
  request: RequestParts,
  options: CallOptions | undefined,
  accept: string,
): OutgoingCall {
  const { spec } = plan;
  const base = baseFor(settings, spec.servers);
  const link = options?.url === undefined ? undefined : String(options.url);
  const url = link === undefined ? writeUrl(base, plan, request) : (resolveUrl(link, base.prefix) ?? link);
  const isForeign = link !== undefined && originOf(url) !== base.origin;
  if (base.origin === undefined && link === undefined)
    throw new RequestError(
      `The base URL '${base.prefix}' is relative or broken: give the client a whole one as 'baseUrl'`,
    );
  const headers: Record<string, string> = { accept };
  for (const { name, write } of plan.headers) {
    const value = write(memberOf(request.headers, name));
    if (value !== undefined) setHeader(headers, name.toLowerCase(), value);
  }
  const body = writeBody(plan, request);
  if (body !== undefined && (spec.method === "GET" || spec.method === "HEAD"))
    throw new RequestError(`fetch can't send a body with ${spec.method}`);
  if (body?.contentType !== undefined) headers["content-type"] = body.contentType;
  // What the caller says goes before what would be made up here.
  const given = isForeign ? noHeaders : settings.headers;
  const ids =
    settings.requestId === undefined && settings.trace === undefined ? undefined : addIds(settings, headers, given);
  // Before the method counts: a POST that the options repeat anyway needs its key all the more.
  const isKnown = addIdempotencyKey(settings, spec.method, headers, given);
  return {
    settings,
    plan,
    method: spec.method,
    url,
    headers,
    cookies: plan.cookies.length === 0 ? [] : writeCookies(plan, request),
    body,
    isForeign,
    isRepeatable: isKnown || settings.retry.methods.has(spec.method),
    requestId: ids?.requestId,
    traceparent: ids?.traceparent,
  };
}

/** A base with the path and the query of a call. */
export function writeUrl(base: Base, plan: Plan, request: RequestParts): string {
  const whole = plan.querystring?.write(request.querystring) ?? "";
  const query = writeQuery(whole === "" ? plan.path.query : whole, plan.query, request.query);
  return joinUrl(base, writePath(plan.path, request.path), query);
}

function writeCookies(plan: Plan, request: RequestParts): readonly string[] {
  return plan.cookies
    .map(({ name, write }) => write(memberOf(request.cookies, name)))
    .filter((cookie) => cookie !== undefined);
}

function writeBody(plan: Plan, { body, contentType }: RequestParts): Written | undefined {
  if (body === undefined) return undefined;
  const [first] = plan.bodies;
  if (first === undefined) throw new RequestError(`The operation '${plan.spec.id}' has no body`);
  if (contentType === undefined) return first.value.write(body, first.mediaType);
  const codec: Codec | undefined = matchMediaType(plan.bodies, essenceOf(contentType));
  if (codec === undefined)
    throw new RequestError(
      `The body can't be '${contentType}', only: ${plan.bodies.map((entry) => entry.mediaType).join(", ")}`,
    );
  return codec.write(body, isRange(contentType) ? "" : encodeHeader("content-type", contentType));
}

/** Adds request id and trace context, unless the caller sends headers of these names. */
function addIds(
  settings: Settings,
  headers: Record<string, string>,
  given: ReadonlyMap<string, HeaderValue>,
): Pick<OutgoingCall, "requestId" | "traceparent"> {
  if (sentAs("traceparent", headers, given) === undefined) Object.assign(headers, traceHeaders(settings.trace));
  const { requestId } = settings;
  const name = requestId === true ? "x-request-id" : requestId === false ? undefined : requestId?.toLowerCase();
  if (name !== undefined && sentAs(name, headers, given) === undefined) headers[name] = createId();
  return {
    requestId: name === undefined ? undefined : textOf(sentAs(name, headers, given)),
    traceparent: textOf(sentAs("traceparent", headers, given)),
  };
}

/** Adds the idempotency key. True: the server can tell a repeated call from a new one. */
function addIdempotencyKey(
  { idempotencyKey }: Settings,
  method: string,
  headers: Record<string, string>,
  given: ReadonlyMap<string, HeaderValue>,
): boolean {
  const name = "idempotency-key";
  if (typeof idempotencyKey === "string") headers[name] ??= idempotencyKey;
  else if (idempotencyKey === true && (method === "POST" || method === "PATCH"))
    if (sentAs(name, headers, given) === undefined) headers[name] = createId();
  // A function may give another key at each attempt.
  return textOf(sentAs(name, headers, given)) !== undefined;
}

/** What goes out under a name: of the operation's own headers, or of those that the caller gave. */
function sentAs(
  name: string,
  headers: Readonly<Record<string, string>>,
  given: ReadonlyMap<string, HeaderValue>,
): HeaderValue {
  return Object.hasOwn(headers, name) ? headers[name] : given.get(name);
}

const textOf = (value: HeaderValue): string | undefined => (typeof value === "string" ? value : undefined);
