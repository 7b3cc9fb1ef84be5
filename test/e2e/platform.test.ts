import { describe, expect, expectTypeOf, test } from "vitest";
import type { AuditEvent, Finding, Health, Job, JobFailedWebhook, ListAuditEventsResult, Problem, User, UserCreatedWebhook } from "../../generated/ai-platform/ts-client/src/index.js";
import { loadPlatform } from "./clients.js";
import { ada, startPlatform } from "./platform-server.js";
import { listen, send } from "./server.js";

const { analyze, cancelJob, checkLive, checkReady, createClient, createJob, FilePurpose, getJob, getModel, getOverview, JobStatus, listAuditEvents, listFiles, listJobs, listModels, listUsers, ModelKind, ModelStatus, predict, predictBatch, Role, setMaintenance, unwrap, updateUser, uploadFiles } = await loadPlatform();
const server = await startPlatform();
const client = createClient({ baseUrl: server.url, auth: { apiKey: "key-1" }, retries: 0 });
const urls = (): readonly string[] => server.seen.map(({ url }) => url.slice("/api/v1".length));

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("models and inference", () => {
  test("models, and whether they can be asked", async () => {
    const { models } = await unwrap(listModels(client, { query: { kind: ModelKind.Classifier } }));
    expect(models).toEqual([{ id: "iris", kind: ModelKind.Classifier, status: ModelStatus.Ready, labels: ["setosa", "versicolor", "virginica"] }]);
    expect(await getModel(client, { path: { model_id: "none" } })).toMatchObject({ ok: false, status: 404, error: { title: "Not found" } });
    expect(urls()).toEqual(["/models?kind=classifier", "/models/none"]);
  });

  test("a prediction, with a request id of one's own and headers of the answer", async () => {
    const result = await predict(client, { headers: { "X-Request-Id": "mine" }, body: { model: "iris", features: [5.1, 3.5, 1.4, 0.2] } });
    expect(result).toMatchObject({ status: 200, requestId: "mine", data: { label: "setosa", score: 0.98, scores: { virginica: 0.02 } } });
    expect(result.response.headers.get("ratelimit")).toBe('"default";r=87;t=13');
    expect(server.seen[0]?.body).toBe('{"model":"iris","features":[5.1,3.5,1.4,0.2]}');
    const refused = await predict(client, { body: { features: [] } });
    if (refused.status !== 422) throw new Error("422 is what the server says");
    expectTypeOf(refused.error).toEqualTypeOf<Problem>();
    expect(refused.error.violations?.[0]?.pointer).toBe("/features");
  });

  test("a batch: every outcome is told apart by its status", async () => {
    const { results } = await unwrap(predictBatch(client, { body: { items: [[1, 2, 3, 4], [1]] } }));
    const labels = results.map((outcome) => (outcome.status === "done" ? outcome.prediction.label : outcome.problem.title));
    expect(labels).toEqual(["setosa", "Four numbers"]);
  });

  test("an analysis, of JSON and of plain text", async () => {
    const tell = (finding: Finding): string => {
      switch (finding.task) {
        case "sentiment":
          return finding.sentiment;
        case "language":
          return finding.language;
        case "keywords":
          return finding.keywords.map(({ text }) => text).join();
      }
    };
    const body = { text: "Not bad at all", tasks: ["sentiment", "language", "keywords"] as const };
    const { findings } = await unwrap(analyze(client, { body: { ...body, tasks: [...body.tasks] } }));
    expect(findings.map(tell)).toEqual(["negative", "en", "Not"]);
    expect(await analyze(client, { contentType: "text/plain", body: "Wonderfully fäst" })).toMatchObject({ status: 200, data: { findings: [{ sentiment: "positive" }] } });
    expect(server.seen.map(({ headers, body: sent }) => [headers["content-type"], sent])).toEqual([
      ["application/json", JSON.stringify(body)],
      ["text/plain", "Wonderfully fäst"],
    ]);
    // @ts-expect-error a text is not JSON's body
    await analyze(client, { contentType: "application/json", body: "text" });
  });
});

describe("users and admins", () => {
  test("lists in a parameter, joined by the contract's style", async () => {
    expect(await collect(listUsers.items(client, { query: { role: [Role.Admin, Role.User], search: "a&b=c", sort: "-created_at" } }))).toHaveLength(3);
    expect(urls()).toEqual(["/users?role=admin,user&search=a%26b%3Dc&sort=-created_at", "/users?role=admin,user&search=a%26b%3Dc&sort=-created_at&cursor=2"]);
  });

  test("dates are dates, both ways", async () => {
    const [user] = await collect(listUsers.items(client));
    expectTypeOf(user).toEqualTypeOf<User | undefined>();
    expect([user?.created_at, user?.last_seen_at]).toEqual([new Date("2026-03-14T09:26:53Z"), new Date("2026-03-15T10:00:00.250Z")]);
    const until = new Date("2026-04-01T12:00:00Z");
    expect(await setMaintenance(client, { body: { on: true, until } })).toMatchObject({ data: { until } });
    expect(server.seen.at(-1)?.body).toBe('{"on":true,"until":"2026-04-01T12:00:00.000Z"}');
  });

  test("a merge patch goes as what it is, null and all", async () => {
    expect(await updateUser(client, { path: { user_id: ada.id }, body: { avatar_file_id: null, role: "guest" } })).toMatchObject({ ok: true, data: { role: "guest" } });
    expect([server.seen[0]?.headers["content-type"], server.seen[0]?.body]).toEqual(["application/merge-patch+json", '{"avatar_file_id":null,"role":"guest"}']);
  });

  test("maps with their own keys", async () => {
    const overview = await unwrap(getOverview(client));
    expect([overview.requests["429"], overview.jobs["running"], overview.services[0]?.breaker, overview.services[0]?.since]).toEqual([3, 2, "half-open", new Date("2026-03-14T09:26:53Z")]);
  });

  test("a failure with a body of its own", async () => {
    expect(await checkLive(client)).toMatchObject({ status: 200, data: { status: "ok" } });
    const ready = await checkReady(client);
    if (ready.status !== 503) throw new Error("503 is what the server says");
    expectTypeOf(ready.error).toEqualTypeOf<Health>();
    expect(ready.error.checks?.["model"]).toBe("failing");
  });
});

