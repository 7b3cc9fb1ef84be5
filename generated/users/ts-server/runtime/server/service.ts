import { writeHeaders } from "./answer-headers.js";
import { type Asked, planResponses, writeAnswer } from "./answers.js";
import { failureOf } from "./broken-answer.js";
import { type Exchange, RequestAborted } from "./exchange.js";
import { type OwnRoutes, planOwnRoutes } from "./own-routes.js";
import type { ServerContract, ServerOptions } from "./options.js";
import { NotImplemented, ProblemError, problemOf, type Refusal, refusalOf } from "./problem.js";
import type { Reply } from "./reply.js";
import { planRequest, readRequest } from "./request.js";
import { createRouter, type Router } from "./router.js";
import { authorize, planSecurity } from "./security.js";
import type { OpenSpool } from "./spool.js";
import { type LogEntry, logTo } from "./log.js";
import type { RoutePlan, Turn } from "./turn.js";
import { openTurns } from "./turns.js";

/** A server without its carriers: what answers a request, wherever it came from. */
export interface Service {
  /** Gives every request its answer. Never rejects. */
  answer(turn: Turn): Promise<Reply>;
  /** To be called when an answer has been sent, or can't be any more. Never throws. `aborted`: the client didn't get all of it. */
  finish(turn: Turn, status: number, aborted: boolean): void;
  /** False for a path that is neither the contract's nor one of the server's own. */
  knows(path: string): boolean;
  /** What is being answered now. */
  readonly turns: Iterable<Turn>;
  /** Resolves when nothing is being answered. */
  drained(): Promise<void>;
  /** No more requests are welcome: `/readyz` says so. */
  isClosing: boolean;
}

/** What stays the same from request to request. */
interface Desk {
  readonly router: Router<RoutePlan>;
  readonly own: OwnRoutes;
  readonly isChecked: boolean;
  readonly problems: NonNullable<ServerOptions["problems"]>;
}

const mebibyte = 1024 * 1024;

/** Plans all operations of a contract. Throws `TypeError` as `serve` does. `spool`: where large parts go, if there is such a place. */
export function openService(contract: ServerContract, handlers: object, options: ServerOptions, spool?: OpenSpool): Service {
  const basePath = (options.basePath ?? "").replace(/\/+$/, "");
  const turns = openTurns();
  const waiting: (() => void)[] = [];
  const log = logTo(options.log);
  const knownQuery = Object.values(contract.schemes ?? {}).flatMap((scheme) =>
    scheme.type === "apiKey" && scheme.in === "query" ? [scheme.name] : [],
  );
  const plans = Object.entries(contract.routes).map(([name, route]) => ({
    method: route.method,
    path: basePath + route.path,
    value: {
      id: route.id,
      handle: handlerOf(handlers, name),
      security: planSecurity(route, contract.schemes ?? {}, options.security ?? {}),
      request: planRequest(route, {
        maxBodyBytes: options.operations?.[name]?.maxBodyBytes ?? options.maxBodyBytes ?? 10 * mebibyte,
        maxDepth: options.maxDepth ?? 100,
        unknownQuery: options.unknownQuery ?? "ignore",
        knownQuery,
        spool,
      }),
      responses: planResponses(route),
    },
  }));
  const desk: Desk = {
    router: createRouter(plans),
    own: planOwnRoutes(contract, options, () => service.isClosing),
    isChecked: options.checkResponses ?? !isProduction(),
    problems: options.problems ?? {},
  };
  const service: Service = {
    turns,
    isClosing: false,
    answer: (turn) => {
      turns.add(turn);
      if (log !== undefined) turn.startClock();
      return answer(desk, turn);
    },
    finish: (turn, status, aborted) => {
      turns.delete(turn);
      if (turns.isEmpty()) for (const resolve of waiting.splice(0)) resolve();
      turn.release?.().catch(() => undefined);
      if (log !== undefined) note(log, turn, status, aborted);
    },
    drained: () => new Promise((resolve) => (turns.isEmpty() ? resolve() : void waiting.push(resolve))),
    knows: (path) => desk.router.find(path) !== undefined || desk.own.has(path),
  };
  return service;
}

/** A handler as a method of its object, which may be of a class. What every object inherits is no handler. */
function handlerOf(handlers: object, name: string): RoutePlan["handle"] {
  const found: unknown = (handlers as Readonly<Record<string, unknown>>)[name];
  if (typeof found !== "function" || found === (Object.prototype as Readonly<Record<string, unknown>>)[name])
    return () => Promise.reject(new NotImplemented());
  return found.bind(handlers) as RoutePlan["handle"];
}

/** The environment, where there is one. */
function isProduction(): boolean {
  const { process } = globalThis as { readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> } };
  return process?.env?.["NODE_ENV"] === "production";
}

