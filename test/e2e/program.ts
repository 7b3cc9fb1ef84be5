// A program for every runtime: no import but types, no API but the web's. It says what it saw, which has to be the same everywhere.
import type { LogEntry } from "../../generated/users/ts-client/index.js";
import type { Platform, Users } from "./clients.js";

/** Where the servers are. */
export interface Given {
  readonly users: string;
  readonly platform: string;
}

export type Report = Readonly<Record<string, unknown>>;

export async function run(users: Users, platform: Platform, given: Given): Promise<Report> {
  return { ...(await callUsers(users, given.users)), ...(await callPlatform(platform, given.platform)), ...(await meetTrouble(users, given.users)) };
}

async function callUsers({ createClient, createUser, deleteUser, getUser, isApiError, listUsers, Role, unwrap, updateUser }: Users, baseUrl: string): Promise<Report> {
  const log: LogEntry[] = [];
  const client = createClient({ baseUrl, auth: { bearerAuth: () => "good" }, log: (entry) => void log.push(entry), requestId: true, trace: true });
  const names: string[] = [];
  for await (const user of listUsers.items(client, { query: { limit: 2 } })) names.push(user.name);
  const created = await unwrap(createUser(client, { body: { name: "Zoë 🍅", email: "zoe@example.com", password: "correct horse battery" } }));
  const changed = await updateUser(client, { path: { id: created.id }, body: { role: Role.Admin, nickname: null } });
  const gone = await deleteUser(client, { path: { id: created.id } });
  const missing = await getUser(client, { path: { id: created.id } });
  const thrown: unknown = await unwrap(getUser(client, { path: { id: 99 } })).catch((error: unknown) => error);
  const refused = await getUser(client.with({ auth: { bearerAuth: undefined } }), { path: { id: 1 } });
  const raw = await client.request("GET", "/users/{id}", { path: { id: 1 } });
  return {
    names,
    created: created.name,
    changed: changed.ok ? changed.data.role : changed.status,
    gone: gone.status,
    missing: missing.ok ? "there" : missing.error.title,
    thrown: isApiError(thrown) ? thrown.message : String(thrown),
    refused: refused.response.headers.get("www-authenticate"),
    raw: raw.status,
    log: log.map(({ event, operation, attempt }) => `${event} ${operation} ${attempt}`).slice(0, 4),
  };
}

async function callPlatform({ chat, createClient, createJob, downloadFile, file, getMe, listAuditEvents, login, unwrap, uploadFiles, watchJob }: Platform, baseUrl: string): Promise<Report> {
  const tokens = await unwrap(login(createClient({ baseUrl }), { body: { email: "ada@example.com", password: "correct horse battery" } }));
  let renewals = 0;
  const auth = { bearerAuth: { token: "stale", refresh: async () => ((renewals += 1), tokens.access_token) } };
  const client = createClient({ baseUrl, auth, retries: { delay: 1 } });
  const met = await Promise.all([getMe(client), getMe(client), getMe(client)]);
  const words: string[] = [];
  for await (const event of chat.stream(client, { body: { stream: true, messages: [{ role: "user", content: "ünï 🍅 end" }] } })) words.push(event.type === "delta" ? event.text : event.type);
  const uploaded = await unwrap(uploadFiles(client, { body: { metadata: { purpose: "chat", expires_at: new Date(0) }, files: [new Blob(["one"], { type: "text/csv" }), file("two", { filename: "zwei ö.txt" }), new Uint8Array([1, 2, 3])] } }));
  const download = await unwrap(downloadFile(client, { path: { file_id: uploaded[1]?.id ?? "" } }));
  let size = 0;
  const reader = download.stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) size += next.value.length;
  const job = await unwrap(createJob(client, { body: { kind: "embed", file_ids: ["f"] } }));
  const progress: number[] = [];
  for await (const event of watchJob(client, { path: { job_id: job.id } })) progress.push(event.progress);
  const audit: number[] = [];
  for await (const event of listAuditEvents.stream(client)) audit.push(event.id);
  let pages = 0;
  for await (const _ of listAuditEvents.pages(client, { query: { per_page: 2 } })) pages += 1;
  return {
    met: met.map(({ status }) => status),
    renewals,
    words,
    uploaded: uploaded.map(({ name, bytes, media_type: type, expires_at: end }) => [name, bytes, type, end instanceof Date]),
    download: [download.filename, download.size, size],
    progress,
    audit,
    pages,
  };
}

async function meetTrouble({ ConnectionError, createClient, getUser, RequestError, TimeoutError }: Users, baseUrl: string): Promise<Report> {
  const tell = (error: unknown): string =>
    error instanceof TimeoutError ? "timeout" : error instanceof ConnectionError ? "connection" : error instanceof RequestError ? "request" : error instanceof Error ? error.message : String(error);
  const call = (options: object, path: unknown = 1): Promise<string> => {
    const client = createClient({ baseUrl, retries: 0, auth: { bearerAuth: "good" }, ...options });
    return getUser(client, { path: { id: path as number } }, options).then(({ status }) => String(status), tell);
  };
  const controller = new AbortController();
  const aborted = call({ signal: controller.signal, baseUrl: `${baseUrl}/slow` });
  setTimeout(() => controller.abort(new Error("the user went away")), 20);
  return {
    aborted: await aborted,
    timeout: await call({ timeout: 20, baseUrl: `${baseUrl}/slow` }),
    nobody: await call({ baseUrl: "http://127.0.0.1:9" }),
    header: await call({ headers: { "x-a": "a\r\nb" } }),
    dots: await call({}, ".."),
  };
}
