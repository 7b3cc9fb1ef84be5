import type { Contract, Operation, ParameterCoding } from "../../../generators/contract/model.js";
import { canonicalJson } from "../../parity/exact-json.js";
import type { Answering } from "../server/calls.js";
import { wayOf } from "./program.js";

/** Makes JSON values of values, as the server's `toJsonValue` does. */
export type AsJson = (value: unknown) => unknown;

/** A request of the TypeScript client as echo.go says it. */
export async function plainOf(value: unknown, asJson: AsJson): Promise<unknown> {
  if (value instanceof File) return { base64: toBase64(await value.bytes()), filename: value.name, contentType: value.type };
  if (value instanceof Uint8Array) return { base64: toBase64(value) };
  if (Array.isArray(value)) return Promise.all(value.map((item) => plainOf(item, asJson)));
  if (typeof value !== "object" || value === null || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as null)) return asJson(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(await Promise.all(members.map(async ([name, member]) => [name, await plainOf(member, asJson)] as const)));
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** What a method of the Go service is told to answer: `told` of main.go. */
export function toldOf(operation: Operation, { response, content, answer }: Answering, asJson: AsJson): unknown {
  const { status, contentType, headers, body } = answer;
  return {
    Operation: operation.id,
    Way: wayOf(operation.responses.indexOf(response), content === undefined ? -1 : response.contents.indexOf(content)),
    Status: status,
    ContentType: contentType ?? "",
    Headers: asJson(headers ?? {}),
    ...(body instanceof Uint8Array ? { Bytes: toBase64(body) } : body === undefined ? {} : { Body: asJson(body) }),
  };
}

/** JSON read with each number as a text of its exact value, for comparisons that a double would spoil. */
export const readExact = (text: string): unknown =>
  JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : `"#${canonicalJson(token)}"`)));

/** Operations of a contract that no fetch can call, and those left. */
export const callable = ({ operations }: Contract): readonly Operation[] => operations.filter(({ method }) => method !== "TRACE");


/**
 * The headers of an answer that came otherwise than they were given, with what came: the wire's own texts, read here as style `simple` says
 * (OpenAPI, section 4.9.3), since the client gives them as they came. Go writes UTF-8, which fetch shows byte by byte.
 */
export function alteredHeaders({ response, answer }: Answering, came: Headers): Readonly<Record<string, unknown>> {
  const altered: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    const coding = response.headers.find((header) => header.name === name)?.coding;
    const texts = (name === "Set-Cookie" ? came.getSetCookie() : [came.get(name)]).map((text) => (text === null ? undefined : Buffer.from(text, "latin1").toString()));
    const read = name === "Set-Cookie" ? texts : readHeader(texts[0], value, coding);
    if (JSON.stringify(read) !== JSON.stringify(asTexts(value))) altered[name] = { came: texts, given: asTexts(value) };
  }
  return altered;
}

/** Reads a header as the kind of value that was given, in its order of members. */
function readHeader(text: string | undefined, given: unknown, coding: ParameterCoding | undefined): unknown {
  if (text === undefined) return undefined;
  if (coding?.kind === "content") return inOrder(asTexts(JSON.parse(text)), given);
  if (Array.isArray(given)) return text.split(",");
  if (typeof given === "object" && given !== null) {
    const words = text.split(",");
    const pairs = coding?.explode ? words.map((word) => word.split("=")) : words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1]]] : []));
    return inOrder(Object.fromEntries(pairs), given);
  }
  return typeof given === "string" ? text : asTexts(isNumber(given) ? canonicalJson(text) : text);
}

const isNumber = (value: unknown): boolean => typeof value === "number" || typeof value === "bigint";

const inOrder = (read: unknown, given: unknown): unknown => {
  const own = read as Readonly<Record<string, unknown>>;
  const names = Object.keys(given as object);
  return Object.fromEntries([...names, ...Object.keys(own).filter((name) => !names.includes(name))].map((name) => [name, own[name]]));
};

/** The texts of a value's parts. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, String(member)]));
  return isNumber(value) ? canonicalJson(String(value)) : String(value);
}