/** A log that fails must not take the server down. */
function note(log: (entry: LogEntry) => void, turn: Turn, status: number, aborted: boolean): void {
  try {
    const done: unknown = log(turn.entry(status, aborted));
    if (done instanceof Promise) done.catch(() => undefined);
  } catch {
    // There is no other place to say it.
  }
}

/** The order of work of the wire profile. Waits only for what is not there yet: each wait costs as much as a small check. */
async function answer(desk: Desk, turn: Turn): Promise<Reply> {
  try {
    const { exchange } = turn;
    const match = desk.router.find(exchange.path);
    if (match === undefined) return desk.own.has(exchange.path) ? await desk.own.answer(exchange) : answerProblem(desk, turn, refusalOf("not_found"));
    const plan = match.methods.get(exchange.method) ?? (exchange.method === "HEAD" ? match.methods.get("GET") : undefined);
    if (plan === undefined) return answerProblem(desk, turn, refusalOf("method_not_allowed", { headers: { allow: allowOf(match.methods) } }));
    turn.plan = plan;
    if (plan.security !== undefined) turn.auth = await authorize(plan.security, exchange, plan.id);
    const reading = readRequest(plan.request, exchange, match.values);
    const read = reading instanceof Promise ? await reading : reading;
    if (read.problem !== undefined) return answerProblem(desk, turn, read.problem);
    turn.release = read.release;
    const given = plan.handle(read.values, turn);
    return writeAnswer(plan.responses, isPromise(given) ? await given : given, askedBy(exchange, desk.isChecked));
  } catch (thrown) {
    return tryRecover(desk, turn, thrown);
  }
}

/** Throws nothing, whatever was thrown: some things can't even be looked at. */
function tryRecover(desk: Desk, turn: Turn, thrown: unknown): Reply {
  try {
    return recover(desk, turn, thrown);
  } catch (error) {
    turn.failure = { error };
    return problemReply(refusalOf("internal"), turn);
  }
}

/** Of whatever library. */
function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return value instanceof Promise || typeof (value as { readonly then?: unknown } | null | undefined)?.then === "function";
}

/** In the order of the contract. HEAD answers for GET. */
function allowOf(methods: ReadonlyMap<string, unknown>): string {
  return [...new Set([...methods.keys()].flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))].join(", ");
}

function askedBy(exchange: Exchange, isChecked: boolean): Asked {
  return { accept: exchange.header("accept"), isChecked };
}

/** The answer to a request that came to no good end. */
function recover(desk: Desk, turn: Turn, thrown: unknown): Reply {
  // There is nobody to read it; the status is for the log.
  if (thrown instanceof RequestAborted) return { status: 499, headers: [] };
  const problem = thrown instanceof ProblemError ? thrown : new ProblemError("internal", { cause: thrown });
  if (!(thrown instanceof ProblemError)) turn.failure = failureOf(thrown);
  else if (problem.status >= 500 && problem.code !== "not_implemented") turn.failure = { error: problem.parts.cause ?? problem };
  return answerProblem(desk, turn, problem);
}

/** Where a hook fails, there is still the problem document. */
function answerProblem(desk: Desk, turn: Turn, problem: Refusal): Reply {
  try {
    return renderProblem(desk, turn, problem);
  } catch (error) {
    turn.failure = failureOf(error);
    return problemReply(problem, turn);
  }
}

/** In the contract's own error schema, where it has one and there is a hook for it, else as a problem document. */
function renderProblem(desk: Desk, turn: Turn, problem: Refusal): Reply {
  const { plan } = turn;
  const hook = plan?.responses(problem.status)?.problem;
  const render = hook !== undefined && Object.hasOwn(desk.problems, hook) ? desk.problems[hook] : undefined;
  if (plan === undefined || render === undefined) return problemReply(problem, turn);
  const body = render(problemOf(problem, turn.traceId));
  if (body instanceof Promise) {
    body.catch(() => undefined);
    throw new TypeError(`The function '${hook}' of 'problems' must give its value at once, and not a promise`);
  }
  return writeAnswer(plan.responses, { status: problem.status, body, headers: problemHeaders(problem, turn) }, askedBy(turn.exchange, desk.isChecked));
}

/** Whoever says 401 says by what one may come in (RFC 9110, section 15.5.2). */
function problemHeaders({ status, parts }: Refusal, { plan }: Turn): Readonly<Record<string, string>> | undefined {
  return status === 401 && plan?.security !== undefined ? { "www-authenticate": plan.security.challenges, ...parts.headers } : parts.headers;
}

/** A problem document (RFC 9457). */
export function problemReply(problem: Refusal, turn: Turn): Reply {
  const headers = writeHeaders([], problemHeaders(problem, turn), false);
  headers.push("content-type", "application/problem+json");
  return { status: problem.status, headers, body: JSON.stringify(problemOf(problem, turn.traceId)) };
}
