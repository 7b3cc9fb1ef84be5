import { buffer } from "node:stream/consumers";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Form, MirrorUploadRequest, RecipeInput } from "../../generated/kitchen-sink/ts-client/index.js";
import { loadKitchen } from "./clients.js";
import { parseMultipart, type Part } from "./multipart.js";
import { type Route, send, startServer } from "./server.js";

const kitchen = await loadKitchen();
const { Course, createClient, file } = kitchen;

/** The last body that came, as bytes, and what it was called. */
let last: { body: Buffer; contentType: string | undefined } = { body: Buffer.alloc(0), contentType: undefined };

/** Answers with what came, or as `answer` says. */
const mirror = (answer?: (body: Buffer) => unknown): Route => ({
  streams: true,
  handle: async ({ request, response }) => {
    last = { body: await buffer(request), contentType: request.headers["content-type"] };
    if (answer !== undefined) return send(response, 200, answer(last.body));
    if (last.body.length === 0) return send(response, 204);
    response.writeHead(200, { "content-type": last.contentType ?? "application/json" }).end(last.body);
  },
});
const server = await startServer({
  "POST /mirror/bodies/json": mirror(),
  "POST /mirror/bodies/any": mirror(),
  "POST /mirror/bodies/form": mirror((body) => Object.fromEntries(new URLSearchParams(body.toString()))),
  "POST /mirror/bodies/upload": mirror((body) => ({ title: "t", photo: { bytes: body.length } })),
  "POST /mirror/bodies/parts": mirror(() => []),
  "POST /mirror/bodies/text": mirror(),
  "POST /mirror/bodies/xml": mirror(),
  "POST /mirror/bodies/binary": mirror(),
});
const client = createClient({ baseUrl: server.url, retries: 0 });
const sent = (): readonly unknown[] => [last.contentType, last.body.toString()];
const parts = (): readonly Part[] => parseMultipart(last.body, last.contentType ?? "");
const red = { red: 200, green: 30, blue: 0 };
const soup: RecipeInput = { name: "Soup", course: Course.Starter, ingredients: [] };

describe("JSON", () => {
  test("under several names: the first unless the caller chooses", async () => {
    expect(await kitchen.mirrorJson(client, { body: soup })).toMatchObject({ ok: true, data: { name: "Soup" } });
    expect(sent()).toEqual(["application/json", '{"name":"Soup","course":"starter","ingredients":[]}']);
    await kitchen.mirrorJson(client, { contentType: "application/vnd.kitchen.recipe+json", body: soup });
    expect(last.contentType).toBe("application/vnd.kitchen.recipe+json");
    expect(await kitchen.mirrorJson(client, { contentType: "application/merge-patch+json; charset=utf-8", body: { words: ["a"] } })).toMatchObject({ ok: true, data: { words: ["a"] } });
    expect(last.contentType).toBe("application/merge-patch+json; charset=utf-8");
    // @ts-expect-error a filter is no recipe
    void (() => kitchen.mirrorJson(client, { body: { words: ["a"] } }));
    // @ts-expect-error the server sets the number
    void (() => kitchen.mirrorJson(client, { body: { ...soup, id: 7n } }));
  });

  test.each<readonly [unknown, string]>([
    [null, "null"],
    [false, "false"],
    [0, "0"],
    ["", '""'],
    ["ü\u2028\ud83c\udf45", '"ü\u2028🍅"'],
    [[], "[]"],
    [{ a: undefined, b: new Date("2026-03-14T09:26:53Z"), __proto__: null }, '{"b":"2026-03-14T09:26:53.000Z"}'],
    [{ big: 9007199254740993n, text: "9007199254740993" }, '{"big":9007199254740993,"text":"9007199254740993"}'],
  ])("%o", async (body, text) => {
    const result = await kitchen.mirrorAny(client, { body });
    expect(sent()).toEqual(["application/json", text]);
    expect(result).toMatchObject({ ok: true, status: 200 });
  });

  test("none at all", async () => {
    expect(await kitchen.mirrorAny(client)).toMatchObject({ ok: true, status: 204, data: undefined });
    expect(sent()).toEqual([undefined, ""]);
  });
});

describe("forms", () => {
  test("each member in its own style", async () => {
    const body: Form = { text: "two eggs & salt=ü", count: 2, flag: false, list: ["a", "b,c"], spread_list: ["a", "b"], pipes: ["a", "b"], color: red, json: { words: ["x&y"] }, path: "/a/b?c" };
    await kitchen.mirrorForm(client, { body });
    const pairs = last.body.toString().split("&");
    expect(last.contentType).toBe("application/x-www-form-urlencoded");
    expect(pairs).toEqual([
      "text=two%20eggs%20%26%20salt%3D%C3%BC", "count=2", "flag=false", "list=a,b%2Cc", "spread_list=a", "spread_list=b", "pipes=a%7Cb",
      "color%5Bred%5D=200", "color%5Bgreen%5D=30", "color%5Bblue%5D=0", "json=%7B%22words%22%3A%5B%22x%26y%22%5D%7D", "path=/a/b?c",
    ]);
    expect(new URLSearchParams(last.body.toString()).get("text")).toBe(body.text);
  });
});

