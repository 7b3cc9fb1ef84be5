import type { Answer } from "../server/call.js";
import { ProblemError } from "../server/problem.js";
import { type BodyWish, makeBody } from "./bodies.js";
import { answerOf, chooseContent, type Failing, failureMembers, type OperationPlan, type Visit } from "./desk.js";
import { makeHeaders } from "./headers.js";
import { isObject, type Members } from "./members.js";
import type { MockAnswer, MockContent } from "./plan.js";

/** What an answer should be like, beside its status. */
export interface AnswerWish extends Omit<BodyWish, "seed"> {
  readonly seed?: string;
  /** By name in lower case; of a list, the first that the contract lets through. */
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Makes one of the documented answers. `status`: which of a range. Throws `NoValue`. */
export function makeAnswer(visit: Visit, answer: MockAnswer, status: number, wish: AnswerWish = {}): Answer {
  const seed = wish.seed ?? seedOf(visit);
  const headers = makeHeaders(visit, answer, seed, wish.headers);
  const all = applied(visit, headers);
  const made = { status, ...(all === undefined ? {} : { headers: all }) };
  const chosen = status === 204 || status === 205 || status === 304 ? undefined : chooseContent(visit.plan, answer, visit.call.header("accept"));
  const { example } = visit.preferences;
  if (example !== undefined && (chosen === undefined || !hasExample(chosen.content, example)))
    throw new ProblemError("not_found", { detail: `The contract has no such example of the answer ${status}.` });
  if (chosen === undefined) return made;
  return { ...made, contentType: chosen.mediaType, body: makeBody(visit, chosen, { ...wish, seed, example }) };
}

/** What was done of what the client prefers is said (RFC 7240, section 3). */
function applied({ preferences: { code, example, dynamic } }: Visit, headers: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  const words = [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(example === undefined ? [] : [`example="${example.replace(/[^\x20-\x7e]/g, "?").replace(/["\\]/g, "\\$&")}"`]),
    ...(dynamic === undefined ? [] : [`dynamic=${dynamic}`]),
  ];
  return words.length === 0 ? headers : { ...headers, "Preference-Applied": words.join(", ") };
}

/** The same request is answered alike. */
export function seedOf({ desk, plan, call, request }: Visit): string {
  return `${desk.seed} ${plan.name} ${call.path} ${JSON.stringify(request.query ?? null, plainly)}`;
}

const plainly = (_name: string, value: unknown): unknown => (typeof value === "bigint" || (typeof value === "object" && value !== null && "exponent" in value) ? `${value}` : value);

/** What is known of an answer by the request: the path's parameters, and what was sent. */
export function knownOf({ request }: Visit): Members {
  const body: unknown = request.body;
  return { ...request.path, ...(isObject(body) ? body : {}) };
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 410: "Gone",
  412: "Precondition Failed", 413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content", 429: "Too Many Requests",
  500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
};
const codes: Readonly<Record<number, string>> = {
  400: "invalid_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 409: "conflict", 422: "invalid_request", 429: "rate_limited",
  500: "internal", 501: "not_implemented", 502: "bad_gateway", 503: "unavailable", 504: "timeout",
};

/** What a failure of this status says. */
export function failingOf(status: number, detail?: string): Failing {
  const title = titles[status] ?? "Failure";
  return { status, title, detail: detail ?? title, ...(codes[status] === undefined ? {} : { code: codes[status] }) };
}

/** Any documented status, with a body that is made up. Throws a problem 404 for one that the contract doesn't have: nothing is silent. */
export function answerStatus(visit: Visit, status: number, detail?: string): Answer {
  const answer = answerOf(visit.plan, status);
  if (answer === undefined) throw new ProblemError("not_found", { detail: `The contract has no answer ${status} of this operation.` });
  const given = status >= 400 ? failureMembers(failingOf(status, detail)) : knownOf(visit);
  return makeAnswer(visit, answer, status, { given });
}

/** The first answer that has an example of this name. */
export function answerWithExample({ answers }: OperationPlan, name: string): MockAnswer | undefined {
  return answers.find(({ contents }) => contents.some((content) => hasExample(content, name)));
}

function hasExample({ examples }: MockContent, name: string): boolean {
  return examples !== undefined && Object.hasOwn(examples, name);
}

/** Whether a status is documented, by a range too. */
export function documents(visit: Visit, status: number): boolean {
  return answerOf(visit.plan, status) !== undefined;
}
