/** What the modules of a contract mention of the server that a mock is, and nothing of what carries it. */
export type { BinaryBody, ByteStream } from "../bytes.js";
export type { Answer, Call } from "../server/call.js";
export type { OtherHeaders } from "../server/other-headers.js";
export type { Problem, ProblemCode, Violation } from "../server/problem.js";
export type { ContentSpec, HeaderSpec, ParameterSpec, ResponseSpec, Route } from "../server/route.js";
export type { BasicCredential, SecurityCall, VerifyBasic, VerifyConnection, VerifyKey, VerifyToken } from "../server/security.js";
export type { Upload } from "../server/upload.js";
export type { ServerEvent } from "../sse.js";
export type { StatusCode as Status, Status1XX, Status2XX, Status3XX, Status4XX, Status5XX } from "../status.js";
