import type { MockContract } from "../../templates/runtime/typescript/mock/plan.js";
import type { Exchange } from "../../templates/runtime/typescript/server/exchange.js";
import type { Problem } from "../../templates/runtime/typescript/server/problem.js";
import type { RequestValues } from "../../templates/runtime/typescript/server/request.js";
import type { ResponseSpec, Route } from "../../templates/runtime/typescript/server/route.js";
import type { Service } from "../../templates/runtime/typescript/server/service.js";
import type { Turn } from "../../templates/runtime/typescript/server/turn.js";
import { loadRuntime } from "../languages/typescript/runtime.js";

/** How a request, or an answer, breaks the contract. */
export interface Breach {
  readonly side: "request" | "answer";
  readonly in: string;
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
}

/** An HTTP message that has been read: what a verdict is made of. */
export interface Message {
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded. Absent: there is none. */
  readonly body: Uint8Array | undefined;
}

export interface SentRequest extends Message {
  readonly method: string;
  /** Below the base. */
  readonly path: string;
  readonly query: string;
}

export interface SentAnswer extends Message {
  readonly status: number;
}

/** What was found out about a request: its operation, if it has one. */
export interface RequestVerdict {
  readonly operation: string | undefined;
  readonly breaches: readonly Breach[];
}

/** What was found out about an answer. `values`: its headers and body as data, where it keeps the contract. */
export interface AnswerVerdict {
  readonly breaches: readonly Breach[];
  readonly values?: RequestValues;
}

/** Judges what a real server is asked and answers, by the very code that generated servers judge requests by. */
export interface Judge {
  readonly request: (request: SentRequest) => Promise<RequestVerdict>;
  readonly answer: (operation: string, answer: SentAnswer, method: string) => Promise<AnswerVerdict>;
}

/** What came of asking a service: why it refused, or that it didn't. */
interface Asked {
  readonly problem: Problem;
  readonly turn: Turn;
}

/** Opens the judge of a part of a contract. */
export async function openJudge({ routes, schemes }: MockContract): Promise<Judge> {
  const [{ openService }, { Turn }, { readJson }] = await Promise.all([loadRuntime("server/service"), loadRuntime("server/turn"), loadRuntime("check/json-reader")]);
  const ask = async (service: Service, exchange: Exchange): Promise<Asked> => {
    const turn = new Turn(exchange);
    const reply = await new Promise<{ readonly body?: unknown }>((give) => service.answer(turn, give));
    service.finish(turn, 200, false);
    return { problem: JSON.parse(String(reply.body)) as Problem, turn };
  };
  // Who comes to a handler keeps the contract.
  const handlers = Object.fromEntries(Object.keys(routes).map((name) => [name, drain]));
  const named = Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, { ...route, id: name }]));
  const anyone = Object.fromEntries(Object.keys(schemes ?? {}).map((scheme) => [scheme, () => ({ scheme })]));
  const asked = openService({ routes: named, ...(schemes !== undefined && { schemes }) }, handlers, { ...quiet, security: anyone });
  const taken = new WeakMap<object, RequestValues>();
  const take = (values: RequestValues, call: object): Promise<never> => {
    taken.set(call, values);
    return drain(values);
  };
  // A handler gets numbers as doubles; whoever writes an answer down needs every digit.
  const withExactBody = (values: RequestValues, { headers, body }: SentAnswer): RequestValues =>
    body !== undefined && /[/+]json\s*(?:;|$)/i.test(headers.get("content-type") ?? "") && values.body !== undefined ? { ...values, body: readJson(body) } : values;
  const readers = new Map<string, Service>();
  const readerOf = (key: string, spec: ResponseSpec): Service => {
    const reader = readers.get(key) ?? openService({ routes: { answer: routeOfAnswer(spec) } }, { answer: take }, quiet);
    readers.set(key, reader);
    return reader;
  };
  return {
    async request(request) {
      const { problem, turn } = await ask(asked, exchangeOf(request, request.method, request.path, request.query));
      return { operation: turn.operation === "" ? undefined : turn.operation, breaches: breachesOf("request", problem) };
    },
    async answer(operation, answer, method) {
      const route = Object.hasOwn(routes, operation) ? routes[operation] : undefined;
      const found = route && specOf(route, answer.status);
      if (found === undefined) return { breaches: [{ side: "answer", in: "status", pointer: "", rule: "status", message: `the contract has no answer ${answer.status}` }] };
      const isBare = method === "HEAD" || answer.status === 204 || answer.status === 304;
      const reader = readerOf(`${operation} ${found.key}${isBare ? " bare" : ""}`, isBare ? { ...found.spec, contents: {} } : found.spec);
      const { problem, turn } = await ask(reader, exchangeOf(answer, "POST", "/", ""));
      const values = taken.get(turn);
      const breaches = breachesOf("answer", problem);
      return breaches.length > 0 || values === undefined ? { breaches } : { breaches, values: withExactBody(values, answer) };
    },
  };
}

const quiet = { log: false, health: false, docs: false, maxBodyBytes: Number.MAX_SAFE_INTEGER } as const;

/** Reads streams to their end, which checks their items; then there is nothing more to do. */
async function drain({ body }: RequestValues): Promise<never> {
  if (typeof body === "object" && body !== null && Symbol.asyncIterator in body) for await (const _item of body as AsyncIterable<unknown>);
  const { NotImplemented } = await loadRuntime("server/problem");
  throw new NotImplemented();
}

/** What a server knows of an answer, as a request that is made of the same parts. */
function routeOfAnswer({ headers = [], contents }: ResponseSpec): Route {
  const parameters = headers.filter(({ name }) => name.toLowerCase() !== "set-cookie").map((header) => ({ ...header, in: "header" as const }));
  const body = Object.keys(contents).length === 0 ? undefined : { required: true, contents };
  return { id: "answer", method: "POST", path: "/", parameters, ...(body !== undefined && { body }), responses: {} };
}

function specOf({ responses }: Route, status: number): { readonly key: string; readonly spec: ResponseSpec } | undefined {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, "DEFAULT"];
  const keys = Object.keys(responses);
  const key = wanted.map((each) => keys.find((other) => other.toUpperCase() === each)).find((each) => each !== undefined);
  const spec = key === undefined ? undefined : responses[key];
  return key === undefined || spec === undefined ? undefined : { key, spec };
}

/** What of a problem is somebody's mistake. A request that came through to its handler has none. */
function breachesOf(side: Breach["side"], { code, detail, violations }: Problem): readonly Breach[] {
  if (code === "not_implemented") return [];
  if (violations !== undefined && violations.length > 0) return violations.map((violation) => ({ side, ...violation }));
  const message = side === "answer" && code === "unsupported_media_type" ? "The contract has no such media type for this answer." : detail;
  return [{ side, in: code === "unsupported_media_type" ? "header" : "body", pointer: "", rule: code, message }];
}

function exchangeOf({ headers, body }: Message, method: string, path: string, query: string): Exchange {
  const bytes = body ?? new Uint8Array(0);
  return {
    method,
    path,
    query,
    header: (name) => (name === "content-encoding" || name === "transfer-encoding" ? undefined : headers.get(name)),
    headers: () => headers,
    hasBody: bytes.byteLength > 0,
    contentLength: bytes.byteLength,
    bytes: async () => bytes,
    async *stream() {
      yield bytes;
    },
    signal: new AbortController().signal,
    raw: undefined,
  };
}
