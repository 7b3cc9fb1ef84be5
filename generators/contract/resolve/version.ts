import { didYouMean } from "../closest.js";
import type { Dialect } from "../grammar.js";
import { ExactNumber, isObject, type Json } from "../json.js";
import { type Spot, report } from "./check.js";
import type { Findings } from "./findings.js";

/** The version that a document says it has; undefined, and reported, if it is none that Mortise reads. */
export function readVersion(findings: Findings, spot: Spot, value: Json): Dialect | undefined {
  if (!isObject(value)) {
    report(findings, spot, { code: "not-a-contract", severity: "error", message: "this is no OpenAPI document: its root is no object", hint: "a contract starts with 'openapi: 3.1.0'" });
    return undefined;
  }
  const name = ["openapi", "swagger"].find((field) => Object.hasOwn(value, field));
  if (name === undefined) {
    const hint = meantField(Object.keys(value)) ?? "a contract starts with 'openapi: 3.1.0'";
    report(findings, spot, { code: "not-a-contract", severity: "error", message: "this is no OpenAPI document: it has neither 'openapi' nor 'swagger'", hint });
    return undefined;
  }
  const at: Spot = { ...spot, path: { parent: undefined, key: name } };
  const text = versionText(findings, at, name, value[name] as Json);
  const dialect = text === undefined ? undefined : dialectOf(name, text);
  if (text !== undefined && dialect === undefined) {
    report(findings, at, { code: "version-unsupported", severity: "error", message: `${name} ${text} is no version that Mortise reads`, hint: "it reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0" });
  }
  return dialect;
}

function meantField(names: readonly string[]): string | undefined {
  if (names.includes("asyncapi")) return "this is an AsyncAPI document; Mortise reads OpenAPI";
  if (names.includes("swaggerVersion")) return "this is Swagger 1; Mortise reads Swagger 2.0 and OpenAPI 3";
  const wrong = names.find((name) => didYouMean(name, ["openapi", "swagger"]) !== undefined);
  return wrong === undefined ? undefined : didYouMean(wrong, ["openapi", "swagger"]);
}

/** In YAML, `3.1` without quotes is a number: clear enough to go on. */
function versionText(findings: Findings, at: Spot, name: string, value: Json): string | undefined {
  if (typeof value === "string") return value;
  const isNumber = typeof value === "number" || value instanceof ExactNumber;
  const text = isNumber ? String(value instanceof ExactNumber ? value.text : value) : undefined;
  const full = text !== undefined && !text.includes(".") ? `${text}.0` : text;
  report(findings, at, {
    code: "wrong-kind",
    severity: isNumber ? "warning" : "error",
    message: `'${name}' must be a string, but is ${isNumber ? "a number" : "something else"}`,
    hint: `put it in quotes: ${name}: "${name === "openapi" && isNumber ? `${full}.0` : (full ?? "3.1.0")}"`,
  });
  return full;
}

function dialectOf(name: string, version: string): Dialect | undefined {
  if (name === "swagger") return /^2\.0(?:\.\d+)?$/.test(version) ? "2.0" : undefined;
  const minor = /^3\.([012])(?:\.\d+)?(?:-[\w.]+)?$/.exec(version)?.[1];
  return minor === undefined ? undefined : minor === "0" ? "3.0" : minor === "1" ? "3.1" : "3.2";
}
