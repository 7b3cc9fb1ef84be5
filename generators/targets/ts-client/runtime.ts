import type { Contract, SecurityScheme } from "../../contract/model.js";
import type { Import } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { readSource } from "../../emit/sources.js";
import { hasContent } from "../../languages/contents.js";
import { succeeds } from "../../languages/results.js";
import { byText, header, runtimeHeader } from "../../languages/typescript/module.js";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The runtime's modules that every client needs. */
const core = words(`
  answer auth authorize call client dispatch encode errors exchange headers json json-text limit log media-type options
  parameters plan redirect request result retry send settings spec start status styles trace url value
`);

/** All others, with those of them that they need themselves. */
const others: Readonly<Record<string, string>> = {
  binary: "bytes download",
  bytes: "",
  decode: "",
  disposition: "",
  download: "disposition",
  events: "item-stream sse write-items",
  "exact-json": "",
  file: "bytes",
  form: "",
  "item-stream": "",
  lines: "item-stream split write-items",
  link: "",
  multipart: "form multipart-read multipart-write",
  "multipart-read": "disposition",
  "multipart-write": "bytes file",
  "next-page": "link pages",
  oauth: "",
  pages: "next-page",
  split: "",
  sse: "split",
  stream: "item-stream",
  text: "",
  "write-items": "bytes",
};

/** Every module of the runtime but its index, with those beside the core that it needs. */
export const runtimeModules: ReadonlyMap<string, readonly string[]> = new Map([
  ...core.map((name): [string, readonly string[]] => [name, []]),
  ...Object.entries(others).map(([name, needed]): [string, readonly string[]] => [name, words(needed).filter((each) => each !== "")]),
]);

/** The modules that a client needs which mentions these names, with the runtime's index of what they export. */
export function runtimeFiles(mentioned: readonly Pick<Import, "module" | "name">[]): readonly File[] {
  const exports = readExports();
  const wanted = new Set(core);
  for (const { module, name } of mentioned) wanted.add(module === "runtime/index" ? (exports.find((each) => each.names.has(name))?.module ?? "") : module.slice("runtime/".length));
  for (const name of wanted) for (const needed of runtimeModules.get(name) ?? []) wanted.add(needed);
  const index = exports.filter(({ module }) => wanted.has(module)).map(({ text }) => text);
  return [
    ...[...runtimeModules.keys()].filter((name) => wanted.has(name)).map((name): File => ({ path: `runtime/${name}.ts`, owner: "generator", content: { kind: "asset", asset: `runtime/typescript/${name}.ts`, header: runtimeHeader } })),
    { path: "runtime/index.ts", owner: "generator", content: { kind: "text", text: `${header}\n\n${index.join("\n")}\n` } },
  ];
}

/** What the runtime's index exports, statement by statement. */
function readExports(): readonly { readonly text: string; readonly names: ReadonlySet<string>; readonly module: string }[] {
  const statements = readSource("runtime/typescript/index.ts").matchAll(/^export (?:type )?\{([^}]*)\} from "\.\/([\w-]+)\.js";$/gm);
  return [...statements].map(([text, names = "", module = ""]) => ({ text, names: new Set(words(names.replaceAll(",", " "))), module }));
}

/** Names of the runtime that users call, and that they use in types. */
interface RuntimeNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const always: RuntimeNames = {
  values: words("ApiError ConnectionError isApiError isOffContract OffContractError RequestError TimeoutError unwrap"),
  types: words(`
    Answer Answered AnyResult ApiErrorOf CallInfo Client ClientOptions DataOf ErrorOf Failure Fetch FetchInit HeaderValue Interceptor
    LogEntry OffContract ReconnectOptions RequestParts RetryOptions Status Success TraceContext
  `),
};

/** By what a contract must have for them to be of use. */
const occasional: readonly (RuntimeNames & { readonly isFor: (contract: Contract) => boolean })[] = [
  { isFor: (contract) => contract.securitySchemes.length === 0, values: [], types: ["CallOptions"] },
  { isFor: (contract) => contract.securitySchemes.length > 0, values: [], types: ["Credential", "CredentialSource", "RefreshableCredential"] },
  { isFor: hasScheme("apiKey"), values: [], types: ["ApiKeyCredential"] },
  { isFor: hasScheme("basic"), values: [], types: ["BasicCredential"] },
  { isFor: hasScheme("http"), values: [], types: ["HttpCredential"] },
  {
    isFor: hasScheme("bearer", "oauth2", "openIdConnect"),
    values: ["clientCredentials", "refreshTokens", "TokenError"],
    types: ["BearerCredential", "ClientCredentialsOptions", "RefreshTokensOptions", "TokenSet"],
  },
  { isFor: ({ operations }) => operations.some(({ pagination }) => pagination !== undefined), values: [], types: ["ItemOf", "Paginated", "Pagination"] },
  { isFor: hasRange, values: [], types: ["Status1XX", "Status2XX", "Status3XX", "Status4XX", "Status5XX"] },
  { isFor: hasContent("binary", "multipart"), values: ["file"], types: ["BinaryBody", "ByteStream", "Download", "FileBody", "FileOptions", "NamedFile"] },
  { isFor: hasContent("events", "jsonLines"), values: [], types: ["ItemStream", "ServerEvent", "StreamCall"] },
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
  const wanted = [always, ...occasional.filter(({ isFor }) => isFor(contract))];
  return { values: wanted.flatMap(({ values }) => values).sort(byText), types: wanted.flatMap(({ types }) => types).sort(byText) };
}

/** All of them, whatever the contract. */
export const allRuntimeNames: RuntimeNames = { values: [always, ...occasional].flatMap(({ values }) => values), types: [always, ...occasional].flatMap(({ types }) => types) };
