import { ExactNumber, isObject, type Json, type JsonObject } from "../json.js";
import { cloneJson } from "./assemble.js";
import { stepInto } from "./identifiers.js";

/** An OpenAPI 3.0 document made of a Swagger 2.0 one. */
export interface Converted {
  readonly document: JsonObject;
  /** The way to what a place of the new document was made of. */
  readonly originOf: (tokens: readonly string[]) => readonly string[];
  /** What 3.0 can't say, with the place in the old document. */
  readonly losses: readonly { readonly tokens: readonly string[]; readonly message: string }[];
}

/** Members that tell, through the conversion, which object was made of which. Extensions are kept by the converter. */
const ORIGIN = "x-mortise-origin";
const EXACT = "x-mortise-exact";
const LOSS = "x-mortise-loss";
/** The converter copies by plain assignment, which loses a member called `__proto__`. */
const PROTO = "x-mortise-proto";

const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * Converts a Swagger 2.0 document whose references are resolved to OpenAPI 3.0, with swagger2openapi. `isNamed` tells OpenAPI's own
 * objects (and schemas) from maps and data: only those can carry a mark. Gives the reason if the converter can't do it.
 */
export async function convertSwagger(document: JsonObject, isNamed: (value: object) => boolean): Promise<Converted | { readonly reason: string }> {
  const origins: (readonly string[])[] = [];
  const marked = mark(document, isNamed, origins);
  try {
    const { default: converter } = await import("swagger2openapi");
    const options = { patch: true, warnOnly: true, warnProperty: LOSS, refSiblings: "preserve", direct: true, text: "{}" };
    const made = (await quietly(() => converter.convertObj(marked as never, options as never))) as unknown as Json;
    return isObject(made) ? finish(made, origins) : { reason: "the converter gives no document" };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The converter prints what it throws, too; a person is told by diagnostics. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

interface Open {
  readonly from: Json;
  readonly to: Json;
  readonly key: string;
  readonly tokens: readonly string[] | undefined;
}

/** A copy with marks: where each object stood; and exact numbers as objects, for the converter copies plain JSON only. */
function mark(document: JsonObject, isNamed: (value: object) => boolean, origins: (readonly string[])[]): Json {
  const top: Json = {};
  const open: Open[] = [{ from: document, to: top, key: "document", tokens: [] }];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    const { from, to, key, tokens = [] } = task;
    if (typeof from !== "object" || from === null) setMember(to, key, from);
    else if (from instanceof ExactNumber) setMember(to, key, { [EXACT]: from.text });
    else {
      const made: Json = Array.isArray(from) ? [] : {};
      setMember(to, key === "__proto__" ? PROTO : key, made);
      for (const [name, part] of partsOf(from).reverse()) open.push({ from: part, to: made, key: name, tokens: [...tokens, name] });
      if (!isNamed(from)) continue;
      setMember(made, ORIGIN, origins.length);
      origins.push(tokens);
    }
  }
  return (top as JsonObject)["document"] ?? null;
}

const partsOf = (value: Json): [string, Json][] =>
  Array.isArray(value) ? Array.from(value as readonly Json[], (item, index): [string, Json] => [String(index), item ?? null]) : Object.entries(value as JsonObject);

function setMember(to: Json, name: string, value: Json): void {
  if (Array.isArray(to)) (to as Json[])[Number(name)] = value;
  else Object.defineProperty(to, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Takes the marks off again and keeps what they say. */
function finish(made: JsonObject, origins: readonly (readonly string[])[]): Converted {
  inlineBodies(made);
  const originAt = new Map<string, readonly string[]>();
  const losses: { readonly tokens: readonly string[]; readonly message: string }[] = [];
  const top: Json = {};
  const open: Open[] = [{ from: made, to: top, key: "document", tokens: [] }];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    const { from, to, key, tokens = [] } = task;
    const value = unmarkNumber(from);
    if (typeof value !== "object" || value === null || value instanceof ExactNumber) {
      setMember(to, key, value);
      continue;
    }
    const copy: Json = Array.isArray(value) ? [] : {};
    setMember(to, key === PROTO ? "__proto__" : key, copy);
    for (const [name, part] of partsOf(value).reverse()) {
      if (name === ORIGIN && typeof part === "number") originAt.set(keyOf(tokens), origins[part] ?? []);
      else if (name === LOSS && isLoss(String(part))) losses.push({ tokens, message: String(part) });
      else if (name !== LOSS && part !== undefined) open.push({ from: part, to: copy, key: name, tokens: [...tokens, name] });
    }
  }
  const document = (top as JsonObject)["document"];
  const originOf = (tokens: readonly string[]): readonly string[] => findOrigin(originAt, tokens);
  return { document: isObject(document) ? document : {}, originOf, losses: losses.map(({ tokens, message }) => ({ tokens: originOf(tokens), message })) };
}

/** References were looked up before; what the converter says of them is said already. */
const isLoss = (message: string): boolean => !/reference|\$ref/i.test(message);

const keyOf = (tokens: readonly string[]): string => JSON.stringify(tokens);

function unmarkNumber(value: Json): Json {
  const text = isObject(value) && Object.keys(value).length === 1 ? value[EXACT] : undefined;
  return typeof text === "string" && decimal.test(text) ? new ExactNumber(text) : value;
}

/** The nearest marked object around a place, and the way on from there, without the `schema` that 3.0 puts between. */
function findOrigin(originAt: ReadonlyMap<string, readonly string[]>, tokens: readonly string[]): readonly string[] {
  for (let length = tokens.length; length > 0; length--) {
    const origin = originAt.get(keyOf(tokens.slice(0, length)));
    if (origin === undefined) continue;
    const rest = tokens.slice(length);
    return [...origin, ...(rest[0] === "schema" ? rest.slice(1) : rest)];
  }
  const [head, section, ...rest] = tokens;
  const moved: Readonly<Record<string, string>> = { schemas: "definitions", securitySchemes: "securityDefinitions" };
  if (head === "components" && section !== undefined) return [Object.hasOwn(moved, section) ? (moved[section] ?? section) : section, ...rest];
  if (head === "servers") return ["host"];
  return tokens;
}

/**
 * 2.0 has no shared request bodies: the converter makes one where two operations have the same. That would change the names of
 * one operation because of another, so each operation gets its own again.
 */
function inlineBodies(document: JsonObject): void {
  const bodies = stepInto(stepInto(document, "components"), "requestBodies");
  if (!isObject(bodies)) return;
  const paths = document["paths"];
  for (const path of isObject(paths) ? Object.values(paths) : []) {
    for (const operation of isObject(path) ? Object.values(path) : []) {
      const reference = stepInto(stepInto(operation, "requestBody"), "$ref");
      const prefix = "#/components/requestBodies/";
      if (typeof reference !== "string" || !reference.startsWith(prefix)) continue;
      const body = stepInto(bodies, reference.slice(prefix.length));
      if (body !== undefined) setMember(operation, "requestBody", cloneJson(body));
    }
  }
  delete (document["components"] as Record<string, Json>)["requestBodies"];
}
