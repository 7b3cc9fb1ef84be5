import { writeCall, writeUrl } from "./call.js";
import type { Client } from "./client.js";
import { connectionError } from "./dispatch.js";
import { exchange } from "./exchange.js";
import { json } from "./json.js";
import { isJson } from "./media-type.js";
import type { CallOptions } from "./options.js";
import { planOf } from "./plan.js";
import { override } from "./settings.js";
import type { Codec, OperationSpec, ParameterSpec, RequestParts } from "./spec.js";
import { withoutSecrets } from "./url.js";
import { kindOf } from "./value.js";

/** The answer to a request that the contract doesn't know. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  /** JSON as a value, `text/*` as a text. Anything else is left unread in `response`: `undefined`. */
  readonly data: unknown;
  readonly response: Response;
}

/** Sends what the contract doesn't know, with everything that the client knows. See `Client.request`. */
export async function request(
  client: Client,
  method: string,
  path: string,
  given: RequestParts = {},
  options?: CallOptions,
): Promise<Answer> {
  const { querystring } = given;
  const parts = querystring instanceof URLSearchParams ? { ...given, querystring: String(querystring) } : given;
  // `fetch` writes only some of them in upper case, and retries go by it.
  const verb = method.toUpperCase();
  const [origin = ""] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(path) ?? [];
  const settings = options === undefined ? client.settings : override(client.settings, options);
  const spec = specOf(verb, path.slice(origin.length), parts, [...settings.auth.keys()]);
  // Logs and interceptors get the path alone: what stands in its query may be a secret.
  const bare = withoutSecrets(spec.path);
  const plan = { ...planOf(spec), spec: { ...spec, id: `${verb} ${bare}`, path: bare } };
  const url = origin === "" ? undefined : writeUrl({ prefix: origin, query: "", origin }, plan, parts);
  const call = writeCall(settings, plan, parts, url === undefined ? options : { ...options, url }, "*/*");
  return exchange(call, async (response, limit) => {
    const data = await readData(response).catch((error: unknown) => {
      throw connectionError(call, "the connection broke off", error);
    });
    limit.release();
    return { ok: response.ok, status: response.status, data, response };
  });
}

/** A text goes as it is, members as those of a form. */
const wholeQuery: ParameterSpec = { name: "", in: "querystring", content: "application/x-www-form-urlencoded" };

/** An operation made up for one request: all values in the default styles, nested ones in the query as `deepObject`. */
function specOf(method: string, path: string, parts: RequestParts, schemes: readonly string[]): OperationSpec {
  const parameters: readonly ParameterSpec[] = [
    ...Object.entries(parts.query ?? {}).map(([name, value]): ParameterSpec =>
      kindOf(value) === "object" ? { name, in: "query", style: "deepObject" } : { name, in: "query" },
    ),
    ...(parts.querystring === undefined ? [] : [wholeQuery]),
    ...Object.keys(parts.headers ?? {}).map((name): ParameterSpec => ({ name, in: "header" })),
    ...Object.keys(parts.cookies ?? {}).map((name): ParameterSpec => ({ name, in: "cookie" })),
  ];
  return {
    id: method,
    method,
    path,
    parameters,
    body: { [parts.contentType ?? "application/json"]: bodyAs(parts.contentType) },
    responses: {},
    security: schemes.map((name) => [name]),
  };
}

/**
 * What `fetch` takes goes as it is; everything else is JSON. `given`: the media type, if the caller says it. That of form
 * data is always its own, which has the boundary.
 */
const bodyAs = (given: string | undefined): Codec => ({
  streams: false,
  read: () => undefined,
  write: (value, mediaType) => {
    if (value instanceof FormData) return { body: value };
    if (value instanceof URLSearchParams || value instanceof Blob) return { body: value, contentType: given };
    if (value instanceof ReadableStream)
      return { body: value as ReadableStream<Uint8Array<ArrayBuffer>>, contentType: mediaType, once: true };
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      return { body: value as ArrayBufferView<ArrayBuffer>, contentType: mediaType };
    return typeof value === "string" && !isJson(mediaType)
      ? { body: value, contentType: mediaType }
      : json().write(value, mediaType);
  },
});

async function readData(response: Response): Promise<unknown> {
  const contentType = response.headers.get("content-type") ?? "";
  if (isJson(contentType)) {
    const text = await response.text();
    try {
      return text === "" ? undefined : (JSON.parse(text) as unknown);
    } catch {
      return text;
    }
  }
  return /^text\/(?!event-stream)/i.test(contentType) ? response.text() : undefined;
}
