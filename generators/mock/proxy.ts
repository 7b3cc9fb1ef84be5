import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import type { RequestValues } from "../../templates/runtime/typescript/server/request.js";
import type { Source } from "../contract/source.js";
import { collect, type Collected, decode, joined, openCopy } from "./bodies.js";
import { forward, joinHeaders, passOn } from "./forward.js";
import { openPaths, type Paths } from "./paths.js";
import type { Slice } from "./slices.js";
import { type AnswerVerdict, type Breach, type Judge, openJudge, type RequestVerdict } from "./verdict.js";
import { openWorkshop } from "./workshop.js";

/** A request that has been passed on, and what was found out about it and its answer. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly operation: string | undefined;
  readonly breaches: readonly Breach[];
  /** The answer's headers and body as data, where it keeps the contract. */
  readonly values?: RequestValues;
}

export interface ProxyOptions {
  /** The real server. */
  readonly base: URL;
  readonly formats: "assert" | "annotate";
  readonly passed: (passed: Passed) => void;
  /** Told of a part of the contract that nothing can be judged by. */
  readonly failed: (error: unknown) => void;
}

/** Passes requests on to a real server, and its answers back, as they are; tells what of them breaks the contract. Never throws. */
export async function openProxy(source: Source, options: ProxyOptions): Promise<(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) => void> {
  const desk: Desk = { ...options, paths: await openPaths(source.document), judgeOf: openJudges(source, options) };
  return (request, response, awaitsContinue) => {
    if (awaitsContinue) response.writeContinue();
    passRequest(desk, request, response).catch((error: unknown) => refuse(response, error));
  };
}

interface Desk extends ProxyOptions {
  readonly paths: Paths;
  /** `undefined`: nothing can be judged by this part of the contract. */
  readonly judgeOf: (slice: Slice) => Promise<Judge | undefined>;
}

function openJudges(source: Source, { formats, failed }: ProxyOptions): Desk["judgeOf"] {
  const workshop = openWorkshop(source, formats);
  const judges = new Map<Slice, Promise<Judge | undefined>>();
  const open = async (slice: Slice): Promise<Judge | undefined> => {
    try {
      return await openJudge((await workshop.make(slice)).contract);
    } catch (error) {
      failed(error);
      return undefined;
    }
  };
  return (slice) => {
    const judge = judges.get(slice) ?? open(slice);
    judges.set(slice, judge);
    return judge;
  };
}

async function passRequest(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const { method = "GET", url = "/" } = request;
  const [path = "/", query = ""] = splitOnce(url, "?");
  const found = desk.paths.find(path);
  const below = found?.below ?? path;
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  const sent = hasBody(request) ? await collect(request) : undefined;
  const lines = request.rawHeaders;
  const answering = forward(desk.base, { method, path: `${desk.base.pathname.replace(/\/$/, "")}${below}${query === "" ? "" : `?${query}`}`, lines, body: bodyOf(sent, request) }, controller.signal);
  const judging = judgeRequest(desk, found?.slice, { method, path: below, query, headers: joinHeaders(lines), body: sent });
  // If the one fails, nobody waits for the other.
  judging.catch(() => undefined);
  const answer = await answering;
  const { judge, verdict } = await judging;
  const status = answer.statusCode ?? 502;
  const judged = judge && verdict.operation !== undefined ? (body: Collected | undefined) => judgeAnswer(judge, verdict.operation ?? "", answer, body, method) : async (): Promise<AnswerVerdict> => ({ breaches: [] });
  const outcome = await passAnswer(answer, response, verdict.breaches, judged);
  desk.passed({
    method,
    path,
    status,
    duration: performance.now() - started,
    operation: verdict.operation,
    breaches: [...verdict.breaches, ...outcome.breaches],
    ...(outcome.values !== undefined && { values: outcome.values }),
  });
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

const hasBody = ({ headers }: IncomingMessage): boolean => headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";

const bodyOf = (collected: Collected | undefined, rest: IncomingMessage): Uint8Array | Readable | undefined =>
  collected === undefined || collected.isWhole ? collected?.bytes : Readable.from(joined(collected.bytes, rest));

interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Collected | undefined;
}

