import { eachMember, type Members, setMember } from "../check/convert.js";
import { Decimal } from "../check/decimal.js";
import { type Findings, pointerTo } from "../check/findings.js";
import { accepts, convert, keeps } from "./verdict.js";
import type { Exchange } from "./exchange.js";
import { type Faults, messages, unreadable } from "./faults.js";
import { planParameterText } from "./forms.js";
import { createPairPlanner, type PairCoding, type PairPlanner, type Pairs, scanPairs, slotOf } from "./pairs.js";
import type { RequestLimits, RequestValues } from "./request.js";
import type { ParameterPlace, ParameterSpec, Route } from "./route.js";
import type { Undoing } from "./structures.js";
import { planPairs, type ReadPairs, reportTwice } from "./style-pairs.js";
import { planSingle, type ReadRaw } from "./style-texts.js";
import { undoCookie, undoHeader, undoPercent, undoQuery, undoRawCookie } from "./undo.js";

/** A parameter and how it is read from what its place gives. */
interface Planned<Read> {
  readonly spec: ParameterSpec;
  readonly at: string;
  readonly read: Read;
}

/** Parameters that stand among pairs. */
interface PairPlace {
  readonly planner: PairPlanner;
  readonly coding: PairCoding;
  readonly parameters: readonly Planned<ReadPairs>[];
}

/** How the parameters of one operation are read. */
export interface ParameterPlan {
  /** With the position in the template. */
  readonly path: readonly (Planned<ReadRaw> & { readonly index: number })[];
  readonly query: PairPlace;
  readonly rejectsUnknown: boolean;
  /** Query parameters that are none of the contract's parameters: API keys, and what the template says. */
  readonly known: ReadonlySet<string>;
  readonly querystring: Planned<ReadRaw> | undefined;
  readonly headers: readonly (Planned<ReadRaw> & { readonly key: string })[];
  /** Those of style form, and those of style cookie. */
  readonly cookies: readonly PairPlace[];
}

const undoings: Readonly<Record<"path" | "query" | "header" | "cookie" | "rawCookie", Undoing>> = {
  path: { undo: undoPercent, message: messages.percent },
  query: { undo: undoQuery, message: messages.percent },
  header: { undo: undoHeader, message: messages.utf8 },
  cookie: { undo: undoCookie, message: messages.percent },
  rawCookie: { undo: undoRawCookie, message: messages.utf8 },
};

/** Plans all parameters of an operation. */
export function planParameters(route: Route, limits: RequestLimits): ParameterPlan {
  const [path = "", fixedQuery = ""] = route.path.replace(/#.*$/s, "").split("?", 2);
  const names = Array.from(path.matchAll(/\{([^{}]*)\}/g), ([, name]) => name);
  const inPlace = (place: ParameterPlace): readonly ParameterSpec[] =>
    (route.parameters ?? []).filter((spec) => spec.in === place);
  const query = planPairPlace(inPlace("query"), undoings.query, "&", limits);
  const rejectsUnknown = limits.unknownQuery === "reject" && !query.planner.keepsOthers;
  if (rejectsUnknown) query.planner.keepsOthers = true;
  const cookies = inPlace("cookie");
  const isRaw = (spec: ParameterSpec): boolean => spec.style === "cookie";
  const [whole] = inPlace("querystring");
  return {
    path: inPlace("path")
      .map((spec) => ({ ...planRaw(spec, undoings.path, limits), index: names.indexOf(spec.name) }))
      .filter(({ index }) => index >= 0),
    query,
    rejectsUnknown,
    known: new Set([...(limits.knownQuery ?? []), ...fixedQuery.split("&").map((pair) => pair.replace(/=.*$/s, ""))]),
    querystring: whole === undefined ? undefined : planQuerystring(whole, limits),
    headers: inPlace("header").map((spec) => ({
      ...planRaw(spec, undoings.header, limits),
      key: spec.name.toLowerCase(),
    })),
    cookies: [
      planPairPlace(
        cookies.filter((spec) => !isRaw(spec)),
        undoings.cookie,
        ";",
        limits,
      ),
      planPairPlace(cookies.filter(isRaw), undoings.rawCookie, ";", limits),
    ].filter(({ parameters }) => parameters.length > 0),
  };
}

/** A parameter that has a text of its own: in a path or a header. */
function planRaw(spec: ParameterSpec, undoing: Undoing, limits: RequestLimits): Planned<ReadRaw> {
  const at = pointerTo("", spec.name);
  if (spec.content === undefined)
    return { spec, at, read: planSingle(spec, spec.name, undoing, at, spec.in === "header") };
  const readText = planParameterText(spec.content, limits);
  return { spec, at, read: (raw, found) => readUndone(raw, undoing, at, found, readText) };
}

function readUndone(
  raw: string,
  { undo, message }: Undoing,
  at: string,
  found: Findings,
  read: (text: string, at: string, found: Findings) => unknown,
): unknown {
  const text = undo(raw);
  if (text !== undefined) return read(text, at, found);
  found.add(at, "encoding", message);
  return unreadable;
}

/** The whole query as one value. A form stands there as it is. */
function planQuerystring(spec: ParameterSpec, limits: RequestLimits): Planned<ReadRaw> {
  const { content = { kind: "text" } } = spec;
  const at = pointerTo("", spec.name);
  const readText = planParameterText(content, limits);
  const read: ReadRaw =
    content.kind === "form"
      ? (raw, found) => readText(raw, at, found)
      : (raw, found) => readUndone(raw, undoings.query, at, found, readText);
  return { spec, at, read };
}

function planPairPlace(
  specs: readonly ParameterSpec[],
  undoing: Undoing,
  separator: PairCoding["separator"],
  limits: RequestLimits,
): PairPlace {
  const planner = createPairPlanner();
  const parameters = specs.map((spec): Planned<ReadPairs> => {
    const at = pointerTo("", spec.name);
    if (spec.content === undefined) return { spec, at, read: planPairs(spec, spec.name, undoing, at, planner) };
    const slot = slotOf(planner.slots, spec.name);
    const readText = planParameterText(spec.content, limits);
    return {
      spec,
      at,
      read: (pairs, found) => {
        const raw = pairs.values[slot];
        if (raw === undefined) return undefined;
        return typeof raw === "string" ? readUndone(raw, undoing, at, found, readText) : reportTwice(at, found);
      },
    };
  });
  return { planner, coding: { separator, undoName: undoing.undo, isLenient: separator === ";" }, parameters };
}

/** What a place with pairs has where none came. */
const noPairs = (planner: PairPlanner): Pairs => ({
  values: new Array(planner.slots.size),
  deep: [],
  others: new Map(),
});

/** Values of a request that is being read. */
export type Values = { -readonly [Place in keyof RequestValues]: RequestValues[Place] };

/** Reads and checks the parameters of a request. What is wrong goes to `faults`; then the values are not all there. */
export function readParameters(
  plan: ParameterPlan,
  exchange: Exchange,
  pathValues: readonly string[],
  faults: Faults,
): Values {
  const values: Values = {};
  if (plan.path.length > 0) values.path = readPath(plan, pathValues, faults.in("path"));
  readQuery(plan, exchange.query, faults.in("query"), values);
  if (plan.headers.length > 0) {
    const headers: Record<string, unknown> = {};
    const found = faults.in("header");
    for (const planned of plan.headers) {
      const raw = exchange.header(planned.key);
      take(planned, raw === undefined ? undefined : planned.read(raw, found), headers, found);
    }
    values.headers = headers;
  }
  if (plan.cookies.length > 0) values.cookies = readCookies(plan, exchange.header("cookie"), faults.in("cookie"));
  return values;
}

function readPath(plan: ParameterPlan, raws: readonly string[], found: Findings): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const planned of plan.path) take(planned, planned.read(raws[planned.index] ?? "", found), values, found);
  return values;
}

