import type { Contract, SecurityScheme } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { hasContent } from "../../languages/contents.js";
import { byText } from "../../languages/typescript/module.js";
import { requiredSchemes } from "../../languages/security.js";

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

/** Names of the runtime that users call, and that they use in types. */
interface RuntimeNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const always: RuntimeNames = {
  values: words("fastifyOptions Forbidden NotImplemented ProblemError toExpress toFastify toHono"),
  types: words(`
    Call DocsOptions HealthOptions Listening ListenOptions LogEntry OperationOptions OthersOptions OtherHeaders
    Problem ProblemCode ProblemParts Server Violation
  `),
};

/** By what a contract must have for them to be of use. */
const others: readonly { readonly isFor: (contract: Contract) => boolean; readonly types: readonly string[] }[] = [
  { isFor: requires(), types: ["SecurityCall"] },
  { isFor: requires("basic"), types: ["BasicCredential", "VerifyBasic"] },
  { isFor: requires("apiKey", "http"), types: ["VerifyKey"] },
  { isFor: requires("bearer", "oauth2", "openIdConnect"), types: ["VerifyToken"] },
  { isFor: requires("mutualTLS"), types: ["VerifyConnection"] },
  { isFor: hasContent("binary", "multipart"), types: ["BinaryBody", "Upload"] },
  { isFor: hasContent("events"), types: ["ServerEvent"] },
];

/** Whether some operation requires a scheme of these kinds; without any, a scheme at all. */
function requires(...kinds: readonly SecurityScheme["kind"][]): (contract: Contract) => boolean {
  return (contract) => {
    const used = requiredSchemes(contract);
    return contract.securitySchemes.some(({ name, kind }) => used.includes(name) && (kinds.length === 0 || kinds.includes(kind)));
  };
}

/** What of the runtime the users of a contract's server import, by letters. */
export function runtimeNames(contract: Contract): RuntimeNames {
  const types = [...always.types, ...others.filter(({ isFor }) => isFor(contract)).flatMap((each) => each.types)];
  return { values: always.values, types: types.sort(byText) };
}
