import { expect, test } from "vitest";
import { loadFiles } from "./memory.js";

const yaml = `openapi: 3.1.0
info: {title: T, version: "1"}
servers: [{url: 'https://{host}/v1', variables: {host: {default: a}}}]
paths:
  /users/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get:
      operationId: getUser
      responses:
        200: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
        default: {$ref: 'other.yaml#/responses/Problem'}
components:
  parameters: {Id: {name: id, in: path, required: true, schema: &id {type: integer, minimum: 1}}}
  schemas:
    User: {type: object, required: [id], properties: {id: *id, friends: {type: array, items: {$ref: '#user'}}}, $anchor: user}
    Pet: {oneOf: [{$ref: 'other.yaml#/schemas/Cat'}], discriminator: {propertyName: kind, mapping: {cat: 'other.yaml#/schemas/Cat'}}}
`;
const swagger = `swagger: "2.0"
info: {title: T, version: "1"}
paths: {/a: {post: {parameters: [{in: body, name: b, schema: {$ref: '#/definitions/A'}}], responses: {200: {description: d, schema: {type: file}}}}}}
definitions: {A: {type: object, properties: {b: {$ref: 'other.yaml#/schemas/Cat'}}}}
`;
const other = "responses: {Problem: {description: p}}\nschemas: {Cat: {type: object, properties: {next: {$ref: '#/schemas/Cat'}}}}\n";
const bits = ["{", "}", "[", "]", ":", ",", "\n", "  ", "- ", "$ref: ", "'#/components/schemas/", '"', "'", "&a ", "*a", "<<: ", "!!int ", "null", "true", "1e999", "|\n", "?", " #", "%", "__proto__: ", "$id: x\n", "\t", "---\n", "\\u00", "\u0000", "\uFEFF", "😀", "\uD800"];

/** A sequence of numbers below 1 that is the same on every run (a linear congruential generator). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function mutate(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const choice = random();
  if (choice < 0.4) return `${text.slice(0, at)}${bits[Math.floor(random() * bits.length)] ?? ""}${text.slice(at)}`;
  if (choice < 0.7) return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 8));
  const from = Math.floor(random() * text.length);
  return text.slice(0, at) + text.slice(from, from + Math.floor(random() * 60)) + text.slice(at);
}

test.each([["yaml", yaml], ["swagger", swagger]])("whatever the text: no throw, and every diagnostic has a place (%s)", async (_, text) => {
  const random = randomFrom(7);
  for (let run = 0; run < 250; run++) {
    let broken = text;
    for (let count = 0; count <= run % 4; count++) broken = mutate(broken, random);
    const source = await loadFiles({ "a.yaml": broken, "other.yaml": run % 3 === 0 ? mutate(other, random) : other });
    for (const { origin, at, message } of source.diagnostics) {
      const place = typeof origin === "string" ? source.locate(origin, at) : origin;
      expect([message, broken, (place?.line ?? 0) >= 1 && (place?.column ?? 0) >= 1 && (place?.length ?? 0) >= 1]).toEqual([message, broken, true]);
    }
  }
});
