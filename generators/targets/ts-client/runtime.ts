import type { Contract, SecurityScheme } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { hasContent } from "../../languages/contents.js";
import { succeeds } from "../../languages/results.js";
import { byText, runtimeHeader } from "../../languages/typescript/module.js";

/** The runtime's modules, copied as they are. */
const modules = `
  answer auth authorize binary bytes call client decode dispatch disposition download encode errors events exact-json
  exchange file form headers index item-stream json json-text limit lines link log media-type multipart multipart-read
  multipart-write next-page oauth options pages parameters plan redirect request result retry send settings spec split
  sse start status stream styles text trace url value write-items
`
  .trim()
  .split(/\s+/);

export const runtimeFiles: readonly File[] = modules.map((name) => ({
  path: `runtime/${name}.ts`,
  owner: "generator",
  content: { kind: "asset", asset: `runtime/typescript/${name}.ts`, header: runtimeHeader },
}));

/** Names of the runtime that users call, and that they use in types. */
interface RuntimeNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const always: RuntimeNames = {
  values: words("ApiError ConnectionError isApiError isOffContract OffContractError RequestError TimeoutError unwrap"),
  types: words(`
    Answer AnyResult ApiErrorOf CallInfo Client ClientOptions DataOf ErrorOf Failure Fetch FetchInit HeaderValue Interceptor
    LogEntry OffContract RequestParts RetryOptions Status Success TraceContext
  `),
};

/** By what a contract must have for them to be of use. */
const others: readonly (RuntimeNames & { readonly isFor: (contract: Contract) => boolean })[] = [
  { isFor: (contract) => contract.securitySchemes.length === 0, values: [], types: ["CallOptions"] },
  { isFor: (contract) => contract.securitySchemes.length > 0, values: [], types: ["CredentialSource", "RefreshableCredential"] },
  { isFor: hasScheme("apiKey"), values: [], types: ["ApiKeyCredential"] },
  { isFor: hasScheme("basic"), values: [], types: ["BasicCredential"] },
  { isFor: hasScheme("http"), values: [], types: ["HttpCredential"] },
  {
    isFor: hasScheme("bearer", "oauth2", "openIdConnect"),
    values: ["clientCredentials", "refreshTokens", "TokenError"],
    types: ["BearerCredential", "ClientCredentialsOptions", "RefreshTokensOptions", "TokenSet"],
  },
  { isFor: ({ operations }) => operations.some(({ pagination }) => pagination !== undefined), values: [], types: ["Paginated"] },
  { isFor: hasRange, values: [], types: ["Status1XX", "Status2XX", "Status3XX", "Status4XX", "Status5XX"] },
  { isFor: hasContent("binary", "multipart"), values: ["file"], types: ["BinaryBody", "Download", "FileBody"] },
  { isFor: hasContent("events", "jsonLines"), values: [], types: ["ItemStream", "ReconnectOptions", "ServerEvent", "StreamCall"] },
];

function hasScheme(...kinds: readonly SecurityScheme["kind"][]): (contract: Contract) => boolean {
  return (contract) => contract.securitySchemes.some(({ kind }) => kinds.includes(kind));
}

/** Are there types that speak of a hundred statuses? `default` alone speaks of the successes, too. */
function hasRange({ operations }: Contract): boolean {
  return operations.some(({ responses }) => {
    const isOpen = responses.some(({ status }) => status.kind === "default") && !responses.some(({ status }) => succeeds(status));
    return isOpen || responses.some(({ status }) => status.kind === "range");
  });
}

/** What of the runtime the users of a contract's client import, by letters. */
export function runtimeNames(contract: Contract): RuntimeNames {
  const wanted = [always, ...others.filter(({ isFor }) => isFor(contract))];
  return { values: wanted.flatMap(({ values }) => values).sort(byText), types: wanted.flatMap(({ types }) => types).sort(byText) };
}

/** All of them, whatever the contract. */
export const allRuntimeNames: RuntimeNames = { values: [always, ...others].flatMap(({ values }) => values), types: [always, ...others].flatMap(({ types }) => types) };
