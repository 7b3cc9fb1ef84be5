import type { ServerContract, ServerOptions } from "../server/options.js";
import { ProblemError } from "../server/problem.js";
import type { Route } from "../server/route.js";
import type { Verify } from "../server/security.js";
import { type Give, openService, type Service } from "../server/service.js";
import type { Turn } from "../server/turn.js";
import type { Bases } from "./bases.js";
import type { Fates } from "./fates.js";
import type { MockOptions } from "./options.js";
import type { MockContract } from "./plan.js";
import { readPreferences } from "./prefer.js";
import type { Replies } from "./replies.js";
import { pause } from "./timing.js";

/** What a mock's service is made of. */
export interface MockParts {
  readonly bases: Bases;
  readonly fates: Fates;
  readonly replies: Replies;
}

/** The contract's server: it takes its time, and fails, as it was told to. */
export function openMockService(contract: MockContract, handlers: object, options: MockOptions, parts: MockParts): Service {
  const { bases, fates, replies } = parts;
  const ways = { pathsOf: bases.pathsOf, write: replies.write };
  // What functions say of credentials, accidents and waiting are new with every request.
  const { security, errorRate = 0, delay = 0 } = options;
  const isRecalled = typeof security !== "object" && errorRate === 0 && delay === 0;
  const inner = openService(guarded(contract, options.security), handlers, optionsOf(contract, options), undefined, ways);
  return {
    get turns() {
      return inner.turns;
    },
    get isClosing() {
      return inner.isClosing;
    },
    set isClosing(isClosing) {
      inner.isClosing = isClosing;
    },
    drained: () => inner.drained(),
    knows: (path) => inner.knows(path),
    answer(turn, give) {
      const known = isRecalled ? replies.recallSent(turn) : undefined;
      if (known === undefined)
        return inner.answer(turn, (reply) => {
          if (isRecalled) replies.keepSent(turn, reply);
          void settle(fates, turn, reply, give);
        });
      turn.startClock();
      give(known);
    },
    finish(turn, status, aborted) {
      // What a handler throws as a problem is meant.
      const isBug = turn.failure !== undefined && !(turn.failure.error instanceof ProblemError);
      if (options.log === undefined && isBug) console.error(`${turn.method} ${turn.path}:`, turn.failure);
      inner.finish(turn, status, aborted);
    },
  };
}

/** Gives an answer when its time has come; a client that has left by then, or is to meet a broken connection, gets none. */
function settle(fates: Fates, turn: Turn, reply: Parameters<Give>[0], give: Give): void | Promise<void> {
  const wished = fates.delayOf(turn);
  const isBroken = fates.isNetworkError(turn);
  if (wished === 0 && !isBroken) return give(reply);
  const { wait } = readPreferences(turn.header("prefer"));
  const delay = wait === undefined ? wished : Math.min(wished, wait * 1000);
  return pause(delay, turn.signal).then(() => {
    if (!isBroken && !turn.signal.aborted) return give(reply);
    fates.break(turn.raw);
    reply.discard?.();
    give({ status: 499, headers: [] });
  });
}

/** The contract with as much of its security as is wanted. */
function guarded(contract: MockContract, security: MockOptions["security"] = "off"): ServerContract {
  const { routes, schemes } = contract;
  const open = security === "off" ? Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, withoutSecurity(route)])) : routes;
  return { routes: open, ...(schemes === undefined ? {} : { schemes }) };
}

function withoutSecurity(route: Route): Route {
  const { security: _security, ...open } = route;
  return open;
}

function optionsOf(contract: MockContract, options: MockOptions): ServerOptions {
  const { security, log, maxBodyBytes, operations, maxDepth, unknownQuery } = options;
  return {
    security: typeof security === "object" ? security : security === "present" ? anyone(contract) : {},
    problems: options.problems,
    maxBodyBytes,
    operations,
    maxDepth,
    unknownQuery,
    checkResponses: true,
    log: log ?? false,
    health: false,
    docs: false,
  };
}

/** Whoever has a credential is somebody. */
function anyone({ schemes }: MockContract): Readonly<Record<string, Verify<never, unknown>>> {
  return Object.fromEntries(Object.keys(schemes ?? {}).map((scheme) => [scheme, () => ({ scheme })]));
}
