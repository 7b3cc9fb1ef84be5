import { createReadStream, openAsBlob } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  binary, type Codec, type Download, events, file, form, json, jsonLines, multipart, type OperationSpec, RequestError, text,
} from "../../../templates/runtime/typescript/index.js";
import { parseFilename } from "../../../templates/runtime/typescript/disposition.js";
import { createClient, downloadAvatar, restore, uploadAvatar } from "./example.js";
import { answer, call, clientFor, quiet, type Seen, serve } from "./server.js";

async function arrives(body: Readonly<Record<string, Codec>>, value: unknown, contentType?: string): Promise<{ type: string | undefined; text: string; seen: Seen }> {
  const server = await quiet();
  await call(clientFor(server), { method: "POST", body }, { body: value, ...(contentType !== undefined && { contentType }) });
  const [seen] = server.seen;
  if (seen === undefined) throw new Error("nothing arrived");
  return { type: seen.headers["content-type"], text: seen.body.toString(), seen };
}

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const each of texts) yield new TextEncoder().encode(each);
}

describe("JSON up", () => {
  test.each<readonly [value: unknown, want: string]>([
    [{ a: 1, b: undefined, c: null }, '{"a":1,"c":null}'],
    [null, "null"],
    ["", '""'],
    [0, "0"],
    [false, "false"],
    [[undefined], "[null]"],
    [{ id: 9223372036854775807n, list: [-1n, 2n], s: "bigint 5" }, '{"id":9223372036854775807,"list":[-1,2],"s":"bigint 5"}'],
    [{ at: new Date(0), big: 1n }, '{"at":"1970-01-01T00:00:00.000Z","big":1}'],
    ["é𝄞\u2028", '"é𝄞\u2028"'],
    [JSON.parse('{"__proto__":{"a":1},"constructor":2}'), '{"__proto__":{"a":1},"constructor":2}'],
  ])("%o arrives as %s", async (value, want) => {
    expect(await arrives({ "application/json": json() }, value)).toMatchObject({ type: "application/json", text: want });
  });

  test("undefined is no body", async () => {
    const { seen } = await arrives({ "application/json": json() }, undefined);
    expect(seen.headers).not.toHaveProperty("content-type");
    expect(seen.body).toHaveLength(0);
  });

  test("the media type is the contract's, or the chosen one", async () => {
    const body = { "application/vnd.acme+json": json(), "application/x-www-form-urlencoded": form(), "text/*": text() };
    expect((await arrives(body, { a: 1 })).type).toBe("application/vnd.acme+json");
    expect(await arrives(body, { a: 1 }, "application/x-www-form-urlencoded")).toMatchObject({ type: "application/x-www-form-urlencoded", text: "a=1" });
    expect(await arrives(body, "x", "text/csv; header=present")).toMatchObject({ type: "text/csv; header=present", text: "x" });
  });

  test.each<readonly [spec: Partial<OperationSpec>, request: object, message: RegExp]>([
    [{ method: "POST", body: { "application/json": json() } }, { body: 1, contentType: "image/png" }, /can't be 'image\/png', only: application\/json/],
    [{ method: "POST" }, { body: 1 }, /The operation 'op' has no body/],
    [{ method: "GET", body: { "application/json": json() } }, { body: 1 }, /can't send a body with GET/],
    [{ method: "POST", body: { "application/octet-stream": binary() } }, { body: { a: 1 } }, /A binary body must be/],
    [{ method: "POST", body: { "multipart/form-data": multipart() } }, { body: "x" }, /A multipart body must be/],
    [{ method: "POST", body: { "application/jsonl": jsonLines() } }, { body: 1 }, /must be a list, an Iterable or an AsyncIterable/],
  ])("refused: %o %o", async (spec, request, message) => {
    const error: unknown = await call(clientFor(await quiet()), spec, request).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RequestError);
    expect(String(error)).toMatch(message);
  });

  test("a QUERY and a method of one's own carry bodies", async () => {
    const server = await quiet();
    for (const method of ["QUERY", "PURGE", "DELETE"]) await call(clientFor(server), { method, body: { "application/json": json() } }, { body: method });
    expect(server.seen.map((seen) => [seen.method, seen.body.toString()])).toEqual([["QUERY", '"QUERY"'], ["PURGE", '"PURGE"'], ["DELETE", '"DELETE"']]);
  });
});

describe("form up", () => {
  test.each<readonly [members: Parameters<typeof form>[0], value: unknown, want: string]>([
    [{}, { a: "b c&d", e: "é", f: true, g: null, h: undefined, i: 1n }, "a=b%20c%26d&e=%C3%A9&f=true&g=&i=1"],
    [{}, { list: [1, "a,b"], object: { x: [1] } }, "list=1&list=a%2Cb&object=%7B%22x%22%3A%5B1%5D%7D"],
    [{ list: { explode: false }, object: { style: "deepObject" } }, { list: [1, 2], object: { x: { y: 1 } } }, "list=1,2&object%5Bx%5D%5By%5D=1"],
    [{ list: { contentType: "application/json" } }, { list: [1] }, "list=%5B1%5D"],
    [{ object: {} }, { object: { R: 1, G: 2 } }, "R=1&G=2"],
    [{ list: { style: "pipeDelimited" } }, { list: ["a", "b"] }, "list=a%7Cb"],
    [{}, new URLSearchParams({ a: "1 2" }), "a=1+2"],
    [{}, "a=raw", "a=raw"],
  ])("%o %o arrives as %s", async (members, value, want) => {
    expect(await arrives({ "application/x-www-form-urlencoded": form(members) }, value)).toMatchObject({ type: "application/x-www-form-urlencoded", text: want });
  });
});

describe("text up", () => {
  test("as UTF-8", async () => {
    expect(await arrives({ "text/plain": text() }, "é\n")).toMatchObject({ type: "text/plain", text: "é\n" });
    expect(await arrives({ "application/xml": text() }, "<a/>")).toMatchObject({ type: "application/xml", text: "<a/>" });
  });
});

describe("bytes up", () => {
  test.each<readonly [name: string, value: () => unknown, want: string]>([
    ["Blob", () => new Blob(["blob"]), "blob"],
    ["ArrayBuffer", () => new TextEncoder().encode("buffer").buffer, "buffer"],
    ["Uint8Array", () => new TextEncoder().encode("array"), "array"],
    ["a part of a buffer", () => new TextEncoder().encode("xxpartxx").subarray(2, 6), "part"],
    ["Node's Buffer", () => Buffer.from("node"), "node"],
    ["DataView", () => new DataView(new TextEncoder().encode("view").buffer), "view"],
    ["ReadableStream", () => new Blob(["stream"]).stream(), "stream"],
    ["AsyncIterable", () => chunks("iter", "able"), "iterable"],
    ["a function", () => () => chunks("made", " anew"), "made anew"],
    ["Node's file stream", () => createReadStream(new URL("./example.ts", import.meta.url), { end: 3 }), "// A"],
    ["nothing", () => new Uint8Array(0), ""],
  ])("%s", async (_name, value, want) => {
    expect(await arrives({ "application/octet-stream": binary() }, value())).toMatchObject({ type: "application/octet-stream", text: want });
  });

  test.each<readonly [documented: string, value: () => Blob, contentType: string | undefined, want: string]>([
    ["image/*", () => new Blob(["x"], { type: "image/gif" }), undefined, "image/gif"],
    ["image/*", () => new Blob(["x"]), "image/webp", "image/webp"],
    ["*/*", () => new Blob(["x"]), undefined, "application/octet-stream"],
    ["image/png", () => new Blob(["x"], { type: "image/gif" }), undefined, "image/png"],
  ])("content type of %s", async (documented, value, contentType, want) => {
    expect((await arrives({ [documented]: binary() }, value(), contentType)).type).toBe(want);
  });

  test("a stream is sent as it comes, and only once", async () => {
    let arrived = "";
    let atFirst = "";
    const { createServer } = await import("node:http");
    const server = createServer((request, response) => {
      request.on("data", (chunk: Buffer) => (arrived += chunk.toString()));
      request.on("end", () => answer(response, 503));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield* chunks("first");
      await expect.poll(() => arrived).toBe("first");
      atFirst = arrived;
      yield* chunks(" second");
    }
    const result = await restore(createClient({ baseUrl: `http://127.0.0.1:${port}`, retries: { methods: ["POST"], delay: 1 } }), { body: slow() });
    server.closeAllConnections();
    server.close();
    expect([result.status, atFirst, arrived]).toEqual([503, "first", "first second"]);
  });

  test("a function makes the stream anew for each attempt", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 204));
    await call(clientFor(server), { method: "PUT", body: { "application/octet-stream": binary() } }, { body: () => chunks("a", "b") });
    expect(server.seen.map((seen) => seen.body.toString())).toEqual(["ab", "ab"]);
  });
});

