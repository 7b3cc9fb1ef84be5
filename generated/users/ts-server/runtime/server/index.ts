export type { BinaryBody, ByteStream } from "../bytes.js";
export { decimal } from "../check/decimal.js";
export type { ServerEvent } from "../sse.js";
export type { StatusCode as Status, Status1XX, Status2XX, Status3XX, Status4XX, Status5XX } from "../status.js";
export type { Answer, Call } from "./call.js";
export { toExpress } from "./express.js";
export type { ExpressHandler, OthersOptions } from "./express.js";
export { fastifyOptions, toFastify } from "./fastify.js";
export type { FastifyOptions, FastifyPlugin } from "./fastify.js";
export type { HealthOptions } from "./health.js";
export { toHono } from "./hono.js";
export type { HonoHandler } from "./hono.js";
export type { LogEntry } from "./log.js";
export type { Listening, ListenOptions, Timeouts } from "./node.js";
export type { CommonOptions, DocsOptions, OperationOptions, ServerContract, ServerOptions } from "./options.js";
export type { OtherHeaders } from "./other-headers.js";
export { Forbidden, NotImplemented, ProblemError } from "./problem.js";
export type { Problem, ProblemCode, ProblemParts, Violation } from "./problem.js";
export type { ContentSpec, HeaderSpec, ParameterSpec, ResponseSpec, Route } from "./route.js";
export type {
  BasicCredential,
  SchemeSpec,
  SecurityCall,
  VerifyBasic,
  VerifyConnection,
  VerifyKey,
  VerifyToken,
} from "./security.js";
export { serve } from "./server.js";
export type { Server } from "./server.js";
export type { Upload } from "./upload.js";
