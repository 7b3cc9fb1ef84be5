import { createHash, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadKitchen } from "../clients.js";
import { buildKitchenServer, loadKitchenServer, loadRoutes, type KitchenServer } from "./kitchen.js";

/** What comes piece by piece, breaks off or is called off, between the SDK and the server. */

type Handlers = Parameters<KitchenServer["createServer"]>[0];
type Options = Parameters<KitchenServer["createServer"]>[1];

const kitchen = await loadKitchen();
const { createServer } = await loadKitchenServer();

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const megabyte = 2 ** 20;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the handlers saw. */
const seen = { files: [] as string[], sizes: [] as (number | undefined)[], lastIds: [] as (string | undefined)[], aborted: [] as string[], spooled: 0, defaults: {} as unknown };

const spoolFolders = (): number => readdirSync(tmpdir()).filter((name) => name.startsWith("upload-")).length;

function streamOf(chunks: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const next = left.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
}

async function hashStream(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly hash: string; readonly bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { hash: hash.digest("hex"), bytes };
}

const written: Partial<Handlers> = {
  async mirrorUpload({ body }) {
    seen.spooled = spoolFolders();
    const photo = await hashStream(body.photo.stream());
    const attachments = await Promise.all((body.attachments ?? []).map(async (file) => ({ name: String(file.filename), type: String(file.contentType), bytes: (await file.bytes()).length })));
    seen.files = [photo.hash];
    return { status: 200, body: { title: body.title, photo: { name: String(body.photo.filename), bytes: photo.bytes }, attachments } };
  },
  async mirrorBinary({ body }) {
    const { hash, bytes } = await hashStream(body.stream());
    seen.files = [hash];
    const chunk = new Uint8Array(megabyte / 4).fill(bytes % 251);
    return {
      status: 200,
      contentType: "application/octet-stream",
      headers: { "Content-Disposition": 'attachment; filename="eggs.bin"' },
      body: (async function* () {
        for (let index = 0; index < 40; index += 1) yield chunk;
      })(),
    };
  },
  async mirrorLines({ body }) {
    return {
      status: 200,
      body: (async function* () {
        for await (const line of body) yield { ...line, max_minutes: (line.max_minutes ?? 0) + 1 };
      })(),
    };
  },
  async watchOrders({ headers }, call) {
    const last = headers["Last-Event-ID"];
    seen.lastIds.push(last);
    const order_id = "0d2f7c5e-9a51-4c1e-8f0a-6f1f5a0c8b11";
    return {
      status: 200,
      body: (async function* () {
        for (let id = Number(last ?? 0) + 1; id <= 6; id += 1) {
          yield { event: "ready" as const, id: String(id), retry: 1, data: { order_id, minutes: id } };
          if (id % 2 === 0 && id < 6) throw new Error("the kitchen burns");
        }
        call.signal.addEventListener("abort", () => seen.aborted.push("watchOrders"));
        await new Promise((resolve) => call.signal.addEventListener("abort", resolve));
      })(),
    };
  },
  async mirrorDefaults({ body }) {
    seen.defaults = body;
    return { status: 200, body: {} };
  },
  async mirrorNothing(_request, { signal }) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    seen.aborted.push("mirrorNothing");
    return { status: 202 };
  },
};

const others = Object.keys(await loadRoutes(await buildKitchenServer())).map((name) => [name, () => ({ status: 500 })]);
const handlers = { ...Object.fromEntries(others), ...written } as unknown as Handlers;
const schemes = ["bearer", "password", "digest", "apiKey", "badge", "code", "session", "certificate", "openId", "oauth"];
const security = Object.fromEntries(schemes.map((name) => [name, () => ({ name: "anybody" })])) as unknown as Options["security"];
const server = createServer(handlers, { security, log: false });

let url = "";
beforeAll(async () => {
  ({ url } = await server.listen({ port: 0, host: "127.0.0.1" }));
});
afterAll(() => server.close({ graceMs: 100 }));