describe("multipart up", () => {
  /** The parts as they arrived: head and content. */
  async function parts(value: unknown, codec: Codec = multipart(), mediaType = "multipart/form-data"): Promise<{ type: string; parts: string[]; length: string | undefined }> {
    const { type = "", seen } = await arrives({ [mediaType]: codec }, value);
    const boundary = /^multipart\/[\w-]+; boundary=(\S+)$/.exec(type)?.[1] ?? "";
    const pieces = seen.body.toString("latin1").split(`--${boundary}`);
    expect(pieces[0]).toBe("");
    expect(pieces.at(-1)).toBe("--\r\n");
    return { type: type.replace(/;.*/, ""), parts: pieces.slice(1, -1).map((piece) => Buffer.from(piece.slice(2, -2), "latin1").toString()), length: seen.headers["content-length"] };
  }
  const field = (name: string, value: string, type?: string): string => `Content-Disposition: form-data; name="${name}"\r\n${type === undefined ? "" : `Content-Type: ${type}\r\n`}\r\n${value}`;
  const fileField = (name: string, filename: string, value: string, type: string): string => `Content-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n${value}`;

  test.each<readonly [name: string, value: object, codec: Codec, want: readonly string[]]>([
    ["texts", { a: "é", n: 1, b: true, d: new Date(0), nothing: undefined, nil: null }, multipart(), [field("a", "é"), field("n", "1"), field("b", "true"), field("d", "1970-01-01T00:00:00.000Z"), field("nil", "")]],
    ["a JSON part", { about: { x: [1, 2n] } }, multipart(), [field("about", '{"x":[1,2]}', "application/json")]],
    ["a list of texts", { tag: ["a", "b"] }, multipart(), [field("tag", "a"), field("tag", "b")]],
    ["a list of objects", { row: [{ a: 1 }, { a: 2 }] }, multipart(), [field("row", '{"a":1}', "application/json"), field("row", '{"a":2}', "application/json")]],
    ["a list as one JSON part", { tag: ["a", "b"] }, multipart({ tag: { contentType: "application/json" } }), [field("tag", '["a","b"]', "application/json")]],
    ["a list by style", { tag: ["a", "b c"] }, multipart({ tag: { style: "form", explode: false } }), [field("tag", "a,b c")]],
    ["a list by exploded style", { tag: ["a", "b"] }, multipart({ tag: { style: "form" } }), [field("tag", "a"), field("tag", "b")]],
    ["a text with a media type", { svg: "<svg/>" }, multipart({ svg: { contentType: "image/svg+xml, text/plain" } }), [field("svg", "<svg/>", "image/svg+xml")]],
    ["a Blob", { f: new Blob(["x"]) }, multipart(), [fileField("f", "f", "x", "application/octet-stream")]],
    ["a Blob with a type", { f: new Blob(["x"], { type: "a/b" }) }, multipart({ f: { contentType: "image/png" } }), [fileField("f", "f", "x", "a/b")]],
    ["a Blob under a type of the contract", { f: new Blob(["x"]) }, multipart({ f: { contentType: "image/*, image/png" } }), [fileField("f", "f", "x", "image/png")]],
    ["a File", { f: new File(["x"], "a.txt", { type: "text/plain" }) }, multipart(), [fileField("f", "a.txt", "x", "text/plain")]],
    ["bytes", { f: new Uint8Array([65]), g: new Uint8Array([66]).buffer }, multipart(), [fileField("f", "f", "A", "application/octet-stream"), fileField("g", "g", "B", "application/octet-stream")]],
    ["a list of files", { f: [new File(["1"], "1.txt"), new Blob(["2"])] }, multipart(), [fileField("f", "1.txt", "1", "application/octet-stream"), fileField("f", "f", "2", "application/octet-stream")]],
    ["a named file", { f: file("text", { filename: "é\"\r\n.csv", contentType: "text/csv" }) }, multipart(), [fileField("f", "é%22%0D%0A.csv", "text", "text/csv")]],
    ["a part without a file name", { f: file("text", { contentType: "text/csv" }) }, multipart(), [field("f", "text", "text/csv")]],
    ["a name that must be escaped", { 'a"b\n': "1" }, multipart(), [field("a%22b%0A", "1")]],
    ["__proto__ and constructor", JSON.parse('{"__proto__":"1","constructor":"2"}') as object, multipart(), [field("__proto__", "1"), field("constructor", "2")]],
  ])("%s", async (_name, value, codec, want) => {
    const arrived = await parts(value, codec);
    expect(arrived).toMatchObject({ type: "multipart/form-data", parts: want });
    expect(arrived.length).toMatch(/^\d+$/);
  });

  test("headers of a part", async () => {
    const value = { f: file(new Blob(["x"]), { filename: "x", headers: { "X-Own": "1" } }) };
    const [part] = (await parts(value, multipart({ f: { headers: { "Content-Language": "de" } } }))).parts;
    expect(part).toBe('Content-Disposition: form-data; name="f"; filename="x"\r\nContent-Type: application/octet-stream\r\nContent-Language: de\r\nX-Own: 1\r\n\r\nx');
    await expect(parts({ f: file("x", { contentType: "a/b\r\nevil: 1" }) })).rejects.toThrow(RequestError);
    await expect(parts({ f: file("x", { headers: { "a\r\nb": "1" } }) })).rejects.toThrow(RequestError);
  });

  test("streams make it a stream: no length, nothing buffered, no retry", async () => {
    const arrived = await parts({ a: "1", f: file(chunks("st", "ream"), { filename: "s" }), g: new Blob(["blob"]).stream(), h: new Blob(["z"]) });
    expect(arrived.length).toBe(undefined);
    expect(arrived.parts).toEqual([
      field("a", "1"), fileField("f", "s", "stream", "application/octet-stream"), fileField("g", "g", "blob", "application/octet-stream"), fileField("h", "h", "z", "application/octet-stream"),
    ]);
    const server = await serve((_, response) => answer(response, 503));
    await call(clientFor(server), { method: "PUT", body: { "multipart/form-data": multipart() } }, { body: { f: chunks("x") } });
    expect(server.seen).toHaveLength(1);
  });

  test("functions make it a stream that can be sent again", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 204));
    await call(clientFor(server), { method: "PUT", body: { "multipart/form-data": multipart() } }, { body: { f: () => chunks("again") } });
    expect(server.seen.map((seen) => seen.body.toString().includes("\r\nagain\r\n"))).toEqual([true, true]);
    expect(server.seen[0]?.headers["content-type"]).toBe(server.seen[1]?.headers["content-type"]);
  });

  test("a file on disk by openAsBlob: it has a length and is read when it is sent", async () => {
    const blob = await openAsBlob(new URL("./example.ts", import.meta.url));
    const arrived = await parts({ f: blob });
    expect(arrived.parts[0]).toContain("// A module exactly as the generator prints it");
    expect(Number(arrived.length)).toBeGreaterThan(blob.size);
  });

  test("FormData goes as it is", async () => {
    const data = new FormData();
    data.set("a", "1");
    const { type, text: body } = await arrives({ "multipart/form-data": multipart() }, data);
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('name="a"\r\n\r\n1\r\n');
  });

  test("multipart/mixed of a list: positional parts", async () => {
    const codec = multipart({}, { prefix: [{ contentType: "application/json" }], items: { contentType: "text/csv" } });
    const arrived = await parts(["text as JSON", "a,b", new Blob(["x"], { type: "image/png" }), file("y", { filename: "y.csv" })], codec, "multipart/mixed");
    expect(arrived).toMatchObject({
      type: "multipart/mixed",
      parts: ['Content-Type: application/json\r\n\r\n"text as JSON"', "Content-Type: text/csv\r\n\r\na,b", "Content-Type: image/png\r\n\r\nx", 'Content-Disposition: attachment; filename="y.csv"\r\nContent-Type: text/csv\r\n\r\ny'],
    });
  });

  test("through generated code", async () => {
    const server = await serve((_, response) => answer(response, 200, "thanks"));
    const result = await uploadAvatar(createClient({ baseUrl: server.url }), { path: { id: 7 }, body: { avatar: new Blob(["png"]), gallery: [new Blob(["1"]), file("2", { filename: "2.png" })], about: { caption: "me" } } });
    expect(result).toMatchObject({ ok: true, data: "thanks" });
    expect(server.seen[0]).toMatchObject({ method: "PUT", url: "/users/7/avatar" });
    expect(server.seen[0]?.body.toString().match(/ name="\w+"/g)).toEqual([' name="avatar"', ' name="gallery"', ' name="gallery"', ' name="about"']);
  });
});

