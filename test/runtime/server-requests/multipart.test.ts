import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { openFileSpool } from "../../../templates/runtime/typescript/server/node-spool.js";
import { planRequest, type RequestReading } from "../../../templates/runtime/typescript/server/request.js";
import type { MultipartContent } from "../../../templates/runtime/typescript/server/route.js";
import type { Upload } from "../../../templates/runtime/typescript/server/upload.js";
import { checkOf, limits, type Outcome, read, readingOf, type Wire } from "./reading.js";

// RFC 7578, RFC 2046 and OpenAPI 3.2, 4.15.

const form: MultipartContent = {
  kind: "multipart",
  members: {
    name: { text: "string" },
    age: { text: "integer" },
    tags: { text: { items: "string" } },
    meta: { content: { kind: "json" } },
    rows: { content: { kind: "json" }, list: true },
    joined: { style: "form", explode: false, text: { items: "integer" } },
    spread: { style: "form", explode: true, text: { members: { R: "integer", G: "integer" } } },
    file: { content: { kind: "binary" } },
    files: { content: { kind: "binary" }, list: true },
    image: { content: { kind: "binary" }, contentTypes: ["image/png", "image/x-*"] },
  },
  ...checkOf({ type: "object", members: { age: { type: "integer" }, file: { type: "string" }, files: { type: "array", items: { type: "string" } } } }),
};

const part = (head: string, content: string): string => `--b\r\n${head}${head === "" ? "" : "\r\n"}\r\n${content}\r\n`;
const field = (name: string, content: string, more = ""): string => part(`Content-Disposition: form-data; name="${name}"${more}`, content);
const end = "--b--\r\n";

/** Files as `name|type|content`. */
async function spell(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(spell));
  if (typeof value !== "object" || value === null) return value;
  if ("stream" in value) {
    const { filename = "", contentType = "", size, text } = value as Upload;
    return `${filename}|${contentType}|${await text()}|${size}`;
  }
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await spell(member)] as const)));
}

async function readParts(body: Wire["body"], content = form, type = "multipart/form-data; boundary=b"): Promise<unknown> {
  const outcome: Outcome = await read({ body: { contents: { "multipart/*": content }, required: true } }, { headers: { "content-type": type }, body: body ?? "" });
  return Array.isArray(outcome) ? outcome : spell((outcome as { readonly body?: unknown }).body);
}

describe("parts", () => {
  test.each<readonly [string, string, unknown]>([
    ["texts", field("name", "Ada") + field("age", "36"), { name: "Ada", age: 36 }],
    ["an empty text", field("name", ""), { name: "" }],
    ["line breaks and boundaries in a text", field("name", "\r\n--c\r\n\r\n--\r\r\n-"), { name: "\r\n--c\r\n\r\n--\r\r\n-" }],
    ["a list", field("tags", "a") + field("tags", "b"), { tags: ["a", "b"] }],
    ["a list of one", field("tags", "a"), { tags: ["a"] }],
    ["JSON", field("meta", '{"a": [1]}'), { meta: { a: [1] } }],
    ["JSON with a type", part('Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json', "1"), { meta: 1 }],
    ["a list of JSON", field("rows", "1") + field("rows", "{}"), { rows: [1, {}] }],
    ["a style", field("joined", "1,2"), { joined: [1, 2] }],
    ["a style that spreads", field("spread", "R=1&G=2"), { spread: { R: 1, G: 2 } }],
    ["a file", part('Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain', "abc"), { file: "a.txt|text/plain|abc|3" }],
    ["a file without a name", field("file", "abc"), { file: "||abc|3" }],
    ["an empty file", field("file", "", '; filename=""'), { file: "|||0" }],
    ["files", field("files", "1", '; filename="a"') + field("files", "2", '; filename="b"'), { files: ["a||1|1", "b||2|1"] }],
    ["folders in a file's name", field("file", "x", '; filename="../../etc/passwd"') + field("files", "x", '; filename="C:\\\\a.txt"'), { file: "passwd||x|1", files: ["a.txt||x|1"] }],
    ["names as browsers write them", field("na%22me%0D%0A", "x") + field("file", "x", '; filename="%22ü.txt"'), { 'na"me\r\n': "", file: '"ü.txt||x|1' }],
    ["an extended name", field("file", "x", "; filename*=UTF-8''na%C3%AFve.txt"), { file: "naïve.txt||x|1" }],
    ["parameters in a file's name", part('content-disposition: form-data; filename="; name=x"; name=file', "x"), { file: "; name=x||x|1" }],
    ["a media type of the contract", part('Content-Disposition: form-data; name="image"\r\nContent-Type: image/PNG; q=1', "x"), { image: "|image/PNG; q=1|x|1" }],
    ["a range of the contract", part('Content-Disposition: form-data; name="image"\r\nContent-Type: image/x-icon', "x"), { image: "|image/x-icon|x|1" }],
    ["names of prototypes", field("__proto__", "1") + field("constructor", "2"), JSON.parse('{"__proto__": "", "constructor": ""}')],
    ["nothing", "", {}],
  ])("%s", async (_, body, want) => {
    expect(await readParts(body + end)).toEqual(want);
    // In pieces of one byte, too.
    expect(await readParts(Array.from(Buffer.from(body + end), (byte) => Uint8Array.of(byte)))).toEqual(want);
  });

  test.each<readonly [string, string, readonly string[]]>([
    ["off the type", field("age", "x"), ["body /age type"]],
    ["twice", field("name", "a") + field("name", "b"), ["body /name duplicate"]],
    ["a file twice", field("file", "a") + field("file", "b"), ["body /file duplicate"]],
    ["no JSON", field("meta", "{"), ["body /meta json"]],
    ["no JSON in a list", field("rows", "1") + field("rows", "{"), ["body /rows/1 json"]],
    ["another media type", part('Content-Disposition: form-data; name="image"\r\nContent-Type: text/html', "x"), ["415 unsupported_media_type"]],
  ])("%s", async (_, body, want) => {
    expect(await readParts(body + end)).toEqual(want);
  });

  test("no UTF-8", async () => {
    expect(await readParts(Buffer.concat([Buffer.from('--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n'), Uint8Array.of(0xff), Buffer.from(`\r\n${end}`)]))).toEqual(["body /name encoding"]);
  });

  test("by position", async () => {
    const list: MultipartContent = { kind: "multipart", members: {}, prefix: [{ content: { kind: "json" } }], items: { content: { kind: "binary" } }, ...checkOf({ type: "array" }) };
    const body = part("Content-Type: application/json", '{"a":1}') + part("Content-Type: image/png", "x") + part("", "y") + end;
    expect(await readParts(body, list, 'multipart/mixed; boundary="b"')).toEqual([{ a: 1 }, "|image/png|x|1", "||y|1"]);
    expect(await readParts(part("", "{") + end, list, "multipart/mixed; boundary=b")).toEqual(["body /0 json"]);
  });
});

