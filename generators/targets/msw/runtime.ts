import type { Contract } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { type RuntimeNames, wireTypes } from "../../languages/typescript/server/entry.js";
import { byText } from "../../languages/typescript/module.js";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The runtime's modules by folder: all that a mock uses, and nothing that carries a server. */
const modules: Readonly<Record<string, string>> = {
  "": `
    auth bytes encode errors file json-text media-type multipart-write parameters result spec split sse status styles
    trace value
  `,
  "check/": `
    convert decimal equal findings index json-numbers json-reader json-text malformed-json members numbers pattern-bounded
    pattern-limit pattern-linear pattern-syntax pattern report shortest simple values write-json
  `,
  "check/formats/": `
    base64 characters date-time email hostname idna-tables idna ip-address json-pointer punycode regex uri-template uri
    uuid
  `,
  "data/": `
    data entries facts formats given heights index judge kinds lists marks matching merge near-misses-items
    near-misses-members near-misses-scalars near-misses-spots near-misses-tools near-misses negate no-value numbers-usual
    numbers objects patterns-alphabet patterns-nodes patterns-sample patterns-search patterns-states patterns random
    references run scalars scene schema solve text-by-name text-fit text-names text-usual text tree wish words
  `,
  "mock/": `
    answering bases bodies collections desk factories fates headers index listing members memory mock options overrides
    paging place plan prefer replies resource samples server-types service timing
  `,
  "msw/": `
    index
  `,
  "server/": `
    accept answer-body answer-bytes answer-headers answers bodies broken-answer call content-texts credentials deep-object
    discard docs exchange faults forms frames header-parameters health item-bodies json-value log media-types
    multipart-bodies multipart-parser options other-headers own-routes pairs parameters part-collector part-values
    problem-text problem refusal reply request route router security service spool structures style-pairs style-texts
    target texts trace turn turns undo upload uploads verdict web
  `,
};

/** The runtime's modules, copied as they are. */
export const runtimeFiles: readonly File[] = Object.entries(modules).flatMap(([folder, names]) =>
  words(names).map((name) => ({ path: `runtime/${folder}${name}.ts`, owner: "generator", content: { kind: "asset", asset: `runtime/typescript/${folder}${name}.ts` } })),
);

const mock: RuntimeNames = {
  values: words("NoValue openMemory"),
  types: words("Delay Factories Factory FactoryWish Fate Memory MemoryOptions MockSecurity OverrideList OverrideOf OverrideRecord OverrideTerms StreamOptions"),
};
const server = words("Call OtherHeaders Problem ProblemCode Violation");

/** What of the runtime the users of a contract's mock import, by letters. */
export const runtimeNames = (contract: Contract): { readonly mock: RuntimeNames; readonly server: RuntimeNames } => ({
  mock,
  server: { values: [], types: [...server, ...wireTypes(contract)].sort(byText) },
});