describe("items up", () => {
  async function* items(): AsyncGenerator<unknown> {
    yield { a: 1 };
    yield 2n;
  }
  test.each<readonly [mediaType: string, codec: Codec, value: () => unknown, want: string]>([
    ["application/jsonl", jsonLines(), () => [{ a: 1 }, "x\n"], '{"a":1}\n"x\\n"\n'],
    ["application/jsonl", jsonLines(), () => new Set([1, 2]), "1\n2\n"],
    ["application/x-ndjson", jsonLines(), items, '{"a":1}\n2\n'],
    ["application/json-seq", jsonLines(), () => [1, 2], "\x1e1\n\x1e2\n"],
    ["text/event-stream", events(), () => [{ a: 1 }, 2], 'data: {"a":1}\n\ndata: 2\n\n'],
    ["text/event-stream", events({ as: "text" }), () => ["a\nb"], "data: a\ndata: b\n\n"],
    ["text/event-stream", events({ as: "event" }), () => [{ data: "x", event: "e", id: "1", retry: 5 }], "event: e\nid: 1\nretry: 5\ndata: x\n\n"],
  ])("%s", async (mediaType, codec, value, want) => {
    expect(await arrives({ [mediaType]: codec }, value())).toMatchObject({ type: mediaType, text: want });
  });
});

