import type { Failure } from "./broken-answer.js";
import type { Answer, Call } from "./call.js";
import type { Exchange } from "./exchange.js";
import type { LogEntry } from "./log.js";
import type { ResponsePlans } from "./answers.js";
import type { RequestPlan, RequestValues } from "./request.js";
import type { SecurityPlan } from "./security.js";
import { openTrace, type Trace, traceparentOf } from "./trace.js";

/** What a server knows of one operation. Made once. */
export interface RoutePlan {
  readonly id: string;
  readonly handle: (request: RequestValues, call: Call) => Answer | Promise<Answer>;
  readonly security: SecurityPlan | undefined;
  readonly request: RequestPlan;
  readonly responses: ResponsePlans;
}

/**
 * One request from its first line to the last byte of its answer, and what a handler sees of it as its `call`. Trace ids are made when
 * somebody asks for them.
 */
export class Turn implements Call {
  readonly exchange: Exchange;
  /** When it began, where somebody is told: milliseconds since 1970, and of the clock that only goes forwards. */
  private time = 0;
  private started = 0;
  plan: RoutePlan | undefined;
  auth: Readonly<Record<string, unknown>> = nobody;
  /** Lets go of what the request's values keep outside memory. */
  release: (() => Promise<void>) | undefined;
  failure: Failure | undefined;
  /** Its place in `Turns`. */
  place = -1;
  private openedTrace: Trace | undefined;
  private added: Record<string, unknown> | undefined;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  startClock(): void {
    this.time = Date.now();
    this.started = performance.now();
  }

  get operation(): string {
    return this.plan?.id ?? "";
  }

  get signal(): AbortSignal {
    return this.exchange.signal;
  }

  get traceId(): string {
    return this.trace.traceId;
  }

  get traceparent(): string {
    return traceparentOf(this.trace);
  }

  get path(): string {
    return this.exchange.path;
  }

  get method(): string {
    return this.exchange.method;
  }

  get raw(): unknown {
    return this.exchange.raw;
  }

  // Functions of their own, so that handlers can take the call apart: `({ path }, { log }) => …`.
  get header(): (name: string) => string | undefined {
    return (name) => this.exchange.header(name.toLowerCase());
  }

  get log(): (members: Readonly<Record<string, unknown>>) => void {
    return (members) => void (this.added = { ...this.added, ...members });
  }

  /** The request's line in the log. `status`: what was sent, 499 where the client had left before. */
  entry(status: number, aborted: boolean): LogEntry {
    const { trace, failure, plan } = this;
    return {
      time: new Date(this.time).toISOString(),
      level: status >= 500 || failure !== undefined ? "error" : status >= 400 ? "warn" : "info",
      ...this.added,
      ...(plan === undefined ? {} : { operation: plan.id }),
      method: this.method,
      path: this.path,
      status,
      duration: Math.round((performance.now() - this.started) * 1000) / 1000,
      trace_id: trace.traceId,
      span_id: trace.spanId,
      ...(trace.parentId === undefined ? {} : { parent_id: trace.parentId }),
      ...(aborted ? { aborted } : {}),
      ...failure,
    };
  }

  private get trace(): Trace {
    return (this.openedTrace ??= openTrace(this.exchange.header("traceparent")));
  }
}

const nobody: Readonly<Record<string, unknown>> = Object.freeze({});
