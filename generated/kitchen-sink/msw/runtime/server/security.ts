import { challengeOf, credentialReader, type Found } from "./credentials.js";
import type { Exchange } from "./exchange.js";
import { Forbidden, ProblemError } from "./problem.js";
import type { Requirement, Route } from "./route.js";

/** Where a security scheme's credential stands (OpenAPI 3.2, 4.27). Printed. */
export type SchemeSpec =
  | { readonly type: "bearer" }
  | { readonly type: "basic" }
  /** Another scheme of the Authorization header: the credential is what follows its name. */
  | { readonly type: "http"; readonly scheme: string }
  | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly type: "mutualTls" };

/**
 * Says whose credential this is. `undefined`: it is not valid (401). Throw `Forbidden` for a valid one that may not do this (403). Any
 * other error is a failure of the server (500): nobody gets in by it.
 */
export type Verify<Credential, Principal> = (
  credential: Credential,
  call: SecurityCall,
) => Principal | undefined | Promise<Principal | undefined>;

/** By `SchemeSpec.type`: what a security handler gets. `bearer` is also `oauth2` and `openIdConnect`. */
export type VerifyToken<P> = Verify<string, P>;
export type VerifyKey<P> = Verify<string, P>;
export type VerifyBasic<P> = Verify<BasicCredential, P>;
/** The client's certificate is the carrier's matter: reach it by `call.raw`, such as `raw.socket.getPeerCertificate()`. */
export type VerifyConnection<P> = Verify<undefined, P>;

export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** What a security handler may know of the request. */
export interface SecurityCall {
  readonly operation: string;
  /** What the operation requires of the scheme: the credential must have them all. */
  readonly scopes: readonly string[];
  readonly signal: AbortSignal;
  header(name: string): string | undefined;
  /** The carrier's own object: `IncomingMessage`, `Request`. */
  readonly raw: unknown;
}

/** How the callers of one operation are known. Made once. */
export interface SecurityPlan {
  readonly alternatives: readonly (readonly Step[])[];
  /** For `WWW-Authenticate`. */
  readonly challenges: string;
}

interface Step {
  readonly scheme: string;
  readonly scopes: readonly string[];
  readonly read: (exchange: Exchange) => Found | undefined;
  readonly challenge: string;
  readonly verify: Verify<never, unknown>;
}

type Principals = Readonly<Record<string, unknown>>;
const nobody: Principals = Object.freeze({});

/**
 * Plans the security of an operation; `undefined`: it needs none.
 *
 * @throws {TypeError} if a scheme isn't described or has no handler: a server never fails open.
 */
export function planSecurity(
  { id, security }: Route,
  schemes: Readonly<Record<string, SchemeSpec>>,
  handlers: Readonly<Record<string, Verify<never, unknown>>>,
): SecurityPlan | undefined {
  if (security === undefined || security.length === 0) return undefined;
  const stepOf = ({ scheme, scopes }: Requirement): Step => {
    const spec = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
    if (spec === undefined) throw new TypeError(`The contract doesn't describe the security scheme '${scheme}' of '${id}'`);
    const verify = Object.hasOwn(handlers, scheme) ? handlers[scheme] : undefined;
    if (typeof verify !== "function")
      throw new TypeError(`'${id}' requires '${scheme}': give the server a function for it as 'security.${scheme}'`);
    return { scheme, scopes, read: credentialReader(spec), challenge: challengeOf(spec), verify };
  };
  const alternatives = security.map((all) => all.map(stepOf));
  return {
    // Who has a credential is known by it, also where anonymous callers are welcome.
    alternatives: alternatives.sort((a, b) => Number(a.length === 0) - Number(b.length === 0)),
    challenges: [...new Set(alternatives.flat().map(({ challenge }) => challenge))].join(", "),
  };
}

/**
 * Finds the first alternative that holds, and gives its principals by scheme. Throws `ProblemError`: 403 if a valid credential doesn't
 * reach far enough, else 401.
 */
export async function authorize(plan: SecurityPlan, exchange: Exchange, operation: string): Promise<Principals> {
  const asked = new Map<string, Promise<unknown>>();
  let refusal: Forbidden | undefined;
  for (const alternative of plan.alternatives) {
    if (alternative.length === 0) return nobody;
    try {
      const principals = await verifyAll(alternative, exchange, operation, asked);
      if (principals !== undefined) return principals;
    } catch (error) {
      if (!(error instanceof Forbidden)) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? new ProblemError("unauthorized", { headers: { "www-authenticate": plan.challenges } });
}

/** `undefined`: a credential is missing or not valid. Throws `Forbidden` only if all are valid, but not all reach far enough. */
async function verifyAll(
  steps: readonly Step[],
  exchange: Exchange,
  operation: string,
  asked: Map<string, Promise<unknown>>,
): Promise<Principals | undefined> {
  const principals: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  let refusal: Forbidden | undefined;
  for (const step of steps) {
    try {
      const principal = await verifyOnce(step, exchange, operation, asked);
      if (principal === undefined) return undefined;
      principals[step.scheme] = principal;
    } catch (error) {
      if (!(error instanceof Forbidden)) throw error;
      refusal ??= error;
    }
  }
  if (refusal !== undefined) throw refusal;
  return principals;
}

/** Alternatives often share a scheme: its function is asked once. */
function verifyOnce(
  step: Step,
  exchange: Exchange,
  operation: string,
  asked: Map<string, Promise<unknown>>,
): Promise<unknown> {
  const key = JSON.stringify([step.scheme, step.scopes]);
  const known = asked.get(key) ?? verifyStep(step, exchange, operation);
  asked.set(key, known);
  return known;
}

async function verifyStep(step: Step, exchange: Exchange, operation: string): Promise<unknown> {
  const credential = step.read(exchange);
  if (credential === undefined) return undefined;
  const principal: unknown = await step.verify(credential.value as never, callOf(step, exchange, operation));
  // `false`, `null`, and an id that is empty or 0 come of looking for somebody in vain: nobody gets in by them.
  return Boolean(principal) ? principal : undefined;
}

function callOf({ scopes }: Step, exchange: Exchange, operation: string): SecurityCall {
  return {
    operation,
    scopes,
    get signal() {
      return exchange.signal;
    },
    header: (name) => exchange.header(name.toLowerCase()),
    raw: exchange.raw,
  };
}
