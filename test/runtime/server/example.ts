import type { Call } from "../../../templates/runtime/typescript/server/call.js";
import type { LogEntry } from "../../../templates/runtime/typescript/server/log.js";
import type { ServerContract, ServerOptions } from "../../../templates/runtime/typescript/server/options.js";
import { Forbidden, ProblemError } from "../../../templates/runtime/typescript/server/problem.js";
import type { JsonContent, Route } from "../../../templates/runtime/typescript/server/route.js";
import { type Server, serve } from "../../../templates/runtime/typescript/server/server.js";
import type { Members } from "../../../templates/runtime/typescript/check/convert.js";

/** A user as the contract has it: a name, and perhaps when they came. */
const user: JsonContent = {
  kind: "json",
  is: (value) => typeof (value as { name?: unknown }).name === "string",
  check: (_value, at, found) => found.add(`${at}/name`, "type", "must be a string"),
  write: (value) => {
    const { name, since } = value as Members;
    return { name, ...(since === undefined ? {} : { since }) };
  },
  decoded: true,
};
const any: JsonContent = { kind: "json" };
const none = { 204: { contents: {} } };
const isText = { is: (value: unknown) => typeof value === "string", check: () => undefined };

const route = (line: string, more: Partial<Route> = {}): Route => {
  const [method = "", path = ""] = line.split(" ");
  return { id: `${method.toLowerCase()} ${path}`, method, path, responses: { 200: { contents: { "application/json": any } }, ...none }, ...more };
};

/** A contract with an operation for everything that the transport does. Handlers are given by test. */
export const contract: ServerContract = {
  title: "Example <script>",
  document: () => JSON.stringify({ openapi: "3.2.0", info: { title: "Example", description: "</script><script>alert(1)</script>" } }),
  schemes: {
    bearer: { type: "bearer" },
    basic: { type: "basic" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    queryKey: { type: "apiKey", in: "query", name: "key" },
    cookieKey: { type: "apiKey", in: "cookie", name: "session" },
    tls: { type: "mutualTls" },
  },
  routes: {
    getUser: route("GET /users/{id}", {
      parameters: [{ name: "id", in: "path", required: true, text: "string", ...isText }],
      responses: {
        200: { contents: { "application/json": user, "text/plain": { kind: "text" } }, headers: [{ name: "X-Total", required: true, is: (value) => typeof value === "number", check: (_value, at, found) => found.add(at, "type", "must be a number") }] },
        "4XX": { contents: { "application/json": any }, problem: "Failure" },
      },
    }),
    echo: route("POST /echo", { body: { contents: { "application/json": any } } }),
    put: route("PUT /bytes", { body: { contents: { "application/octet-stream": { kind: "binary" } } }, responses: { 200: { contents: { "application/octet-stream": { kind: "binary" } } }, 206: { contents: { "image/*": { kind: "binary" } } }, ...none } }),
    file: route("GET /file", { responses: { 200: { contents: { "application/octet-stream": { kind: "binary" } } }, ...none } }),
    events: route("GET /events", { responses: { 200: { contents: { "text/event-stream": { kind: "events", item: { is: (value) => value !== "bad", check: (_value, at, found) => found.add(at, "not", "must not") } } } } } }),
    named: route("GET /named", { responses: { 200: { contents: { "text/event-stream": { kind: "events", item: {}, as: "event" } } } } }),
    lines: route("GET /lines", { responses: { 200: { contents: { "application/jsonl": { kind: "jsonLines", item: {} } } } } }),
    text: route("GET /text", { responses: { 200: { contents: { "text/plain": { kind: "text" } } }, ...none, 304: { contents: {} } } }),
    cookies: route("GET /cookies", { responses: { 204: { contents: {}, headers: [{ name: "Set-Cookie" }] } } }),
    form: route("GET /form", { responses: { 200: { contents: { "application/x-www-form-urlencoded": { kind: "form", members: {} } } } } }),
    guarded: route("GET /guarded", { security: [[{ scheme: "bearer", scopes: ["read"] }], [{ scheme: "key", scopes: [] }, { scheme: "basic", scopes: [] }]] }),
    welcome: route("GET /welcome", { security: [[], [{ scheme: "queryKey", scopes: [] }], [{ scheme: "cookieKey", scopes: [] }]] }),
    health: route("GET /{name}z", { parameters: [{ name: "name", in: "path", required: true, text: "string", ...isText }] }),
  },
};

const verify = (credential: string, call: { readonly scopes: readonly string[] }): string | undefined => {
  if (credential === "broken") throw new Error("the directory is down");
  if (credential === "busy") throw new ProblemError("rate_limited", { headers: { "retry-after": "1" } });
  if (credential === "weak" && call.scopes.length > 0) throw new Forbidden();
  return credential === "good" || credential === "weak" ? `${credential} one` : undefined;
};

export const security = {
  bearer: verify,
  basic: ({ username, password }: { readonly username: string; readonly password: string }) => (username === "ada" ? `ada:${password}` : undefined),
  key: verify,
  queryKey: verify,
  cookieKey: verify,
  tls: () => true,
} satisfies ServerOptions["security"];

/** A request as the transport hands it on, loosely typed: what a test needs of it. */
export interface Loose {
  readonly path: { readonly id: string };
  readonly body: unknown;
}

export type LooseHandlers = Readonly<Record<string, (request: Loose, call: Call) => unknown>>;

export interface Made {
  readonly server: Server;
  readonly entries: LogEntry[];
}

export function make(handlers: LooseHandlers, options: ServerOptions = {}): Made {
  const entries: LogEntry[] = [];
  return { server: serve(contract, handlers, { security, log: (entry) => void entries.push(entry), ...options }), entries };
}
