// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { ConnectionError } from "./errors.js";
import type { Written } from "./spec.js";
import { originOf, resolveUrl, withoutSecrets } from "./url.js";

/** One request on the way through redirects. */
export interface Hop {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Written | undefined;
}

/**
 * Where a redirect leads (WHATWG Fetch, section 4.5); `undefined`: it is none. To another origin nothing goes along
 * that could be a secret.
 *
 * @throws {ConnectionError} in browsers, which hide redirects from scripts, for a `Location` that is no URL, and for a
 * body that can't be sent again.
 */
export function nextHop(hop: Hop, response: Response): Hop | undefined {
  if (response.type === "opaqueredirect") {
    throw new ConnectionError(
      `${hop.method} ${withoutSecrets(hop.url)} is redirected, and a browser doesn't say where to: the API key could reach another origin. To allow it: init: { redirect: "follow" }`,
    );
  }
  const location = [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get("location") : null;
  if (location === null) return undefined;
  const url = resolveUrl(location, hop.url);
  if (url === undefined)
    throw new ConnectionError(
      `${hop.method} ${withoutSecrets(hop.url)} is redirected to '${withoutSecrets(location)}', no URL`,
    );
  const becomesGet =
    response.status === 303
      ? hop.method !== "GET" && hop.method !== "HEAD"
      : response.status <= 302 && hop.method === "POST";
  if (!becomesGet && hop.body?.once === true)
    throw new ConnectionError(
      `${hop.method} ${withoutSecrets(hop.url)} is redirected, but its body is a stream that can't be sent again`,
    );
  const staysHome = originOf(url) === originOf(hop.url);
  const kept = Object.entries(hop.headers).filter(
    ([name]) => (staysHome || isHarmless(name)) && !(becomesGet && name.startsWith("content-")),
  );
  return {
    url,
    method: becomesGet ? "GET" : hop.method,
    headers: Object.fromEntries(kept),
    body: becomesGet ? undefined : hop.body,
  };
}

const isHarmless = (name: string): boolean =>
  name === "accept" || name.startsWith("accept-") || name.startsWith("content-") || name === "user-agent";

/** Lets go of an answer that nobody reads, so that its connection is free. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
