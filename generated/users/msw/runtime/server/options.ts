import type { HealthOptions } from "./health.js";
import type { LogEntry } from "./log.js";
import type { Problem } from "./problem.js";
import type { Route } from "./route.js";
import type { SchemeSpec, Verify } from "./security.js";

/** What a server has to know of its contract. Printed. */
export interface ServerContract {
  /** By the name of the handler that answers: a member of `Handlers`. */
  readonly routes: Readonly<Record<string, Route>>;
  /** By the name that `Requirement.scheme` says. */
  readonly schemes?: Readonly<Record<string, SchemeSpec>>;
  /** The canonical OpenAPI document as JSON text; brought in when it is asked for first. */
  readonly document?: () => string | Promise<string>;
  readonly title?: string;
}

/**
 * What can be set. A generated `Options` has the contract's own types for `security` and `problems`, and no member that the contract has
 * no use for.
 */
export interface ServerOptions extends CommonOptions {
  /** One function for every security scheme that an operation requires; a missing one is an error when the server is made. */
  readonly security?: Readonly<Record<string, Verify<never, unknown>>>;
  /** By `ResponseSpec.problem`: renders a problem into the contract's own error schema. */
  readonly problems?: Readonly<Record<string, ((problem: Problem) => unknown) | undefined>> | undefined;
}

export interface CommonOptions {
  /** Stands before every path of the contract: `/v1`. "" if absent. */
  readonly basePath?: string | undefined;
  /** The most bytes that a body may have. 10 MiB if absent. */
  readonly maxBodyBytes?: number | undefined;
  /** By handler name: what holds for one operation only. */
  readonly operations?: Readonly<Record<string, OperationOptions | undefined>> | undefined;
  /** The deepest nesting of a JSON body. 100 if absent. */
  readonly maxDepth?: number | undefined;
  /** Query parameters that the contract doesn't know: taken no notice of (`ignore`, the default), or a violation (`reject`). */
  readonly unknownQuery?: "ignore" | "reject" | undefined;
  /**
   * Whether answers are checked against the contract before they are sent. One that breaks it is logged and answered 500. If absent:
   * unless the environment variable `NODE_ENV` is `production`.
   */
  readonly checkResponses?: boolean | undefined;
  /** Gets one entry a request. If absent: a line of JSON on standard output. `false`: nothing. */
  readonly log?: false | ((entry: LogEntry) => void) | undefined;
  /** `/healthz` and `/readyz`; `false`: neither. A path of the contract is never shadowed. */
  readonly health?: false | HealthOptions | undefined;
  /** Where the contract (`/openapi.json`) and a page about it (`/docs`) are served; `false`: nowhere. */
  readonly docs?: false | DocsOptions | undefined;
}

export interface OperationOptions {
  readonly maxBodyBytes?: number | undefined;
}

export interface DocsOptions {
  /** `/openapi.json` if absent. */
  readonly document?: string | false | undefined;
  /** `/docs` if absent. */
  readonly page?: string | false | undefined;
}
