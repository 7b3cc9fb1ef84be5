import type { File } from "../../emit/file.js";

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
  content: { kind: "asset", asset: `runtime/typescript/${name}.ts` },
}));

/** What of the runtime users call. */
export const runtimeValues: readonly string[] = "ApiError ConnectionError OffContractError RequestError TimeoutError TokenError clientCredentials file isApiError isOffContract refreshTokens unwrap".split(" ");

/** What of the runtime users name in types. */
export const runtimeTypes: readonly string[] =
  "Answer ApiKeyCredential BasicCredential BearerCredential BinaryBody CallInfo CallOptions Client DataOf Download ErrorOf Failure FileBody HttpCredential Interceptor ItemStream LogEntry OffContract ReconnectOptions RetryOptions ServerEvent StreamCall Success TraceContext".split(" ");
