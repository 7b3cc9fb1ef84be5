import type { Data } from "../../templates/runtime/typescript/data/index.js";
import type { MockContract } from "../../templates/runtime/typescript/mock/plan.js";
import type { Source } from "../contract/source.js";
import type { Diagnostic } from "../diagnostic.js";
import { loadRuntime } from "../languages/typescript/runtime.js";
import type { Linker } from "./link.js";
import type { Slice } from "./slices.js";

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
  /** Makes a slice ready to be served. Rejects with a `CutError` for a part of the contract with errors. */
  readonly make: (slice: Slice) => Promise<OpenSlice>;
  /** Brings in what the first request would otherwise wait for. */
  readonly warmUp: () => Promise<void>;
}

/** What it takes to make slices ready. It is brought in when the first request comes, or before, when there is nothing else to do. */
interface Tools {
  readonly build: typeof import("../contract/build/index.js").build;
  readonly emit: typeof import("../targets/msw/index.js").msw.emit;
  readonly linker: Linker;
  readonly openData: typeof import("../../templates/runtime/typescript/data/index.js").openData;
}

async function bringTools(): Promise<Tools> {
  const [{ build }, { msw }, { openLinker }, { openData }] = await Promise.all([
    import("../contract/build/index.js"),
    import("../targets/msw/index.js"),
    import("./link.js"),
    loadRuntime("data/index"),
  ]);
  return { build, emit: msw.emit, linker: await openLinker(), openData };
}

type Formats = "assert" | "annotate";

/** Opens the place where slices of a contract are made ready. */
export function openWorkshop(source: Source, formats: Formats): Workshop {
  let tools: Promise<Tools> | undefined;
  const bring = (): Promise<Tools> => (tools ??= bringTools());
  return {
    warmUp: async () => void (await bring()),
    make: async (slice) => makeSlice(await bring(), source, slice, formats),
  };
}

/** Builds the model of a slice, prints its modules as the target `msw` does, and runs them. */
async function makeSlice({ build, emit, linker, openData }: Tools, source: Source, slice: Slice, formats: Formats): Promise<OpenSlice> {
  const document = slice.cut();
  const { contract: model, diagnostics } = build({ ...source, document });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new CutError(`This part of the contract has an error: ${errors[0]?.message}.`, { diagnostics: errors });
  const files = await printSlice(emit, { contract: model, document }, formats);
  const { contract } = (await linker.run(files, "contract.ts")) as { readonly contract: MockContract };
  return { contract, data: openData(contract.schemas) };
}

async function printSlice(emit: Tools["emit"], input: Parameters<Tools["emit"]>[0], formats: Formats): Promise<ReturnType<Tools["emit"]>> {
  try {
    return await emit(input, { formats });
  } catch (error) {
    const { UnprintableError } = await import("../targets/target.js");
    if (!(error instanceof UnprintableError)) throw error;
    throw new CutError(`This part of the contract can't be mocked: ${error.diagnostic.message}.`, { diagnostics: [error.diagnostic] });
  }
}
