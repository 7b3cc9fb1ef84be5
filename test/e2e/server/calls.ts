import fc, { type Arbitrary } from "fast-check";
import type { Content, Contract, Field, Operation, Parameter, Response, SchemaId } from "../../../generators/contract/model.js";
import { receivesFile } from "../../../generators/languages/contents.js";
import { classifyEvents, itemShape } from "../../../generators/languages/events.js";
import { isStream } from "../../../generators/languages/results.js";
import { resolveShape } from "../../../generators/languages/shapes.js";
import { isUncheckedText } from "../../../generators/languages/roots.js";
import { fit, type Checked } from "./fit.js";
import type { Medium } from "./leaves.js";
import { made, makeOf, makeValue, type Making, type Roll } from "./make.js";

/** What a generated route says of the checks. */
export interface Route {
  readonly parameters?: readonly Checked[];
  readonly body?: { readonly contents: Contents };
  readonly responses: Readonly<Record<string, { readonly headers?: readonly Checked[]; readonly contents: Contents }>>;
}

type Contents = Readonly<Record<string, Checked & { readonly item?: Checked }>>;

/** A contract whose values are made. `asJson`: the JSON value that stands for a value. */
export interface Maker {
  readonly contract: Contract;
  readonly asJson: (value: unknown) => unknown;
}

/** Values of a schema that a check accepts. */
const valuesOf = (making: Making, schema: SchemaId, checked?: Checked): Arbitrary<unknown> => made((roll) => fit(() => makeValue(making, schema, roll), checked, making.asJson));

const mediumOf = (parameter: Parameter): Medium => (parameter.coding.kind === "content" ? "json" : parameter.in === "querystring" ? "query" : parameter.in);
const placeOf = { path: "path", query: "query", header: "headers", cookie: "cookies" } as const;

/** What texts can't tell apart: in a union, a text that looks like another kind. */
function isPlain(contract: Contract, parameter: Parameter, value: unknown): boolean {
  const shape = resolveShape(contract, { kind: "ref", schema: parameter.schema });
  return shape?.kind !== "union" || typeof value !== "string" || !/^(true|false|-?\d+(\.\d+)?([eE][+-]?\d+)?)?$/.test(value);
}

/** Requests of an operation, as its function takes them. */
export function requestOf(maker: Maker, operation: Operation, route: Route): Arbitrary<Record<string, unknown>> {
  const groups = (["path", "query", "header", "cookie"] as const).flatMap((place) => {
    const own = operation.parameters.flatMap((parameter, index) => (parameter.in === place ? [{ parameter, checked: route.parameters?.[index] }] : []));
    if (own.length === 0) return [];
    const record = fc.record(
      Object.fromEntries(own.map(({ parameter, checked }) => [parameter.name, valuesOf({ ...maker, direction: "request", medium: mediumOf(parameter) }, parameter.schema, checked).filter((value) => isPlain(maker.contract, parameter, value))])),
      { requiredKeys: own.filter(({ parameter }) => parameter.required).map(({ parameter }) => parameter.name), noNullPrototype: true },
    );
    return [[placeOf[place], record] as const];
  });
  const whole = operation.parameters.flatMap((parameter, index) =>
    parameter.in === "querystring" ? [["querystring", valuesOf({ ...maker, direction: "request", medium: /json/.test(parameter.coding.kind === "content" ? parameter.coding.mediaType : "") ? "json" : "query" }, parameter.schema, route.parameters?.[index])] as const] : [],
  );
  const values = fc.record(Object.fromEntries([...groups, ...whole]), { noNullPrototype: true });
  const { body } = operation;
  if (!body) return values;
  const contents = fc.oneof(...body.contents.map((content) => bodyOf(maker, content, "request", route.body?.contents[content.mediaType]).map((value) => ({ contentType: concrete(content.mediaType), body: value }))));
  return fc.tuple(values, body.required ? contents : fc.oneof(contents, fc.constant({}))).map(([a, b]) => ({ ...a, ...b }));
}

const concrete = (mediaType: string): string => ({ "image/*": "image/gif", "text/*": "text/html", "*/*": "application/x-thing" })[mediaType] ?? mediaType;

const media: Partial<Record<Content["kind"], Medium>> = { form: "form", multipart: "part" };

function bodyOf(maker: Maker, content: Content, direction: "request" | "response", checked: (Checked & { readonly item?: Checked }) | undefined): Arbitrary<unknown> {
  const { contract } = maker;
  const making: Making = { ...maker, direction, medium: media[content.kind] ?? "json" };
  if (content.kind === "binary") return fc.uint8Array({ maxLength: 300 });
  const schema = content.itemSchema ?? content.schema;
  if (isStream(content)) return streamOf(making, content, checked?.item);
  if (content.kind === "text" && isUncheckedText(contract, content)) return fc.string({ unit: "grapheme" });
  if (content.schema === undefined && content.itemSchema !== undefined) return fc.array(valuesOf(making, content.itemSchema), { minLength: 1, maxLength: 3 });
  if (schema === undefined) return content.kind === "text" ? fc.string() : fc.jsonValue();
  const files = content.kind === "multipart" ? fileFields(contract, content) : [];
  if (files.length === 0) return valuesOf(making, schema, checked);
  // Checks see what is no file.
  const inPlace = Object.fromEntries(files.map((field) => [field.name, resolveShape(contract, field.shape)?.kind === "array" ? [""] : ""]));
  const others = made((roll) => fit(() => ({ ...(makeValue(making, schema, roll) as object), ...inPlace }), checked, making.asJson));
  return fc.tuple(others, ...files.map((field) => fileOf(contract, content, field))).map(([value, ...made]) => ({ ...(value as object), ...Object.fromEntries(files.map(({ name }, index) => [name, made[index]])) }));
}

