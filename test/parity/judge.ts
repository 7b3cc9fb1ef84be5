import type { Case, Row, Want } from "./cases.js";
import { canonicalJson } from "./exact-json.js";
import type { Answer } from "./exchange.js";

/** Titles of problems of type `about:blank` (RFC 9457, section 4.2.1): the phrases of RFC 9110, and of RFC 6585 for 429. */
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** What of a problem may differ between two runs, or need not be there. */
const MEMBERS = ["type", "title", "status", "code", "detail", "trace_id", "violations", "truncated"];

/** How an answer differs from what is wanted, a line each. No lines: it is as wanted. */
export function judge({ want, method }: Case, answer: Answer): readonly string[] {
  const text = answer.body.toString("utf8");
  if (answer.status !== want.status) return [`status is ${answer.status}, not ${want.status}: ${text.slice(0, 400)}`];
  const wantsProblem = want.empty !== true && (want.code ?? want.violations ?? want.count) !== undefined;
  return [
    ...judgeHeaders(want, answer),
    ...judgeText(want, text),
    ...(want.empty === true && answer.body.length > 0 ? [`there is a body: ${text.slice(0, 200)}`] : []),
    ...(wantsProblem && method !== "HEAD" ? judgeProblem(want, answer, text) : []),
  ];
}

function judgeText(want: Want, text: string): readonly string[] {
  const found = (want.absent ?? []).filter((part) => text.includes(part)).map((part) => `'${part}' is in the answer: ${text.slice(0, 400)}`);
  if (want.text !== undefined && text !== want.text) found.push(`the text is '${text.slice(0, 200)}', not '${want.text}'`);
  return want.json === undefined || sameJson(text, want.json) ? found : [...found, `JSON is ${text.slice(0, 400)}, not ${want.json}`];
}

function sameJson(one: string, other: string): boolean {
  const wanted = canonicalJson(other);
  try {
    return canonicalJson(one) === wanted;
  } catch {
    return false;
  }
}

function judgeHeaders({ answer: wanted = {} }: Want, { headers }: Answer): readonly string[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    const got = headers.get(name.toLowerCase());
    return isHeader(name.toLowerCase(), got, value) ? [] : [`${name} is ${got === undefined ? "absent" : `'${got}'`}, not ${value === null ? "absent" : `'${value}'`}`];
  });
}

/** Lists are compared as sets, media types without parameters, challenges by their schemes; `*`: any value. */
function isHeader(name: string, got: string | undefined, value: string | null): boolean {
  if (got === undefined || value === null) return (got ?? null) === value;
  if (value === "*") return got !== "";
  if (name === "allow") return listOf(got) === listOf(value);
  if (name === "content-type") return got.split(";", 1)[0]?.trim().toLowerCase() === value;
  if (name === "www-authenticate") return new RegExp(`(^|,\\s*)${value}(\\s|,|$)`, "i").test(got);
  return got === value;
}

const listOf = (text: string): string => text.split(",").map((item) => item.trim()).sort().join();

interface Problem {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly status?: unknown;
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly trace_id?: unknown;
  readonly violations?: readonly { readonly in?: unknown; readonly pointer?: unknown; readonly rule?: unknown; readonly message?: unknown }[];
  readonly truncated?: unknown;
}

/** The wire profile's "Errors"; messages, details and traces need only be there. */
function judgeProblem(want: Want, { headers, status }: Answer, text: string): readonly string[] {
  if (!isHeader("content-type", headers.get("content-type"), "application/problem+json")) return [`Content-Type is '${headers.get("content-type")}', not 'application/problem+json'`];
  const problem = parseProblem(text);
  if (problem === undefined) return [`the problem is no JSON object: ${text.slice(0, 200)}`];
  const code = want.code ?? "invalid_request";
  const others = Object.keys(problem).filter((name) => !MEMBERS.includes(name));
  return [
    ...(problem.code === code ? [] : [`code is ${String(problem.code)}, not ${code}: ${text.slice(0, 300)}`]),
    ...(problem.status === status ? [] : [`status in the body is ${String(problem.status)}`]),
    ...(problem.type === "about:blank" ? [] : [`type is ${String(problem.type)}, not about:blank`]),
    ...(problem.title === TITLES[status] ? [] : [`title is ${String(problem.title)}, not ${TITLES[status] ?? "one that is known"}`]),
    ...(typeof problem.detail === "string" && problem.detail !== "" ? [] : ["detail is no text"]),
    ...(isTrace(problem.trace_id, want.trace) ? [] : [`trace_id is ${String(problem.trace_id)}, not ${want.trace ?? "32 hexadecimal digits"}`]),
    ...(others.length === 0 ? [] : [`there are other members: ${others.join()}`]),
    ...judgeViolations(want, problem),
  ];
}

function parseProblem(text: string): Problem | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isTrace = (trace: unknown, wanted: string | undefined): boolean =>
  typeof trace === "string" && (wanted === undefined ? /^[\da-f]{32}$/.test(trace) && !/^0+$/.test(trace) : trace === wanted);

function judgeViolations(want: Want, { violations, truncated }: Problem): readonly string[] {
  const rows = (violations ?? []).map(({ in: place, pointer, rule }) => [String(place), String(pointer), String(rule)] as const);
  const wanted = want.violations ?? (want.count === undefined ? [] : undefined);
  return [
    ...(wanted === undefined || print(rows) === print(wanted) ? [] : [`violations are ${print(rows)}, not ${print(wanted)}`]),
    ...(want.count === undefined || rows.length === want.count ? [] : [`there are ${rows.length} violations, not ${want.count}`]),
    ...(want.first === undefined || print(rows.slice(0, want.first.length)) === print(want.first) ? [] : [`the first violations are ${print(rows.slice(0, want.first.length))}, not ${print(want.first)}`]),
    ...((truncated ?? false) === (want.truncated ?? false) ? [] : [`truncated is ${String(truncated)}`]),
    ...((violations ?? []).every(({ message }) => typeof message === "string" && message !== "") ? [] : ["a violation has no message"]),
    ...(violations !== undefined && violations.length === 0 ? ["violations is an empty list"] : []),
  ];
}

const print = (rows: readonly Row[]): string => `[${rows.slice(0, 12).map((row) => `[${row.map((cell) => (cell === "" ? '""' : cell)).join(", ")}]`).join(", ")}${rows.length > 12 ? ", ..." : ""}]`;
