import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadPlatform } from "../clients.js";
import { buildServer, loadModule, loadRoutes } from "./kitchen.js";

/** Login, roles, a chat word by word and jobs, as a team would write them, served over node:http and called with the SDK. */

type PlatformServer = typeof import("../../../generated/ai-platform/ts-server/index.js");
type User = import("../../../generated/ai-platform/ts-server/index.js").User;
type Job = import("../../../generated/ai-platform/ts-server/index.js").Job;
type Principals = { bearerAuth: User; apiKey: User };
type Handlers = import("../../../generated/ai-platform/ts-server/index.js").Handlers<Principals>;

const platform = await loadPlatform();
const folder = await buildServer("ai-platform", { dates: "Date" });
const { createServer, Forbidden, NotImplemented } = await loadModule<PlatformServer>(folder, "index.js");

const since = new Date("2026-03-14T09:26:53.589Z");
const people = new Map(
  (["admin", "guest"] as const).map((role): [string, User] => [`${role}@example.com`, { id: randomUUID(), name: role, email: `${role}@example.com`, role, created_at: since }]),
);
const sessions = new Map<string, User>();
const jobs = new Map<string, Job>();
let hasLeft = false;

const written: Partial<Handlers> = {
  login({ body }) {
    const user = body.password === "correct horse" ? people.get(body.email) : undefined;
    if (!user) return { status: 401, headers: { "WWW-Authenticate": "Bearer" }, body: { title: "Wrong email or password", status: 401 } };
    const access_token = randomUUID();
    sessions.set(access_token, user);
    return { status: 200, body: { access_token, token_type: "Bearer", expires_in: 900, refresh_token: randomUUID(), user } };
  },

  getMe: (_request, { auth }) => ({ status: 200, body: auth.bearerAuth ?? auth.apiKey ?? mustBeSomebody() }),

  chat({ body }, { signal }) {
    const words = String(body.messages.at(-1)?.content).split(" ");
    const usage = { input_tokens: words.length, output_tokens: words.length };
    if (!body.stream) return { status: 200, contentType: "application/json", body: { id: "1", model: body.model, message: { role: "assistant", content: words.join(" ") }, finish_reason: "stop", usage } };
    signal.addEventListener("abort", () => {
      hasLeft = true;
    });
    return {
      status: 200,
      contentType: "text/event-stream",
      body: (async function* () {
        for (const text of words) {
          yield { type: "delta" as const, text };
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        yield { type: "done" as const, finish_reason: "stop" as const, usage };
      })(),
    };
  },

  createJob({ body }, { auth }) {
    if ((auth.bearerAuth ?? auth.apiKey)?.role !== "admin") throw new Forbidden();
    const job: Job = { id: randomUUID(), kind: body.kind, status: "queued", progress: body.priority / 10, created_at: since };
    jobs.set(job.id, job);
    return { status: 202, headers: { Location: `/jobs/${job.id}` }, body: job };
  },

  getJob({ path }) {
    const job = jobs.get(path.job_id);
    return job ? { status: 200, headers: { "Retry-After": 2 }, body: job } : { status: 404, body: { title: "No such job", status: 404 } };
  },

  watchJob: () => ({ status: 200, body: [0.5, 1].map((progress) => ({ status: progress < 1 ? ("running" as const) : ("succeeded" as const), progress })) }),
};

function mustBeSomebody(): never {
  throw new Error("The server lets nobody in without a name");
}

const others = Object.keys(await loadRoutes(folder)).map((name) => [
  name,
  () => {
    throw new NotImplemented();
  },
]);
const handlers = { ...Object.fromEntries(others), ...written } as Handlers;
const server = createServer<Principals>(handlers, {
  security: { bearerAuth: (token) => sessions.get(token), apiKey: (key) => (key === "a program's" ? people.get("admin@example.com") : undefined) },
  log: false,
  checkResponses: true,
});

let url = "";
beforeAll(async () => {
  ({ url } = await server.listen({ port: 0, host: "127.0.0.1" }));
});
afterAll(() => server.close({ graceMs: 100 }));

async function signIn(email: string): Promise<ReturnType<typeof platform.createClient>> {
  const result = await platform.login(platform.createClient({ baseUrl: url }), { body: { email, password: "correct horse" } });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return platform.createClient({ baseUrl: url, retries: 0, auth: { bearerAuth: result.data.access_token } });
}

const say = (content: string): { messages: [{ role: "user"; content: string }] } => ({ messages: [{ role: "user", content }] });

test("signing in", async () => {
  const wrong = await platform.login(platform.createClient({ baseUrl: url }), { body: { email: "admin@example.com", password: "no" } });
  expect([wrong.status, wrong.error]).toEqual([401, expect.objectContaining({ title: "Wrong email or password" })]);
  const me = await platform.getMe(await signIn("admin@example.com"));
  expect(me.data).toEqual(people.get("admin@example.com"));
  expect(me.data).toHaveProperty("created_at", since);
  expect((await platform.getMe(platform.createClient({ baseUrl: url, retries: 0, auth: { apiKey: "a program's" } }))).ok).toBe(true);
  expect((await platform.getMe(platform.createClient({ baseUrl: url, retries: 0, auth: { bearerAuth: "old" } }))).status).toBe(401);
});

test("a chat, at once and word by word", async () => {
  const client = await signIn("admin@example.com");
  expect((await platform.chat(client, { body: say("Ünïcödé 🍅") })).data).toMatchObject({ model: "echo", message: { content: "Ünïcödé 🍅" } });
  const events: unknown[] = [];
  for await (const event of platform.chat.stream(client, { body: { ...say("one two\nthree"), stream: true } })) events.push(event.type === "delta" ? event.text : event.type);
  expect(events).toEqual(["one", "two\nthree", "done"]);
});

test("who leaves a chat ends it", async () => {
  hasLeft = false;
  const stream = platform.chat.stream(await signIn("admin@example.com"), { body: { ...say("word ".repeat(1_000)), stream: true } });
  for await (const _ of stream) break;
  await expect.poll(() => hasLeft).toBe(true);
});

test("jobs, for those who may", async () => {
  const admin = await signIn("admin@example.com");
  const body = { kind: "embed", file_ids: [randomUUID()] } as const;
  const made = await platform.createJob(admin, { body: { ...body, file_ids: [...body.file_ids] } });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  expect(made.data).toMatchObject({ kind: "embed", progress: 0.5, created_at: since });
  const read = await platform.getJob(admin, { path: { job_id: made.data.id } });
  expect([read.data, read.response.headers.get("retry-after")]).toEqual([made.data, "2"]);
  const progress: number[] = [];
  for await (const event of platform.watchJob(admin, { path: { job_id: made.data.id } })) {
    progress.push(event.progress);
    if (event.status === "succeeded") break;
  }
  expect(progress).toEqual([0.5, 1]);
  expect((await platform.createJob(await signIn("guest@example.com"), { body: { ...body, file_ids: [...body.file_ids] } })).status).toBe(403);
  expect((await platform.listJobs(admin)).status).toBe(501);
});
