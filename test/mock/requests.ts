import type { Content, Contract, Operation, Parameter, ParameterCoding, PartEncoding } from "../../generators/contract/model.js";
import { planParts } from "../../generators/languages/parts.js";
import { writeCall } from "../../templates/runtime/typescript/call.js";
import { Decimal } from "../../templates/runtime/typescript/check/decimal.js";
import { writeJson } from "../../templates/runtime/typescript/check/write-json.js";
import { NoValue, openData, type Wish } from "../../templates/runtime/typescript/data/index.js";
import { form } from "../../templates/runtime/typescript/form.js";
import { multipart } from "../../templates/runtime/typescript/multipart.js";
import { planOf } from "../../templates/runtime/typescript/plan.js";
import { settle } from "../../templates/runtime/typescript/settings.js";
import type { Codec, MemberSpec, OperationSpec, ParameterSpec, RequestParts } from "../../templates/runtime/typescript/spec.js";
import { schemasOf } from "../data/schemas.js";

/** Makes requests of a contract, valid by its schemas. They are written as the client writes them. */
export interface Requester {
  /** `undefined`: something that must be there has no valid value. */
  readonly make: (operation: Operation, wish: RequestWish) => Request | undefined;
}

/** `size`: only what must be there, or all that may be. */
export type RequestWish = Required<Pick<Wish, "seed" | "size" | "examples">>;

export function openRequester(contract: Contract, baseUrl: string): Requester {
  const roots = contract.operations.flatMap(({ parameters, body }) => [...parameters.map(({ schema }) => schema), ...(body?.contents ?? []).flatMap(({ schema, itemSchema }) => [schema, itemSchema].filter((each) => each !== undefined))]);
  const { schemas, nameOf } = schemasOf(contract, roots.map((schema) => ({ schema, direction: "request" })));
  const data = openData(schemas);
  const settings = settle({ baseUrl }, { servers: [], schemes: {} });
  const valueOf: ValueOf = (schema, wish) => {
    const name = schema === undefined ? "" : nameOf({ schema, direction: "request" });
    return name === "" ? "text" : makeOrNot(() => data.make(name, wish));
  };
  return {
    make(operation, wish) {
      const parts = makeParts(contract, valueOf, operation, wish);
      if (parts === undefined) return undefined;
      const call = writeCall(settings, planOf(specOf(operation, parts.content)), parts, undefined, "*/*");
      const body = typeof call.body?.body === "function" ? call.body.body() : call.body?.body;
      const headers = new Headers(call.headers);
      if (call.cookies.length > 0) headers.set("cookie", call.cookies.join("; "));
      return new Request(call.url, { method: call.method, headers, ...(body !== undefined && { body, duplex: "half" as const }) });
    },
  };
}

type ValueOf = (schema: string | undefined, wish: Wish) => unknown;

