import { randomUUID } from "node:crypto";
import { fileRoutes, type StoredFile } from "./platform-files.js";
import { jobRoutes, type StoredJob } from "./platform-jobs.js";
import { chatRoutes } from "./platform-chat.js";
import { type Exchange, type Route, send, sendProblem, type Server, startServer } from "./server.js";

/** What the server knows, for tests to look at and to change. */
export interface PlatformState {
  /** Access tokens that are good, and whose they are. */
  readonly tokens: Map<string, string>;
  readonly refreshTokens: Map<string, string>;
  readonly files: Map<string, StoredFile>;
  readonly jobs: Map<string, StoredJob>;
}

export interface PlatformServer extends Server, PlatformState {}

export const ada = { id: "7c9e6679-7425-40de-944b-e07fc1f90ae7", name: "Ada Lovelace", email: "ada@example.com", role: "admin", avatar_file_id: null, created_at: "2026-03-14T09:26:53Z", last_seen_at: "2026-03-15T10:00:00.250Z" };

/** A server of specs/ai-platform: Ada may sign in, the API key is `key-1`. */
export async function startPlatform(): Promise<PlatformServer> {
  const state: PlatformState = { tokens: new Map([["good", "ada@example.com"]]), refreshTokens: new Map(), files: new Map(), jobs: new Map() };
  const guarded = { ...userRoutes(), ...inferenceRoutes(), ...adminRoutes(), ...chatRoutes(), ...fileRoutes(state.files), ...jobRoutes(state.jobs) };
  const server = await startServer({ ...authRoutes(state), ...healthRoutes(), ...Object.fromEntries(Object.entries(guarded).map(([key, route]) => [key, guard(state, route)])) }, "/api/v1");
  return { ...server, ...state };
}

function guard({ tokens }: PlatformState, route: Route | Route["handle"]): Route {
  const { handle, streams } = typeof route === "function" ? { handle: route, streams: false } : route;
  return {
    streams: streams === true,
    handle: (exchange, parameters) => {
      const { headers } = exchange.seen;
      const isKnown = tokens.has(headers.authorization?.replace(/^Bearer /, "") ?? "") || headers["x-api-key"] === "key-1";
      if (isKnown) return handle(exchange, parameters);
      exchange.request.resume();
      refuse(exchange);
    },
  };
}

const refuse = ({ response }: Exchange): void => sendProblem(response, 401, "Unauthorized", { code: "unauthorized" }, { "www-authenticate": 'Bearer error="invalid_token"' });

function authRoutes({ tokens, refreshTokens }: PlatformState): Readonly<Record<string, Route["handle"]>> {
  const issue = ({ response }: Exchange): void => {
    const [access, refresh] = [randomUUID(), randomUUID()];
    tokens.set(access, ada.email);
    refreshTokens.set(refresh, ada.email);
    send(response, 200, { access_token: access, token_type: "Bearer", expires_in: 900, refresh_token: refresh, user: ada });
  };
  return {
    "POST /auth/login": (exchange) => {
      const { email, password } = exchange.json() as { email: string; password: string };
      if (email === ada.email && password === "correct horse battery") return issue(exchange);
      refuse(exchange);
    },
    "POST /auth/refresh": (exchange) => {
      const { refresh_token: token } = exchange.json() as { refresh_token: string };
      if (refreshTokens.delete(token)) return issue(exchange);
      refuse(exchange);
    },
    "POST /auth/logout": (exchange) => {
      if (!tokens.delete(exchange.seen.headers.authorization?.replace(/^Bearer /, "") ?? "")) return refuse(exchange);
      send(exchange.response, 204);
    },
  };
}

function userRoutes(): Readonly<Record<string, Route["handle"]>> {
  return {
    "GET /me": ({ response }) => send(response, 200, ada),
    "GET /users": ({ response, seen }) => send(response, 200, { items: seen.query.get("cursor") === "2" ? [ada] : [ada, { ...ada, name: "Bob" }], next_cursor: seen.query.get("cursor") === "2" ? null : "2" }),
    "PATCH /users/:id": ({ response, json, seen }) => {
      if (seen.headers["content-type"] !== "application/merge-patch+json") return sendProblem(response, 415, "Unsupported media type");
      send(response, 200, { ...ada, ...(json() as object) });
    },
  };
}

