import { parseArgs } from "node:util";
import { flagOf, settings, settingsOf, type CommandName, type Flags, type Invocation, type Setting, type SettingName } from "../config.js";
import { didYouMean } from "../contract/closest.js";
import type { Diagnostic } from "../diagnostic.js";

/**
 * Reads the words after a command's name by the table of settings. A list is a repeated flag; names of targets may have commas too. Wrong flags are
 * diagnostics of code `usage`, all of them together.
 */
export function readArguments(command: CommandName, words: readonly string[]): Invocation & { readonly diagnostics: readonly Diagnostic[] } {
  const names = settingsOf(command);
  const byFlag = new Map(names.flatMap((name) => flagsOf(name).map((flag) => [flag, name])));
  const options = Object.fromEntries(names.flatMap((name) => flagsOf(name).map((flag) => [flag, toParserOption(settings[name])])));
  const { tokens } = parseArgs({ args: [...words], options, allowPositionals: true, strict: false, tokens: true });
  const diagnostics: Diagnostic[] = [];
  const found = new Map<SettingName, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const name = byFlag.get(token.name);
    const fault =
      name === undefined ? unknownFlag(command, token.rawName, [...byFlag.keys()]) : faultOfValue(settings[name], token.rawName, token.value);
    if (fault) diagnostics.push(fault);
    else if (name !== undefined) found.set(name, [...(found.get(name) ?? []), token.value ?? (token.name === flagOf(name) ? "" : NO)]);
  }
  return { flags: toFlags(found), words: positionals, diagnostics };
}

/** The value of a switch that is off. */
const NO = "no";

/** Both flags of a switch: `cors`, `no-cors`. */
const flagsOf = (name: SettingName): readonly string[] => (settings[name].kind === "switch" ? [flagOf(name), `no-${flagOf(name)}`] : [flagOf(name)]);

const splitNames = (values: readonly string[]): readonly string[] =>
  values
    .flatMap((value) => value.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "");

const toParserOption = (row: Setting): { type: "boolean" | "string"; short?: string } => ({
  type: isBare(row) ? "boolean" : "string",
  ...(row.short !== undefined && { short: row.short }),
});

const isBare = ({ kind }: Setting): boolean => kind === "boolean" || kind === "switch";

function toFlags(found: ReadonlyMap<SettingName, readonly string[]>): Flags {
  const flags = Object.keys(settings).map((key) => {
    const values = found.get(key as SettingName);
    const { kind } = settings[key as SettingName];
    if (kind === "boolean") return [key, values !== undefined];
    if (kind === "switch") return [key, values && values.at(-1) !== NO];
    if (kind === "text") return [key, values?.at(-1)];
    return [key, kind === "list" ? (values ?? []) : splitNames(values ?? [])];
  });
  return Object.fromEntries(flags) as Flags;
}

function faultOfValue(row: Setting, flag: string, value: string | undefined): Diagnostic | undefined {
  if (isBare(row)) return value === undefined ? undefined : usage(`${flag} takes no value`);
  if (value !== undefined && value !== "" && !/^--?[a-z]/.test(value)) return undefined;
  return usage(`${flag} needs a value`, `write ${flag} ${row.value ?? "VALUE"}`);
}

function unknownFlag(command: CommandName, flag: string, known: readonly string[]): Diagnostic {
  const flags = known.map((name) => `--${name}`);
  const near = flag.startsWith("--") ? didYouMean(flag, flags) : undefined;
  return usage(`'mortise ${command}' has no flag ${flag}`, near ?? `mortise ${command} --help lists them`);
}

/** What is wrong with a command line. */
export const usage = (message: string, hint?: string): Diagnostic => ({
  code: "usage",
  severity: "error",
  message,
  ...(hint !== undefined && { hint }),
});
