import type { Service } from "../../templates/runtime/typescript/server/service.js";
import type { Turn } from "../../templates/runtime/typescript/server/turn.js";
import { isObject, type JsonObject } from "../contract/json.js";
import type { Source } from "../contract/source.js";
import { layDocument } from "../languages/document.js";
import { loadRuntime } from "../languages/typescript/runtime.js";
import { openSlices, type Slice } from "./slices.js";
import { CutError, openWorkshop, type ServiceOptions } from "./workshop.js";

/** What the native engine is told beside its contract. */
export interface NativeOptions extends ServiceOptions {
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
  const [{ createRouter }, { openBases }, { openService, problemReply }, { refusalOf }] = await Promise.all([
    loadRuntime("server/router"),
    loadRuntime("mock/bases"),
    loadRuntime("server/service"),
    loadRuntime("server/problem"),
  ]);
  const slices = openSlices(source.document);
  // A template's own router tells the methods apart; here, all that counts is which template a path fits best.
  const router = createRouter(slices.paths.map((path) => ({ method: "", path: path.replace(/#.*$/, ""), value: path })));
  const baseUrls = baseUrlsOf(source.document);
  const bases = openBases(baseUrls, []);
  const workshop = openWorkshop(source, { ...options, baseUrls });
  const others = openService({ routes: {}, title: titleOf(source.document), document: () => layDocument(source.document) }, {}, { log: options.log });
  const open = new Map<Slice, Opening>();
  const openingOf = (slice: Slice): Opening => {
    const known = open.get(slice) ?? startOpening(workshop.open(slice), options.failed);
    open.set(slice, known);
    return known;
  };
  const sliceAt = (path: string): Slice | undefined => {
    for (const below of bases.pathsOf(path)) {
      const template = router.find(below)?.methods.get("");
      if (template !== undefined) return slices.sliceOf(template);
    }
    return undefined;
  };
  const owners = new WeakMap<Turn, Service>();
  const answerBy = (service: Service, turn: Turn, give: Parameters<Service["answer"]>[1]): void => {
    owners.set(turn, service);
    service.answer(turn, give);
  };
  const servicesOpen = (): readonly Service[] => [others, ...[...open.values()].flatMap(({ service }) => service ?? [])];
  let isClosing = false;
  const service: Service = {
    answer(turn, give) {
      const slice = sliceAt(turn.exchange.path);
      if (slice === undefined) return answerBy(others, turn, give);
      const opening = openingOf(slice);
      if (opening.service !== undefined) return answerBy(opening.service, turn, give);
      opening.done.then(
        (opened) => answerBy(opened, turn, give),
        (error: unknown) => {
          owners.set(turn, others);
          give(problemReply(refusalOf("not_implemented", { detail: error instanceof CutError ? error.message : "This path can't be mocked." }), turn));
        },
      );
    },
    finish: (turn, status, aborted) => owners.get(turn)?.finish(turn, status, aborted),
    knows: (path) => sliceAt(path) !== undefined || others.knows(path),
    get turns() {
      return servicesOpen().flatMap(({ turns }) => [...turns]);
    },
    drained: async () => void (await Promise.all(servicesOpen().map((each) => each.drained()))),
    get isClosing() {
      return isClosing;
    },
    set isClosing(value) {
      isClosing = value;
      for (const each of servicesOpen()) each.isClosing = value;
    },
  };
  return { service, warmUp: workshop.warmUp };
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

/** A mock stands at `/`, and below the paths of the contract's servers too, with variables by their defaults (OpenAPI 3.2, 4.6). */
function baseUrlsOf({ servers }: JsonObject): readonly string[] {
  const urls = (Array.isArray(servers) ? servers : []).flatMap((server) => (isObject(server) && typeof server["url"] === "string" ? [fillServer(server["url"], server["variables"])] : []));
  return [...new Set(["", ...urls.map(pathOf)])];
}

function fillServer(url: string, variables: JsonObject[string] | undefined): string {
  if (!isObject(variables)) return url;
  return Object.entries(variables).reduce((filled, [name, variable]) => {
    const value = isObject(variable) && typeof variable["default"] === "string" ? variable["default"] : "";
    return filled.replaceAll(`{${name}}`, () => value);
  }, url);
}

function pathOf(url: string): string {
  try {
    return new URL(url, "http://host/").pathname.replace(/\/+$/, "");
  } catch {
    return "";
  }
}

function titleOf({ info }: JsonObject): string {
  const title = isObject(info) ? info["title"] : undefined;
  return typeof title === "string" ? title : "API";
}