function makeOrNot(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

interface Parts extends RequestParts {
  readonly content?: Content | undefined;
}

function makeParts(contract: Contract, valueOf: ValueOf, operation: Operation, wish: RequestWish): Parts | undefined {
  const { size } = wish;
  const chosen = operation.parameters
    .filter(({ required, deprecated }) => required || (size === "full" && !deprecated))
    .map((parameter) => ({ parameter, value: plain(valueOf(parameter.schema, { ...wish, name: parameter.name })) }));
  if (chosen.some(({ parameter, value }) => parameter.required && value === undefined)) return undefined;
  const valuesIn = (place: Parameter["in"]): Readonly<Record<string, unknown>> =>
    Object.fromEntries(chosen.filter(({ parameter }) => parameter.in === place).map(({ parameter, value }) => [parameter.name, value]));
  const [first] = operation.body?.contents ?? [];
  const content = operation.body?.required || size === "full" ? first : undefined;
  const body = content && makeBody(contract, valueOf, content, wish);
  if (content?.kind === "form" && hasEmpty(body)) return undefined;
  const whole = chosen.find(({ parameter }) => parameter.in === "querystring");
  return {
    path: valuesIn("path"),
    query: valuesIn("query"),
    headers: valuesIn("header"),
    cookies: valuesIn("cookie"),
    ...(whole && { querystring: whole.value }),
    ...(content && { content, body, contentType: concrete(content.mediaType) }),
  };
}

/** Lists and objects without anything in them leave no trace in a form. */
const hasEmpty = (value: unknown): boolean => typeof value === "object" && value !== null && (Object.keys(value).length === 0 || Object.values(value).some(hasEmpty));

const concrete = (mediaType: string): string => mediaType.replace("*/*", "application/octet-stream").replace("/*", "/plain");

function makeBody(contract: Contract, valueOf: ValueOf, content: Content, wish: RequestWish): unknown {
  const { kind, schema, itemSchema } = content;
  switch (kind) {
    case "binary":
      return new Uint8Array([1, 2, 3]);
    case "events":
      return `data: ${writeJson(valueOf(itemSchema ?? schema, wish))}\n\n`;
    case "jsonLines":
      return `${writeJson(valueOf(itemSchema ?? schema, wish))}\n`;
    case "text":
      return String(valueOf(schema, wish));
    case "json":
      return valueOf(schema, wish);
    case "form":
      return plain(valueOf(schema, wish));
    case "multipart":
      return withFiles(contract, content, plain(valueOf(schema, wish)));
  }
}

/** Bytes are files, whatever JSON Schema makes of them. */
function withFiles(contract: Contract, content: Content, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const given: Record<string, unknown> = { ...value };
  for (const { name, part } of planParts(contract, content).members) {
    if (part.as !== "file" || given[name] === undefined) continue;
    const file = new Blob(["bytes"], { type: part.contentTypes[0]?.includes("*") === false ? part.contentTypes[0] : "" });
    given[name] = part.list ? [file] : file;
  }
  return given;
}

/** Numbers as parameters and forms take them. */
function plain(value: unknown): unknown {
  if (value instanceof Decimal) return /^-?\d+$/.test(value.toString()) ? BigInt(value.toString()) : value.nearest;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

const text: Codec = { streams: false, read: () => undefined, write: (value, contentType) => ({ body: value as string | Uint8Array<ArrayBuffer>, contentType }) };
const json: Codec = { ...text, write: (value, contentType) => ({ body: writeJson(value), contentType }) };

function specOf(operation: Operation, content: Content | undefined): OperationSpec {
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path.replace(/#.*$/, ""),
    parameters: operation.parameters.map(({ name, in: place, coding }): ParameterSpec => ({ name, in: place, ...codingOf(coding) })),
    ...(content && { body: { [content.mediaType]: codecOf(content) } }),
    responses: {},
  };
}

const codingOf = (coding: ParameterCoding): Omit<ParameterSpec, "name" | "in"> =>
  coding.kind === "content" ? { content: coding.mediaType, members: membersOf(coding.encodings ?? []) } : { style: coding.style, explode: coding.explode, allowReserved: coding.allowReserved };

function codecOf(content: Content): Codec {
  const { kind, encodings, prefixEncodings, itemEncoding } = content;
  if (kind === "json") return json;
  if (kind === "form") return form(membersOf(encodings));
  if (kind === "multipart") return multipart(membersOf(encodings), { prefix: prefixEncodings.map(memberOf), ...(itemEncoding && { items: memberOf(itemEncoding) }) });
  return text;
}

const membersOf = (encodings: readonly PartEncoding[]): Readonly<Record<string, MemberSpec>> => Object.fromEntries(encodings.map((encoding) => [encoding.name, memberOf(encoding)]));

function memberOf({ contentTypes: [type], coding }: PartEncoding): MemberSpec {
  const said = coding?.kind === "style" ? { style: coding.style, explode: coding.explode, allowReserved: coding.allowReserved } : {};
  return { ...said, ...(type !== undefined && !type.includes("*") && { contentType: type }) };
}
