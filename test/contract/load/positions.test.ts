import { describe, expect, test } from "vitest";
import { loadFiles, placeOf } from "./memory.js";

const yaml = `openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /a~b/{x}:
    get:
      tags: [one, 'two']
      parameters:
        - name: x
          in: path
      responses:
        200: {description: ok}
        default:
          description: |
            several
            lines
components:
  schemas:
    User: &user
      type: object
      properties:
        "a/b": { type: string }
    Copy: *user
    Merged:
      <<: *user
      title: M
    Empty:
      description:
`;

const json = `{
  "openapi": "3.1.0", "info": {"title": "T", "version": "1"},
  "paths": {"/a~b/{x}": {"get": {
    "tags": ["one", "two"], "a\\u0062": [[], [{"c": 1}]]
  }}}
}`;

test.each<[pointer: string, at: "key" | "value", want: string]>([
  ["#", "value", "1:1"],
  ["#/openapi", "key", "1:1"],
  ["#/openapi", "value", "1:10"],
  ["#/info/title", "key", "2:8"],
  ["#/info/title", "value", "2:15"],
  ["#/info/version", "value", "2:27"],
  ["#/paths/~1a~0b~1{x}", "key", "4:3"],
  ["#/paths/~1a~0b~1{x}", "value", "4:3"],
  ["#/paths/~1a~0b~1{x}/get/tags/1", "value", "6:19"],
  ["#/paths/~1a~0b~1{x}/get/parameters/0", "value", "8:11"],
  ["#/paths/~1a~0b~1{x}/get/parameters/0/in", "value", "9:15"],
  ["#/paths/~1a~0b~1{x}/get/responses/200", "key", "11:9"],
  ["#/paths/~1a~0b~1{x}/get/responses/200/description", "value", "11:28"],
  ["#/paths/~1a~0b~1{x}/get/responses/default/description", "value", "14:13"],
  ["#/components/schemas/User/properties/a~1b/type", "value", "21:24"],
  ["#/components/schemas/Copy/properties/a~1b/type", "value", "21:24"],
  ["#/components/schemas/Copy", "key", "22:5"],
  ["#/components/schemas/Merged/properties", "key", "20:7"],
  ["#/components/schemas/Merged/title", "value", "25:14"],
  ["#/components/schemas/Empty/description", "value", "27:7"],
  ["#/components/schemas/Nobody/properties/x", "key", "17:3"],
  ["#/paths/~1a~0b~1{x}/get/tags/7", "value", "6:7"],
])("yaml %s, %s: %s", async (pointer, at, want) => {
  expect(placeOf(await loadFiles({ "a.yaml": yaml }), pointer, at)).toBe(`a.yaml:${want}`);
});

test.each<[pointer: string, at: "key" | "value", want: string]>([
  ["#", "value", "1:1"],
  ["#/openapi", "key", "2:3"],
  ["#/openapi", "value", "2:14"],
  ["#/info/version", "value", "2:57"],
  ["#/paths/~1a~0b~1{x}/get", "value", "3:26"],
  ["#/paths/~1a~0b~1{x}/get/tags/1", "value", "4:21"],
  ["#/paths/~1a~0b~1{x}/get/ab/1/0/c", "value", "4:52"],
  ["#/paths/~1a~0b~1{x}/get/ab/1/0", "value", "4:46"],
  ["#/paths/~1a~0b~1{x}/get/nothing/here", "value", "3:26"],
])("json %s, %s: %s", async (pointer, at, want) => {
  expect(placeOf(await loadFiles({ "a.json": json }), pointer, at)).toBe(`a.json:${want}`);
});

describe("the width to underline", () => {
  test.each<[pointer: string, at: "key" | "value", want: number]>([
    ["#/openapi", "key", 7],
    ["#/openapi", "value", 5],
    ["#/info/version", "value", 3],
    ["#/paths/~1a~0b~1{x}/get/responses/default/description", "value", 7],
    ["#/components/schemas/User", "value", 4],
  ])("%s, %s", async (pointer, at, want) => {
    expect((await loadFiles({ "a.yaml": yaml })).locate(pointer, at)?.length).toBe(want);
  });
});

test("lines for the code frame, of every file", async () => {
  const source = await loadFiles({ "a.yaml": yaml });
  expect(source.line("folder/a.yaml", 2)).toBe('info: {title: T, version: "1"}');
  expect(source.line("folder/other.yaml", 2)).toBeUndefined();
});
