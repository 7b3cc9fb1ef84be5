import { encodeHeader } from "./encode.js";
import { RequestError } from "./errors.js";

/**
 * A credential: the value; a function that is asked at each call (`undefined`: not signed in); or one that can be
 * renewed.
 */
export type Credential<T> = T | CredentialSource<T> | RefreshableCredential<T>;

export type CredentialSource<T> = () => T | undefined | Promise<T | undefined>;

/**
 * A credential that is renewed when the server answers 401. Calls that meet the 401 at the same time share one
 * `refresh`, and each is sent once more.
 */
export interface RefreshableCredential<T> {
  readonly token: T | CredentialSource<T>;
  /**
   * Gets what the server refused, gives what replaces it (`undefined`: nothing does, the 401 stands). All calls that need
   * the credential wait for it. So if it calls the same API with this credential's scheme, that call needs one of its own:
   * `refreshSession(client, request, { auth: { bearerAuth: refused } })`.
   */
  readonly refresh: (refused: T) => T | undefined | Promise<T | undefined>;
}

export type BearerCredential = Credential<string>;
export type ApiKeyCredential = Credential<string>;
export type BasicCredential = Credential<{ readonly username: string; readonly password: string }>;
/** What follows the scheme's name in the `Authorization` header. */
export type HttpCredential = Credential<string>;

/** Where a credential is written. */
export interface Outgoing {
  readonly headers: Record<string, string>;
  /** Ready for the URL: `key=value`, percent-encoded. */
  readonly query: string[];
  /** Ready for the Cookie header: `name=value`. */
  readonly cookies: string[];
}

/** A security scheme of the contract (OpenAPI 3.2, 4.27). */
export interface Scheme {
  /** The credential as text; absent: the scheme needs none (mutual TLS). */
  readonly encode?: (value: unknown) => string;
  readonly place: (credential: string, outgoing: Outgoing) => void;
  /** `fetch` takes this credential off by itself when a redirect leads to another origin. */
  readonly dropsOnRedirect: boolean;
}

/** `http` bearer (RFC 6750), `oauth2` and `openIdConnect`. */
/* @__NO_SIDE_EFFECTS__ */
export function bearer(): Scheme {
  return httpScheme("Bearer");
}

/** `http` basic (RFC 7617), in UTF-8. */
/* @__NO_SIDE_EFFECTS__ */
export function basic(): Scheme {
  return {
    encode: encodeBasic,
    place: (text, { headers }) => {
      headers["authorization"] = `Basic ${text}`;
    },
    dropsOnRedirect: true,
  };
}

/** Any other scheme of the Authorization header (RFC 9110, section 11). */
/* @__NO_SIDE_EFFECTS__ */
export function httpScheme(name: string): Scheme {
  return {
    encode: expectHeaderText,
    place: (text, { headers }) => {
      headers["authorization"] = `${name} ${text}`;
    },
    dropsOnRedirect: true,
  };
}

/** An API key. In a cookie it can be sent by servers only: in a browser, scripts can't set cookies of a request. */
/* @__NO_SIDE_EFFECTS__ */
export function apiKey(place: "header" | "query" | "cookie", name: string): Scheme {
  const header = name.toLowerCase();
  return {
    encode: place === "header" ? expectHeaderText : expectText,
    place: (text, { headers, query, cookies }) => {
      if (place === "header") headers[header] = text;
      else if (place === "query") query.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
      else cookies.push(`${name}=${encodeURIComponent(text)}`);
    },
    dropsOnRedirect: place === "query",
  };
}

/** The client's certificate is the connection's matter: nothing is written. */
/* @__NO_SIDE_EFFECTS__ */
export function mutualTls(): Scheme {
  return { place: () => undefined, dropsOnRedirect: true };
}

function expectText(value: unknown): string {
  if (typeof value !== "string")
    throw new RequestError(`A credential must be a text, but is ${value === null ? "null" : `a ${typeof value}`}`);
  return value;
}

/** `fetch` would repeat the credential in its error. */
function expectHeaderText(value: unknown): string {
  return encodeHeader("Authorization", expectText(value));
}

function encodeBasic(value: unknown): string {
  const { username, password }: { username?: unknown; password?: unknown } =
    typeof value === "object" && value !== null ? value : {};
  if (typeof username !== "string" || typeof password !== "string")
    throw new RequestError("A basic credential must be { username, password }");
  if (username.includes(":"))
    throw new RequestError("The user name of a basic credential must have no colon (RFC 7617, section 2)");
  let bytes = "";
  for (const byte of new TextEncoder().encode(`${username}:${password}`)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
