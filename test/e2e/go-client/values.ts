import type { Contract, Operation, Shape } from "../../../generators/contract/model.js";
import { isStream, streamsOf } from "../../../generators/languages/results.js";
import type { Answering } from "../server/calls.js";
import type { Given } from "./run.js";

const places = { path: "path", query: "query", header: "headers", cookie: "cookies" } as const;

/** A request of the TypeScript client as the driver of the Go client takes it. */
export async function giveOf(operation: Operation, request: Readonly<Record<string, unknown>>, made: Answering | undefined, asJson: (value: unknown) => unknown): Promise<Given> {
  const Parameters: Record<number, unknown> = {};
  operation.parameters.forEach(({ in: place, name }, index) => {
    const value = place === "querystring" ? request["querystring"] : (request[places[place]] as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (value !== undefined) Parameters[index] = asJson(value);
  });
  const contents = operation.body?.contents ?? [];
  const type = (request["contentType"] as string | undefined) ?? "";
  const index = request["body"] === undefined ? -1 : Math.max(0, contents.findIndex(({ mediaType }) => mediaType === type || fits(mediaType, type)));
  const Files: { readonly Name: string; readonly Type: string; readonly Content: string }[] = [];
  const put = async (value: unknown): Promise<unknown> => {
    if (value instanceof File) {
      Files.push({ Name: value.name, Type: value.type, Content: Buffer.from(await value.arrayBuffer()).toString("base64") });
      return Files.length - 1;
    }
    if (Array.isArray(value)) return Promise.all(value.map(put));
    if (typeof value === "object" && value !== null && Object.values(value).some((member) => member instanceof File || Array.isArray(member))) {
      return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await put(member)] as const)));
    }
    return asJson(value);
  };
  const { body } = request;
  const isBytes = body instanceof Uint8Array;
  return {
    Operation: operation.id,
    Parameters,
    Content: index,
    ContentType: type,
    ...(body === undefined || isBytes ? {} : { Body: contents[index]?.kind === "multipart" ? await put(body) : asJson(body) }),
    Bytes: isBytes ? Buffer.from(body).toString("base64") : "",
    Files,
    Streams: made?.content !== undefined && isStream(made.content) && made.answer.status < 300 && streamsOf(operation) === "either",
  };
}

/** A range, and the type that stands for it. */
const fits = (range: string, type: string): boolean => range.includes("*") && new RegExp(`^${range.replaceAll("*", ".*").replace("+", "\\+")}$`).test(type);

/** What an answer's body is in the driver's JSON. */
export const bodyText = (body: unknown, textOf: (value: unknown) => string): string => (body instanceof Uint8Array ? JSON.stringify(Buffer.from(body).toString("base64")) : textOf(body));

/** Names of members and parameters that are filled in where they are absent. */
export const filledNames = ({ schemas, operations }: Contract): ReadonlySet<string> =>
  new Set([
    ...Object.values(schemas).flatMap(({ shape }) => (shape.kind === "object" ? shape.fields.filter((field) => field.default !== undefined).map(({ name }) => name) : [])),
    ...operations.flatMap(({ parameters }) => parameters.filter(({ schema }) => schemas[schema]?.default !== undefined).map(({ name }) => name)),
  ]);

/** Base64 as it is written of bytes: the last character of a text may have bits that mean nothing, which no bytes keep. */
export function canonicalBytes({ schemas }: Contract): (value: unknown) => unknown {
  const names = new Set(Object.values(schemas).flatMap(({ shape }) => (shape.kind === "object" ? shape.fields.filter((field) => isBytes(schemas, field.shape)).map(({ name }) => name) : [])));
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== "object" || value === null || (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, names.has(name) && typeof member === "string" ? Buffer.from(member, "base64").toString("base64") : change(member)]));
  };
  return change;
}

function isBytes(schemas: Contract["schemas"], shape: Shape): boolean {
  if (shape.kind === "ref") return isBytes(schemas, schemas[shape.schema]?.shape ?? { kind: "any" });
  return shape.kind === "string" && shape.format === "byte";
}
