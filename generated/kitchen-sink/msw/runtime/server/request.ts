import { type BodyPlan, type Chosen, chooseContent, planBody, type ReadBody, type ReadWhole } from "./bodies.js";
import type { Exchange } from "./exchange.js";
import { Faults, messages } from "./faults.js";
import { type ParameterPlan, planParameters, readParameters, type Values } from "./parameters.js";
import { ProblemError, type Refusal } from "./problem.js";
import { refuse, violationStatus } from "./refusal.js";
import type { Route } from "./route.js";
import type { OpenSpool } from "./spool.js";

/** What may be set about reading requests. All is filled in. */
export interface RequestLimits {
  /** The most bytes that a body may have. */
  readonly maxBodyBytes: number;
  /** The deepest nesting of a JSON body. */
  readonly maxDepth: number;
  readonly unknownQuery: "ignore" | "reject";
  /** Names in the query that `reject` lets pass although no parameter has them: those of API keys. */
  readonly knownQuery?: readonly string[] | undefined;
  /** Where large parts of multipart bodies go. Absent: memory, which `maxBodyBytes` bounds. */
  readonly spool?: OpenSpool | undefined;
}

/** What a handler gets of a request. A place that the operation has no parameters in has no member. */
export interface RequestValues {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  /** The value of the one parameter that is the whole query. */
  readonly querystring?: unknown;
  /** By name as the contract writes it. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** The media type of the body: as the contract writes it, or where that is a range, as the request has it. */
  readonly contentType?: string;
}

/** A request as read: its values, or the problem that it is answered with. */
export type RequestReading =
  | {
      readonly values: RequestValues;
      /** Lets go of what the values keep outside memory (spooled parts). To be called when the answer has been sent. Never rejects. */
      readonly release: (() => Promise<void>) | undefined;
      readonly problem?: undefined;
    }
  | { readonly problem: Refusal };

/** How the requests of one operation are read. Made once, when the server is. */
export interface RequestPlan {
  readonly limits: RequestLimits;
  readonly parameters: ParameterPlan;
  readonly body: BodyPlan | undefined;
  /** The status of a request that breaks the contract. */
  readonly violationStatus: number;
}

/** Plans how requests of a route are read, so that reading one looks nothing up. */
export function planRequest(route: Route, limits: RequestLimits): RequestPlan {
  return {
    limits,
    parameters: planParameters(route, limits),
    body: planBody(route, limits),
    violationStatus: violationStatus(route),
  };
}

/** What is called once, with what came of reading a request. Neither throws. */
export interface TakeReading {
  readonly done: (reading: RequestReading) => void;
  /** With `RequestAborted`, or a failure of the server itself. */
  readonly failed: (error: unknown) => void;
}

/**
 * Reads and checks parameters and body (wire profile, steps 3 to 5). `take` is called at once where no body has to be waited for. A body
 * that has come with its headers meets no promise on its way: each costs as much as a small check.
 *
 * The problem is 413, 415, or 400 with all violations (422 where the operation declares 422 and not 400). Bodies that are streams
 * (binary, events, JSON lines) are read by the handler: what breaks the contract there is thrown at it as the `ProblemError` that the
 * request is to be answered with, if the handler lets it pass.
 *
 * @param pathValues The texts of the template's parameters as sent, percent-encoded, in the order in which the template has them.
 */
export function readRequest(
  plan: RequestPlan,
  exchange: Exchange,
  pathValues: readonly string[],
  take: TakeReading,
): void {
  const chosen = plan.body === undefined ? undefined : chooseContent(plan.body, exchange, plan.limits);
  if (chosen !== undefined && "code" in chosen) return take.done({ problem: chosen });
  const faults = new Faults();
  const values = readParameters(plan.parameters, exchange, pathValues, faults);
  if (chosen === undefined) {
    setBody(plan, values, faults, undefined, "");
    return take.done(finish(plan, values, faults, undefined));
  }
  const { read, readWhole } = chosen.content;
  if (readWhole !== undefined) readToEnd(readWhole, plan, chosen, values, faults, take);
  else readOpen(read, plan, chosen, values, faults).then(take.done, (error: unknown) => fail(take, error));
}

/** A body that is read to its end, and then made a value of. */
function readToEnd(readWhole: ReadWhole, plan: RequestPlan, chosen: Chosen, values: Values, faults: Faults, take: TakeReading): void {
  const { exchange, contentType } = chosen;
  const { maxBodyBytes } = plan.limits;
  const done = (bytes: Uint8Array): void => {
    let reading: RequestReading;
    try {
      setBody(plan, values, faults, readWhole(bytes, faults), contentType);
      reading = finish(plan, values, faults, undefined);
    } catch (error) {
      return fail(take, error);
    }
    take.done(reading);
  };
  const failed = (error: unknown): void => fail(take, error);
  if (exchange.takeBytes === undefined) exchange.bytes(maxBodyBytes).then(done, failed);
  else exchange.takeBytes(maxBodyBytes, done, failed);
}

/** A body of parts, or one that the handler reads; it doesn't come to that if the parameters are wrong. */
async function readOpen(read: ReadBody, plan: RequestPlan, chosen: Chosen, values: Values, faults: Faults): Promise<RequestReading> {
  if (chosen.content.isStream && !faults.isEmpty) return finish(plan, values, faults, undefined);
  const { value, release } = await read(chosen, faults);
  setBody(plan, values, faults, value, chosen.contentType);
  if (!faults.isEmpty) await release?.();
  return finish(plan, values, faults, release);
}

function fail({ done, failed }: TakeReading, error: unknown): void {
  if (error instanceof ProblemError) done({ problem: error });
  else failed(error);
}

function setBody(plan: RequestPlan, values: Values, faults: Faults, value: unknown, contentType: string): void {
  if (value !== undefined) {
    values.body = value;
    values.contentType = contentType;
  } else if (plan.body?.isRequired === true) faults.in("body").add("", "required", messages.required);
}

function finish(
  plan: RequestPlan,
  values: Values,
  faults: Faults,
  release: (() => Promise<void>) | undefined,
): RequestReading {
  return faults.isEmpty ? { values, release } : { problem: refuse(faults, plan.violationStatus) };
}