describe("pages", () => {
  test("by Link header: at the URL that the server gives", async () => {
    expect((await collect(listAuditEvents.items(client, { query: { per_page: 2 } }))).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(urls()).toEqual(["/admin/audit?per_page=2", "/admin/audit?page=2&per_page=2", "/admin/audit?page=3&per_page=2"]);
    expect(server.seen.every(({ headers }) => headers["x-api-key"] === "key-1")).toBe(true);
    expectTypeOf<Extract<ListAuditEventsResult, { ok: true }>["data"]>().toEqualTypeOf<AuditEvent[]>();
  });

  test("a link to another origin is not followed: the key would go there", async () => {
    server.next(({ response }) => send(response, 200, [], { link: '<http://evil.example.com/>; rel="next"' }));
    await expect(collect(listAuditEvents.items(client))).rejects.toThrow(/evil\.example\.com.*credentials must not go there/);
  });

  test("by offset, until the total", async () => {
    await uploadFiles(client, { body: { metadata: { purpose: FilePurpose.Chat }, files: ["a", "b", "c", "d", "e"].map((text) => new Blob([text])) } });
    server.seen.length = 0;
    expect(await collect(listFiles.items(client, { query: { limit: 2 } }))).toHaveLength(5);
    expect(urls()).toEqual(["/files?limit=2", "/files?offset=2&limit=2", "/files?offset=4&limit=2"]);
    server.seen.length = 0;
    expect(await collect(listFiles.pages(client, { query: { limit: 3, offset: 1 } }))).toHaveLength(2);
    expect(urls()).toEqual(["/files?offset=1&limit=3", "/files?offset=4&limit=3"]);
  });
});

describe("long jobs", () => {
  test("started, asked for, done, and the caller called", async () => {
    const heard: { readonly job: Job; readonly signature: unknown }[] = [];
    const app = await listen({ "POST /jobs": ({ json, seen, response }) => (heard.push({ job: json() as Job, signature: seen.headers["x-signature"] }), send(response, 204)) });
    try {
      const started = await createJob(client, { body: { kind: "train", model: "iris", training_file_id: "16fd2706", callback_url: `${app.url}/jobs`, epochs: 3 } });
      if (started.status !== 202 || !started.ok) throw new Error("202 is what the server says");
      expect(started.response.headers.get("location")).toBe(`/api/v1/jobs/${started.data.id}`);
      expect(started.data).toMatchObject({ kind: "train", status: JobStatus.Queued, progress: 0, created_at: new Date("2026-03-14T09:26:53Z") });
      let job: Job = started.data;
      while (job.status === "queued" || job.status === "running") job = await unwrap(getJob(client, { path: { job_id: job.id } }));
      expect(job).toMatchObject({ status: "succeeded", progress: 1, finished_at: new Date("2026-03-14T10:00:00Z"), result: { accuracy: 0.97 } });
      if (job.result != null && "accuracy" in job.result) expectTypeOf(job.result.accuracy).toEqualTypeOf<number>();
      expect(heard).toMatchObject([{ job: { id: job.id, status: "succeeded" }, signature: "s1" }]);
    } finally {
      await app.close();
    }
  });

  test("the same key starts nothing twice", async () => {
    const body = { kind: "embed", file_ids: ["f1"], dimensions: 256 } as const;
    const ids = [];
    for (const _ of [1, 2]) ids.push((await unwrap(createJob(client, { headers: { "Idempotency-Key": "k1" }, body: { ...body, file_ids: ["f1"] } }))).id);
    expect(ids[0]).toBe(ids[1]);
    expect((await unwrap(createJob(client, { body: { ...body, file_ids: ["f1"] } }))).id).not.toBe(ids[0]);
  });

  test("filtered by state and time, cancelled once", async () => {
    const { id } = await unwrap(createJob(client, { body: { kind: "embed", file_ids: ["f1"] } }));
    expect(await cancelJob(client, { path: { job_id: id } })).toMatchObject({ status: 202, data: { status: "cancelled" } });
    expect(await cancelJob(client, { path: { job_id: id } })).toMatchObject({ status: 409, error: { detail: "The job is done already." } });
    server.seen.length = 0;
    const jobs = await collect(listJobs.items(client, { query: { status: [JobStatus.Cancelled, JobStatus.Failed], created: { from: new Date("2026-03-01T00:00:00Z") } } }));
    expect(jobs.map((job) => job.id)).toEqual([id]);
    expect(urls()).toEqual(["/jobs?status=cancelled&status=failed&created%5Bfrom%5D=2026-03-01T00%3A00%3A00.000Z"]);
    expect(await collect(listJobs.items(client, { query: { created: { from: new Date("2027-01-01T00:00:00Z") } } }))).toEqual([]);
  });

  test("what the API sends by itself has a type", () => {
    expectTypeOf<UserCreatedWebhook>().toEqualTypeOf<User>();
    expectTypeOf<JobFailedWebhook>().toEqualTypeOf<Job>();
    // @ts-expect-error an unknown kind
    void (() => createJob(client, { body: { kind: "dance" } }));
    // @ts-expect-error a train request has no files
    void (() => createJob(client, { body: { kind: "train", file_ids: [] } }));
  });
});
