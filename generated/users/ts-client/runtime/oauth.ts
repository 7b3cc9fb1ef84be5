// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { RefreshableCredential } from "./auth.js";
import { connectionError } from "./dispatch.js";
import { startLimit, untilAborted } from "./limit.js";
import type { Fetch } from "./options.js";

/** What a token endpoint answers (RFC 6749, section 5.1). */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** `Date.now()` at which it ends; `undefined`: the server didn't say. */
  readonly expiresAt: number | undefined;
}

interface TokenRequestOptions {
  readonly tokenUrl: string | URL;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** How the client names itself: in the Authorization header (default) or in the form. */
  readonly clientAuth?: "header" | "form" | undefined;
  /** Further members of the form, such as `audience` or `resource`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly fetch?: Fetch | undefined;
  /** A token is renewed this many milliseconds before it ends, but not in the first half of its life. Default: 30,000. */
  readonly leeway?: number | undefined;
  /** Milliseconds that a token request may take: calls with their own limits wait for it together. Default: 30,000. */
  readonly timeout?: number | undefined;
}

export interface ClientCredentialsOptions extends TokenRequestOptions {
  readonly clientSecret: string;
}

export interface RefreshTokensOptions extends TokenRequestOptions {
  readonly refreshToken: string;
  /** A token that is there already. */
  readonly accessToken?: string | undefined;
  /** Told of new tokens, so that they can be kept: servers may replace the refresh token too. */
  readonly onTokens?: ((tokens: TokenSet) => void | Promise<void>) | undefined;
}

/** The token endpoint refused (RFC 6749, section 5.2). Calls that need the token reject with it, and aren't retried. */
export class TokenError extends Error {
  override readonly name: string = "TokenError";
  readonly status: number;
  /** `invalid_client`, `invalid_grant` ... */
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined, description: string | undefined) {
    super(
      `The token endpoint answered ${status}${code === undefined ? "" : ` ${code}`}${description === undefined ? "" : `: ${description}`}`,
    );
    this.status = status;
    this.code = code;
  }
}

/**
 * A credential by the client credentials grant (RFC 6749, section 4.4). The token is kept until it ends or the server
 * refuses it. Not for browsers: it needs a secret. Calls reject with `TokenError` where the token endpoint refuses, with
 * `ConnectionError` where it doesn't answer in time.
 */
export function clientCredentials(options: ClientCredentialsOptions): RefreshableCredential<string> {
  return keepToken(options, undefined, () => requestToken(options, { grant_type: "client_credentials" }));
}

/** A credential by a refresh token (RFC 6749, section 6). Calls reject as with `clientCredentials`. */
export function refreshTokens(options: RefreshTokensOptions): RefreshableCredential<string> {
  let { refreshToken } = options;
  const start =
    options.accessToken === undefined
      ? undefined
      : { accessToken: options.accessToken, refreshToken, expiresAt: undefined };
  return keepToken(options, start, async () => {
    const tokens = await requestToken(options, { grant_type: "refresh_token", refresh_token: refreshToken });
    refreshToken = tokens.refreshToken ?? refreshToken;
    await options.onTokens?.({ ...tokens, refreshToken });
    return tokens;
  });
}

/** Keeps a token until it ends; calls that need a new one at the same time share one request. */
function keepToken(
  { leeway = 30_000 }: TokenRequestOptions,
  start: TokenSet | undefined,
  request: () => Promise<TokenSet>,
): RefreshableCredential<string> {
  let tokens = start;
  let renewAt = Number.POSITIVE_INFINITY;
  let pending: Promise<string> | undefined;
  const renew = (): Promise<string> => {
    pending ??= request()
      .then((next) => {
        const { accessToken, expiresAt } = (tokens = next);
        // A token that lives shorter than the leeway would be asked for at every call.
        renewAt =
          expiresAt === undefined
            ? Number.POSITIVE_INFINITY
            : expiresAt - Math.min(leeway, Math.max(0, expiresAt - Date.now()) / 2);
        return accessToken;
      })
      .finally(() => (pending = undefined));
    return pending;
  };
  return {
    token: () => (tokens === undefined || Date.now() >= renewAt ? renew() : tokens.accessToken),
    refresh: renew,
  };
}

async function requestToken(options: TokenRequestOptions, grant: Readonly<Record<string, string>>): Promise<TokenSet> {
  const { status, ok, text } = await post(options, writeRequest(options, grant));
  const { access_token, refresh_token, expires_in, error, error_description } = readMembers(text);
  if (!ok || typeof access_token !== "string")
    throw new TokenError(status, textOrNothing(error), textOrNothing(error_description));
  const seconds = typeof expires_in === "number" || expires_in ? Number(expires_in) : Number.NaN;
  return {
    accessToken: access_token,
    refreshToken: textOrNothing(refresh_token),
    expiresAt: Number.isNaN(seconds) ? undefined : Date.now() + seconds * 1000,
  };
}

interface TokenRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function writeRequest(options: TokenRequestOptions, grant: Readonly<Record<string, string>>): TokenRequest {
  const { clientId, clientSecret, scopes = [], parameters = {} } = options;
  const form = new URLSearchParams({
    ...grant,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
    ...parameters,
  });
  const headers: Record<string, string> = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  };
  if (clientSecret !== undefined && options.clientAuth !== "form") {
    // Both are form-encoded first (RFC 6749, section 2.3.1), so they are ASCII.
    headers["authorization"] = `Basic ${btoa(`${formEncode(clientId)}:${formEncode(clientSecret)}`)}`;
  } else {
    form.set("client_id", clientId);
    if (clientSecret !== undefined) form.set("client_secret", clientSecret);
  }
  return { headers, body: form.toString() };
}

/** Throws `ConnectionError` if there is no answer, or not within the timeout. */
async function post(
  options: TokenRequestOptions,
  { headers, body }: TokenRequest,
): Promise<{ readonly status: number; readonly ok: boolean; readonly text: string }> {
  const url = String(options.tokenUrl);
  const { signal, release } = startLimit({ timeout: options.timeout ?? 30_000 }, 0);
  const init: RequestInit = { method: "POST", headers, body, redirect: "error", signal: signal ?? null };
  const exchange = async () => {
    const response = await (options.fetch ?? fetch)(url, init);
    return { status: response.status, ok: response.ok, text: await response.text() };
  };
  try {
    return await untilAborted(exchange(), signal);
  } catch (error) {
    throw connectionError({ method: "POST", url }, "no answer came", error);
  } finally {
    release();
  }
}

function readMembers(text: string): Readonly<Record<string, unknown>> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? { ...answer } : {};
  } catch {
    return {};
  }
}

const textOrNothing = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const formEncode = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1);
