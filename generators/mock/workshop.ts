import type { Data } from "../../templates/runtime/typescript/data/index.js";
import type { Memory, MockOptions } from "../../templates/runtime/typescript/mock/index.js";
import type { MockContract } from "../../templates/runtime/typescript/mock/plan.js";
import type { Service } from "../../templates/runtime/typescript/server/service.js";
import type { Source } from "../contract/source.js";
import type { Diagnostic } from "../diagnostic.js";
import { loadRuntime } from "../languages/typescript/runtime.js";
import type { Linker } from "./link.js";
import type { Slice } from "./slices.js";

/** What all services of a mock have in common. */
export interface ServiceOptions extends Pick<MockOptions, "seed" | "delay" | "errorRate" | "security" | "overrides" | "log"> {
  readonly memory: Memory;
  readonly formats: "assert" | "annotate";
}

/** A part of a contract that nothing can be made of. */
export class CutError extends Error {
  constructor(
    message: string,
    readonly parts: { readonly diagnostics?: readonly Diagnostic[]; readonly cause?: unknown },
  ) {
    super(message, { cause: parts.cause });
    this.name = "CutError";
  }
}

/** A slice of a contract as modules that have been run. */
export interface OpenSlice {
  readonly contract: MockContract;
  readonly data: Data;
}

export interface Workshop {
  /** Makes the service of a slice. Rejects with a `CutError` for a part of the contract with errors. */
  readonly open: (slice: Slice) => Promise<Service>;
  readonly warmUp: () => Promise<void>;
}

/** What it takes to make services of slices. It is brought in when the first request comes, or before, when there is nothing else to do. */
interface Tools {
  readonly build: typeof import("../contract/build/index.js").build;
  readonly emit: typeof import("../targets/msw/index.js").msw.emit;
  readonly linker: Linker;
  readonly openData: typeof import("../../templates/runtime/typescript/data/index.js").openData;
  readonly openMock: typeof import("../../templates/runtime/typescript/mock/index.js").openMock;
}

async function bringTools(): Promise<Tools> {
  const [{ build }, { msw }, { openLinker }, { openData }, { openMock }] = await Promise.all([
    import("../contract/build/index.js"),
    import("../targets/msw/index.js"),
    import("./link.js"),
    loadRuntime("data/index"),
    loadRuntime("mock/index"),
  ]);
  return { build, emit: msw.emit, linker: await openLinker(), openData, openMock };
}

/** `baseUrls`: where the mock stands. */
export function openWorkshop(source: Source, options: ServiceOptions & { readonly baseUrls: readonly string[] }): Workshop {
  let tools: Promise<Tools> | undefined;
  const bring = (): Promise<Tools> => (tools ??= bringTools());
  return {
    warmUp: async () => void (await bring()),
    async open(slice) {
      const made = await bring();
      const { contract, data } = await makeSlice(made, source, slice, options.formats);
      const { baseUrls, overrides = [], formats: _formats, ...others } = options;
      const own = overrides.filter(({ operation }) => Object.hasOwn(contract.routes, operation));
      return made.openMock(contract, data, { ...others, baseUrl: baseUrls, overrides: own }).service;
    },
  };
}

/** Builds the model of a slice, prints its modules as the target `msw` does, and runs them. */
async function makeSlice({ build, emit, linker, openData }: Tools, source: Source, slice: Slice, formats: ServiceOptions["formats"]): Promise<OpenSlice> {
  const document = slice.cut();
  const { contract: model, diagnostics } = build({ ...source, document });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new CutError(`This part of the contract has an error: ${errors[0]?.message}.`, { diagnostics: errors });
  const files = await printSlice(emit, { contract: model, document }, formats);
  const { contract } = (await linker.run(files, "contract.ts")) as { readonly contract: MockContract };
  return { contract, data: openData(contract.schemas) };
}

async function printSlice(emit: Tools["emit"], input: Parameters<Tools["emit"]>[0], formats: ServiceOptions["formats"]): Promise<ReturnType<Tools["emit"]>> {
  try {
    return await emit(input, { formats });
  } catch (error) {
    const { UnprintableError } = await import("../targets/target.js");
    if (!(error instanceof UnprintableError)) throw error;
    throw new CutError(`This part of the contract can't be mocked: ${error.diagnostic.message}.`, { diagnostics: [error.diagnostic] });
  }
}
