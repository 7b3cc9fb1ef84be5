import { ApiError, OffContractError } from "./errors.js";
import type { Status } from "./status.js";

/** What every answer carries, whatever its status. */
export interface Answered {
  /** The answer as `fetch` gave it: headers, final URL. Its body has been read unless `data` is what reads it. */
  readonly response: Response;
  /** The id under which the server knows this request (`X-Request-Id` or `Request-Id`), else the one that was sent. */
  readonly requestId: string | undefined;
  /** The operation's id in the contract. */
  readonly operation: string;
  /**
   * Why the answer is not what the contract describes: a status that it doesn't name, or a body that can't be read as
   * promised. Reading what was promised in its place, `data` or `error`, throws this.
   */
  readonly offContract?: OffContractError;
}

/** An answer with a 2XX status that the contract describes. */
export interface Success<S extends number = number, D = unknown> extends Answered {
  readonly ok: true;
  readonly status: S;
  readonly data: D;
  readonly error?: undefined;
}

/**
 * An answer with any other status that the contract describes, and its body as described. If the body is something
 * else (a proxy's page, say), reading `error` throws `offContract`.
 */
export interface Failure<S extends number = number, E = unknown> extends Answered {
  readonly ok: false;
  readonly status: S;
  readonly error: E;
  readonly data?: undefined;
}

/** An answer with a status that the contract doesn't name. `error` says what came. */
export type OffContract<S extends number = Status> = Failure<S, OffContractError>;

export type AnyResult = Success | Failure;

/** The data of a result's successes. */
export type DataOf<R extends AnyResult> = R extends { readonly ok: true; readonly data: infer D } ? D : never;

/** The errors of a result's failures. */
export type ErrorOf<R extends AnyResult> = R extends { readonly ok: false; readonly error: infer E } ? E : never;

/**
 * What `unwrap` throws for a result: a union by status, so that a check of `status` narrows `error`. An answer of any
 * status can be off the contract; then it has no `error` of the contract's.
 */
export type ApiErrorOf<R extends AnyResult> =
  | OffContractError
  | (R extends Failure<infer S, infer E> ? (E extends OffContractError ? never : ApiError<S, E>) : never);

/**
 * Is this answer outside the contract? True also for a documented status whose body could not be read as documented.
 * `status` and `response` are what the server really sent; `offContract` says what was expected and what came.
 */
export function isOffContract<R extends AnyResult>(
  result: R,
): result is R & { readonly offContract: OffContractError } {
  return result.offContract !== undefined;
}

/**
 * Gives the data of a success and throws what is not one, for those who prefer exceptions.
 * Takes a result or the promise of one: `const user = await unwrap(getUser(client, { path: { id: 7 } }))`.
 *
 * @throws {ApiError} for a documented failure; `isApiError` types it.
 * @throws {OffContractError} (an `ApiError` too) for an answer outside the contract.
 */
export function unwrap<R extends AnyResult>(result: PromiseLike<R>): Promise<DataOf<R>>;
export function unwrap<R extends AnyResult>(result: R): DataOf<R>;
export function unwrap<R extends AnyResult>(result: R | PromiseLike<R>): DataOf<R> | Promise<DataOf<R>> {
  return "then" in result ? Promise.resolve(result).then(dataOf) : dataOf(result);
}

function dataOf<R extends AnyResult>(result: R): DataOf<R> {
  if (result.ok) return result.data as DataOf<R>;
  throw result.offContract ?? new ApiError(result);
}

/**
 * Did `unwrap` throw this? With the result's type, `status` and `error` are typed by the contract:
 * `if (isApiError<GetUserResult>(error) && error.status === 404) show(error.error?.detail)`. There is no `error` where
 * the body was not what the contract promises: an `OffContractError`.
 */
export function isApiError<R extends AnyResult = Failure>(error: unknown): error is ApiErrorOf<R> {
  return error instanceof ApiError;
}
