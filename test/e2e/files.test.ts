import { createReadStream, mkdtempSync, openAsBlob, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, expectTypeOf, test } from "vitest";
import type { Download, FileBody } from "../../generated/ai-platform/ts-client/src/index.js";
import { loadKitchen, loadPlatform } from "./clients.js";
import { startPlatform } from "./platform-server.js";
import { listen, type Route, send, type Server } from "./server.js";

const { ConnectionError, createClient, deleteFile, downloadFile, file, getFile, unwrap, uploadFiles } = await loadPlatform();
const kitchen = await loadKitchen();
const server = await startPlatform();
const client = createClient({ baseUrl: server.url, auth: { bearerAuth: "good" }, retries: { delay: 1 } });
const folder = mkdtempSync(join(tmpdir(), "mortise-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const megabyte = 1 << 20;
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytes(text);
}

/** What the server got of each file. */
const arrived = (): readonly unknown[] => [...server.files.values()].map(({ part }) => [part.filename, part.headers["content-type"], part.content.toString()]);

describe("multipart up", () => {
  test("metadata as JSON, files of every kind", async () => {
    server.files.clear();
    const path = join(folder, "from disk.txt");
    writeFileSync(path, "on disk");
    const files: FileBody[] = [
      new Blob(["blob"], { type: "text/csv" }),
      new File(["file"], "a \"quoted\"\n näme.png", { type: "image/png" }),
      bytes("view").subarray(1),
      bytes("buffer").buffer,
      file("text", { filename: "text.txt", contentType: "text/plain", headers: { "X-Extra": "1" } }),
      file(createReadStream(path), { filename: "stream.txt" }),
      await openAsBlob(path, { type: "text/plain" }),
      new Blob(["web"]).stream(),
      () => pieces("made ", "again"),
    ];
    const result = await uploadFiles(client, { body: { metadata: { purpose: "training", labels: { team: "biology" }, expires_at: new Date("2027-01-01T00:00:00Z") }, files } });
    if (result.status !== 201 || !result.ok) throw new Error("201 is what the server says");
    expect(arrived()).toEqual([
      ["files", "text/csv", "blob"],
      ["a %22quoted%22%0A näme.png", "image/png", "file"],
      ["files", "application/octet-stream", "iew"],
      ["files", "application/octet-stream", "buffer"],
      ["text.txt", "text/plain", "text"],
      ["stream.txt", "application/octet-stream", "on disk"],
      ["files", "text/plain", "on disk"],
      ["files", "application/octet-stream", "web"],
      ["files", "application/octet-stream", "made again"],
    ]);
    const [kept] = server.files.values();
    expect([kept?.metadata.headers, kept?.metadata.content.toString()]).toEqual([
      { "content-disposition": 'form-data; name="metadata"', "content-type": "application/json" },
      '{"purpose":"training","labels":{"team":"biology"},"expires_at":"2027-01-01T00:00:00.000Z"}',
    ]);
    expect([...server.files.values()][4]?.part.headers["x-extra"]).toBe("1");
    expect(result.data[0]).toMatchObject({ purpose: "training", bytes: 4, expires_at: new Date("2027-01-01T00:00:00Z") });
    // With a stream in it nobody knows the length.
    expect(server.seen[0]?.headers).toMatchObject({ "transfer-encoding": "chunked" });
  });

  test("without streams it has a length, can be parsed by others and be sent again", async () => {
    let parsed: FormData | undefined;
    const read: Route = {
      streams: true,
      handle: async ({ request, response, seen }) => {
        const body = new ReadableStream<Uint8Array>({ start: (controller) => void request.on("data", (chunk: Buffer) => controller.enqueue(chunk)).on("end", () => controller.close()) });
        parsed = await new Response(body, { headers: { "content-type": String(seen.headers["content-type"]) } }).formData();
        if (other.seen.length === 1) return send(response, 503);
        send(response, 201, []);
      },
    };
    const other = await listen({ "POST /files": read });
    try {
      const body = { metadata: { purpose: "chat" } as const, files: [new Blob(["one"]), new File(["two"], "zwei.txt")] };
      expect(await uploadFiles(client, { body }, { baseUrl: other.url, idempotencyKey: true })).toMatchObject({ ok: true });
      expect(other.seen.map(({ headers }) => [Number(headers["content-length"]) > 100, headers["transfer-encoding"]])).toEqual([[true, undefined], [true, undefined]]);
      expect(parsed?.getAll("files").map((each) => (each instanceof File ? [each.name, each.size] : each))).toEqual([["files", 3], ["zwei.txt", 3]]);
      expect(parsed?.get("metadata")).toBe('{"purpose":"chat"}');
    } finally {
      await other.close();
    }
  });

  test("what is no file is refused before anything is sent", async () => {
    // @ts-expect-error a number has no bytes
    void (() => uploadFiles(client, { body: { metadata: { purpose: "chat" }, files: [1] } }));
    // @ts-expect-error there is no such purpose
    void (() => uploadFiles(client, { body: { metadata: { purpose: "fun" }, files: [new Blob([])] } }));
    await expect(uploadFiles(client, { body: { metadata: { purpose: "chat" }, files: [file("x", { headers: { "X-A": "a\r\nb" } })] } })).rejects.toThrow(/control character/);
    expect(server.seen).toHaveLength(0);
  });
});

describe("binary down", () => {
  const upload = async (name: string, content: string): Promise<string> => (await unwrap(uploadFiles(client, { body: { metadata: { purpose: "chat" }, files: [file(content, { filename: name })] } })))[0]?.id ?? "";

  test("as a stream, a blob, bytes or text; with its name, type and size", async () => {
    const file_id = await upload("Maße & mehr.csv", "a,ü\n");
    const result = await downloadFile(client, { path: { file_id } });
    if (result.status !== 200) throw new Error("200 is what the server says");
    expectTypeOf(result.data).toEqualTypeOf<Download>();
    expect([result.data.filename, result.data.contentType, result.data.size]).toEqual(["Maße & mehr.csv", "application/octet-stream", 5]);
    const chunks: Uint8Array[] = [];
    const reader = result.data.stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
    expect(Buffer.concat(chunks).toString()).toBe("a,ü\n");
    const again = (): Promise<Download> => unwrap(downloadFile(client, { path: { file_id } }));
    expect(await (await again()).text()).toBe("a,ü\n");
    expect(await (await again()).bytes()).toEqual(bytes("a,ü\n"));
    expect((await (await again()).arrayBuffer()).byteLength).toBe(5);
    const blob = await (await again()).blob();
    expect([blob.size, blob.type]).toEqual([5, "application/octet-stream"]);
  });

  test("some of it: another status, and the failure of one that isn't there", async () => {
    const file_id = await upload("x.bin", "0123456789");
    const some = await downloadFile(client, { path: { file_id }, headers: { Range: "bytes=2-5" } });
    if (some.status !== 206 || !some.ok) throw new Error("206 is what the server says");
    expect([await some.data.text(), some.response.headers.get("content-range")]).toEqual(["2345", "bytes 2-5/10"]);
    expect(await getFile(client, { path: { file_id } })).toMatchObject({ status: 200, data: { bytes: 10, name: "x.bin" } });
    expect(await deleteFile(client, { path: { file_id } })).toMatchObject({ status: 204 });
    expect(await downloadFile(client, { path: { file_id } })).toMatchObject({ ok: false, status: 404, error: { title: "Not found" } });
  });
});

describe("50 MB are never all there at once", () => {
  const chunk = Buffer.alloc(megabyte / 4, 7);
  const total = 200;

  /** A server that takes, or makes, 50 MB; it counts what has passed, and may wait. */
  async function withLarge(use: (server: Server, passed: { up: number; down: number; open: () => void }) => Promise<void>): Promise<void> {
    const passed = { up: 0, down: 0, open: (): void => undefined };
    const gate = new Promise<void>((resolve) => (passed.open = resolve));
    const take: Route = {
      streams: true,
      handle: async ({ request, response }) => {
        await gate;
        for await (const piece of request) passed.up += (piece as Buffer).length;
        response.writeHead(200, { "content-type": "application/octet-stream" }).end("taken");
      },
    };
    const large = await listen({
      "POST /mirror/bodies/binary": take,
      "POST /files": take,
      "GET /files/big/content": async ({ response }) => {
        response.writeHead(200, { "content-type": "application/octet-stream", "content-length": String(total * chunk.length) });
        const closed = new Promise((resolve) => response.once("close", resolve));
        for (; passed.down < total * chunk.length && !response.destroyed; passed.down += chunk.length) {
          if (!response.write(chunk)) await Promise.race([closed, new Promise((resolve) => response.once("drain", resolve))]);
        }
        response.end();
      },
    });
    try {
      await use(large, passed);
    } finally {
      passed.open();
      await large.close();
    }
  }

  /** 50 MB that tell how many of them were asked for. */
  function source(): { readonly made: () => number; readonly stream: () => AsyncGenerator<Uint8Array> } {
    let made = 0;
    return {
      made: () => made,
      async *stream() {
        for (let index = 0; index < total; index += 1) {
          made += chunk.length;
          yield chunk;
        }
      },
    };
  }

  const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

  test("up: the source waits for the server, as a body and as a part of one", async () => {
    await withLarge(async ({ url }, passed) => {
      const [whole, part] = [source(), source()];
      const api = kitchen.createClient({ baseUrl: url });
      const sending = kitchen.mirrorBinary(api, { contentType: "image/png", body: whole.stream() });
      const uploading = uploadFiles(client, { body: { metadata: { purpose: "training" }, files: [file(part.stream(), { filename: "big.bin" })] } }, { baseUrl: url });
      await wait(150);
      expect(whole.made()).toBeLessThan(16 * megabyte);
      expect(part.made()).toBeLessThan(16 * megabyte);
      passed.open();
      expect(await sending).toMatchObject({ status: 200 });
      expect(await uploading).toMatchObject({ status: 200, ok: false });
      expect([whole.made(), part.made()]).toEqual([50 * megabyte, 50 * megabyte]);
      expect(passed.up).toBeGreaterThan(100 * megabyte);
    });
  });

  test("down: the server waits for the reader, and stops when it goes", async () => {
    await withLarge(async ({ url }, passed) => {
      const download = await unwrap(downloadFile(client, { path: { file_id: "big" } }, { baseUrl: url }));
      const reader = download.stream.getReader();
      await reader.read();
      await wait(150);
      expect(passed.down).toBeLessThan(16 * megabyte);
      let size = 0;
      for (let next = await reader.read(); !next.done; next = await reader.read()) size += next.value.length;
      expect(passed.down).toBe(50 * megabyte);
      expect(size).toBeGreaterThan(49 * megabyte);

      passed.down = 0;
      const other = await unwrap(downloadFile(client, { path: { file_id: "big" } }, { baseUrl: url }));
      await other.stream.cancel();
      await wait(50);
      expect(passed.down).toBeLessThan(16 * megabyte);
    });
  });

  test("a download that breaks off is an error, not a short file", async () => {
    const cut = await listen({
      "GET /files/cut/content": ({ response }) => {
        response.writeHead(200, { "content-type": "application/octet-stream", "content-length": "1000" }).write("some");
        setTimeout(() => response.destroy(), 20);
      },
    });
    try {
      const download = await unwrap(downloadFile(client, { path: { file_id: "cut" } }, { baseUrl: cut.url }));
      await expect(download.bytes()).rejects.toThrow(ConnectionError);
    } finally {
      await cut.close();
    }
  });
});
