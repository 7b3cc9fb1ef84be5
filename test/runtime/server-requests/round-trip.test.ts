import { describe, expect, test } from "vitest";
import { RequestError } from "../../../templates/runtime/typescript/errors.js";
import { form as formCodec } from "../../../templates/runtime/typescript/form.js";
import { type PartSpec as ClientPart, writeMultipart } from "../../../templates/runtime/typescript/multipart-write.js";
import { parameterWriter } from "../../../templates/runtime/typescript/parameters.js";
import type { MemberSpec } from "../../../templates/runtime/typescript/spec.js";
import { Decimal } from "../../../templates/runtime/typescript/check/decimal.js";
import type { ContentSpec, ParameterPlace, ParameterSpec, ParameterStyle, PartSpec, TextSpec } from "../../../templates/runtime/typescript/server/route.js";
import type { Upload } from "../../../templates/runtime/typescript/server/upload.js";
import { read, type Wire } from "./reading.js";

// Wire profile, "Clients": what the client's writers write comes back unchanged, for every place, style, explode and type. What a style
// has no words for is left out of the values (each with its reason), and nothing else is.

/** A reproducible source of chance. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Roll = ReturnType<typeof dice>;
type Kind = "string" | "integer" | "number" | "boolean" | "nullable" | "strings" | "integers" | "record" | "map";

const pieces = ["a", "B", "0", "7", "é", "🍅", " ", "+", "%", "%2F", "&", "=", ";", ",", ".", "|", "/", "?", "#", "[", "]", "][", '"', "'", "\\", "<", "~", ":", "@", "!", "$", "(", "*", "\u0000", "\n", "\u00a0", "-", "_", "true", "null", "1", "__proto__"];

const word = (roll: Roll): string => Array.from({ length: roll(6) }, () => pieces[roll(pieces.length)] ?? "").join("");
const integers = [0, 1, -1, 42, 2 ** 53, -(2 ** 31), 9007199254740993n, -9223372036854775808n, 18446744073709551615n, 1e21];
const numbers = [0, 0.1, -2.5, 1e-7, 1.7976931348623157e308, 5e-324, 1e21, 123456.789];
const pick = <T>(roll: Roll, list: readonly T[]): T => list[roll(list.length)] as T;
const many = <T>(roll: Roll, make: () => T): readonly T[] => Array.from({ length: roll(4) }, make);

const makers: Readonly<Record<Kind, (roll: Roll) => unknown>> = {
  string: word,
  integer: (roll) => pick(roll, integers),
  number: (roll) => pick(roll, numbers),
  boolean: (roll) => roll(2) === 0,
  nullable: (roll) => (roll(3) === 0 ? null : pick(roll, integers)),
  strings: (roll) => many(roll, () => word(roll)),
  integers: (roll) => many(roll, () => pick(roll, integers)),
  record: (roll) => ({ R: pick(roll, integers), name: word(roll) }),
  map: (roll) => Object.fromEntries(many(roll, () => [word(roll), word(roll)])),
};

const specs: Readonly<Record<Kind, TextSpec>> = {
  string: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  nullable: { anyOf: [{ text: "null" }, { text: "integer" }] },
  strings: { items: "string" },
  integers: { items: "integer" },
  record: { members: { R: "integer", name: "string" } },
  map: { members: {}, rest: "string" },
};

const kinds = Object.keys(makers) as readonly Kind[];

/** With numbers beyond doubles as their digits. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
  if (typeof value === "number" && !Number.isSafeInteger(value) && Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  if (value instanceof Decimal) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)])) : value;
}

const places: Readonly<Record<Exclude<ParameterPlace, "querystring">, readonly ParameterStyle[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** What a place and style have no words for. */
function isSayable(place: keyof typeof places, style: ParameterStyle, explode: boolean, value: unknown): boolean {
  const isList = Array.isArray(value);
  const isObject = typeof value === "object" && value !== null && !isList;
  const texts = isList ? value.map(String) : isObject ? Object.entries(value).flat().map(String) : [String(value)];
  // No list differs from a list of one empty text, and an exploded one without items from none at all.
  if (isList && value.length === 1 && texts[0] === "" && (!explode || place === "path" || place === "header")) return false;
  if ((isList || isObject) && texts.length === 0 && explode && place !== "path" && place !== "header") return false;
  if (isObject && texts.length === 0 && style === "deepObject") return false;
  if (isObject && texts.join("") === "" && !explode && texts.length === 2) return true;
  // As they are: what parts the values can't be in them.
  if (place === "header") return texts.every((text) => text.trim() === text && !/^[ \t]|[ \t]$/.test(text) && !((isList || isObject) && /[,=]/.test(text)) && !/\u00a0/.test(text));
  if (style === "cookie") return texts.every((text) => !/^\s|\s$|[;\0\n]/.test(text) && !((isList || isObject) && /[,=]/.test(text)));
  return true;
}

