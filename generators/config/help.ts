import { commands, flagOf, settings, settingsOf, type CommandName, type Setting } from "../config.js";
import { targets, type TargetRow } from "../targets/registry.js";
import type { OptionSpec } from "../targets/target.js";

const ENDINGS = "Exit codes: 0 done, 1 findings (drift, wrong payload), 2 wrong use or unreadable contract, 3 a bug.";

/** The text of `mortise --help`. */
export function printHelp(): string {
  const rows = Object.entries(commands).map(([name, row]) => [name, row.summary] as const);
  return [
    "Mortise cuts every part that has to fit an OpenAPI contract.",
    "",
    "  mortise COMMAND [--help]",
    "",
    ...columns(rows),
    "",
    "Start:  mortise init && mortise generate",
    "",
    ENDINGS,
    "",
  ].join("\n");
}

/** The text of `mortise COMMAND --help`: made from the tables of settings and of the targets' options. */
export function printCommandHelp(command: CommandName): string {
  const row = commands[command];
  const flags = settingsOf(command).map((name) => [flagColumn(name), settings[name].summary] as const);
  const withTargets = settingsOf(command).includes("option");
  return [
    `${row.usage} [FLAGS]`,
    "",
    ...wrap(row.about, 96),
    "",
    "Flags:",
    ...columns(flags),
    ...(withTargets
      ? ["", "Targets, and their options (in mortise.yaml, or --option TARGET.NAME=VALUE):", ...columns(targets.flatMap(targetRows))]
      : []),
    "",
    "Examples:",
    ...columns(row.examples.map(({ line, does }) => [line, does] as const)),
    "",
    ENDINGS,
    "",
  ].join("\n");
}

function flagColumn(name: keyof typeof settings): string {
  const row: Setting = settings[name];
  const long = row.kind === "switch" ? `--${flagOf(name)}, --no-${flagOf(name)}` : `--${flagOf(name)}${row.value === undefined ? "" : ` ${row.value}`}`;
  return row.short === undefined ? `    ${long}` : `-${row.short}, ${long}`;
}

const targetRows = (target: TargetRow): readonly (readonly [string, string])[] => [
  [target.name, target.summary],
  ...Object.entries(target.options).map(([name, spec]) => [`  ${name}: ${describeOption(spec)}`, spec.summary] as const),
];

/** The values of an option, its default first: `string | Date`. */
export function describeOption(spec: OptionSpec): string {
  if (spec.kind === "boolean") return spec.default ? "true | false" : "false | true";
  if (spec.kind === "choice") return [spec.default, ...spec.values.filter((value) => value !== spec.default)].join(" | ");
  return spec.default === undefined ? "TEXT" : `TEXT (${spec.default})`;
}

/** Two columns; a left column that is too long for the width of most stands in a line of its own. */
function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(32, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const [first = "", ...more] = wrap(right, 96 - width - 4);
    const indent = " ".repeat(width + 4);
    const head = left.length <= width ? [`  ${left.padEnd(width)}  ${first}`] : [`  ${left}`, `${indent}${first}`];
    return [...head, ...more.map((line) => indent + line)];
  });
}

/** Breaks text into lines of at most `width` columns, between words. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
