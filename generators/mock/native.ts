import type { Memory, MockOptions } from "../../templates/runtime/typescript/mock/index.js";
import type { Reply } from "../../templates/runtime/typescript/server/reply.js";
import type { Give, Service } from "../../templates/runtime/typescript/server/service.js";
import type { Turn } from "../../templates/runtime/typescript/server/turn.js";
import { isObject, type JsonObject } from "../contract/json.js";
import type { Source } from "../contract/source.js";
import { layDocument } from "../languages/document.js";
import { loadRuntime } from "../languages/typescript/runtime.js";
import { openPaths } from "./paths.js";
import type { Slice } from "./slices.js";
import { CutError, openWorkshop } from "./workshop.js";

/** What the native engine is told beside its contract. */
export interface NativeOptions extends Pick<MockOptions, "seed" | "delay" | "errorRate" | "security" | "overrides" | "log"> {
  readonly memory: Memory;
  readonly formats: "assert" | "annotate";
  /** Told once for each part of the contract that can't be mocked. */
  readonly failed: (error: CutError) => void;
}

/** A mock server without its port. */
export interface NativeMock {
  readonly service: Service;
  /** Brings in what the first request would otherwise wait for. */
  readonly warmUp: () => Promise<void>;
}

/**
 * Opens the mock of a contract. It is ready when the paths are known; the model, the validators and the answers of a path are made when the
 * first request for it comes. Routes, verdicts and problem documents are those of the contract's server: it is the same code.
 */
export async function openNative(source: Source, options: NativeOptions): Promise<NativeMock> {
  const [{ openService, problemReply }, { refusalOf }, { openMock }, paths] = await Promise.all([
    loadRuntime("server/service"),
    loadRuntime("server/problem"),
    loadRuntime("mock/index"),
    openPaths(source.document),
  ]);
  const workshop = openWorkshop(source, options.formats);
  const others = openService({ routes: {}, title: titleOf(source.document), document: () => layDocument(source.document) }, {}, { log: options.log });
  const make = async (slice: Slice): Promise<Service> => {
    const { contract, data } = await workshop.make(slice);
    const overrides = (options.overrides ?? []).filter(({ operation }) => Object.hasOwn(contract.routes, operation));
    return openMock(contract, data, { ...options, baseUrl: paths.bases, overrides }).service;
  };
  const open = new Map<Slice, Opening>();
  const openingAt = (path: string): Opening | undefined => {
    const found = paths.find(path);
    if (found === undefined) return undefined;
    const opening = open.get(found.slice) ?? startOpening(make(found.slice), options.failed);
    open.set(found.slice, opening);
    return opening;
  };
  const refuse = (turn: Turn, error: unknown): Reply =>
    problemReply(refusalOf("not_implemented", { detail: error instanceof CutError ? error.message : "This path can't be mocked." }), turn);
  return { service: joinServices({ others, open, openingAt, refuse }), warmUp: workshop.warmUp };
}

/** What one service of all parts of a contract is made of. */
interface Parts {
  /** Answers what is no path of the contract. */
  readonly others: Service;
  readonly open: ReadonlyMap<Slice, Opening>;
  /** The part that a path belongs to; begins to make it ready. */
  readonly openingAt: (path: string) => Opening | undefined;
  /** What is answered for a part that can't be made ready. */
  readonly refuse: (turn: Turn, error: unknown) => Reply;
}

function joinServices({ others, open, openingAt, refuse }: Parts): Service {
  const owners = new WeakMap<Turn, Service>();
  const answerBy = (service: Service, turn: Turn, give: Give): void => {
    owners.set(turn, service);
    service.answer(turn, give);
  };
  const all = (): readonly Service[] => [others, ...[...open.values()].flatMap(({ service }) => service ?? [])];
  let isClosing = false;
  return {
    answer(turn, give) {
      const opening = openingAt(turn.exchange.path);
      if (opening === undefined) return answerBy(others, turn, give);
      if (opening.service !== undefined) return answerBy(opening.service, turn, give);
      opening.done.then(
        (service) => answerBy(service, turn, give),
        (error: unknown) => give(refuse(turn, error)),
      );
    },
    finish: (turn, status, aborted) => owners.get(turn)?.finish(turn, status, aborted),
    knows: (path) => openingAt(path) !== undefined || others.knows(path),
    get turns() {
      return all().flatMap(({ turns }) => [...turns]);
    },
    drained: async () => void (await Promise.all(all().map((each) => each.drained()))),
    get isClosing() {
      return isClosing;
    },
    set isClosing(value) {
      isClosing = value;
      for (const each of all()) each.isClosing = value;
    },
  };
}

/** A part of the contract that is being made ready, or is. */
interface Opening {
  readonly done: Promise<Service>;
  service: Service | undefined;
}

function startOpening(done: Promise<Service>, failed: (error: CutError) => void): Opening {
  const opening: Opening = { done, service: undefined };
  done.then(
    (service) => (opening.service = service),
    (error: unknown) => failed(error instanceof CutError ? error : new CutError("This path can't be mocked.", { cause: error })),
  );
  return opening;
}

function titleOf({ info }: JsonObject): string {
  const title = isObject(info) ? info["title"] : undefined;
  return typeof title === "string" ? title : "API";
}