function wireOf(place: keyof typeof places, text: string): Wire {
  if (place === "path") return { path: [text] };
  return place === "query" ? { query: text } : { headers: { [place === "header" ? "x-color" : "cookie"]: Buffer.from(text, "latin1").toString() } };
}

type Case = readonly [place: keyof typeof places, style: ParameterStyle, explode: boolean, kind: Kind];

const cases = (Object.entries(places) as readonly (readonly [keyof typeof places, readonly ParameterStyle[]])[]).flatMap(([place, styles]) =>
  styles.flatMap((style) =>
    [false, true].flatMap((explode) =>
      kinds.filter((kind) => style !== "deepObject" || kind === "record" || kind === "map").map((kind): Case => [place, style, explode, kind]),
    ),
  ),
);

describe("parameters", () => {
  test.each(cases)("%s, %s, explode %s: %s", async (place, style, explode, kind) => {
    const roll = dice(cases.length + kind.length * 7 + style.length);
    const name = place === "header" ? "X-Color" : "color";
    for (const allowReserved of place === "query" || place === "path" ? [false, true] : [false]) {
      const { write } = parameterWriter({ name, in: place, style, explode, allowReserved });
      const parameter: ParameterSpec = { name, in: place, style, explode, allowReserved, text: specs[kind], is: () => true, check: () => undefined, read: plain };
      let count = 0;
      for (let round = 0; round < 300; round += 1) {
        const value = makers[kind](roll);
        if (!isSayable(place, style, explode, value)) continue;
        const text = written(() => write(value));
        if (text === undefined) continue;
        count += 1;
        const outcome = (await read({ path: "/{color}", parameters: [parameter] }, wireOf(place, text))) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
        const back = outcome[place === "header" ? "headers" : place === "cookie" ? "cookies" : place]?.[name];
        expect({ text, value: plain(back) }).toEqual({ text, value: plain(value) });
      }
      expect(count).toBeGreaterThan(15);
    }
  });

  test.each(["path", "query", "header", "cookie"] as const)("JSON in %s", async (place) => {
    const roll = dice(5);
    const name = place === "header" ? "X-Color" : "color";
    const { write } = parameterWriter({ name, in: place, content: "application/json" });
    const parameter: ParameterSpec = { name, in: place, content: { kind: "json" }, is: () => true, check: () => undefined, read: plain };
    for (let round = 0; round < 300; round += 1) {
      const value = makers[pick(roll, kinds)](roll);
      const text = write(value) ?? "";
      const outcome = (await read({ path: "/{color}", parameters: [parameter] }, wireOf(place, text))) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
      expect(plain(outcome[place === "header" ? "headers" : place === "cookie" ? "cookies" : place]?.[name])).toEqual(plain(value));
    }
  });
});

/** `undefined`: the client refuses to write it, because nobody could read it. */
function written(write: () => string | undefined): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}

/** How the client and the server are told of one member. */
type Member = readonly [kind: Kind, client: MemberSpec | undefined, server: PartSpec];

const members: readonly Member[] = [
  ...kinds.filter((kind) => kind !== "record" && kind !== "map").map((kind): Member => [kind, undefined, { text: specs[kind] }]),
  ["record", undefined, { text: specs.record }],
  ["record", undefined, { content: { kind: "json" } }],
  ["map", undefined, { content: { kind: "json" } }],
  ["strings", { contentType: "application/json" }, { content: { kind: "json" } }],
  ["strings", { style: "form", explode: false }, { style: "form", explode: false, text: specs.strings }],
  ["integers", { style: "pipeDelimited" }, { style: "pipeDelimited", text: specs.integers }],
  ["record", { style: "form", explode: true }, { style: "form", explode: true, text: specs.record }],
  ["map", { style: "deepObject" }, { style: "deepObject", explode: true, text: specs.map }],
];

