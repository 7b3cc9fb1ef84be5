import { chooseMediaType } from "./accept.js";
import { writeBody } from "./answer-body.js";
import { type HeaderPlan, planHeaders, writeHeaders } from "./answer-headers.js";
import { BrokenAnswer } from "./broken-answer.js";
import { discard } from "./discard.js";
import type { Answer } from "./call.js";
import { encodeHeader } from "../encode.js";
import { essenceOf, isRange, matchMediaType, type MediaEntry } from "../media-type.js";
import { hasBody, isStream, type Reply } from "./reply.js";
import type { ContentSpec, ResponseSpec, Route } from "./route.js";

/** How one status of an operation is answered. Made once. */
export interface ResponsePlan {
  readonly headers: readonly HeaderPlan[];
  readonly contents: readonly MediaEntry<ContentSpec>[];
  /** The media types that can be sent without being named by the handler: those that are no ranges. */
  readonly concrete: readonly MediaEntry<ContentSpec>[];
  /** The hook that renders problems of this status. */
  readonly problem: string | undefined;
  /** What is sent where the contract leaves no choice. */
  readonly only: Sent | undefined;
}

/** A content of an answer, by the media type that it is sent as. */
interface Sent {
  readonly content: ContentSpec;
  readonly mediaType: string;
}

/** The plan of a status (RFC 9110, section 15): the status itself, its class, `default`. */
export type ResponsePlans = (status: number) => ResponsePlan | undefined;

export function planResponses({ responses }: Route): ResponsePlans {
  const plans = new Map(Object.entries(responses).map(([status, spec]) => [status.toUpperCase(), planResponse(spec)]));
  return (status) => plans.get(String(status)) ?? plans.get(`${Math.floor(status / 100)}XX`) ?? plans.get("DEFAULT");
}

function planResponse({ headers, contents, problem }: ResponseSpec): ResponsePlan {
  const entries = Object.entries(contents).map(([mediaType, value]) => ({ mediaType, essence: essenceOf(mediaType), value }));
  const concrete = entries.filter(({ essence }) => !isRange(essence));
  const [first, second] = concrete;
  return {
    headers: planHeaders(headers ?? []),
    contents: entries,
    concrete,
    problem,
    only: first === undefined || second !== undefined ? undefined : { content: first.value, mediaType: first.mediaType },
  };
}

/** What an answer has to fit. */
export interface Asked {
  /** The `Accept` header. */
  readonly accept: string | undefined;
  /** Whether answers are checked before they are sent. */
  readonly isChecked: boolean;
}

/**
 * Makes the reply of a handler's answer: the content that its status has by contract, in the media type that the handler names or the
 * client likes best. A client that takes none of them gets the first (RFC 9110, section 12.4.1).
 *
 * @throws {BrokenAnswer} if the answer is off the contract, or can't be written.
 */
export function writeAnswer(plans: ResponsePlans, answer: Answer, asked: Asked): Reply {
  try {
    return writeExpected(plans, answer, asked);
  } catch (error) {
    discard((answer as Answer | null | undefined)?.body);
    throw error;
  }
}

function writeExpected(plans: ResponsePlans, answer: Answer, asked: Asked): Reply {
  const { status, body } = expectAnswer(answer);
  const plan = plans(status);
  if (plan === undefined) throw new BrokenAnswer(`The contract has no answer with status ${status}`);
  const headers = writeHeaders(plan.headers, answer.headers, asked.isChecked);
  if (plan.contents.length === 0 || !hasBody("GET", status)) {
    discard(body);
    return { status, headers };
  }
  const { content, mediaType } = (answer.contentType === undefined && plan.only) || chooseContent(plan, answer.contentType, asked.accept);
  const written = writeBody(content, body, mediaType, asked.isChecked);
  headers.push("content-type", encodeHeader("content-type", written.contentType));
  if (content.kind === "events") addEventHeaders(headers);
  if (written.length !== undefined) headers.push("content-length", String(written.length));
  return isStream(written.body)
    ? { status, headers, body: written.body, discard: () => discard(body) }
    : { status, headers, body: written.body };
}

function expectAnswer(answer: unknown): Answer {
  const { status } = typeof answer === "object" && answer !== null ? (answer as Partial<Answer>) : {};
  if (typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599) return answer as Answer;
  throw new BrokenAnswer("A handler must answer an object with a status from 200 to 599");
}

function chooseContent(
  { contents, concrete }: ResponsePlan,
  named: string | undefined,
  accept: string | undefined,
): Sent {
  if (named !== undefined) {
    const content = matchMediaType(contents, essenceOf(named));
    if (content === undefined || isRange(named)) throw new BrokenAnswer(`The contract has no answer of the media type '${named}'`);
    return { content, mediaType: named };
  }
  const [first] = concrete;
  // Bytes of whatever type: a `Blob` says what it is.
  if (first === undefined && contents[0]?.value.kind === "binary") return { content: contents[0].value, mediaType: "application/octet-stream" };
  if (first === undefined) throw new BrokenAnswer("The contract leaves the media type open: the answer needs a 'contentType'");
  const essence = chooseMediaType(accept, concrete.map((entry) => entry.essence));
  const chosen = concrete.find((entry) => entry.essence === essence) ?? first;
  return { content: chosen.value, mediaType: chosen.mediaType };
}

/** Event streams must come through proxies as they are sent. */
function addEventHeaders(headers: string[]): void {
  if (!headers.includes("cache-control")) headers.push("cache-control", "no-store");
  if (!headers.includes("x-accel-buffering")) headers.push("x-accel-buffering", "no");
}
