import { randomUUID } from "node:crypto";
import { type Route, send, sendProblem } from "./server.js";

export interface StoredJob {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly progress: number;
  readonly created_at: string;
  readonly finished_at?: string;
  readonly result?: unknown;
  readonly callback_url?: string;
}

/** Jobs that go on by a third each time somebody asks, and call back when they are over. */
export function jobRoutes(jobs: Map<string, StoredJob>): Readonly<Record<string, Route["handle"]>> {
  const keys = new Map<string, string>();
  const shown = ({ callback_url: _, ...job }: StoredJob): object => job;
  return {
    "GET /jobs": ({ response, seen }) => {
      const statuses = seen.query.getAll("status");
      const from = seen.query.get("created[from]") ?? "";
      const items = [...jobs.values()].filter((job) => (statuses.length === 0 || statuses.includes(job.status)) && job.created_at >= from);
      send(response, 200, { items: items.map(shown), next_cursor: null });
    },
    "POST /jobs": ({ response, json, seen }) => {
      const key = seen.headers["idempotency-key"];
      const known = jobs.get(keys.get(String(key)) ?? "");
      const { kind, callback_url } = json() as { kind: string; callback_url?: string };
      const job: StoredJob = known ?? { id: randomUUID(), kind, status: "queued", progress: 0, created_at: "2026-03-14T09:26:53Z", ...(callback_url === undefined ? {} : { callback_url }) };
      jobs.set(job.id, job);
      if (key !== undefined) keys.set(String(key), job.id);
      send(response, 202, shown(job), { location: `/api/v1/jobs/${job.id}` });
    },
    "GET /jobs/:id": async ({ response }, { id }) => {
      const job = jobs.get(id ?? "");
      if (job === undefined) return sendProblem(response, 404, "Not found");
      const next = advance(job);
      jobs.set(job.id, next);
      if (next.status === "succeeded" && job.status !== "succeeded" && job.callback_url !== undefined) await callBack(job.callback_url, next);
      send(response, 200, shown(next), next.status === "succeeded" ? {} : { "retry-after": "0" });
    },
    "POST /jobs/:id/cancel": ({ response }, { id }) => {
      const job = jobs.get(id ?? "");
      if (job === undefined) return sendProblem(response, 404, "Not found");
      if (["succeeded", "cancelled"].includes(job.status)) return sendProblem(response, 409, "Conflict", { detail: "The job is done already." });
      const next = { ...job, status: "cancelled" };
      jobs.set(job.id, next);
      send(response, 202, shown(next));
    },
    "GET /jobs/:id/events": ({ response, seen }, { id }) => {
      if (!jobs.has(id ?? "")) return sendProblem(response, 404, "Not found");
      const last = Number(seen.headers["last-event-id"] ?? 0);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("retry: 5\n\n");
      // Each connection breaks off after two events, until all five were sent.
      for (let event = last + 1; event <= Math.min(last + 2, 5); event += 1) {
        response.write(`id: ${event}\ndata: {"status":"${event === 5 ? "succeeded" : "running"}","progress":${event / 5}}\n\n`);
      }
      if (last + 2 >= 5) response.end();
      else setTimeout(() => response.destroy(), 10);
    },
  };
}

function advance(job: StoredJob): StoredJob {
  if (job.status === "cancelled" || job.status === "succeeded") return job;
  const progress = Math.min(1, job.progress + 0.34);
  if (progress < 1) return { ...job, status: "running", progress };
  const result = job.kind === "train" ? { model: "iris", accuracy: 0.97 } : { file_id: randomUUID(), vectors: 12 };
  return { ...job, status: "succeeded", progress, finished_at: "2026-03-14T10:00:00Z", result };
}

async function callBack(url: string, { callback_url: _, ...job }: StoredJob): Promise<void> {
  await fetch(url, { method: "POST", headers: { "content-type": "application/json", "x-signature": "s1" }, body: JSON.stringify(job) });
}