describe("bytes down", () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);
  const serveImage = (headers: Record<string, string> = {}) =>
    serve((_, response) => {
      response.writeHead(200, { "content-type": "image/png", "content-length": image.length, ...headers });
      response.end(image);
    });

  test("in all forms, with name, type and size", async () => {
    const server = await serveImage({ "content-disposition": 'attachment; filename="a.png"' });
    const download = async (): Promise<Download> => {
      const result = await downloadAvatar(createClient({ baseUrl: server.url }), { path: { id: 7 } });
      if (result.status !== 200) throw new Error("not 200");
      return result.data;
    };
    const one = await download();
    expect(one).toMatchObject({ filename: "a.png", contentType: "image/png", size: 6 });
    expect(await one.bytes()).toEqual(new Uint8Array(image));
    expect(new Uint8Array(await (await download()).arrayBuffer())).toEqual(new Uint8Array(image));
    const blob = await (await download()).blob();
    expect([blob.size, blob.type]).toEqual([6, "image/png"]);
    expect(await (await download()).text()).toBe(image.toString());
    const streamed: Uint8Array[] = [];
    for await (const chunk of (await download()).stream as unknown as AsyncIterable<Uint8Array>) streamed.push(chunk);
    expect(Buffer.concat(streamed)).toEqual(image);
  });

  test("it comes as a stream: the head is enough, and cancelling ends the connection", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "image/png" });
      response.write("first");
    });
    const result = await downloadAvatar(createClient({ baseUrl: server.url, timeout: 300 }), { path: { id: 7 } });
    if (!result.ok) throw new Error("not ok");
    const reader = result.data.stream.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("first");
    await reader.cancel();
    await expect.poll(() => server.aborted()).toBe(1);
  });

  test("errors on the way are typed", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "image/png", "content-length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 20);
    });
    const api = createClient({ baseUrl: server.url });
    const first = await downloadAvatar(api, { path: { id: 7 } });
    await expect(first.ok && first.data.bytes()).rejects.toMatchObject({ name: "ConnectionError" });
    const second = await downloadAvatar(api, { path: { id: 7 } });
    const reader = second.ok ? second.data.stream.getReader() : undefined;
    await reader?.read();
    await expect(reader?.read()).rejects.toMatchObject({ name: "ConnectionError" });
    const controller = new AbortController();
    const third = await downloadAvatar(api, { path: { id: 7 } }, { signal: controller.signal });
    controller.abort(new Error("stop"));
    await expect(third.ok && third.data.text()).rejects.toThrow("stop");
  });

  test("an empty one", async () => {
    const server = await serve((_, response) => answer(response, 200, "", { "content-type": "image/png" }));
    const result = await downloadAvatar(createClient({ baseUrl: server.url }), { path: { id: 7 } });
    expect(result.ok && (await result.data.bytes())).toEqual(new Uint8Array(0));
  });

  test.each([
    [null, undefined],
    ["inline", undefined],
    ["attachment; filename=a.txt", "a.txt"],
    ['attachment; filename="a b;c.txt"', "a b;c.txt"],
    ['attachment; filename="a \\"quoted\\".txt"', 'a "quoted".txt'],
    ["attachment; filename*=UTF-8''na%C3%AFve%20file.txt", "naïve file.txt"],
    ["attachment; filename=fallback.txt; filename*=utf-8'en'%e2%82%ac.txt", "€.txt"],
    ["attachment; filename*=iso-8859-1''%A3.txt", "£.txt"],
    ["attachment; filename*=UTF-8''%E9.txt; filename=ok.txt", "ok.txt"],
    ["attachment; filename*=koi8-r''x.txt", undefined],
    ['attachment; FileName="A.txt"', "A.txt"],
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ['attachment; filename="C:\\\\x\\\\evil.exe"', "evil.exe"],
    ['attachment; filename=".."', undefined],
    [Buffer.from('attachment; filename="€.txt"').toString("latin1"), "€.txt"],
  ])("Content-Disposition %s: %s", (header, want) => {
    expect(parseFilename(header)).toBe(want);
  });
});