function readQuery(plan: ParameterPlan, query: string, found: Findings, values: Values): void {
  const { parameters, planner, coding } = plan.query;
  if (plan.querystring !== undefined) {
    const whole: Record<string, unknown> = {};
    take(plan.querystring, query === "" ? undefined : plan.querystring.read(query, found), whole, found);
    if (Object.hasOwn(whole, plan.querystring.spec.name)) values.querystring = whole[plan.querystring.spec.name];
    return;
  }
  const pairs = query === "" ? undefined : scanPairs(query, planner, coding, found);
  if (parameters.length > 0) values.query = takeAll(plan.query, pairs ?? noPairs(planner), found);
  if (plan.rejectsUnknown && pairs !== undefined)
    for (const name of pairs.others.keys())
      if (!plan.known.has(name)) found.add(pointerTo("", name), "additionalProperties", messages.unknown);
}

function readCookies(plan: ParameterPlan, header: string | undefined, found: Findings): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const place of plan.cookies) {
    const pairs = header === undefined ? noPairs(place.planner) : scanPairs(header, place.planner, place.coding, found);
    takeAll(place, pairs, found, values);
  }
  return values;
}

function takeAll(
  place: PairPlace,
  pairs: Pairs,
  found: Findings,
  values: Record<string, unknown> = {},
): Record<string, unknown> {
  for (const planned of place.parameters) take(planned, planned.read(pairs, found), values, found);
  return values;
}

/** Checks what was read of a parameter, and puts it among the values of its place. */
function take({ spec, at }: Planned<unknown>, value: unknown, values: Record<string, unknown>, found: Findings): void {
  if (value === unreadable) return;
  if (value === undefined || (spec.allowEmptyValue === true && isUnused(spec, value))) {
    if (spec.required === true) found.add(at, "required", messages.required);
    else if (spec.default !== undefined) setMember(values, spec.name, convert(spec, copy(spec.default), true));
  } else if (accepts(spec, value, at, found)) setMember(values, spec.name, convert(spec, value, true));
}

/** A handler may change what it gets. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  return typeof value === "object" && value !== null && !(value instanceof Decimal)
    ? eachMember(value as Members, copy)
    : value;
}

/** An empty value that the parameter can't have stands for none (OpenAPI 3.2, 4.12.2.2, `allowEmptyValue`). */
function isUnused({ is }: ParameterSpec, value: unknown): boolean {
  return (value === "" || (Array.isArray(value) && value.length === 1 && value[0] === "")) && !keeps(is, value);
}
