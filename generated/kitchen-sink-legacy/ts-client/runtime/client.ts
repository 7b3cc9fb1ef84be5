// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { request, type Answer } from "./request.js";
import type { CallOptions, ClientOptions, ServerChoice } from "./options.js";
import { overrideClient, settle, type Settings } from "./settings.js";
import type { ContractSpec, RequestParts } from "./spec.js";

export type { Answer };

/**
 * What operations are called with: where the API lives, who calls, and how. It has no state, so it can be shared
 * freely. `Options`: those of the contract, with its credentials and servers. Methods rather than members with functions:
 * a client of any contract is a `Client`.
 */
export interface Client<Options extends ClientOptions = ClientOptions> {
  /** What its options amount to, credentials included: not shown where a client is printed. */
  readonly settings: Settings;
  /**
   * Another client, with these options on top. Headers, credentials, interceptors, server variables and `init` are added
   * to, the rest is replaced.
   */
  with(options: Options): Client<Options>;
  /**
   * The way out: a request that the contract doesn't know, with this client's base URL, headers, credentials, retries
   * and hooks.
   * `const { data } = await client.request("GET", "/beta/{id}", { path: { id: 7 }, query: { deep: true } })`. A path
   * that is a whole URL of another origin gets neither credentials nor the client's headers.
   */
  request(method: string, path: string, request?: RequestParts, options?: CallOptions): Promise<Answer>;
}

/** Makes a client of a contract: `createClient` calls this with the contract's servers and security schemes. */
export function connect<Options extends ClientOptions = ClientOptions>(
  options: ClientOptions & ServerChoice,
  contract: ContractSpec,
): Client<Options> {
  return clientOf(settle(options, contract));
}

function clientOf(settings: Settings): Client {
  const client = {
    with: (options) => clientOf(overrideClient(settings, options)),
    request: (method, path, parts, callOptions) => request(client, method, path, parts, callOptions),
  } as Client;
  // Not enumerable: who prints a client prints neither credentials nor headers.
  return Object.defineProperty(client, "settings", { value: settings });
}
