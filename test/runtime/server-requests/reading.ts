import type { Check } from "../../../templates/runtime/typescript/check/findings.js";
import { Decimal } from "../../../templates/runtime/typescript/check/decimal.js";
import type { Exchange } from "../../../templates/runtime/typescript/server/exchange.js";
import { ProblemError, type Refusal } from "../../../templates/runtime/typescript/server/problem.js";
import { planRequest, readRequest, type RequestLimits, type RequestPlan, type RequestReading, type RequestValues } from "../../../templates/runtime/typescript/server/request.js";
import type { ParameterSpec, Route } from "../../../templates/runtime/typescript/server/route.js";

/** A request as a test writes it. */
export interface Wire {
  readonly path?: readonly string[];
  readonly query?: string;
  /** By lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | readonly Uint8Array[];
}

export const limits: RequestLimits = { maxBodyBytes: 10 * 1024 * 1024, maxDepth: 100, unknownQuery: "ignore" };

/** What a table of tests wants: the values, or what is wrong (`query /limit type`). */
export type Outcome = RequestValues | readonly string[];

/** Reads a request, and says what came of it. */
export async function read(route: Partial<Route>, wire: Wire, more: Partial<RequestLimits> = {}): Promise<Outcome> {
  const plan = planRequest({ id: "op", method: "GET", path: "/", responses: {}, ...route }, { ...limits, ...more });
  const reading = await readingOf(plan, wire);
  return reading.problem === undefined ? reading.values : describeProblem(reading.problem);
}

/** What comes of reading a request. */
export function readingOf(plan: RequestPlan, wire: Wire): Promise<RequestReading> {
  return new Promise((done, failed) => readRequest(plan, exchangeOf(wire), wire.path ?? [], { done, failed }));
}

/** `400 invalid_request`, but where that goes without saying, and one line a violation. */
export function describeProblem(problem: Refusal): readonly string[] {
  const head = problem.status === 400 && problem.code === "invalid_request" ? [] : [`${problem.status} ${problem.code}`];
  return [...head, ...(problem.parts.violations ?? []).map((violation) => `${violation.in} ${violation.pointer} ${violation.rule}`)];
}

export function exchangeOf({ query = "", headers = {}, body }: Wire): Exchange {
  const chunks = body === undefined ? [] : typeof body === "string" ? [new TextEncoder().encode(body)] : body instanceof Uint8Array ? [body] : body;
  const all = new Map(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString("latin1")]));
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  async function* stream(limit: number): AsyncGenerator<Uint8Array> {
    let seen = 0;
    for (const chunk of chunks) {
      seen += chunk.length;
      if (seen > limit) throw new ProblemError("payload_too_large");
      yield await Promise.resolve(chunk);
    }
  }
  return {
    method: "GET",
    path: "/",
    query,
    header: (name) => all.get(name),
    headers: () => all,
    hasBody: body !== undefined,
    contentLength: body === undefined || Array.isArray(body) ? undefined : size,
    bytes: async (limit) => {
      const parts: Uint8Array[] = [];
      for await (const chunk of stream(limit)) parts.push(chunk);
      return Buffer.concat(parts);
    },
    stream,
    signal: new AbortController().signal,
    raw: undefined,
  };
}

type Type = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

const typeOf = (value: unknown): Type =>
  value === null ? "null" : Array.isArray(value) ? "array" : value instanceof Decimal ? "number" : (typeof value as Type);

function isOf(type: Type, value: unknown): boolean {
  if (type === "integer") return typeof value === "number" ? Number.isInteger(value) : value instanceof Decimal && !/[.-]/.test(String(value).slice(1));
  return typeOf(value) === type;
}

/** A schema that says nothing but types: of the value, of a list's items, of an object's members. */
export interface Types {
  readonly type: Type | readonly Type[];
  readonly items?: Types;
  readonly members?: Readonly<Record<string, Types>>;
  readonly required?: readonly string[];
}

/** Stands for a printed validator. */
export function checkOf(schema: Types): Check {
  const list: Check["check"] = (value, at, found) => {
    if (![schema.type].flat().some((type) => isOf(type, value))) return found.add(at, "type", `must be ${schema.type}`);
    if (Array.isArray(value) && schema.items !== undefined) for (const [index, item] of value.entries()) checkOf(schema.items).check(item, `${at}/${index}`, found);
    if (typeOf(value) !== "object") return;
    const members = value as Record<string, unknown>;
    for (const name of schema.required ?? []) if (!Object.hasOwn(members, name)) found.add(`${at}/${name}`, "required", "is required");
    for (const [name, member] of Object.entries(members)) {
      const type = schema.members !== undefined && Object.hasOwn(schema.members, name) ? schema.members[name] : undefined;
      if (type !== undefined) checkOf(type).check(member, `${at}/${name}`, found);
    }
  };
  return {
    check: list,
    is: (value) => {
      let isFine = true;
      list(value, "", { add: () => void (isFine = false) });
      return isFine;
    },
  };
}

/** The text spec that such a schema has. */
export function textOf(schema: Types): NonNullable<ParameterSpec["text"]> {
  const types = [schema.type].flat();
  if (types.length > 1) return { anyOf: types.map((type) => ({ text: textOf({ ...schema, type }), is: checkOf({ ...schema, type }).is })) };
  const [type = "string"] = types;
  if (type === "array") return { items: schema.items === undefined ? "string" : textOf(schema.items) };
  if (type === "object") return { members: Object.fromEntries(Object.entries(schema.members ?? {}).map(([name, member]) => [name, textOf(member)])) };
  return type;
}

/** A parameter by its schema. */
export function parameter(spec: Partial<ParameterSpec> & Pick<ParameterSpec, "in">, schema: Types): ParameterSpec {
  return { name: "color", text: textOf(schema), ...checkOf(schema), ...spec };
}
