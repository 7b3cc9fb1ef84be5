import { encodeHeader } from "../encode.js";
import { formText } from "../parameters.js";
import { writerOf } from "../styles.js";
import { textOf } from "../value.js";
import { writeJson } from "../check/write-json.js";
import { BrokenAnswer, checkAnswer } from "./broken-answer.js";
import { toJsonValue } from "./json-value.js";
import type { HeaderSpec } from "./route.js";

/** How one header of an answer is written. */
export interface HeaderPlan {
  /** Lower case. */
  readonly name: string;
  readonly spec: HeaderSpec;
  readonly write: (value: unknown) => string | undefined;
}

export function planHeaders(specs: readonly HeaderSpec[]): readonly HeaderPlan[] {
  return specs
    .filter(({ name }) => !ofCarrier.has(name.toLowerCase()))
    .map((spec) => ({ name: spec.name.toLowerCase(), spec, write: token.test(spec.name.toLowerCase()) ? writerFor(spec) : refuseName }));
}

const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

function refuseName(): never {
  throw new BrokenAnswer("The name of a header of the answer is none (RFC 9110, section 5.1)");
}

/** These follow from the body and the connection (OpenAPI 3.2, 4.16.1 says it of Content-Type). */
const ofCarrier = new Set(["content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer"]);

function writerFor(spec: HeaderSpec): (value: unknown) => string | undefined {
  const { style, explode, content } = spec;
  if (content === undefined)
    return writerOf(spec.name, "header", { ...(style === undefined ? {} : { style }), ...(explode === undefined ? {} : { explode }) });
  return (value) => encodeHeader(spec.name, content.kind === "json" ? asciiJson(value) : content.kind === "form" ? formText(value) : textOf(value));
}

/** JSON in headers stays within ASCII, which every client reads alike. */
function asciiJson(value: unknown): string {
  return writeJson(value).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * Writes the headers of an answer, names and values in turn. Those of the contract are written and checked as their schemas say; others go
 * as text, a list as a line each.
 *
 * @throws {BrokenAnswer} for what the contract or HTTP doesn't allow.
 */
export function writeHeaders(plans: readonly HeaderPlan[], given: object | undefined, isChecked: boolean): string[] {
  const written: string[] = [];
  if (given === undefined && plans.length === 0) return written;
  const values = new Map(Object.entries(given ?? {}).map(([name, value]: [string, unknown]) => [name.toLowerCase(), value]));
  for (const { name, spec, write } of plans) {
    const value = values.get(name);
    values.delete(name);
    if (value !== undefined) writeDeclared(written, name, spec, write, value, isChecked);
    else if (spec.required === true && isChecked)
      throw new BrokenAnswer("The answer breaks the contract", [
        { in: "header", pointer: `/${spec.name}`, rule: "required", message: "is required" },
      ]);
  }
  for (const [name, value] of values) if (!ofCarrier.has(name)) writeOther(written, name, value);
  return written;
}

function writeDeclared(
  written: string[],
  name: string,
  spec: HeaderSpec,
  write: HeaderPlan["write"],
  value: unknown,
  isChecked: boolean,
): void {
  if (isChecked) checkAnswer(spec, toJsonValue(value), "header", `/${spec.name}`);
  // A cookie may have commas: each needs a line of its own (RFC 6265, section 3).
  if (name === "set-cookie" && Array.isArray(value)) return writeOther(written, name, value);
  const text = write(value);
  if (text !== undefined) written.push(name, text);
}

function writeOther(written: string[], name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (!token.test(name)) refuseName();
  for (const line of Array.isArray(value) ? (value as readonly unknown[]) : [value]) written.push(name, encodeHeader(name, textOf(line)));
}
