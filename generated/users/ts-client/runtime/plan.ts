import { essenceOf, type MediaEntry } from "./media-type.js";
import { parameterWriter, type Writer } from "./parameters.js";
import type { Codec, OperationSpec, ResponseSpec } from "./spec.js";
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
  /** The Accept header of a call, and of one that wants a stream of items. */
  readonly accept: string;
  readonly acceptStream: string;
  /** A 2XX status of its own is documented: then `default` speaks of failures. */
  readonly hasSuccess: boolean;
  /** A redirect is documented and no success: then the redirect is what the caller wants to see. */
  readonly wantsRedirect: boolean;
  /** Contents by status, filled in as they are met. `undefined`: the status is not documented. */
  readonly contents: Map<number, Documented | undefined>;
}

/** What the contract says of a status. */
export interface Documented {
  readonly entries: readonly MediaEntry<Codec>[];
  readonly isSuccess: boolean;
}

const plans = new WeakMap<OperationSpec, Plan>();

/** The plan of an operation. */
export function planOf(spec: OperationSpec): Plan {
  let plan = plans.get(spec);
  if (plan === undefined) plans.set(spec, (plan = makePlan(spec)));
  return plan;
}

function makePlan(spec: OperationSpec): Plan {
  const writers = (place: string): readonly Writer[] => (spec.parameters ?? []).filter((parameter) => parameter.in === place).map(parameterWriter);
  const inPath = writers("path");
  const codes = Object.keys(spec.responses);
  const hasSuccess = codes.some((code) => code.startsWith("2"));
  return {
    spec,
    path: parsePath(spec.path, (name) => inPath.find((writer) => writer.name === name) ?? parameterWriter({ name, in: "path" })),
    query: writers("query"),
    querystring: writers("querystring")[0],
    headers: writers("header"),
    cookies: writers("cookie"),
    bodies: entriesOf(spec.body ?? {}),
    accept: acceptOf(spec.responses, (codec) => codec.streams !== "items"),
    acceptStream: acceptOf(spec.responses, (codec) => codec.streams === "items"),
    hasSuccess,
    wantsRedirect: !hasSuccess && codes.some((code) => ["301", "302", "303", "307", "308", "3XX"].includes(code)),
    contents: new Map(),
  };
}

function entriesOf(contents: Readonly<Record<string, Codec>>): readonly MediaEntry<Codec>[] {
  return Object.entries(contents).map(([mediaType, value]) => ({ mediaType, essence: essenceOf(mediaType), value }));
}

/** All media types that the contract knows; where a response is to be had as a stream of items and otherwise, only those of the wanted kind. */
function acceptOf(responses: Readonly<Record<string, ResponseSpec>>, isWanted: (codec: Codec) => boolean): string {
  const accepted = new Set<string>();
  for (const response of Object.values(responses)) {
    const entries = Object.entries(response);
    const wanted = entries.filter(([, codec]) => isWanted(codec));
    for (const [mediaType] of wanted.length > 0 ? wanted : entries) accepted.add(mediaType);
  }
  return accepted.size === 0 ? "*/*" : [...accepted].join(", ");
}

/** What the contract says of this status: its own entry, else its range's, else `default`. */
export function documentedAs(plan: Plan, status: number): Documented | undefined {
  if (plan.contents.has(status)) return plan.contents.get(status);
  const { responses } = plan.spec;
  const range = `${Math.floor(status / 100)}XX`;
  const key = [String(status), range, "default"].find((code) => Object.hasOwn(responses, code));
  const contents = key === undefined ? undefined : responses[key];
  const isSuccess = status >= 200 && status < 300 && (key !== "default" || !plan.hasSuccess);
  const documented = contents === undefined ? undefined : { entries: entriesOf(contents), isSuccess };
  plan.contents.set(status, documented);
  return documented;
}
