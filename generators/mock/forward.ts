import { request as askPlainly, type IncomingMessage } from "node:http";
import { request as askSecurely } from "node:https";
import { pipeline, type Readable } from "node:stream";

/** What holds for one connection only, and is not passed on (RFC 9110, section 7.6.1; RFC 9112 for `Transfer-Encoding`). */
const HOP_BY_HOP = ["connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"];

/** Header lines, names and values in turn, without those that hold for one connection; `dropped`: names that something else takes the place of. */
export function passOn(lines: readonly string[], dropped: readonly string[]): string[] {
  const named = valuesOf(lines, "connection").flatMap((value) => value.split(",").map((name) => name.trim().toLowerCase()));
  const gone = new Set([...HOP_BY_HOP, ...named, ...dropped]);
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index += 2) {
    const name = lines[index] ?? "";
    if (!gone.has(name.toLowerCase())) kept.push(name, lines[index + 1] ?? "");
  }
  return kept;
}

const valuesOf = (lines: readonly string[], wanted: string): readonly string[] =>
  lines.flatMap((name, index) => (index % 2 === 0 && name.toLowerCase() === wanted ? [lines[index + 1] ?? ""] : []));

/** Headers by lower-case name, lines of one name joined (RFC 9110, section 5.3). */
export function joinHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  for (let index = 0; index < lines.length; index += 2) {
    const name = (lines[index] ?? "").toLowerCase();
    const value = lines[index + 1] ?? "";
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`);
  }
  return joined;
}

/** A request for a real server. */
export interface Forwarded {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly body: Uint8Array | Readable | undefined;
}

/** Sends a request to a real server. Rejects if there is none, or it hangs up; `signal` breaks off. */
export function forward(base: URL, { method, path, lines, body }: Forwarded, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const ask = base.protocol === "https:" ? askSecurely : askPlainly;
    const headers = [...passOn(lines, ["host", "content-length", "expect"]), "Host", base.host, "Via", "1.1 mortise"];
    if (body instanceof Uint8Array) headers.push("Content-Length", String(body.byteLength));
    else if (body !== undefined) headers.push("Transfer-Encoding", "chunked");
    const sent = ask({ hostname: base.hostname.replace(/^\[|\]$/g, ""), port: base.port, method, path, headers, signal }, resolve);
    sent.on("error", reject);
    if (body === undefined || body instanceof Uint8Array) sent.end(body);
    else pipeline(body, sent, (error) => error && reject(error));
  });
}