describe("multipart/form-data", () => {
  test("each member as its own part, in the form that the contract says", async () => {
    const taken = "2026-03-14T09:26:53Z";
    const body: MirrorUploadRequest["body"] = {
      title: "Frühstück\r\n--x",
      servings: 2,
      course: Course.Main,
      words: ["a", "b"],
      recipe: { words: ["x"] },
      color: red,
      photo: file(new Blob(["png"], { type: "image/jpeg" }), { filename: "me & you.jpg", headers: { "X-Taken-At": taken } }),
      attachments: [new Blob(["one"]), file("two", { filename: "two.txt", contentType: "text/plain" })],
      signature: "c2ln",
    };
    expect(await kitchen.mirrorUpload(client, { body })).toMatchObject({ ok: true });
    expect(parts().map(({ name, filename, headers, content }) => [name, filename, headers["content-type"], content.toString()])).toEqual([
      ["title", undefined, undefined, body.title],
      ["servings", undefined, undefined, "2"],
      ["course", undefined, undefined, "main"],
      ["words", undefined, undefined, "a"],
      ["words", undefined, undefined, "b"],
      ["recipe", undefined, "application/vnd.kitchen.filter+json", '{"words":["x"]}'],
      ["color", undefined, undefined, "red=200&green=30&blue=0"],
      ["photo", "me & you.jpg", "image/jpeg", "png"],
      ["attachments", "attachments", "application/octet-stream", "one"],
      ["attachments", "two.txt", "text/plain", "two"],
      ["signature", undefined, undefined, "c2ln"],
    ]);
    expect(parts().find(({ name }) => name === "photo")?.headers["x-taken-at"]).toBe(taken);
  });

  test("bytes alone have the contract's media type", async () => {
    await kitchen.mirrorUpload(client, { body: { title: "t", photo: new Uint8Array([137, 80, 78, 71]) } });
    const photo = parts().find(({ name }) => name === "photo");
    expect([photo?.headers["content-type"], photo?.filename, [...(photo?.content ?? [])]]).toEqual(["image/png", "photo", [137, 80, 78, 71]]);
    expectTypeOf<MirrorUploadRequest["body"]["photo"]>().not.toBeUnknown();
  });
});

describe("multipart of positions (3.2)", () => {
  const shown = (): readonly unknown[] => parts().map(({ name, headers, content }) => [name, headers["content-type"], content.toString()]);

  test("mixed: the first ones and all others", async () => {
    expect(await kitchen.mirrorParts(client, { body: [{ words: ["a"] }, "text", red, red] })).toMatchObject({ ok: true });
    expect(last.contentType).toMatch(/^multipart\/mixed; boundary=/);
    const json = JSON.stringify(red);
    expect(shown()).toEqual([
      [undefined, "application/json", '{"words":["a"]}'],
      [undefined, "text/plain", "text"],
      [undefined, "application/json", json],
      [undefined, "application/json", json],
    ]);
  });

  test("related: items, all alike", async () => {
    await kitchen.mirrorParts(client, { contentType: "multipart/related", body: [red, red] });
    expect(shown()).toEqual([[undefined, "application/json", JSON.stringify(red)], [undefined, "application/json", JSON.stringify(red)]]);
  });

  test("alternative: each with its own media type", async () => {
    await kitchen.mirrorParts(client, { contentType: "multipart/alternative", body: ["<b>hi</b>"] });
    expect(shown()).toEqual([[undefined, "text/html", "<b>hi</b>"]]);
  });
});

describe("text and bytes", () => {
  test("text, under the media type that the caller chooses", async () => {
    expect(await kitchen.mirrorText(client, { body: "Two eggs. ü" })).toMatchObject({ ok: true, data: "Two eggs. ü" });
    expect(sent()).toEqual(["text/plain", "Two eggs. ü"]);
    expect(await kitchen.mirrorText(client, { contentType: "text/csv", body: "a,b" })).toMatchObject({ ok: true, data: "a,b" });
    expect(last.contentType).toBe("text/csv");
    await kitchen.mirrorText(client, { contentType: "text/markdown", body: "# a" });
    expect(sent()).toEqual(["text/markdown", "# a"]);
    expect(await kitchen.mirrorXml(client, { body: "<recipe/>" })).toMatchObject({ ok: true, data: "<recipe/>" });
    expect(last.contentType).toBe("application/xml");
    // @ts-expect-error the contract has no such media type
    await expect(kitchen.mirrorText(client, { contentType: "image/png", body: "x" })).rejects.toThrow(/only: text\/plain, text\/csv, text\/\*/);
  });

  test.each<readonly [name: string, contentType: string | undefined, body: Blob | Uint8Array | ArrayBuffer, want: string]>([
    ["the first media type", undefined, new Uint8Array([1, 2]), "application/octet-stream"],
    ["a blob's own, under a range", "*/*", new Blob([new Uint8Array([1, 2])], { type: "video/mp4" }), "video/mp4"],
    ["the caller's", "image/webp", new Uint8Array([1, 2]).buffer, "image/webp"],
  ])("bytes: %s", async (_, contentType, body, want) => {
    const request = contentType === undefined ? { body } : { contentType: contentType as "*/*", body };
    const result = await kitchen.mirrorBinary(client, request);
    expect([last.contentType, [...last.body]]).toEqual([want, [1, 2]]);
    if (want === "image/webp" && result.status === 200) expect([...(await result.data.bytes())]).toEqual([1, 2]);
  });
});
