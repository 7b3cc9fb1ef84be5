import type { Exchange } from "./exchange.js";
import type { BasicCredential, SchemeSpec } from "./security.js";

/** In a box, since the credential of mutual TLS is not in the request: `undefined`. */
export interface Found {
  readonly value: unknown;
}

/** How the credential of a scheme is found in a request; `undefined`: it isn't there, or can't be one. */
export function credentialReader(spec: SchemeSpec): (exchange: Exchange) => Found | undefined {
  switch (spec.type) {
    case "bearer":
      return (exchange) => boxed(afterScheme(exchange, "bearer"));
    case "http": {
      const scheme = spec.scheme.toLowerCase();
      return (exchange) => boxed(afterScheme(exchange, scheme));
    }
    case "basic":
      return (exchange) => boxed(readBasic(afterScheme(exchange, "basic")));
    case "apiKey":
      return keyReader(spec.in, spec.name);
    case "mutualTls":
      return () => ({ value: undefined });
  }
}

/**
 * The challenges of a scheme for `WWW-Authenticate` (RFC 9110, section 11.6.1; Bearer needs a parameter by RFC 6750, section 3, Basic a
 * realm by RFC 7617). API keys and client certificates have no registered scheme, and a 401 must have a challenge.
 */
export function challengeOf(spec: SchemeSpec): string {
  switch (spec.type) {
    case "bearer":
      return 'Bearer realm="api"';
    case "basic":
      return 'Basic realm="api", charset="UTF-8"';
    case "http":
      return `${token.test(spec.scheme) ? spec.scheme : "Other"} realm="api"`;
    case "apiKey":
      return 'ApiKey realm="api"';
    case "mutualTls":
      return 'MutualTLS realm="api"';
  }
}

/** What can name a scheme (RFC 9110, section 5.6.2): contracts may say anything. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

const boxed = (value: unknown): Found | undefined => (value === undefined ? undefined : { value });

/** What follows the scheme's name in the Authorization header. */
function afterScheme(exchange: Exchange, scheme: string): string | undefined {
  const header = exchange.header("authorization");
  if (header === undefined || header.charAt(scheme.length) !== " ") return undefined;
  if (header.slice(0, scheme.length).toLowerCase() !== scheme) return undefined;
  const rest = header.slice(scheme.length).trim();
  return rest === "" ? undefined : rest;
}

/** RFC 7617: a user name has no colon, a password may. */
function readBasic(text: string | undefined): BasicCredential | undefined {
  if (text === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const pair = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const colon = pair.indexOf(":");
    return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
  } catch {
    return undefined;
  }
}

function keyReader(place: "header" | "query" | "cookie", name: string): (exchange: Exchange) => Found | undefined {
  if (place === "header") {
    const header = name.toLowerCase();
    return (exchange) => filled(exchange.header(header));
  }
  return place === "query"
    ? ({ query }) => filled(onlyMember(query, "&", name, (text) => decodeURIComponent(text.replaceAll("+", " "))))
    : (exchange) => filled(onlyMember(exchange.header("cookie") ?? "", ";", name, decodeURIComponent));
}

const filled = (text: string | undefined): Found | undefined => (text === undefined || text === "" ? undefined : { value: text });

/** The value of a name that comes once: of two keys, none is taken. */
function onlyMember(text: string, separator: string, name: string, decode: (text: string) => string): string | undefined {
  let found: string | undefined;
  for (const pair of text.split(separator)) {
    const [label, value] = cutPair(pair.trim());
    try {
      if (decode(label) !== name) continue;
      if (found !== undefined) return undefined;
      found = decode(value);
    } catch {
      // What isn't percent-encoded UTF-8 is not the key.
    }
  }
  return found;
}

function cutPair(pair: string): readonly [name: string, value: string] {
  const sign = pair.indexOf("=");
  return sign < 0 ? [pair, ""] : [pair.slice(0, sign), pair.slice(sign + 1)];
}