describe("text, forms and multipart down", () => {
  test("text", async () => {
    const server = await serve((_, response) => answer(response, 200, "é", { "content-type": "text/plain; charset=utf-8" }));
    expect(await call(clientFor(server), { responses: { 200: { "text/plain": text() } } })).toMatchObject({ data: "é" });
    expect(await call(clientFor(server), { responses: { 200: { "text/plain": text((value) => String(value).length) } } })).toMatchObject({ data: 1 });
  });

  test("a form", async () => {
    const server = await serve((_, response) => answer(response, 200, "a=1+2&b=x&b=%C3%A9", { "content-type": "application/x-www-form-urlencoded" }));
    const { data } = (await call(clientFor(server), { responses: { 200: { "application/x-www-form-urlencoded": form() } } })) as { data: FormData };
    expect([...data]).toEqual([["a", "1 2"], ["b", "x"], ["b", "é"]]);
  });

  const part = (head: string, body: string): string => `--b\r\n${head}\r\n\r\n${body}\r\n`;
  test.each<readonly [type: string, body: string, want: unknown[]]>([
    ["multipart/form-data; boundary=b", `${part('Content-Disposition: form-data; name="a"', "1")}--b--\r\n`, [["a", "1"]]],
    ["multipart/mixed; boundary=b", `preamble\r\n${part("Content-Type: application/json", '{"a":1}')}--b \r\n\r\nplain\r\n--b--\r\nepilogue`, [["0", '{"a":1}'], ["1", "plain"]]],
    ['multipart/mixed; boundary="b"', `${part('Content-Type: image/png\r\nContent-Disposition: attachment; name="n";\r\n filename="x.png"', "\x89PNG\r\n--c")}--b--`, [["n", "x.png image/png \x89PNG\r\n--c"]]],
  ])("%s", async (type, body, want) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": type });
      response.end(body, "latin1");
    });
    const [mediaType = ""] = type.split(";");
    const { data } = (await call(clientFor(server), { responses: { 200: { [mediaType]: multipart() } } })) as { data: FormData };
    const found = await Promise.all([...data].map(async ([name, value]) => [name, typeof value === "string" ? value : `${value.name} ${value.type} ${Buffer.from(await value.arrayBuffer()).toString("latin1")}`]));
    expect(found).toEqual(want);
  });

  test.each([
    ["multipart/mixed; boundary=b", "--b\r\n\r\nhalf", /ends before its last boundary/],
    ["multipart/mixed", "--b--", /has no boundary/],
    ["multipart/form-data; boundary=b", "nonsense", /the body is not multipart\/form-data/],
  ])("broken: %s %o", async (type, body, reason) => {
    const server = await serve((_, response) => answer(response, 200, body, { "content-type": type }));
    const [mediaType = ""] = type.split(";");
    expect(await call(clientFor(server), { responses: { 200: { [mediaType]: multipart() } } })).toMatchObject({ offContract: { reason: expect.stringMatching(reason) as string } });
  });
});
