import type { Contract } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { byText } from "../../languages/typescript/module.js";
import { type RuntimeNames, wireTypes } from "../../languages/typescript/server/entry.js";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The runtime's modules by folder: checks and server whole, and of the client's modules those that they use. */
const modules: Readonly<Record<string, string>> = {
  "": `
    auth bytes encode errors file json-text media-type multipart-write parameters result spec split sse status styles trace value
  `,
  "check/": `
    convert decimal equal findings index json-numbers json-reader json-text malformed-json members numbers pattern
    pattern-bounded pattern-limit pattern-linear pattern-syntax report shortest simple values write-json
  `,
  "check/formats/": `
    base64 characters date-time email hostname idna idna-tables ip-address json-pointer punycode regex uri uri-template uuid
  `,
  "server/": `
    accept answer-body answer-bytes answer-headers answers bodies broken-answer call content-texts credentials deep-object
    discard docs exchange express fastify faults forms frames header-parameters health hono index item-bodies json-value log
    media-types multipart-bodies multipart-parser node node-exchange node-listen node-send node-spool options other-headers
    own-routes pairs parameters part-collector part-values problem problem-text refusal reply request route router security server service
    spool structures style-pairs style-texts target texts trace turn turns undo upload uploads verdict web
  `,
};

/** The runtime's modules, copied as they are. */
export const runtimeFiles: readonly File[] = Object.entries(modules).flatMap(([folder, names]) =>
  words(names).map((name) => ({ path: `runtime/${folder}${name}.ts`, owner: "generator", content: { kind: "asset", asset: `runtime/typescript/${folder}${name}.ts` } })),
);

const always: RuntimeNames = {
  values: words("fastifyOptions Forbidden NotImplemented ProblemError toExpress toFastify toHono"),
  types: words(`
    Call DocsOptions HealthOptions Listening ListenOptions LogEntry OperationOptions OthersOptions OtherHeaders
    Problem ProblemCode ProblemParts Server Violation
  `),
};

/** What of the runtime the users of a contract's server import, by letters. */
export function runtimeNames(contract: Contract): RuntimeNames {
  return { values: always.values, types: [...always.types, ...wireTypes(contract)].sort(byText) };
}
