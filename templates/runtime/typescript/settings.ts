import { RequestError } from "./errors.js";
import type { CallOptions, ClientOptions, HeaderValue, Interceptor, ServerChoice } from "./options.js";
import { type RetryPolicy, settleRetries } from "./retry.js";
import type { ContractSpec, ServerSpec } from "./spec.js";
import { type Base, parseBase } from "./url.js";

/** The options of a client, or of a client and one call, with everything settled. */
export interface Settings extends Omit<
  CallOptions,
  "baseUrl" | "url" | "headers" | "auth" | "interceptors" | "retries"
> {
  readonly contract: ContractSpec;
  readonly base: Base;
  /** The base was given as `baseUrl`, so the contract's servers don't count. */
  readonly baseGiven: boolean;
  /** The server of the contract that was chosen, and the values for its variables. */
  readonly server?: ServerChoice["server"];
  readonly variables?: ServerChoice["variables"];
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, HeaderValue>;
  /** Credentials by scheme name. */
  readonly auth: ReadonlyMap<string, unknown>;
  readonly interceptors: readonly Interceptor[];
  readonly retry: RetryPolicy;
}

/** Settles the options of a new client. Throws `RequestError` for options that the contract doesn't know. */
export function settle(options: ClientOptions & ServerChoice, contract: ContractSpec): Settings {
  expectNoKey(options);
  const base = options.baseUrl === undefined ? chooseBase(contract, options) : parseBase(options.baseUrl);
  const start: Settings = {
    contract,
    base,
    baseGiven: false,
    headers: new Map(),
    auth: new Map(),
    interceptors: [],
    retry: settleRetries(undefined),
  };
  return override(start, options);
}

/** The URL of the server that `server` and `variables` choose. */
function chooseBase(contract: ContractSpec, { server, variables }: ServerChoice): Base {
  return parseBase(fillServer(chooseServer(contract.servers, server), variables));
}

/** A client's options on top of settings. Another server takes no variables along; a base URL needs neither. */
export function overrideClient(settings: Settings, options: ClientOptions & ServerChoice): Settings {
  expectNoKey(options);
  const { server, variables, ...rest } = options;
  const next = override(settings, rest);
  if (options.baseUrl !== undefined || (server === undefined && (variables === undefined || settings.baseGiven)))
    return next;
  const chosen =
    server === undefined
      ? { server: settings.server, variables: { ...settings.variables, ...variables } }
      : { server, variables };
  return { ...next, ...chosen, base: chooseBase(settings.contract, chosen), baseGiven: false };
}

/**
 * Options on top of settings. What they leave out or have as `undefined` stays; headers, credentials and `init` are
 * merged one by one.
 */
export function override(settings: Settings, options: CallOptions): Settings {
  const { baseUrl, url: _url, headers, auth, interceptors, retries, init, ...rest } = options;
  const given: Record<string, unknown> = rest;
  for (const name of Object.keys(given)) if (given[name] === undefined) delete given[name];
  if (init !== undefined) checkInit(init);
  return {
    ...settings,
    ...given,
    ...(baseUrl === undefined ? {} : { base: parseBase(baseUrl), baseGiven: true }),
    ...(init === undefined ? {} : { init: { ...settings.init, ...init } }),
    headers:
      headers === undefined
        ? settings.headers
        : new Map([
            ...settings.headers,
            ...Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
          ]),
    auth: auth === undefined ? settings.auth : new Map([...settings.auth, ...readAuth(auth, settings.contract)]),
    interceptors: interceptors === undefined ? settings.interceptors : [...settings.interceptors, ...interceptors],
    retry: retries === undefined ? settings.retry : settleRetries(retries),
  };
}

/** One key for all calls: the server would take the second POST for the first one again. */
function expectNoKey({ idempotencyKey }: { readonly idempotencyKey?: unknown }): void {
  if (typeof idempotencyKey === "string")
    throw new RequestError("A text as 'idempotencyKey' is one call's");
}

function checkInit(init: object): void {
  const taken = ["body", "headers", "method", "signal"].find((name) => name in init);
  if (taken !== undefined) throw new RequestError(`'init' can't have '${taken}': the call says that itself`);
}

function readAuth(auth: object, contract: ContractSpec): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(auth);
  for (const [name] of entries) {
    if (!Object.hasOwn(contract.schemes, name))
      throw new RequestError(
        `The contract has no security scheme '${name}', it has: ${Object.keys(contract.schemes).join(", ") || "none"}`,
      );
  }
  return entries;
}

/** The base URL of an operation: its own server, unless a `baseUrl` was given. */
export function baseFor(settings: Settings, servers: readonly (string | ServerSpec)[] | undefined): Base {
  const own = servers?.[0];
  if (own === undefined || settings.baseGiven) return settings.base;
  const url = fillServer(own, undefined);
  return parseBase(settings.base.origin === undefined ? url : new URL(url, settings.base.origin));
}

function chooseServer(
  servers: readonly (string | ServerSpec)[],
  wanted: string | number | undefined,
): string | ServerSpec {
  const found =
    typeof wanted === "string"
      ? servers.find((server) =>
          typeof server === "string" ? server === wanted : server.name === wanted || server.url === wanted,
        )
      : servers[wanted ?? 0];
  if (found === undefined && wanted !== undefined) throw new RequestError(`The contract has no server '${wanted}'`);
  return found ?? "";
}

function fillServer(server: string | ServerSpec, values: Readonly<Record<string, string | undefined>> = {}): string {
  if (typeof server === "string") return server;
  const { variables = {} } = server;
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(variables, name));
  if (unknown !== undefined) throw new RequestError(`The server ${server.url} has no variable '${unknown}'`);
  return server.url.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const spec = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? spec?.default;
    if (value === undefined) return whole;
    if (spec?.values !== undefined && !spec.values.includes(value))
      throw new RequestError(`Server variable '${name}' must be one of: ${spec.values.join(", ")}`);
    return value;
  });
}
