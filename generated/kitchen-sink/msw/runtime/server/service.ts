import { writeHeaders } from "./answer-headers.js";
import { type Asked, planResponses, writeAnswer } from "./answers.js";
import { failureOf } from "./broken-answer.js";
import type { Answer } from "./call.js";
import { type Exchange, RequestAborted } from "./exchange.js";
import { type OwnRoutes, planOwnRoutes } from "./own-routes.js";
import type { ServerContract, ServerOptions } from "./options.js";
import { NotImplemented, ProblemError, problemOf, type Refusal, refusalOf } from "./problem.js";
import { problemText } from "./problem-text.js";
import type { Reply } from "./reply.js";
import { planRequest, readRequest, type RequestReading, type TakeReading } from "./request.js";
import { createRouter, type Match, type Router } from "./router.js";
import { authorize, planSecurity } from "./security.js";
import type { OpenSpool } from "./spool.js";
import { type LogEntry, logTo } from "./log.js";
import type { RoutePlan, Turn } from "./turn.js";
import { openTurns } from "./turns.js";

/** A server without its carriers: what answers a request, wherever it came from. */
export interface Service {
  /** Answers a request, at once or when there is an answer. Never throws; `give`, which is called once, must not throw either. */
  answer(turn: Turn, give: Give): void;
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

/** Takes the answer to a request. */
export type Give = (reply: Reply) => void;

/** What mocks do otherwise than servers. */
export interface ServiceWays {
  /** What a path, as sent, is below each base that the service may stand at. Instead of `basePath`. */
  readonly pathsOf?: (path: string) => readonly string[];
  readonly write?: typeof writeAnswer;
}

/** What stays the same from request to request. */
interface Desk {
  readonly find: (path: string) => Match<RoutePlan> | undefined;
  readonly write: typeof writeAnswer;
  readonly own: OwnRoutes;
  readonly isChecked: boolean;
  readonly problems: NonNullable<ServerOptions["problems"]>;
}

const mebibyte = 1024 * 1024;

/** Plans all operations of a contract. Throws `TypeError` as `serve` does. `spool`: where large parts go, if there is such a place. */
export function openService(contract: ServerContract, handlers: object, options: ServerOptions, spool?: OpenSpool, ways: ServiceWays = {}): Service {
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
    find: findWith(createRouter(plans), ways.pathsOf),
    write: ways.write ?? writeAnswer,
    own: planOwnRoutes(contract, options, () => service.isClosing),
    isChecked: options.checkResponses ?? !isProduction(),
    problems: options.problems ?? {},
  };
  const service: Service = {
    turns,
    isClosing: false,
    answer: (turn, give) => {
      turns.add(turn);
      if (log !== undefined) turn.startClock();
      answer(desk, turn, give);
    },
    finish: (turn, status, aborted) => {
      turns.delete(turn);
      if (turns.isEmpty()) for (const resolve of waiting.splice(0)) resolve();
      turn.release?.().catch(() => undefined);
      if (log !== undefined) note(log, turn, status, aborted);
    },
    drained: () => new Promise((resolve) => (turns.isEmpty() ? resolve() : void waiting.push(resolve))),
    knows: (path) => desk.find(path) !== undefined || desk.own.has(path),
  };
  return service;
}

function findWith<T>(router: Router<T>, pathsOf: ServiceWays["pathsOf"]): (path: string) => Match<T> | undefined {
  if (pathsOf === undefined) return router.find;
  return (path) => {
    for (const below of pathsOf(path)) {
      const match = router.find(below);
      if (match !== undefined) return match;
    }
    return undefined;
  };
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
function answer(desk: Desk, turn: Turn, give: Give): void {
  const { exchange } = turn;
  const failed = (thrown: unknown): void => give(tryRecover(desk, turn, thrown));
  try {
    const match = desk.find(exchange.path);
    if (match === undefined && desk.own.has(exchange.path)) return void answerOwn(desk, exchange).then(give, failed);
    if (match === undefined) return give(answerProblem(desk, turn, refusalOf("not_found")));
    const plan = match.methods.get(exchange.method) ?? (exchange.method === "HEAD" ? match.methods.get("GET") : undefined);
    if (plan === undefined) return give(answerProblem(desk, turn, refusalOf("method_not_allowed", { headers: { allow: allowOf(match.methods) } })));
    turn.plan = plan;
    const take: TakeReading = { done: (reading) => handle(desk, turn, plan, reading, give), failed };
    if (plan.security === undefined) return readRequest(plan.request, exchange, match.values, take);
    authorize(plan.security, exchange, plan.id)
      .then((auth) => {
        turn.auth = auth;
        readRequest(plan.request, exchange, match.values, take);
      })
      .catch(failed);
  } catch (thrown) {
    failed(thrown);
  }
}

async function answerOwn({ own }: Desk, exchange: Exchange): Promise<Reply> {
  return own.answer(exchange);
}

/** Has the handler answer a request that has been read. */
function handle(desk: Desk, turn: Turn, plan: RoutePlan, reading: RequestReading, give: Give): void {
  let reply: Reply;
  try {
    if (reading.problem === undefined) {
      turn.release = reading.release;
      const given = plan.handle(reading.values, turn);
      if (isPromise(given)) return void handleLater(desk, turn, plan, given).then(give);
      reply = desk.write(plan.responses, given, askedBy(turn.exchange, desk.isChecked));
    } else reply = answerProblem(desk, turn, reading.problem);
  } catch (thrown) {
    reply = tryRecover(desk, turn, thrown);
  }
  give(reply);
}

async function handleLater(desk: Desk, turn: Turn, plan: RoutePlan, given: Promise<Answer>): Promise<Reply> {
  try {
    return desk.write(plan.responses, await given, askedBy(turn.exchange, desk.isChecked));
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
  return desk.write(plan.responses, { status: problem.status, body, headers: problemHeaders(problem, turn) }, askedBy(turn.exchange, desk.isChecked));
}

/** Whoever says 401 says by what one may come in (RFC 9110, section 15.5.2). */
function problemHeaders({ status, parts }: Refusal, { plan }: Turn): Readonly<Record<string, string>> | undefined {
  return status === 401 && plan?.security !== undefined ? { "www-authenticate": plan.security.challenges, ...parts.headers } : parts.headers;
}

/** A problem document (RFC 9457). */
export function problemReply(problem: Refusal, turn: Turn): Reply {
  const headers = writeHeaders([], problemHeaders(problem, turn), false);
  headers.push("content-type", "application/problem+json");
  return { status: problem.status, headers, body: problemText(problem, turn.traceId) };
}
