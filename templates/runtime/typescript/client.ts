import { request, type Answer } from "./request.js";
import type { CallOptions, ClientOptions } from "./options.js";
import { chooseBase, override, settle, type Settings } from "./settings.js";
import type { ContractSpec, RequestParts } from "./spec.js";

export type { Answer };

/**
 * What operations are called with: where the API lives, who calls, and how. It has no state, so it can be shared
 * freely.
 */
export interface Client {
  readonly settings: Settings;
  /**
   * Another client, with these options on top. Headers, credentials, interceptors and `init` are added to, the rest is
   * replaced.
   */
  readonly with: (options: ClientOptions) => Client;
  /**
   * The way out: a request that the contract doesn't know, with this client's base URL, headers, credentials, retries
   * and hooks.
   * `const { data } = await api.request("GET", "/beta/{id}", { path: { id: 7 }, query: { deep: true } })`. A path that
   * is a whole URL of another origin gets neither credentials nor the client's headers.
   */
  readonly request: (method: string, path: string, request?: RequestParts, options?: CallOptions) => Promise<Answer>;
}

/**
 * Makes a client of a contract. Generated code calls this as `createClient`, with the contract's servers and security
 * schemes.
 */
export function connect(options: ClientOptions, contract: ContractSpec): Client {
  return clientOf(settle(options, contract));
}

function clientOf(settings: Settings): Client {
  const client: Client = {
    settings,
    with: (options) => {
      const moved = options.baseUrl === undefined && (options.server !== undefined || options.variables !== undefined);
      return clientOf({
        ...override(settings, options),
        ...(moved ? { base: chooseBase(settings.contract, options), baseGiven: false } : {}),
      });
    },
    request: (method, path, parts, callOptions) => request(client, method, path, parts, callOptions),
  };
  return client;
}
