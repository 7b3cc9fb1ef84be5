import { readFileSync } from "node:fs";
import type { Delay, OverrideList } from "../../templates/runtime/typescript/mock/index.js";
import { flagOf, type Flags, type SettingName } from "../config.js";
import { didYouMean } from "../contract/closest.js";
import type { Diagnostic } from "../diagnostic.js";
import { loadRuntime } from "../languages/typescript/runtime.js";
import type { Certificate } from "./listen.js";

/** What a command line asks of a mock server. */
export interface MockSettings {
  /** Absent: whichever can do it. */
  readonly engine?: "prism" | "native";
  readonly port: number;
  readonly host: string;
  readonly seed?: string;
  readonly memory: boolean;
  readonly security: "off" | "present";
  readonly latency?: Delay;
  readonly errorRate: number;
  readonly overrides: OverrideList;
  readonly proxy?: URL;
  readonly record?: string;
  readonly cors: boolean;
  readonly certificate?: Certificate;
  readonly formats: "assert" | "annotate";
  /** The first flag that is given and that Prism has nothing for: `--latency`. */
  readonly beyondPrism?: string;
}

const fail = (name: SettingName, message: string, hint?: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message: `--${flagOf(name)} ${message}`,
  ...(hint !== undefined && { hint }),
});

/** Reads what the flags of `mortise mock` say, and the files that they name. All mistakes are told together. */
export async function readSettings(flags: Flags): Promise<MockSettings | { readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const take = <T>(reading: T | Diagnostic): T | undefined => {
    if (!isDiagnostic(reading)) return reading;
    diagnostics.push(reading);
    return undefined;
  };
  const engine = take(readChoice(flags, "engine", ["prism", "native"]));
  const security = take(readChoice(flags, "security", ["off", "present"]));
  const formats = take(readChoice(flags, "formats", ["assert", "annotate"]));
  const port = take(readPort(flags.port));
  const latency = take(readLatency(flags.latency));
  const errorRate = take(readRate(flags.errorRate));
  const proxy = take(readProxy(flags.proxy));
  const certificate = take(readCertificate(flags));
  const overrides = take(await readOverrides(flags.overrides));
  if (flags.record !== undefined && flags.proxy === undefined) diagnostics.push(fail("record", "writes the answers of a real server down", "add --proxy URL"));
  const beyond = beyondPrism(flags);
  if (engine === "prism" && beyond !== undefined) diagnostics.push(fail("engine", `prism has nothing for ${beyond}`, "write --engine native, or leave it out"));
  if (diagnostics.length > 0) return { diagnostics };
  return {
    port: port ?? 4010,
    host: flags.host ?? "127.0.0.1",
    memory: flags.memory ?? true,
    security: security ?? "present",
    errorRate: errorRate ?? 0,
    overrides: overrides ?? [],
    cors: flags.cors ?? true,
    formats: formats ?? "assert",
    ...(engine !== undefined && { engine }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
    ...(latency !== undefined && { latency }),
    ...(proxy !== undefined && { proxy }),
    ...(flags.record !== undefined && { record: flags.record }),
    ...(certificate !== undefined && { certificate }),
    ...(beyond !== undefined && { beyondPrism: beyond }),
  };
}

const isDiagnostic = (value: unknown): value is Diagnostic => typeof value === "object" && value !== null && "code" in value && "severity" in value;

/** Flags that only the native engine knows. */
const own = ["latency", "errorRate", "overrides", "proxy", "record", "tlsCert", "tlsKey"] as const;

function beyondPrism(flags: Flags): string | undefined {
  const name = own.find((each) => flags[each] !== undefined);
  if (name !== undefined) return `--${flagOf(name)}`;
  if (flags.memory === true) return "--memory";
  if (flags.security === "off") return "--security off";
  return flags.formats === "annotate" ? "--formats annotate" : undefined;
}

function readChoice<const T extends string>(flags: Flags, name: "engine" | "security" | "formats", values: readonly T[]): T | Diagnostic | undefined {
  const text = flags[name];
  const found = values.find((value) => value === text);
  return text === undefined || found !== undefined ? found : fail(name, `is ${values.join(" or ")}, not '${text}'`, didYouMean(text, values));
}

function readPort(text: string | undefined): number | Diagnostic | undefined {
  if (text === undefined) return undefined;
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : fail("port", `is a number from 0 to 65535, not '${text}'`);
}

/** `200`, `100-400`: milliseconds. */
function readLatency(text: string | undefined): Delay | Diagnostic | undefined {
  if (text === undefined) return undefined;
  const [, least = "", most] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text) ?? [];
  if (least === "" || Number(most ?? least) < Number(least)) return fail("latency", `is so many milliseconds, or from so many to so many, not '${text}'`, "for example --latency 100-400");
  return most === undefined ? Number(least) : [Number(least), Number(most)];
}

function readRate(text: string | undefined): number | Diagnostic | undefined {
  if (text === undefined) return undefined;
  return /^(?:0|1|0?\.\d+|1\.0+)$/.test(text) ? Number(text) : fail("errorRate", `is a part of all requests, from 0 to 1, not '${text}'`, "for example --error-rate 0.05");
}

function readProxy(text: string | undefined): URL | Diagnostic | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) return fail("proxy", `is the URL of a server, not '${text}'`, "for example --proxy https://api.example.com/v1");
  return url.search === "" && url.hash === "" ? url : fail("proxy", "has a query or a fragment, which a base URL can't have");
}

function readCertificate({ tlsCert, tlsKey }: Flags): Certificate | Diagnostic | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined) return fail("tlsKey", "needs the certificate that it is for", "add --tls-cert FILE");
  if (tlsKey === undefined) return fail("tlsCert", "needs its key", "add --tls-key FILE");
  const cert = readBytes("tlsCert", tlsCert);
  const key = readBytes("tlsKey", tlsKey);
  if (isDiagnostic(cert)) return cert;
  return isDiagnostic(key) ? key : { cert, key };
}

function readBytes(name: SettingName, path: string): Buffer | Diagnostic {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail(name, `can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A list of answers by operation. Numbers keep their digits. */
async function readOverrides(path: string | undefined): Promise<OverrideList | Diagnostic | undefined> {
  if (path === undefined) return undefined;
  const bytes = readBytes("overrides", path);
  if (isDiagnostic(bytes)) return bytes;
  const { readJson } = await loadRuntime("check/json-reader");
  try {
    const list: unknown = readJson(bytes);
    const wrong = Array.isArray(list) ? list.findIndex((entry) => !isOverride(entry)) : -1;
    if (!Array.isArray(list)) return fail("overrides", `must hold a list: '${path}' doesn't`, WRITTEN);
    return wrong < 0 ? (list as OverrideList) : fail("overrides", `has no operation and answer in entry ${wrong + 1} of '${path}'`, WRITTEN);
  } catch (error) {
    return fail("overrides", `must hold JSON: '${path}' doesn't (${error instanceof Error ? error.message : String(error)})`, WRITTEN);
  }
}

const WRITTEN = 'write [{ "operation": "getUser", "answer": { "status": 404 } }]';

function isOverride(entry: unknown): boolean {
  if (typeof entry !== "object" || entry === null) return false;
  const { operation, answer } = entry as Readonly<Record<string, unknown>>;
  return typeof operation === "string" && (typeof answer === "number" || (typeof answer === "object" && answer !== null));
}
