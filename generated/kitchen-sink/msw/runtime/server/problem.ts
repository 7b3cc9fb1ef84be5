import type { Violation } from "../check/report.js";

export type { Violation } from "../check/report.js";

/** What went wrong, for machines: one word, the same in every language. */
export type ProblemCode =
  | "malformed_json"
  | "invalid_request"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "payload_too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "internal"
  | "not_implemented"
  | "bad_gateway"
  | "unavailable"
  | "timeout";

/** A problem document (RFC 9457) as it is sent. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly trace_id: string;
  readonly violations?: readonly Violation[];
  /** There were more violations than are listed. */
  readonly truncated?: true;
}

/** What may be said of a problem beside its code. */
export interface ProblemParts {
  /** From 400 to 599. Without it: the one that the code stands for. */
  readonly status?: number;
  /** Without it: the code's own sentence. It reaches the client: no secrets, no internals. */
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly violations?: readonly Violation[];
  readonly truncated?: boolean;
  /** What caused it; goes to the log, never to the client. */
  readonly cause?: unknown;
}

/**
 * Why a request is not answered as it hopes. A plain object where nothing has to be thrown: an error looks at the stack when it is made,
 * which takes longer than most answers do.
 */
export interface Refusal {
  readonly code: ProblemCode;
  readonly status: number;
  /** For the client. */
  readonly message: string;
  readonly parts: ProblemParts;
}

interface CodeRow {
  readonly status: number;
  readonly detail: string;
}

/** By code: its status and its sentence, which every language repeats letter by letter. */
const rows: Readonly<Record<ProblemCode, CodeRow>> = {
  malformed_json: { status: 400, detail: "The body is not well-formed JSON." },
  invalid_request: { status: 400, detail: "The request breaks the contract." },
  unauthorized: { status: 401, detail: "The request needs a valid credential." },
  forbidden: { status: 403, detail: "The credential does not allow this operation." },
  not_found: { status: 404, detail: "No operation has this path." },
  method_not_allowed: { status: 405, detail: "No operation has this method at this path." },
  payload_too_large: { status: 413, detail: "The body is larger than this operation takes." },
  unsupported_media_type: { status: 415, detail: "The operation takes no body of this media type." },
  rate_limited: { status: 429, detail: "Too many requests." },
  internal: { status: 500, detail: "The server failed to answer." },
  not_implemented: { status: 501, detail: "The operation is not implemented yet." },
  bad_gateway: { status: 502, detail: "A server behind this one gave no usable answer." },
  unavailable: { status: 503, detail: "The server takes no requests now." },
  timeout: { status: 504, detail: "A server behind this one took too long." },
};

/** Status phrases of RFC 9110, section 15: the titles of problems of type `about:blank` (RFC 9457, section 4.2.1). */
const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Content Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/**
 * Ends a request with a problem document. Handlers and security handlers may throw it too: `throw new ProblemError("rate_limited")`.
 * Answers that the contract describes are better returned than thrown.
 */
export class ProblemError extends Error implements Refusal {
  override readonly name: string = "ProblemError";
  readonly code: ProblemCode;
  readonly status: number;
  readonly parts: ProblemParts;

  constructor(code: ProblemCode, parts: ProblemParts = {}) {
    super(parts.detail ?? rows[code].detail, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = code;
    this.status = parts.status ?? rows[code].status;
    if (!Number.isInteger(this.status) || this.status < 400 || this.status > 599)
      throw new RangeError(`The status of a problem is from 400 to 599, not ${this.status}`);
    this.parts = parts;
  }
}

/** What a handler throws that isn't written yet: 501. */
export class NotImplemented extends ProblemError {
  override readonly name: string = "NotImplemented";

  constructor(detail?: string) {
    super("not_implemented", detail === undefined ? {} : { detail });
  }
}

/** What a security handler throws for a valid credential that doesn't reach so far (missing scopes): 403, not 401. */
export class Forbidden extends ProblemError {
  override readonly name: string = "Forbidden";

  constructor(detail?: string) {
    super("forbidden", detail === undefined ? {} : { detail });
  }
}

/** What a `ProblemError` of the same code and parts says, without being an error. */
export function refusalOf(code: ProblemCode, parts: ProblemParts = {}): Refusal {
  return { code, status: parts.status ?? rows[code].status, message: parts.detail ?? rows[code].detail, parts };
}

/** The document of a problem. */
export function problemOf({ code, status, message, parts }: Refusal, traceId: string): Problem {
  const { violations, truncated } = parts;
  const problem: { -readonly [Member in keyof Problem]: Problem[Member] } = {
    type: "about:blank",
    title: titles[status] ?? (status < 500 ? "Bad Request" : "Internal Server Error"),
    status,
    code,
    detail: message,
    trace_id: traceId,
  };
  if (violations !== undefined) problem.violations = violations;
  if (truncated === true) problem.truncated = truncated;
  return problem;
}
