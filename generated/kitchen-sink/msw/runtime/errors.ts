import type { Failure } from "./result.js";

/** A documented failure as an exception: what `unwrap` throws. */
export class ApiError<S extends number = number, E = unknown> extends Error {
  override readonly name: string = "ApiError";
  readonly status: S;
  /** The body, as the contract describes it for this status. */
  readonly error: E;
  readonly response: Response;
  readonly requestId: string | undefined;
  readonly operation: string;

  constructor(
    failure: Pick<Failure<S, E>, "status" | "error" | "response" | "requestId" | "operation">,
    message?: string,
    options?: ErrorOptions,
  ) {
    super(message ?? `${failure.operation} answered ${failure.status}${titleOf(failure.error)}`, options);
    this.status = failure.status;
    this.error = failure.error;
    this.response = failure.response;
    this.requestId = failure.requestId;
    this.operation = failure.operation;
  }
}

/** The line that most error bodies have for people: RFC 9457 `title`, else `message` or `error.message`. */
function titleOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { title, message, error: inner }: { title?: unknown; message?: unknown; error?: unknown } = error;
  if (typeof title === "string") return `: ${title}`;
  return typeof message === "string" ? `: ${message}` : titleOf(inner);
}

/** What `OffContractError` is made from. */
export interface OffContractFacts extends Pick<Failure<number>, "status" | "response" | "requestId" | "operation"> {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | undefined;
  readonly text: string;
  readonly reason: string;
}

/**
 * The server answered something that the contract doesn't describe. The status is real; the body is not what was
 * promised.
 */
export class OffContractError extends ApiError<number, undefined> {
  override readonly name: string = "OffContractError";
  readonly method: string;
  /** Path of the URL, without query. */
  readonly path: string;
  readonly contentType: string | undefined;
  /** The first 2 KB of the body, as text. */
  readonly text: string;
  readonly reason: string;

  constructor(facts: OffContractFacts, options?: ErrorOptions) {
    super(
      { ...facts, error: undefined },
      `${facts.method} ${facts.path} answered ${facts.status}, but ${facts.reason}${excerpt(facts.text)}`,
      options,
    );
    this.method = facts.method;
    this.path = facts.path;
    this.contentType = facts.contentType;
    this.text = facts.text;
    this.reason = facts.reason;
  }
}

const excerpt = (text: string): string =>
  text === "" ? "" : `: ${text.slice(0, 200)}${text.length > 200 ? " …" : ""}`;

/**
 * A reader met a body that it can't read as documented. `send` makes the `OffContractError` of it, which knows the
 * rest.
 */
export class UnreadableBody extends Error {
  override readonly name: string = "UnreadableBody";
  readonly text: string;

  constructor(reason: string, text: string, options?: ErrorOptions) {
    super(reason, options);
    this.text = text;
  }
}

/** No answer came: the name didn't resolve, the connection was refused or broke off. `cause` is what `fetch` said. */
export class ConnectionError extends Error {
  override readonly name: string = "ConnectionError";
}

/** No answer came within `timeout` (one attempt) or `deadline` (all of them). */
export class TimeoutError extends Error {
  override readonly name: string = "TimeoutError";
  readonly limit: "timeout" | "deadline";
  /** In milliseconds. */
  readonly after: number;

  constructor(limit: "timeout" | "deadline", after: number) {
    super(`No answer within the ${limit} of ${after} ms`);
    this.limit = limit;
    this.after = after;
  }
}

/** The call can't be put on the wire as it was made: nothing was sent. */
export class RequestError extends TypeError {
  override readonly name: string = "RequestError";
}
