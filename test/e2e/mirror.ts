import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load as readYaml } from "js-yaml";
import { root } from "./clients.js";
import { type Handler, type Seen } from "./server.js";

/** A parameter of the contract, as the document has it. */
interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema?: Schema;
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly encoding?: Readonly<Record<string, { readonly style?: string; readonly explode?: boolean }>> }>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const document = readYaml(readFileSync(join(root, "specs/kitchen-sink/openapi.yaml"), "utf8")) as { readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>>; readonly components: { readonly schemas: Readonly<Record<string, Schema>> } };

/** The operations that say what they understood of their parameters, read by the wire profile ("Parameters") and nothing else: their own reader, not the client's. */
export function answerMirror({ seen, response }: Parameters<Handler>[0]): void {
  const template = Object.keys(document.paths).find((path) => path.startsWith("/mirror/") && matchPath(path, seen.path) !== undefined) ?? "";
  const parameters = document.paths[template]?.get?.parameters ?? [];
  const understood = parameters.flatMap((parameter): readonly (readonly [string, unknown])[] => {
    const value = readParameter(parameter, seen, matchPath(template, seen.path) ?? {});
    if (value === undefined) return [];
    return parameter.in === "querystring" ? Object.entries(value as object) : [[parameter.name, value]];
  });
  response.writeHead(200, { "content-type": "application/json" }).end(toJson(Object.fromEntries(understood)));
}

/** JSON in which a bigint is a number. */
const toJson = (value: unknown): string => JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? `int:${member}` : member)).replace(/"int:(-?\d+)"/g, "$1");

/** The raw texts of a path's parameters: split first, decoded later. */
function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const pattern = template.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{([^}]+)\}/g, (_, name: string) => (names.push(name), "([^/]+?)"));
  const found = new RegExp(`^${pattern}$`).exec(path);
  return found === null ? undefined : Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
}