type ClientOptions = Parameters<typeof kitchen.createClient>[0];
const transports: Readonly<Record<string, Partial<ClientOptions>>> = { "server.fetch": { fetch: (input, init) => server.fetch(new Request(input, init)) }, "node:http": {} };

describe.each(Object.keys(transports))("over %s", (transport) => {
  const makeClient = (): ReturnType<typeof kitchen.createClient> => kitchen.createClient({ baseUrl: url, auth: { bearer: "t" }, ...transports[transport] } as ClientOptions);

  test("a form with a file that memory is spared, and small ones", async () => {
    const before = spoolFolders();
    const bytes = randomBytes(3 * megabyte);
    const small = [1, 0, 70_000].map((size, index) => new File([new Uint8Array(size)], `ä ${index}.bin`, { type: "application/octet-stream" }));
    const result = await kitchen.mirrorUpload(makeClient(), { body: { title: 'a "title"', photo: new File([bytes], "größe.png", { type: "image/png" }), attachments: small } });
    expect(result.ok && result.data).toEqual({
      title: 'a "title"',
      photo: { name: "größe.png", bytes: bytes.length },
      attachments: [1, 0, 70_000].map((size, index) => ({ name: `ä ${index}.bin`, type: "application/octet-stream", bytes: size })),
    });
    expect(seen.files).toEqual([hashOf(bytes)]);
    await expect.poll(spoolFolders).toBe(before);
  });

  test("bytes as a stream, up and down", async () => {
    const chunks = Array.from({ length: 20 }, () => randomBytes(megabyte / 4));
    const result = await kitchen.mirrorBinary(makeClient(), { body: streamOf(chunks) });
    if (!result.ok) throw new Error(JSON.stringify(result));
    const down = await result.data.bytes();
    expect(seen.files).toEqual([hashOf(Buffer.concat(chunks))]);
    expect([down.length, new Set(down).size, result.response.headers.get("content-disposition")]).toEqual([10 * megabyte, 1, 'attachment; filename="eggs.bin"']);
  });

  test("JSON lines both ways", async () => {
    const lines = (async function* () {
      for (let count = 0; count < 300; count += 1) yield { words: ["é\n", String(count)], max_minutes: count + 1 };
    })();
    const got: unknown[] = [];
    for await (const line of kitchen.mirrorLines(makeClient(), { body: lines })) got.push(line);
    expect(got).toEqual(Array.from({ length: 300 }, (_, count) => ({ words: ["é\n", String(count)], max_minutes: count + 2 })));
  });

  test("events go on where they broke off, and leaving them aborts the handler's signal", async () => {
    [seen.lastIds, seen.aborted] = [[], []];
    const minutes: unknown[] = [];
    for await (const event of kitchen.watchOrders(makeClient())) {
      minutes.push(event.data.minutes);
      if (minutes.length === 6) break;
    }
    expect([minutes, seen.lastIds]).toEqual([[1, 2, 3, 4, 5, 6], [undefined, "2", "4"]]);
    await expect.poll(() => seen.aborted).toEqual(["watchOrders"]);
  });

  test("a call that is aborted aborts the handler's signal", async () => {
    seen.aborted = [];
    const controller = new AbortController();
    const call = kitchen.mirrorNothing(makeClient(), {}, { signal: controller.signal });
    await wait(50);
    controller.abort(new Error("enough"));
    // A fetch of the platform would reject at once; what stands in its place here waits for the handler.
    if (transport === "node:http") await expect(call).rejects.toThrow();
    else await call;
    await expect.poll(() => seen.aborted).toEqual(["mirrorNothing"]);
  });

  test("what is absent arrives as its default, large integers exactly", async () => {
    await kitchen.mirrorDefaults(makeClient(), { body: {} });
    expect(seen.defaults).toEqual({
      text: "salt",
      quoted: 'a "b" `c` ${d} \\ \n \t',
      number: 7,
      decimal: 0.1,
      large: 9007199254740993n,
      flag: false,
      nothing: null,
      list: [1, 2],
      record: { red: 0, green: 0, blue: 0 },
      choice: "main",
      moment: "2026-01-01T00:00:00Z",
    });
  });
});