const models = [
  { id: "iris", kind: "classifier", status: "ready", labels: ["setosa", "versicolor", "virginica"] },
  { id: "echo", kind: "chat", status: "loading", context_tokens: 8192 },
];

function inferenceRoutes(): Readonly<Record<string, Route["handle"]>> {
  const predict = (features: readonly number[]): object => ({ model: "iris", label: "setosa", score: 0.98, scores: { setosa: 0.98, virginica: 0.02 }, elapsed_ms: features.length });
  return {
    "GET /models": ({ response, seen }) => send(response, 200, { models: models.filter(({ kind }) => !seen.query.has("kind") || kind === seen.query.get("kind")) }),
    "GET /models/:id": ({ response }, { id }) => {
      const model = models.find((each) => each.id === id);
      if (model === undefined) return sendProblem(response, 404, "Not found");
      send(response, 200, model);
    },
    "POST /predict": ({ response, json, seen }) => {
      const { features } = json() as { features: readonly number[] };
      if (features.length === 0) return sendProblem(response, 422, "Invalid request", { violations: [{ in: "body", pointer: "/features", rule: "minItems", message: "must have at least 1 item" }] });
      send(response, 200, predict(features), { ratelimit: '"default";r=87;t=13', "x-request-id": String(seen.headers["x-request-id"] ?? "server-made") });
    },
    "POST /predict/batch": ({ response, json }) => {
      const { items } = json() as { items: readonly (readonly number[])[] };
      send(response, 200, { results: items.map((item) => (item.length === 4 ? { status: "done", prediction: predict(item) } : { status: "failed", problem: { title: "Four numbers", status: 422 } })) });
    },
    "POST /analyze": ({ response, json, seen }) => {
      const { text, tasks } = seen.headers["content-type"]?.startsWith("text/plain") ? { text: seen.body, tasks: ["sentiment"] } : (json() as { text: string; tasks: readonly string[] });
      const findings: Readonly<Record<string, object>> = {
        sentiment: { task: "sentiment", sentiment: text.includes("bad") ? "negative" : "positive", score: 0.9 },
        language: { task: "language", language: "en", score: 0.99 },
        keywords: { task: "keywords", keywords: [{ text: text.split(" ")[0], weight: 1 }] },
      };
      send(response, 200, { findings: tasks.map((task) => findings[task]) });
    },
  };
}

const events = Array.from({ length: 5 }, (_, index) => ({ id: index + 1, at: `2026-03-1${index}T00:00:00Z`, user_id: null, action: "users.delete" }));

function adminRoutes(): Readonly<Record<string, Route["handle"]>> {
  return {
    "GET /admin/overview": ({ response }) => send(response, 200, { users: 3, requests: { "200": 18211, "429": 3 }, jobs: { running: 2 }, services: [{ name: "ai", state: "up", breaker: "half-open", since: "2026-03-14T09:26:53Z" }], maintenance: { on: false } }),
    "GET /admin/audit": ({ response, seen }) => {
      if (seen.headers.accept?.includes("application/x-ndjson") === true) {
        response.writeHead(200, { "content-type": "application/x-ndjson" });
        return void response.end(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
      }
      const [page, size] = [Number(seen.query.get("page") ?? 1), Number(seen.query.get("per_page") ?? 2)];
      const isLast = page * size >= events.length;
      const link = `</api/v1/admin/audit?page=1>; rel="first"${isLast ? "" : `, </api/v1/admin/audit?page=${page + 1}&per_page=${size}>; rel="next"`}`;
      send(response, 200, events.slice((page - 1) * size, page * size), { link });
    },
    "PUT /admin/maintenance": ({ response, json }) => send(response, 200, json()),
  };
}

function healthRoutes(): Readonly<Record<string, Route["handle"]>> {
  return {
    "GET /health/live": ({ response }) => send(response, 200, { status: "ok" }),
    "GET /health/ready": ({ response }) => send(response, 503, { status: "starting", checks: { redis: "ok", model: "failing" } }),
  };
}