function readParameter(parameter: Parameter, seen: Seen, path: Readonly<Record<string, string>>): unknown {
  const [mediaType, content] = Object.entries(parameter.content ?? {})[0] ?? [];
  const query = seen.url.includes("?") ? seen.url.slice(seen.url.indexOf("?") + 1) : "";
  if (parameter.in === "querystring") {
    if (query === "") return undefined;
    if (mediaType === "application/json") return JSON.parse(decode(query)) as unknown;
    return Object.fromEntries(
      Object.entries(resolve(content?.schema).properties ?? {}).flatMap(([name, schema]) => {
        const value = readPairs({ name, in: "query", schema, ...content?.encoding?.[name] }, pairsOf(query, "&"));
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }
  const raw = { path: path[parameter.name], header: seen.headers[parameter.name.toLowerCase()], query: undefined, cookie: undefined }[parameter.in];
  if (content !== undefined) {
    const text = typeof raw === "string" ? raw : pairsOf(parameter.in === "query" ? query : (seen.headers.cookie ?? ""), parameter.in === "query" ? "&" : "; ").find(([name]) => decode(name) === parameter.name)?.[1];
    return text === undefined ? undefined : (JSON.parse(parameter.in === "header" ? text : decode(text)) as unknown);
  }
  if (parameter.in === "query") return readPairs(parameter, pairsOf(query, "&"));
  if (parameter.in === "cookie") return readPairs(parameter, pairsOf(seen.headers.cookie ?? "", "; "));
  return typeof raw === "string" ? readPlaced(parameter, raw) : undefined;
}

type Pair = readonly [name: string, value: string];

function pairsOf(text: string, separator: string): readonly Pair[] {
  return text === "" ? [] : text.split(separator).map((pair): Pair => (pair.includes("=") ? [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] : [pair, ""]));
}

/** Query and cookie: form, spaceDelimited, pipeDelimited, deepObject, cookie. */
function readPairs({ name, style = "form", explode = style === "form" || style === "cookie", schema }: Parameter, pairs: readonly Pair[]): unknown {
  const unescape = style === "cookie" ? (text: string): string => text : decode;
  const shape = resolve(schema);
  const isObject = kindOf(shape) === "object";
  if (style === "deepObject" || (explode && isObject)) {
    const members = pairs.flatMap(([key, value]): readonly Pair[] => {
      const whole = unescape(key);
      const inner = style === "deepObject" ? /^(.*?)\[(.*)\]$/.exec(whole) : undefined;
      if (inner === undefined) return shape.properties !== undefined && whole in shape.properties ? [[whole, unescape(value)]] : [];
      return inner?.[1] === name ? [[inner[2] ?? "", unescape(value)]] : [];
    });
    return members.length === 0 ? undefined : readMembers(shape, members);
  }
  const own = pairs.filter(([key]) => unescape(key) === name).map(([, value]) => value);
  const [first] = own;
  if (first === undefined) return undefined;
  if (kindOf(shape) === "array" && explode) return own.map((value) => readScalar(shape.items, unescape(value)));
  if (kindOf(shape) === "array" || isObject) return readJoined(shape, first, { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" }[style] ?? ",", unescape);
  if (own.length > 1) throw new Error(`'${name}' came twice`);
  return readScalar(shape, unescape(first));
}

/** Path and header: simple, label, matrix. */
function readPlaced({ name, in: place, style = "simple", explode = false, schema }: Parameter, raw: string): unknown {
  const unescape = place === "header" ? (text: string): string => text.trim() : decode;
  const shape = resolve(schema);
  const kind = kindOf(shape);
  const first = { simple: "", label: ".", matrix: ";" }[style] ?? "";
  if (!raw.startsWith(first)) throw new Error(`'${name}' must begin with '${first}', but is '${raw}'`);
  const text = raw.slice(first.length);
  if (style === "matrix" && !(explode && kind !== "scalar")) {
    const [[key = "", value = ""] = []] = pairsOf(text, ";");
    if (decode(key) !== name) throw new Error(`'${name}' is called '${key}'`);
    return kind === "scalar" ? readScalar(shape, unescape(value)) : readJoined(shape, value, ",", unescape);
  }
  if (kind === "scalar") return readScalar(shape, unescape(text));
  if (!explode) return readJoined(shape, text, ",", unescape);
  const parts = text.split({ simple: ",", label: ".", matrix: ";" }[style] ?? ",");
  if (kind === "object") return readMembers(shape, parts.flatMap((part) => pairsOf(part, "\0")).map(([key, value]): Pair => [unescape(key), unescape(value)]));
  return parts.map((part) => readScalar(shape.items, unescape(style === "matrix" ? part.slice(part.indexOf("=") + 1) : part)));
}

function readJoined(shape: Schema, text: string, delimiter: string, unescape: (text: string) => string): unknown {
  const parts = text === "" ? [] : text.split(delimiter).map(unescape);
  if (kindOf(shape) === "array") return parts.map((part) => readScalar(shape.items, part));
  return readMembers(shape, parts.flatMap((part, index): readonly Pair[] => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : [])));
}

function readMembers(shape: Schema, members: readonly Pair[]): unknown {
  return Object.fromEntries(members.map(([name, value]) => [name, readScalar(shape.properties?.[name] ?? (typeof shape.additionalProperties === "object" ? shape.additionalProperties : undefined), value)]));
}

/** A union takes the first of null, boolean, integer, number, string whose text form fits. */
function readScalar(schema: Schema | undefined, text: string): unknown {
  const shape = resolve(schema);
  const types = shape.anyOf?.flatMap((branch) => resolve(branch).type ?? []) ?? [shape.type ?? "string"].flat();
  if (types.includes("null") && text === "") return null;
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  if (types.includes("integer") && /^-?(0|[1-9]\d*)$/.test(text)) return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  if (types.includes("number") && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (types.includes("string")) return text;
  throw new Error(`'${text}' is no ${types.join(" or ")}`);
}

function resolve(schema: Schema | undefined): Schema {
  const name = schema?.$ref?.replace("#/components/schemas/", "");
  return name === undefined ? (schema ?? {}) : resolve(document.components.schemas[name]);
}

const kindOf = ({ type }: Schema): "array" | "object" | "scalar" => (type === "array" || type === "object" ? type : "scalar");

/** `+` is a space in queries and cookies; the client writes %20, so that it is one everywhere. */
function decode(text: string): string {
  if (text.includes("+")) throw new Error(`a '+' in '${text}': readers don't agree on what it is`);
  return decodeURIComponent(text);
}
