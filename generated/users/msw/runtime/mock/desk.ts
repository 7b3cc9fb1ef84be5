import { chooseMediaType } from "../server/accept.js";
import type { ContentSpec, ResponseSpec, Route } from "../server/route.js";
import type { Call } from "../server/call.js";
import type { RequestValues } from "../server/request.js";
import { essenceOf, isRange, matchMediaType } from "../media-type.js";
import type { CollectionPlan, Seeding } from "./collections.js";
import type { Members } from "./members.js";
import type { Memory } from "./memory.js";
import type { StreamOptions } from "./options.js";
import type { MockAnswer, MockContent, MockPlan } from "./plan.js";
import type { Preferences } from "./prefer.js";

/** What stays the same from request to request of a mock. */
export interface Desk extends Seeding {
  readonly memory: Memory;
  readonly stream: StreamOptions;
  readonly collections: ReadonlyMap<string, CollectionPlan>;
}

/** What a mock knows of one operation. Made once. */
export interface OperationPlan {
  /** As `Handlers` has it. */
  readonly name: string;
  readonly route: Route;
  readonly answers: MockPlan["answers"];
  readonly resource: MockPlan["resource"];
}

/** One request of an operation that is answered by what is made up. */
export interface Visit {
  readonly desk: Desk;
  readonly plan: OperationPlan;
  readonly request: RequestValues;
  readonly call: Call;
  readonly preferences: Preferences;
}

/** The answer that is given without a wish. */
export function usualAnswer({ answers }: OperationPlan): MockAnswer | undefined {
  return answers[0];
}

/** The documented answer of a status (RFC 9110, section 15): its own, its class's, `default`. */
export function answerOf({ answers }: OperationPlan, status: number): MockAnswer | undefined {
  return (
    answers.find(({ key }) => key === String(status)) ??
    answers.find(({ key }) => key.toUpperCase() === `${Math.floor(status / 100)}XX`) ??
    answers.find(({ key }) => key.toLowerCase() === "default")
  );
}

/** What the server knows of an answer. */
export function responseSpecOf({ route }: OperationPlan, { key }: MockAnswer): ResponseSpec | undefined {
  return Object.hasOwn(route.responses, key) ? route.responses[key] : undefined;
}

/** A content of an answer, and the media type that it is sent as. */
export interface ChosenContent {
  readonly content: MockContent;
  readonly mediaType: string;
  readonly spec: ContentSpec | undefined;
}

/** The content that a client likes best; the first for one that likes none, as servers have it. */
export function chooseContent(plan: OperationPlan, answer: MockAnswer, accept: string | undefined): ChosenContent | undefined {
  const offers = answer.contents.map((content) => ({ content, mediaType: concreteType(content) }));
  const essence = chooseMediaType(accept, offers.map(({ mediaType }) => essenceOf(mediaType)));
  const chosen = offers.find(({ mediaType }) => essenceOf(mediaType) === essence) ?? offers[0];
  if (chosen === undefined) return undefined;
  const contents = responseSpecOf(plan, answer)?.contents;
  const spec = contents !== undefined && Object.hasOwn(contents, chosen.content.mediaType) ? contents[chosen.content.mediaType] : undefined;
  return { ...chosen, spec };
}

/** What ranges are sent as. */
const usualTypes: Readonly<Record<ContentSpec["kind"], string>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  multipart: "multipart/form-data",
  events: "text/event-stream",
  jsonLines: "application/jsonl",
  text: "text/plain",
  binary: "application/octet-stream",
};
const typesOfRanges = ["image/png", "audio/wav", "video/mp4", "font/woff2", "text/plain", "application/octet-stream"];

/** A media type that a range holds. */
function concreteType({ mediaType, kind }: MockContent): string {
  const range = essenceOf(mediaType);
  if (!isRange(range)) return mediaType;
  const entries = [{ mediaType, essence: range, value: true }];
  const fitting = [usualTypes[kind], ...typesOfRanges].find((type) => matchMediaType(entries, type) === true);
  return fitting ?? range.replaceAll("*", "vnd.mock");
}

/** What the body of a failure says. */
export interface Failing {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code?: string;
}

/** The words that contracts have for it: a body has those of them that its schema lets it have. */
export function failureMembers({ status, title, code, detail }: Failing): Members {
  return { title, status, detail, message: detail, ...(code === undefined ? {} : { code }) };
}
