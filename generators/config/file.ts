import { settings, targetSettings, type Setting } from "../config.js";
import { isObject, type Json, type JsonObject } from "../contract/json.js";
import { childOf } from "../contract/pointer.js";
import type { Diagnostic } from "../diagnostic.js";
import { findTarget, targetNames, type OptionValues, type TargetRow } from "../targets/registry.js";
import { defaultOptions, kindOf, optionNames, readList, readOption, readText, suggest, type Reading } from "./values.js";

/** What mortise.yaml says of one contract. Paths are relative to the folder of mortise.yaml. */
export interface ConfiguredContract {
  readonly name: string;
  readonly contract: string;
  readonly out?: string;
  readonly allowRemote: readonly string[];
  readonly targets: readonly ConfiguredTarget[];
}

export interface ConfiguredTarget {
  readonly target: TargetRow;
  readonly out?: string;
  /** Every option of the target, defaults filled in. */
  readonly options: OptionValues;
  readonly origin: string;
}

type Report = (diagnostic: Omit<Diagnostic, "severity">) => void;

/** Names of contracts are names of folders. */
const CONTRACT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Checks what stands in mortise.yaml against the tables of settings and options. Every mistake is an error diagnostic with a pointer
 * into the file; what is right is read all the same.
 */
export function checkConfig(value: Json): { readonly contracts: readonly ConfiguredContract[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push({ severity: "error", ...diagnostic });
  const members = readMapping("mortise.yaml", value, "#", report);
  reportUnknown(members, ["contracts"], "#", report);
  const named = Object.hasOwn(members, "contracts") ? (members["contracts"] ?? null) : undefined;
  const contracts = named === undefined ? {} : readMapping("contracts", named, "#/contracts", report);
  const isEmpty = Object.keys(named === undefined ? members : contracts).length === 0;
  if (isEmpty && isObject(named ?? value)) {
    report({
      code: "missing-field",
      message: "mortise.yaml names no contract",
      origin: named === undefined ? "#" : "#/contracts",
      at: "key",
      hint: "mortise init writes one to start from",
    });
  }
  const read = Object.entries(contracts).flatMap(([name, member]) => readContract(name, member, report) ?? []);
  return { contracts: read, diagnostics };
}

function readContract(name: string, value: Json, report: Report): ConfiguredContract | undefined {
  const origin = childOf("#/contracts", name);
  if (!CONTRACT_NAME.test(name)) {
    report({
      code: "wrong-value",
      message: `'${name}' is no name for a contract`,
      origin,
      at: "key",
      hint: "letters, digits, '-', '_' and '.', beginning with a letter or a digit",
    });
  }
  const members = readMapping(name, value, origin, report);
  const rows = Object.entries(settings as Readonly<Record<string, Setting>>).filter(([, row]) => row.member !== undefined);
  const known = rows.map(([key]) => key);
  reportUnknown(members, known, origin, report);
  for (const [key, { member, summary }] of isObject(value) ? rows : []) {
    if (member !== "required" || Object.hasOwn(members, key)) continue;
    report({ code: "missing-field", message: `'${key}' of '${name}' is missing: ${summary}`, origin, at: "key" });
  }
  const take = <T>(key: string, read: (name: string, value: Json) => Reading<T>): T | undefined =>
    Object.hasOwn(members, key) ? accept(read(key, members[key] ?? null), childOf(origin, key), report) : undefined;
  const contract = take("contract", readText);
  const out = take("out", readText);
  const chosen = Object.hasOwn(members, "targets") ? readTargets(members["targets"] ?? null, childOf(origin, "targets"), report) : [];
  const allowRemote = take("allowRemote", readList) ?? [];
  return contract === undefined ? undefined : { name, contract, ...(out !== undefined && { out }), allowRemote, targets: chosen };
}

function readTargets(value: Json, origin: string, report: Report): readonly ConfiguredTarget[] {
  if (!isObject(value)) {
    const names = [value].flat().filter((item) => typeof item === "string");
    const hint = `write targets: { ${(names.length > 0 ? names : ["ts-client"]).map((name) => `${name}: {}`).join(", ")} }`;
    report({ code: "wrong-kind", message: `'targets' must be a mapping of each target to its options, but is ${kindOf(value)}`, origin, hint });
    return [];
  }
  if (Object.keys(value).length === 0) {
    report({ code: "missing-field", message: "'targets' names no target", origin, hint: `there are ${targetNames.join(", ")}` });
  }
  return Object.entries(value).flatMap(([name, options]) => {
    const target = findTarget(name);
    if (target) return [readTarget(target, options, childOf(origin, name), report)];
    const hint = suggest(name, targetNames, "there are");
    report({ code: "unknown-field", message: `there is no target '${name}'`, origin: childOf(origin, name), at: "key", hint });
    return [];
  });
}

function readTarget(target: TargetRow, value: Json, origin: string, report: Report): ConfiguredTarget {
  const members = value === null ? {} : readMapping(target.name, value, origin, report);
  reportUnknown(members, optionNames(target), origin, report);
  const chosen = Object.entries(target.options).flatMap(([name, spec]) => {
    const option = Object.hasOwn(members, name) ? accept(readOption(name, spec, members[name] ?? null), childOf(origin, name), report) : undefined;
    return option === undefined ? [] : [[name, option] as const];
  });
  const [where] = Object.keys(targetSettings) as [keyof typeof targetSettings];
  const out = Object.hasOwn(members, where) ? accept(readText(where, members[where] ?? null), childOf(origin, where), report) : undefined;
  return { target, ...(out !== undefined && { out }), options: { ...defaultOptions(target), ...Object.fromEntries(chosen) }, origin };
}

function accept<T>(reading: Reading<T>, origin: string, report: Report): T | undefined {
  if ("value" in reading) return reading.value;
  report({ ...reading, origin });
  return undefined;
}

function readMapping(name: string, value: Json, origin: string, report: Report): JsonObject {
  if (isObject(value)) return value;
  report({ code: "wrong-kind", message: `'${name}' must be a mapping, but is ${kindOf(value)}`, origin });
  return {};
}

function reportUnknown(members: JsonObject, known: readonly string[], origin: string, report: Report): void {
  for (const name of Object.keys(members)) {
    if (known.includes(name)) continue;
    const hint = suggest(name, known, "known are");
    report({ code: "unknown-field", message: `'${name}' means nothing here`, origin: childOf(origin, name), at: "key", hint });
  }
}
