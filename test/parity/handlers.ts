import type { Server } from "../../templates/runtime/typescript/server/server.js";

/** A generated server, as loaded. */
export interface Generated {
  createServer(handlers: object, options: object): Server;
  readonly toExpress: typeof import("../../templates/runtime/typescript/server/express.js").toExpress;
  readonly toFastify: typeof import("../../templates/runtime/typescript/server/fastify.js").toFastify;
  readonly fastifyOptions: typeof import("../../templates/runtime/typescript/server/fastify.js").fastifyOptions;
  readonly toHono: typeof import("../../templates/runtime/typescript/server/hono.js").toHono;
  readonly ProblemError: typeof import("../../templates/runtime/typescript/server/problem.js").ProblemError;
  readonly Forbidden: typeof import("../../templates/runtime/typescript/server/problem.js").Forbidden;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
  readonly components?: { readonly securitySchemes?: Readonly<Record<string, { readonly scheme?: string }>> };
}

type Values = Readonly<Record<string, unknown>>;

/** The handlers that README.md describes, by the beginnings of the operations' ids. */
export function handlersOf(document: Document, generated: Generated): Readonly<Record<string, unknown>> {
  const ids = Object.values(document.paths).flatMap((path) => Object.values(path).flatMap(({ operationId }) => operationId ?? []));
  return Object.fromEntries(ids.filter((id) => !id.startsWith("absent")).map((id) => [id, handlerOf(id, generated)]));
}

function handlerOf(id: string, { ProblemError }: Generated): (request: Values) => unknown {
  if (id.startsWith("echo")) return async (request) => ({ status: 200, body: await echo(request, id.endsWith("Typed")) });
  if (id.startsWith("answer")) return ({ body }) => body;
  if (id.startsWith("fail"))
    return ({ body }) => {
      throw new ProblemError((body as { readonly code: "timeout" }).code);
    };
  if (id.startsWith("crash"))
    return () => {
      throw new Error("SECRET");
    };
  return () => ({ status: 204 });
}

/** What the handler received: no places without values, bytes as base64. */
async function echo(request: Values, typed: boolean): Promise<Values> {
  const places = ["path", "query", "querystring", "headers", "cookies"].flatMap((place) => {
    const value = request[place];
    return value === undefined || (place !== "querystring" && isEmpty(value)) ? [] : [[place, value] as const];
  });
  const body = isUpload(request["body"]) ? { base64: await base64Of(request["body"]) } : await readable(request["body"]);
  return { ...Object.fromEntries(places), ...(body !== undefined && { body }), ...(typed && { contentType: request["contentType"] }) };
}

const isEmpty = (value: unknown): boolean => typeof value === "object" && value !== null && Object.values(value).every((member) => member === undefined);

interface UploadLike {
  readonly filename?: string;
  readonly contentType?: string;
  bytes(): Promise<Uint8Array>;
}

const isUpload = (value: unknown): value is UploadLike => typeof value === "object" && value !== null && "bytes" in value && typeof value.bytes === "function";

const base64Of = async (upload: UploadLike): Promise<string> => Buffer.from(await upload.bytes()).toString("base64");

/** The parts of a multipart body that are files, as `{filename, contentType, base64}`. */
async function readable(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(readable));
  if (isUpload(value)) return { filename: value.filename, contentType: value.contentType, base64: await base64Of(value) };
  if (typeof value !== "object" || value === null || !Object.values(value).some((member) => isUpload(member) || (Array.isArray(member) && member.some(isUpload)))) return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await readable(member)] as const)));
}

/** `good` has all scopes, `weak` none; nothing else is known. For basic it is the user's name. */
export function verifiersOf({ components }: Document, { Forbidden }: Generated): Readonly<Record<string, unknown>> {
  const verify = (credential: string | { readonly username: string }, { scopes }: { readonly scopes: readonly string[] }): object | undefined => {
    const name = typeof credential === "string" ? credential : credential.username;
    if (name === "weak" && scopes.length > 0) throw new Forbidden();
    return name === "good" || name === "weak" ? { name } : undefined;
  };
  return Object.fromEntries(Object.keys(components?.securitySchemes ?? {}).map((name) => [name, verify]));
}

interface ProblemLike {
  readonly code: string;
  readonly violations?: readonly { readonly rule: string }[];
}

/** How a problem is rendered into the schema `Failure`. */
export const problemHooks = {
  Failure: ({ code, violations }: ProblemLike) => ({ reason: code, ...(violations !== undefined && { rules: violations.map(({ rule }) => rule) }) }),
};