describe("framing", () => {
  const whole = field("name", "a");

  test.each<readonly [string, string, unknown]>([
    ["a preamble and an epilogue", `hello\r\n${whole}${end}bye`, { name: "a" }],
    ["spaces behind a boundary", `--b \t\r\nContent-Disposition: form-data; name=name\r\n\r\na\r\n--b--`, { name: "a" }],
    ["no last boundary", whole, "malformed"],
    ["a last boundary that is cut", `${whole}--b-`, "malformed"],
    ["no boundary at all", "hello", "malformed"],
    ["line feeds alone", '--b\nContent-Disposition: form-data; name="name"\n\na\n--b--\n', "malformed"],
    ["a boundary that goes on", `--bb\r\n\r\nx\r\n${end}`, "malformed"],
    ["no name", part("Content-Type: text/plain", "x") + end, "malformed"],
    ["a header without a colon", part("nonsense", "x") + end, "malformed"],
    ["a header twice", part("A: 1\r\na: 2", "x") + end, "malformed"],
    ["a folded header", part('Content-Disposition: form-data;\r\n name="name"', "x") + end, "malformed"],
    ["a head without an end", `--b\r\n${"X: y\r\n".repeat(10_000)}`, "malformed"],
    ["spaces without an end", `--b${" ".repeat(1000)}`, "malformed"],
  ])("%s", async (_, body, want) => {
    expect(await readParts(body)).toEqual(want === "malformed" ? ["body  encoding"] : want);
  });

  test.each([["multipart/form-data"], ['multipart/form-data; boundary=""'], ["multipart/form-data; boundary=ü"], [`multipart/form-data; boundary=${"b".repeat(71)}`]])("%s", async (type) => {
    expect(await readParts(`${whole}${end}`, form, type)).toEqual(["body  encoding"]);
  });

  test("zero bytes are no body", async () => {
    expect(await readParts("")).toEqual(["body  required"]);
  });
});

describe("files", () => {
  const spooled = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("upload-"));
  const content = (letter: string, length: number): Uint8Array => Buffer.alloc(length, letter);
  const head = (name: string): Uint8Array => Buffer.from(`\r\n--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`);

  async function open(body: readonly Uint8Array[], more = {}): Promise<RequestReading> {
    const route = { id: "op", method: "POST", path: "/", responses: {}, body: { contents: { "multipart/form-data": form } } };
    const plan = planRequest(route, { ...limits, spool: openFileSpool, ...more });
    return readingOf(plan, { headers: { "content-type": "multipart/form-data; boundary=b" }, body });
  }

  test("large ones are spooled, and removed", async () => {
    const before = spooled();
    const pieces = Array.from({ length: 30 }, (_, index) => content(String.fromCharCode(97 + (index % 26)), 50_000));
    const reading = await open([head("files"), content("x", 1000), head("files"), ...pieces, head("files"), content("z", 2000), Buffer.from("\r\n--b--")]);
    if (reading.problem !== undefined) throw reading.problem;
    const { files } = reading.values.body as { readonly files: readonly Upload[] };
    expect(files.map(({ size }) => size)).toEqual([1000, 1_500_000, 2000]);
    const [small, large, last] = await Promise.all(files.map((file) => file.bytes()));
    expect(Buffer.concat(pieces).equals(large ?? Buffer.alloc(0))).toBe(true);
    expect(Buffer.from(small ?? []).equals(content("x", 1000))).toBe(true);
    expect(Buffer.from(last ?? []).equals(content("z", 2000))).toBe(true);
    await reading.release?.();
    expect(spooled()).toEqual(before);
    await expect(large === undefined ? undefined : files[1]?.bytes()).rejects.toThrow();
  });

  test("nothing is left of a request that is refused", async () => {
    const before = spooled();
    const large = [head("file"), content("x", 3_000_000), Buffer.from("\r\n--b--")];
    expect((await open(large, { maxBodyBytes: 2_000_000 })).problem?.code).toBe("payload_too_large");
    expect((await open(large.slice(0, 2))).problem?.parts.violations).toMatchObject([{ rule: "encoding" }]);
    expect((await open([head("age"), content("x", 1), ...large])).problem?.parts.violations).toMatchObject([{ pointer: "/age" }]);
    expect(spooled()).toEqual(before);
  });

  test("texts are held in memory, however much a body may have", async () => {
    const large = [head("name"), ...Array.from({ length: 11 }, () => content("x", 1024 * 1024)), Buffer.from("\r\n--b--")];
    expect((await open(large, { maxBodyBytes: 2 ** 30 })).problem?.code).toBe("payload_too_large");
  });
});