/** Items as both sides see them: the data of an event may be a value that stands in it as JSON. */
function streamOf(making: Making, content: Content, checked: Checked | undefined): Arbitrary<unknown> {
  const shape = itemShape(making.contract, content);
  if (shape === undefined) return fc.constant([]);
  const hasJson = content.kind === "events" && classifyEvents(making.contract, content) === "jsonEvent";
  const asChecked = (item: unknown): unknown => (hasJson ? { ...(item as object), data: JSON.stringify((item as { data: unknown }).data) } : item);
  const makeItem = (roll: Roll): unknown => (content.kind === "events" ? inOneLine(makeOf(making, shape, roll)) : makeOf(making, shape, roll));
  return fc.array(made((roll) => fit(() => makeItem(roll), checked, (item) => making.asJson(asChecked(item)))), { maxLength: 3 });
}

/** An event's id has no line breaks and no NUL (WHATWG HTML, section 9.2.6). */
const inOneLine = (item: unknown): unknown => (typeof item === "object" && item !== null && "id" in item && typeof item.id === "string" ? { ...item, id: item.id.replace(/[\r\n\0]/g, "-") } : item);

function fileFields(contract: Contract, content: Content): readonly Field[] {
  const shape = content.schema === undefined ? undefined : resolveShape(contract, { kind: "ref", schema: content.schema });
  return shape?.kind === "object" ? shape.fields.filter((field) => receivesFile(contract, field, content.encodings)) : [];
}

function fileOf(contract: Contract, content: Content, field: Field): Arbitrary<unknown> {
  const type = content.encodings.find(({ name }) => name === field.name)?.contentTypes[0] ?? "application/octet-stream";
  const one = fc.uint8Array({ maxLength: 300 }).map((bytes) => new File([bytes as Uint8Array<ArrayBuffer>], "a b.png", { type }));
  return resolveShape(contract, field.shape)?.kind === "array" ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
}

/** What a handler answers, and the row of the contract that it answers with. */
export interface Answering {
  readonly response: Response;
  readonly content: Content | undefined;
  readonly answer: { readonly status: number; readonly contentType?: string; readonly headers?: object; readonly body?: unknown };
}

/** A status that a response stands for. Redirections are followed by fetch, so they are not asked for here. */
function statusOf({ status }: Response, { responses }: Operation): number | undefined {
  if (status.kind === "code") return status.code >= 300 && status.code < 400 ? undefined : status.code;
  const codes = new Set(responses.flatMap((one) => (one.status.kind === "code" ? [one.status.code] : [])));
  const ranges = new Set(responses.flatMap((one) => (one.status.kind === "range" ? [one.status.hundreds] : [])));
  // Beside a documented success, `default` is what went wrong: a client takes another success for off the contract.
  const others = [...codes].some((code) => code < 300) || ranges.has(2) ? [423, 507] : [207, 423, 507];
  const candidates = status.kind === "range" ? [status.hundreds * 100 + 23, status.hundreds * 100 + 24] : others.filter((code) => !ranges.has(Math.floor(code / 100)));
  return candidates.find((code) => !codes.has(code) && (code < 300 || code >= 400));
}

/** Answers of an operation, as its handler gives them. `undefined`: it has none but redirections. */
export function answerOf(maker: Maker, operation: Operation, route: Route): Arbitrary<Answering> | undefined {
  const all = operation.responses.flatMap((response): readonly Arbitrary<Answering>[] => {
    const status = statusOf(response, operation);
    if (status === undefined) return [];
    const key = response.status.kind === "code" ? String(response.status.code) : response.status.kind === "range" ? `${response.status.hundreds}XX` : "default";
    const spec = route.responses[key];
    const own = response.headers.filter(({ name }) => name.toLowerCase() !== "content-type");
    const headers = fc.record(
      Object.fromEntries(own.map((header, index) => [header.name, valuesOf({ ...maker, direction: "response", medium: "header" }, header.schema, spec?.headers?.[index])])),
      { requiredKeys: own.filter(({ required }) => required).map(({ name }) => name), noNullPrototype: true },
    );
    const contents = operation.method === "HEAD" ? [] : response.contents;
    if (contents.length === 0) return [headers.map((value) => ({ response, content: undefined, answer: { status, headers: value } }))];
    const isChosen = contents.length > 1 || contents.some(({ mediaType }) => mediaType.includes("*"));
    return contents.map((content) =>
      fc.tuple(headers, bodyOf(maker, content, "response", spec?.contents[content.mediaType])).map(([value, body]) => ({ response, content, answer: { status, ...(isChosen ? { contentType: concrete(content.mediaType) } : {}), headers: value, body } })),
    );
  });
  return all.length === 0 ? undefined : fc.oneof(...all);
}

