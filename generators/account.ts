import type { FileState, PlannedFile } from "./emit/output.js";
import type { Remarks } from "./fingerprint.js";
import { count, paint, widthOf, type Finding } from "./report.js";
import type { Stream } from "./terminal.js";

/** What became of a target's output in a run of `generate`. */
export interface TargetResult {
  readonly target: string;
  readonly folder: string;
  /** `failed`: nothing was written, or not all. `planned`: a dry run. */
  readonly state: "up-to-date" | "written" | "planned" | "failed";
  /** How many files the output has. */
  readonly count: number;
  readonly changes: readonly FileChange[];
  readonly remarks: Remarks;
  /** Trouble with the output itself. */
  readonly findings: readonly Finding[];
  readonly unsupported: readonly Finding[];
}

export interface FileChange {
  readonly path: string;
  readonly change: "new" | "changed" | "replaced" | "removed" | "kept";
}

const changes: Readonly<Record<FileState, FileChange["change"] | undefined>> = {
  same: undefined,
  missing: "new",
  stale: "changed",
  edited: "replaced",
  foreign: undefined,
  orphaned: "removed",
  "orphaned-edited": "kept",
};

/** What a run does to each file that doesn't stay as it is. */
export const changesOf = (files: readonly PlannedFile[]): readonly FileChange[] =>
  files.flatMap(({ path, state }) => (changes[state] === undefined ? [] : [{ path, change: changes[state] }]));

/** `12 files`, `12 files (2 changed, 1 removed)`, `up to date`. */
function describe({ state, count: files, changes: changed }: TargetResult): string {
  if (state === "failed") return "not written";
  if (changed.length === 0) return "up to date";
  const fresh = changed.filter(({ change }) => change === "new").length;
  if (fresh === files && changed.length === fresh) return count(files, "file");
  const kinds = (["new", "changed", "replaced", "removed", "kept"] as const).flatMap((kind) => {
    const number = changed.filter(({ change }) => change === kind).length;
    return number === 0 ? [] : [`${number} ${kind}`];
  });
  return `${count(files, "file")} (${kinds.join(", ")})`;
}

/**
 * The row of one contract: `users  ts-client   12 files   ts-types  1 file      0.8 s`, each target in a line of its own where that is
 * wider than the terminal.
 */
export function printRow(
  name: string,
  results: readonly TargetResult[],
  seconds: number,
  layout: { readonly nameWidth: number; readonly stream: Stream },
): string {
  const { stream, nameWidth } = layout;
  const targetWidth = Math.max(...results.map(({ target }) => target.length));
  const cell = (result: TargetResult, width: number) => {
    const text = describe(result);
    const tint = result.state === "failed" ? "red" : text === "up to date" ? "dim" : "green";
    return `${result.target.padEnd(width)}  ${paint(stream.colours, tint, text)}`;
  };
  const head = name.padEnd(nameWidth);
  const time = results.every(({ state }) => state === "up-to-date") ? "" : `      ${seconds.toFixed(1)} s`;
  const row = `${head}  ${results.map((result) => cell(result, 0)).join("   ")}${time}`;
  if (widthOf(row) <= (stream.columns ?? 120)) return `${row}\n`;
  return results
    .map(
      (result, index) => `${index === 0 ? head : " ".repeat(nameWidth)}  ${cell(result, targetWidth)}${index === results.length - 1 ? time : ""}\n`,
    )
    .join("");
}

/** What a run has to say in short: what can't be expressed, and what `--verbose` would tell. */
export function printRemarks(name: string, results: readonly TargetResult[]): string {
  const unsupported = results.flatMap(({ target, remarks }) =>
    remarks.unsupported === 0
      ? []
      : [
          `${remarks.unsupported === 1 ? "1 thing" : `${remarks.unsupported} things`} can't be expressed in ${target}: mortise generate ${name} --report\n`,
        ],
  );
  const { warnings, notes } = results[0]?.remarks ?? { warnings: 0, notes: 0 };
  const silent = [...(warnings > 0 ? [count(warnings, "warning")] : []), ...(notes > 0 ? [count(notes, "note")] : [])];
  return [...unsupported, ...(silent.length > 0 ? [`${silent.join(" and ")}: mortise generate ${name} --verbose\n`] : [])].join("");
}

const signs: Readonly<Record<FileChange["change"], string>> = { new: "+", changed: "~", replaced: "~", removed: "-", kept: "!" };

/** One line a file that changed: `  ~ generated/users/ts-client/client.ts`. */
export const printChanges = ({ folder, changes: changed }: TargetResult): string =>
  changed
    .map(
      ({ path, change }) =>
        `  ${signs[change]} ${folder}/${path}${change === "replaced" ? " (edited by hand)" : change === "kept" ? " (edited by hand; kept, and yours from now on)" : ""}\n`,
    )
    .join("");