describe("forms", () => {
  test.each(members)("%s, %j, %j", async (kind, client, server) => {
    const roll = dice(11);
    const type = "application/x-www-form-urlencoded";
    const content: ContentSpec = { kind: "form", members: { "a b[]": server }, read: plain };
    const codec = formCodec(client === undefined ? {} : { "a b[]": client });
    for (let round = 0; round < 200; round += 1) {
      const value = makers[kind](roll);
      if (!isSayable("query", server.style ?? "form", server.explode ?? server.style === undefined, value) && server.content === undefined) continue;
      const body = written(() => codec.write({ "a b[]": value }, type).body as string);
      if (body === undefined) continue;
      const outcome = await read({ body: { contents: { [type]: content } } }, { headers: { "content-type": type }, body });
      expect({ body, value: plain((outcome as { body?: Readonly<Record<string, unknown>> }).body?.["a b[]"]) }).toEqual({ body, value: plain(value) });
    }
  });
});

describe("multipart", () => {
  const parts: readonly Member[] = members.filter(([kind, client]) => (kind !== "record" && kind !== "map") || client?.style === undefined);

  test.each(parts)("%s, %j, %j", async (kind, client, server) => {
    const roll = dice(13);
    for (let round = 0; round < 200; round += 1) {
      const name = `x${word(roll).replaceAll("\0", "")}`;
      // A name as browsers write it doesn't tell these two apart.
      if (/%2/.test(name)) continue;
      const value = makers[kind](roll);
      if (Array.isArray(value) && value.length === 0 && server.content === undefined) continue;
      // Parts are not percent-encoded, so what parts the values can't be in them.
      if (server.style !== undefined && Array.isArray(value) && (value.join("") === "" || value.some((item) => /[,|%]/.test(String(item))))) continue;
      const specs: Readonly<Record<string, ClientPart>> = client === undefined ? {} : { [name]: client };
      const { body, contentType = "" } = writeMultipart({ [name]: value }, "multipart/form-data", specs, {});
      const bytes = new Uint8Array(await (body as Blob).arrayBuffer());
      const content: ContentSpec = { kind: "multipart", members: { [name]: server }, read: plain };
      const outcome = await read({ body: { contents: { "multipart/form-data": content } } }, { headers: { "content-type": contentType }, body: bytes });
      expect({ name, value: plain((outcome as { body?: Readonly<Record<string, unknown>> }).body?.[name]) }).toEqual({ name, value: plain(value) });
    }
  });

  test("files", async () => {
    const roll = dice(17);
    for (let round = 0; round < 50; round += 1) {
      const bytes = Uint8Array.from({ length: roll(3000) }, () => pick(roll, [13, 10, 45, 0, 255, roll(256)]));
      const filename = `${word(roll).replace(/[/\\\0]|%2/g, "")}.bin`;
      const files = [new File([bytes], filename, { type: "image/png" }), new Blob([bytes])];
      const { body, contentType = "" } = writeMultipart({ files }, "multipart/form-data", {}, {});
      const content: ContentSpec = { kind: "multipart", members: { files: { content: { kind: "binary" }, list: true } } };
      const wire = { headers: { "content-type": contentType }, body: new Uint8Array(await (body as Blob).arrayBuffer()) };
      const outcome = (await read({ body: { contents: { "multipart/form-data": content } } }, wire)) as { readonly body: { readonly files: readonly Upload[] } };
      const [first, second] = outcome.body.files;
      expect(first).toMatchObject({ filename, contentType: "image/png", size: bytes.length });
      expect(second).toMatchObject({ filename: "files", contentType: "application/octet-stream" });
      expect(Buffer.from((await first?.bytes()) ?? []).equals(Buffer.from(bytes))).toBe(true);
      expect(Buffer.from((await second?.bytes()) ?? []).equals(Buffer.from(bytes))).toBe(true);
    }
  });
});