async function judgeRequest({ judgeOf }: Desk, slice: Slice | undefined, asked: AskedRequest): Promise<{ readonly judge: Judge | undefined; readonly verdict: RequestVerdict }> {
  const unknown: Breach = { side: "request", in: "path", pointer: "", rule: "not_found", message: "the contract has no such path" };
  if (slice === undefined) return { judge: undefined, verdict: { operation: undefined, breaches: [unknown] } };
  const judge = await judgeOf(slice);
  const body = asked.body === undefined ? new Uint8Array(0) : asked.body.isWhole ? await decode(asked.body.bytes, asked.headers.get("content-encoding")) : undefined;
  if (judge === undefined || body === undefined) return { judge, verdict: { operation: undefined, breaches: [] } };
  return { judge, verdict: await judge.request({ ...asked, body }) };
}

async function judgeAnswer(judge: Judge, operation: string, answer: IncomingMessage, collected: Collected | undefined, method: string): Promise<AnswerVerdict> {
  const headers = joinHeaders(answer.rawHeaders);
  const body = collected?.isWhole === false ? undefined : await decode(collected?.bytes ?? new Uint8Array(0), headers.get("content-encoding"));
  // More than is judged, or a coding that nobody here knows.
  if (body === undefined) return { breaches: [] };
  return judge.answer(operation, { status: answer.statusCode ?? 0, headers, body }, method);
}

type JudgeBody = (body: Collected | undefined) => Promise<AnswerVerdict>;

/** Streams go on as they come, and are judged when they have come to their end. What comes whole is judged before, so its header can tell. */
async function passAnswer(answer: IncomingMessage, response: ServerResponse, known: readonly Breach[], judge: JudgeBody): Promise<AnswerVerdict> {
  if (/^(?:text\/event-stream|application\/(?:x-)?(?:jsonl|ndjson|json-seq|json-lines))\b/i.test(answer.headers["content-type"] ?? "")) {
    sendHead(answer, response, known);
    const copy = openCopy();
    await send(Readable.from(copy.of(answer)), response);
    return judge(copy.collected());
  }
  const collected = await collect(answer);
  const verdict = await judge(collected);
  sendHead(answer, response, [...known, ...verdict.breaches]);
  if (collected.isWhole) response.end(collected.bytes);
  else await send(Readable.from(joined(collected.bytes, answer)), response);
  return verdict;
}

const send = (body: Readable, response: ServerResponse): Promise<void> =>
  new Promise((resolve, reject) => pipeline(body, response, (error) => (error ? reject(error) : resolve())));

/** So many breaches are told in the header: proxies and browsers take no endless ones. */
const TOLD = 10;

function sendHead(answer: IncomingMessage, response: ServerResponse, breaches: readonly Breach[]): void {
  const lines = passOn(answer.rawHeaders, []);
  for (let index = 0; index < lines.length; index += 2) response.appendHeader(lines[index] ?? "", lines[index + 1] ?? "");
  response.appendHeader("Via", "1.1 mortise");
  if (breaches.length > 0) response.setHeader("Mortise-Violations", asciiJson(breaches.slice(0, TOLD)));
  response.writeHead(answer.statusCode ?? 502);
}

const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The real server gave no answer, or broke off (RFC 9110, section 15.6.3). */
function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const detail = `The server behind the proxy gave no answer: ${error instanceof Error ? error.message : String(error)}.`;
  const body = JSON.stringify({ type: "about:blank", title: "Bad Gateway", status: 502, code: "bad_gateway", detail });
  response.setHeader("content-type", "application/problem+json");
  response.writeHead(502);
  response.end(body);
}
