export { apiKey, basic, bearer, httpScheme, mutualTls } from "./auth.js";
export type {
  ApiKeyCredential,
  BasicCredential,
  BearerCredential,
  Credential,
  CredentialSource,
  HttpCredential,
  Outgoing,
  RefreshableCredential,
  Scheme,
} from "./auth.js";
export { binary } from "./binary.js";
export type { BinaryBody, ByteStream } from "./bytes.js";
export { connect } from "./client.js";
export type { Answer, Client } from "./client.js";
export type { Download } from "./download.js";
export { ApiError, ConnectionError, OffContractError, RequestError, TimeoutError } from "./errors.js";
export { events } from "./events.js";
export type { EventsOptions } from "./events.js";
export type { ServerEvent } from "./sse.js";
export { exactJson } from "./exact-json.js";
export { file } from "./file.js";
export type { FileBody, FileOptions, NamedFile } from "./file.js";
export { form } from "./form.js";
export { json } from "./json.js";
export { jsonLines } from "./lines.js";
export type { JsonLinesOptions } from "./lines.js";
export type { LogEntry } from "./log.js";
export { multipart } from "./multipart.js";
export type { PartSpec, PositionalSpec } from "./multipart.js";
export { clientCredentials, refreshTokens, TokenError } from "./oauth.js";
export type { ClientCredentialsOptions, RefreshTokensOptions, TokenSet } from "./oauth.js";
export type {
  CallInfo,
  CallOptions,
  ClientOptions,
  Fetch,
  FetchInit,
  HeaderValue,
  Interceptor,
  ServerChoice,
} from "./options.js";
export { paginated } from "./pages.js";
export type { ItemOf, Paginated, Pagination } from "./pages.js";
export { isApiError, isOffContract, unwrap } from "./result.js";
export type { Answered, AnyResult, ApiErrorOf, DataOf, ErrorOf, Failure, OffContract, Success } from "./result.js";
export type { RetryOptions } from "./retry.js";
export { send } from "./send.js";
export type {
  Codec,
  Contents,
  ContractSpec,
  MemberSpec,
  OperationSpec,
  ParameterSpec,
  ParameterStyle,
  ReconnectOptions,
  RequestParts,
  ServerSpec,
  ServerVariableSpec,
  ValueSpec,
} from "./spec.js";
export type { Status, Status1XX, Status2XX, Status3XX, Status4XX, Status5XX } from "./status.js";
export { stream, streamable } from "./stream.js";
export type { ItemStream, StreamCall } from "./stream.js";
export { text } from "./text.js";
export type { TraceContext } from "./trace.js";
