import { targetSettings } from "../config.js";
import { didYouMean } from "../contract/closest.js";
import { ExactNumber, type Json } from "../contract/json.js";
import type { OptionValues, TargetRow } from "../targets/registry.js";
import type { OptionSpec } from "../targets/target.js";

/** A value that was read, or why it is none. */
export type Reading<T> = { readonly value: T } | { readonly code: "wrong-kind" | "wrong-value"; readonly message: string; readonly hint?: string };

/** What a person may have meant by a name that nobody knows, or else all that there is: `there are a, b`. */
export const suggest = (name: string, known: readonly string[], intro: string): string => didYouMean(name, known) ?? `${intro} ${known.join(", ")}`;

/** What kind of JSON a value is, as a person says it. */
export function kindOf(value: Json): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (value instanceof ExactNumber) return "a number";
  return { boolean: "a boolean", number: "a number", string: "a text", object: "a mapping" }[
    typeof value as "boolean" | "number" | "string" | "object"
  ];
}

const wrongKind = (name: string, wanted: string, value: Json): Reading<never> => ({
  code: "wrong-kind",
  message: `'${name}' must be ${wanted}, but is ${kindOf(value)}`,
});

/** A text that is not empty. */
export function readText(name: string, value: Json): Reading<string> {
  if (typeof value !== "string") return wrongKind(name, "a text", value);
  return value.trim() === "" ? { code: "wrong-value", message: `'${name}' is empty` } : { value };
}

/** A list of texts. */
export function readList(name: string, value: Json): Reading<readonly string[]> {
  if (!Array.isArray(value)) return { ...wrongKind(name, "a list of texts", value), ...(typeof value === "string" && { hint: `write [${value}]` }) };
  const items = value as readonly Json[];
  const wrong = items.find((item) => typeof item !== "string");
  return wrong === undefined
    ? { value: items as readonly string[] }
    : { code: "wrong-kind", message: `'${name}' must be a list of texts, but one of them is ${kindOf(wrong)}` };
}

/** One option of a target by its row of the option table. */
export function readOption(name: string, spec: OptionSpec, value: Json): Reading<boolean | string> {
  if (spec.kind === "boolean") return typeof value === "boolean" ? { value } : { ...wrongKind(name, "true or false", value) };
  if (spec.kind === "text") return readText(name, value);
  if (typeof value === "string" && spec.values.includes(value)) return { value };
  const wanted = spec.values.map((choice) => `'${choice}'`).join(" or ");
  if (typeof value !== "string") return { ...wrongKind(name, wanted, value) };
  const hint = didYouMean(value, spec.values);
  return { code: "wrong-value", message: `'${name}' must be ${wanted}, but is '${value}'`, ...(hint !== undefined && { hint }) };
}

/** The same, as it stands on a command line: `true`, `Date`. */
export function readOptionText(name: string, spec: OptionSpec, text: string): Reading<boolean | string> {
  if (spec.kind !== "boolean") return readOption(name, spec, text);
  if (text === "true" || text === "false") return { value: text === "true" };
  return { code: "wrong-value", message: `'${name}' must be true or false, but is '${text}'` };
}

/** The options of a target that nobody has set. */
export const defaultOptions = (target: TargetRow): OptionValues =>
  Object.fromEntries(Object.entries(target.options).map(([name, spec]) => [name, spec.default]));

/** Every name that may stand under a target in mortise.yaml. */
export const optionNames = (target: TargetRow): readonly string[] => [...Object.keys(targetSettings), ...Object.keys(target.options)];
