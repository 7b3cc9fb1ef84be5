import { describe, expect, test } from "vitest";
import { readLines } from "../../../generators/contract/read/lines.js";
import { decodeText } from "../../../generators/contract/read/text.js";
import { loadFiles, placeOf, tell } from "./memory.js";

const contract = '{"openapi": "3.1.0", "info": {"title": "é", "version": "1"}, "paths": {}}';
const utf16 = (text: string, bytes: readonly number[]): Uint8Array => Buffer.concat([Buffer.from(bytes), Buffer.from(text, "utf16le")]);

describe("encodings", () => {
  test.each<[name: string, bytes: Uint8Array, want: readonly string[]]>([
    ["UTF-8", Buffer.from(contract), []],
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${contract}`), []],
    ["UTF-16, little endian", utf16(contract, [0xff, 0xfe]), ["a.json:1:1 error encoding: the file is encoded in UTF-16"]],
    ["UTF-16, big endian", Buffer.from(utf16(contract, [0xff, 0xfe])).swap16(), ["a.json:1:1 error encoding: the file is encoded in UTF-16"]],
    ["UTF-16 without a mark", utf16(contract, []), ["a.json:1:1 error encoding: the file is encoded in UTF-16"]],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), ["a.json:1:1 error encoding: the file is encoded in UTF-32"]],
    ["Latin-1", Buffer.from('{"openapi": "3.1.0",\n "x-a": "caf\xe9"}', "latin1"), ["a.json:2:13 error encoding: the byte 0xE9 is no UTF-8 here"]],
    ["overlong", Buffer.from([0x22, 0xc0, 0xaf, 0x22]), ["a.json:1:2 error encoding: the byte 0xC0 is no UTF-8 here"]],
    ["a surrogate", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), ["a.json:1:2 error encoding: the byte 0xED is no UTF-8 here"]],
    ["cut off", Buffer.from([0x22, 0xe2, 0x82]), ["a.json:1:2 error encoding: the byte 0xE2 is no UTF-8 here"]],
    ["a replacement character of its own", Buffer.from(contract.replace("é", "\uFFFD")), []],
    ["nothing", Buffer.from(""), ["a.json:1:1 error syntax: the file is empty"]],
  ])("%s", async (_, bytes, want) => {
    expect(tell(await loadFiles({ "a.json": bytes }))).toEqual(want);
  });

  test("the mark is no part of the text", () => {
    expect(decodeText(Buffer.from("\uFEFFa: 1")).text).toBe("a: 1");
  });

  test.each(["yaml", "json"])("places behind a mark and behind wide characters count UTF-16 units: %s", async (ending) => {
    const source = await loadFiles({ [`a.${ending}`]: '\uFEFF{"openapi": "3.1.0", "info": {"title": "😀", "version": "1"}, "paths": {}}' });
    expect(placeOf(source, "#/info/version")).toBe(`a.${ending}:1:57`);
  });
});

describe("lines", () => {
  test.each<[text: string, offset: number, want: { line: number; column: number }]>([
    ["a\nb", 2, { line: 2, column: 1 }],
    ["a\r\nb", 3, { line: 2, column: 1 }],
    ["a\rb", 2, { line: 2, column: 1 }],
    ["abc", 3, { line: 1, column: 4 }],
    ["a\n", 2, { line: 2, column: 1 }],
  ])("%j at %i", (text, offset, want) => {
    expect(readLines(text).placeOf(offset)).toEqual(want);
  });

  test("the text of a line has no end", () => {
    const lines = readLines("one\r\ntwo\n\nfour");
    expect([0, 1, 2, 3, 4, 5].map((line) => lines.lineAt(line))).toEqual([undefined, "one", "two", "", "four", undefined]);
  });
});
