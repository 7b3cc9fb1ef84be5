import { RequestError } from "./errors.js";
import { essenceOf, type MediaEntry } from "./media-type.js";
import { parameterWriter, type Writer } from "./parameters.js";
import type { Codec, Contents, OperationSpec } from "./spec.js";
import { parsePath, type PathTemplate } from "./url.js";

/** What is derived from an operation's spec, once. */
export interface Plan {
  readonly spec: OperationSpec;
  readonly path: PathTemplate;
  readonly query: readonly Writer[];
  readonly querystring: Writer | undefined;
  readonly headers: readonly Writer[];
  readonly cookies: readonly Writer[];
  readonly bodies: readonly MediaEntry<Codec>[];
  /** The Accept header. */
  readonly accept: string;
  /** A 2XX status of its own is documented: then `default` speaks of failures. */
  readonly hasSuccess: boolean;
  /** A redirect is documented and no success: then the redirect is what the caller wants to see. */
  readonly wantsRedirect: boolean;
  /** By `200`, `4XX`, `default`. */
  readonly contents: ReadonlyMap<string, readonly MediaEntry<Codec>[]>;
  /** By status, filled in as they are met. `undefined`: the contract doesn't know it. */
  readonly documented: Map<number, Documented | undefined>;
}

/** What the contract says of a status. */
export interface Documented {
  readonly entries: readonly MediaEntry<Codec>[];
  readonly isSuccess: boolean;
  /** The status falls to `default`, which doesn't speak of it: another 2XX than those documented, or none at all. */
  readonly isBeyond: boolean;
}

const plans = new WeakMap<OperationSpec, Plan>();

/** The plan of an operation. */
export function planOf(spec: OperationSpec): Plan {
  const known = plans.get(spec);
  if (known !== undefined) return known;
  const plan = makePlan(spec);
  plans.set(spec, plan);
  return plan;
}

function makePlan(spec: OperationSpec): Plan {
  // WHATWG Fetch, section 2.2.1.
  if (/^(?:connect|trace|track)$/i.test(spec.method)) throw new RequestError(`fetch can't send ${spec.method}`);
  const writers = (place: string): readonly Writer[] =>
    (spec.parameters ?? []).filter((parameter) => parameter.in === place).map(parameterWriter);
  const inPath = writers("path");
  const codes = Object.keys(spec.responses);
  const contents = new Map(
    Object.entries(spec.responses).map(([code, each]) => [code, ofKind(entriesOf(each), spec.streams === true)]),
  );
  const hasSuccess = codes.some((code) => code.startsWith("2"));
  return {
    spec,
    path: parsePath(
      spec.path,
      (name) => inPath.find((writer) => writer.name === name) ?? parameterWriter({ name, in: "path" }),
    ),
    query: writers("query"),
    querystring: writers("querystring")[0],
    headers: writers("header"),
    cookies: writers("cookie"),
    bodies: entriesOf(spec.body ?? {}),
    accept: acceptOf([...contents.values()]),
    hasSuccess,
    wantsRedirect: !hasSuccess && codes.some((code) => ["301", "302", "303", "307", "308", "3XX"].includes(code)),
    contents,
    documented: new Map(),
  };
}

function entriesOf(contents: Contents): readonly MediaEntry<Codec>[] {
  return Object.entries(contents).map(([mediaType, codec]) => ({
    mediaType,
    essence: essenceOf(mediaType),
    value: typeof codec === "function" ? codec() : codec,
  }));
}

/**
 * Where a response is to be had as a stream of items and otherwise, only those of the wanted kind. What a call didn't ask
 * for is not what its type promises.
 */
function ofKind(entries: readonly MediaEntry<Codec>[], streams: boolean): readonly MediaEntry<Codec>[] {
  const wanted = entries.filter(({ value }) => (value.streams === "items") === streams);
  return wanted.length > 0 ? wanted : entries;
}

function acceptOf(responses: readonly (readonly MediaEntry<Codec>[])[]): string {
  const accepted = new Set(responses.flatMap((entries) => entries.map(({ mediaType }) => mediaType)));
  return accepted.size === 0 ? "*/*" : [...accepted].join(", ");
}

/** What the contract says of this status: its own entry, else its range's, else `default`. */
export function documentedAs(plan: Plan, status: number): Documented | undefined {
  if (plan.documented.has(status)) return plan.documented.get(status);
  const key =
    [String(status), `${Math.floor(status / 100)}XX`, "default"].find((code) => plan.contents.has(code)) ?? "";
  const entries = plan.contents.get(key);
  const is2XX = status >= 200 && status < 300;
  const isBeyond = key === "default" && ((is2XX && plan.hasSuccess) || status === 0);
  const documented = entries === undefined ? undefined : { entries, isSuccess: is2XX && !isBeyond, isBeyond };
  plan.documented.set(status, documented);
  return documented;
}
