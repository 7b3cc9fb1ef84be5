import type { Data } from "../data/index.js";
import { NoValue } from "../data/index.js";
import type { Answer, Call } from "../server/call.js";
import { NotImplemented } from "../server/problem.js";
import type { RequestValues } from "../server/request.js";
import type { Service } from "../server/service.js";
import { cutUrl } from "../server/target.js";
import { answerRequest } from "../server/web.js";
import { answerStatus, answerWithExample, knownOf, makeAnswer } from "./answering.js";
import { openBases } from "./bases.js";
import { planCollections } from "./collections.js";
import { type Desk, type OperationPlan, usualAnswer, type Visit } from "./desk.js";
import { openFates } from "./fates.js";
import { openMemory, type Memory } from "./memory.js";
import type { MockOptions } from "./options.js";
import { isFate, openOverrides, type Override, type OverrideTerms } from "./overrides.js";
import type { MockContract } from "./plan.js";
import { readPreferences } from "./prefer.js";
import { openReplies, type Replies } from "./replies.js";
import { answerResource } from "./resource.js";
import { openMockService } from "./service.js";

/** A service that makes its answers up. */
export interface MockService {
  /** What answers, whatever carries the requests: for `answerNode` and its like. */
  readonly service: Service;
  readonly data: Data;
  readonly memory: Memory;
  /** Whether a request is one for this mock: its URL is below a base URL, and the contract has its path. */
  knows(request: Pick<Request, "url">): boolean;
  /** Answers a request. Never rejects: a network error is a `Response.error()`. */
  fetch(request: Request): Promise<Response>;
  /** Answers an operation otherwise than by what is made up, until `reset`. Throws `TypeError` for an operation that there isn't. */
  use(operation: string, override: Override, terms?: OverrideTerms): void;
  /** Takes all overrides back, but for those of the options. */
  reset(): void;
}

/**
 * Opens the mock of a contract. It is the contract's server with handlers that make their answers up: routes, validators, security and
 * problem documents are the same.
 *
 * @throws {TypeError} for a base URL that is none, an override of an unknown operation, a missing security function.
 */
export function openMock(contract: MockContract, data: Data, options: MockOptions = {}): MockService {
  const memory = memoryOf(options.memory);
  const desk: Desk = {
    data,
    memory,
    seed: options.seed ?? "",
    examples: options.examples ?? "first",
    now: options.now,
    stream: options.stream ?? {},
    collections: planCollections(contract),
  };
  const overrides = openOverrides(options.overrides ?? [], (name) => Object.hasOwn(contract.routes, name));
  const fates = openFates(options, desk.seed);
  const replies = openReplies(memory);
  const answerer: Answerer = { desk, overrides, fates, replies };
  const handlers = Object.fromEntries(plansOf(contract).map((plan) => [plan.name, (request: RequestValues, call: Call) => answer(answerer, plan, request, call)]));
  const bases = openBases(options.baseUrl, contract.servers ?? []);
  const service = openMockService(contract, handlers, options, { bases, fates, replies });
  return {
    service,
    data,
    memory,
    knows: ({ url }) => bases.hold(url) && (options.unknownPaths === "refuse" || service.knows(cutUrl(url).path)),
    async fetch(request) {
      const response = await answerRequest(service, request);
      return fates.isBroken(request) ? Response.error() : response;
    },
    use(operation, override, terms) {
      overrides.use(operation, override, terms);
      replies.forgetSent();
    },
    reset: () => {
      overrides.reset();
      replies.forgetSent();
      fates.reset();
    },
  };
}

function memoryOf(option: MockOptions["memory"]): Memory {
  if (typeof option === "object" && "collection" in option) return option;
  return openMemory(typeof option === "object" ? option.items : undefined, option !== undefined && option !== false);
}

function plansOf({ routes, answers }: MockContract): readonly OperationPlan[] {
  return Object.entries(routes).map(([name, route]) => {
    const plan = Object.hasOwn(answers, name) ? answers[name] : undefined;
    return { name, route, answers: plan?.answers ?? [], resource: plan?.resource };
  });
}

/** What answers by overrides or by what is made up. */
interface Answerer {
  readonly desk: Desk;
  readonly overrides: ReturnType<typeof openOverrides>;
  readonly fates: ReturnType<typeof openFates>;
  readonly replies: Replies;
}

function answer({ desk, overrides, fates, replies }: Answerer, plan: OperationPlan, request: RequestValues, call: Call): Answer | Promise<Answer> {
  fates.strike();
  const taken = overrides.take(plan.name);
  const preferences = readPreferences(call.header("prefer"));
  const visit: Visit = { desk, plan, request, call, preferences };
  if (taken === undefined) return replies.recall(visit, () => makeUp(visit));
  const { override, delay } = taken;
  if (delay !== undefined) fates.set(call, { delay });
  if (typeof override === "function") return override(request, call);
  if (typeof override === "number") return makeUp(visit, override);
  if (!isFate(override)) return override;
  fates.set(call, { delay, ...override });
  return makeUp(visit);
}

/** Makes an answer up: of the status that is asked for, else what the operation does to what the mock knows, else its usual one. */
function makeUp(visit: Visit, status = visit.preferences.code): Answer {
  const { plan, preferences } = visit;
  try {
    if (status !== undefined) return answerStatus(visit, status);
    if (preferences.example === undefined && preferences.dynamic === undefined) {
      const made = answerResource(visit);
      if (made !== undefined) return made;
    }
    const named = preferences.example === undefined ? undefined : answerWithExample(plan, preferences.example);
    const usual = named ?? usualAnswer(plan);
    if (usual === undefined) throw new NotImplemented("The contract documents no answer of this operation.");
    if (usual.status >= 400) return answerStatus(visit, usual.status);
    return makeAnswer(visit, usual, usual.status, { given: knownOf(visit) });
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
    throw new NotImplemented(`The mock found no valid answer: ${error.message}.`);
  }
}
