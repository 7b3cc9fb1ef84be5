import { type Authorization, authorize, placeCredentials, renew } from "./authorize.js";
import type { OutgoingCall } from "./call.js";
import { encodeHeader } from "./encode.js";
import { ConnectionError, OffContractError, RequestError } from "./errors.js";
import { setHeader } from "./headers.js";
import { untilAborted } from "./limit.js";
import { note } from "./log.js";
import type { CallInfo } from "./options.js";
import { discard, type Hop, nextHop } from "./redirect.js";
import { appendQuery, withoutSecrets } from "./url.js";

/**
 * Can the call go to `fetch` as it is, without credentials, hooks or redirects to look after? Most can, and then
 * nothing stands between.
 */
export function isBare({ settings, plan, cookies, isForeign }: OutgoingCall): boolean {
  const hasHeaders =
    !isForeign && (settings.headers.size > 0 || (plan.spec.security !== undefined && settings.auth.size > 0));
  return !hasHeaders && cookies.length === 0 && settings.interceptors.length === 0;
}

/** Sends such a call once. */
export function sendBare(call: OutgoingCall, signal: AbortSignal | undefined): Promise<Response> {
  return (call.settings.fetch ?? fetch)(call.url, initOf(call, call, signal, undefined));
}

/**
 * Sends any call once: credentials, the client's headers, interceptors, redirects. After a 401 once more, if a
 * credential can be renewed.
 */
export async function dispatch(
  call: OutgoingCall,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const security = call.isForeign ? undefined : call.plan.spec.security;
  const authorization = security === undefined ? [] : await authorize(call.settings, security, signal);
  const response = await sendAuthorized(call, authorization, attempt, signal);
  if (
    response.status !== 401 ||
    security === undefined ||
    call.body?.once === true ||
    !(await renew(authorization, signal))
  )
    return response;
  discard(response);
  note(call, attempt, { event: "retry", status: 401, delay: 0 });
  return sendAuthorized(call, await authorize(call.settings, security, signal), attempt, signal);
}

async function sendAuthorized(
  call: OutgoingCall,
  authorization: Authorization,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<Response> {
  // An object without a prototype takes new members faster than a copy of a literal.
  const headers: Record<string, string> = Object.assign(Object.create(null) as Record<string, string>, call.headers);
  if (!call.isForeign) {
    for (const [name, source] of call.settings.headers) {
      // What the call says itself goes first; only Accept, which says what the contract knows, yields to the client's.
      if (name !== "accept" && Object.hasOwn(call.headers, name)) continue;
      const value = typeof source === "function" ? await untilAborted(source(), signal) : source;
      if (value === undefined) delete headers[name];
      else setHeader(headers, name, encodeHeader(name, value));
    }
  }
  const outgoing = { headers, query: [], cookies: [...call.cookies] };
  const guarded = placeCredentials(authorization, outgoing);
  if (outgoing.cookies.length > 0) {
    const own = outgoing.headers["cookie"];
    outgoing.headers["cookie"] = (own === undefined ? outgoing.cookies : [own, ...outgoing.cookies]).join("; ");
  }
  const url = outgoing.query.length === 0 ? call.url : appendQuery(call.url, outgoing.query.join("&"));
  const hop: Hop = { url, method: call.method, headers: outgoing.headers, body: call.body };
  const isFollowed = guarded && call.settings.init?.redirect === undefined && !call.plan.wantsRedirect;
  return isFollowed ? follow(call, hop, attempt, signal) : sendHop(call, hop, attempt, signal, undefined);
}

/** Follows redirects, because `fetch` itself would take an API key in a header along to any other origin. */
async function follow(
  call: OutgoingCall,
  first: Hop,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<Response> {
  let hop = first;
  for (let hops = 0; hops <= 20; hops += 1) {
    const response = await sendHop(call, hop, attempt, signal, "manual");
    const next = nextHop(hop, response);
    if (next === undefined) return response;
    discard(response);
    hop = next;
  }
  throw new ConnectionError(`${call.method} ${withoutSecrets(call.url)}: more than 20 redirects`);
}

async function sendHop(
  call: OutgoingCall,
  hop: Hop,
  attempt: number,
  signal: AbortSignal | undefined,
  redirect: RequestRedirect | undefined,
): Promise<Response> {
  const init = initOf(call, hop, signal, redirect);
  const { interceptors } = call.settings;
  if (interceptors.length === 0) return fetchOrExplain(call, hop.url, init);
  const info: CallInfo = { operation: call.plan.spec.id, method: call.method, path: call.plan.spec.path, attempt };
  let request = new Request(hop.url, init);
  for (const interceptor of interceptors)
    request = (await untilAborted(interceptor.request?.(request, info), signal)) ?? request;
  let response = await fetchOrExplain(call, request, undefined);
  for (const interceptor of [...interceptors].reverse())
    response = (await untilAborted(interceptor.response?.(response, request, info), signal)) ?? response;
  return response;
}

function initOf(
  call: OutgoingCall,
  { method, headers, body }: Omit<Hop, "url">,
  signal: AbortSignal | undefined,
  redirect: RequestRedirect | undefined,
): RequestInit {
  const { settings, plan } = call;
  const init: RequestInit & { duplex?: "half" } =
    settings.init === undefined ? { headers } : { ...settings.init, headers };
  // What `fetch` does by itself it need not be told: each option costs time.
  if (method !== "GET") init.method = method;
  if (signal !== undefined) init.signal = signal;
  if (redirect !== undefined) init.redirect = redirect;
  else if (plan.wantsRedirect) init.redirect ??= "manual";
  if (body !== undefined) {
    init.body = typeof body.body === "function" ? body.body() : body.body;
    if (init.body instanceof ReadableStream) init.duplex = "half";
  }
  return init;
}

async function fetchOrExplain(
  call: OutgoingCall,
  input: string | Request,
  init: RequestInit | undefined,
): Promise<Response> {
  try {
    return await (call.settings.fetch ?? fetch)(input, init);
  } catch (error) {
    throw connectionError(call, "no answer came", error);
  }
}

/**
 * The typed error of what went wrong on the network: `GET https://api.example.com/users: no answer came: connect
 * ECONNREFUSED`.
 */
export function connectionError(
  { method, url }: Pick<OutgoingCall, "method" | "url">,
  what: string,
  error: unknown,
): unknown {
  if (error instanceof ConnectionError || error instanceof RequestError || error instanceof OffContractError)
    return error;
  return new ConnectionError(
    `${method} ${withoutSecrets(url)}: ${what}: ${reasonOf(error).replace(/\bhttps?:\/\/\S+/g, withoutSecrets)}`,
    { cause: error },
  );
}

/** Node says why one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message === "" && "code" in cause ? String(cause.code) : cause.message;
}
