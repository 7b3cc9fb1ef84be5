// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import type { RefreshableCredential } from "./auth.js";
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
  /** A token is renewed this many milliseconds before it ends. Default: 30,000. */
  readonly leeway?: number | undefined;
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

/** The token endpoint refused (RFC 6749, section 5.2). */
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
 * refuses it. Not for browsers: it needs a secret.
 */
export function clientCredentials(options: ClientCredentialsOptions): RefreshableCredential<string> {
  return keepToken(options, undefined, () => requestToken(options, { grant_type: "client_credentials" }));
}

/** A credential by a refresh token (RFC 6749, section 6). */
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
  let pending: Promise<string> | undefined;
  const renew = (): Promise<string> => {
    pending ??= request()
      .then((next) => (tokens = next).accessToken)
      .finally(() => (pending = undefined));
    return pending;
  };
  return {
    token: () =>
      tokens === undefined || (tokens.expiresAt !== undefined && Date.now() >= tokens.expiresAt - leeway)
        ? renew()
        : tokens.accessToken,
    refresh: renew,
  };
}

async function requestToken(options: TokenRequestOptions, grant: Readonly<Record<string, string>>): Promise<TokenSet> {
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
  const response = await (options.fetch ?? fetch)(String(options.tokenUrl), {
    method: "POST",
    headers,
    body: form.toString(),
    redirect: "error",
  });
  const answer: unknown = await response.json().catch(() => undefined);
  const { access_token, refresh_token, expires_in, error, error_description }: Readonly<Record<string, unknown>> =
    typeof answer === "object" && answer !== null ? { ...answer } : {};
  if (!response.ok || typeof access_token !== "string")
    throw new TokenError(response.status, textOrNothing(error), textOrNothing(error_description));
  const seconds = typeof expires_in === "number" || expires_in ? Number(expires_in) : Number.NaN;
  return {
    accessToken: access_token,
    refreshToken: textOrNothing(refresh_token),
    expiresAt: Number.isNaN(seconds) ? undefined : Date.now() + seconds * 1000,
  };
}

const textOrNothing = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const formEncode = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1);
