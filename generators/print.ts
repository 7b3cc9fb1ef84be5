import type { Flags } from "./config.js";
import { count, printFinding, selectFindings, type Finding, type Origins } from "./report.js";
import type { Stream, Terminal } from "./terminal.js";

/** As many findings as a person can look through; `--all`, a file or a pipe get every one. */
const LIMIT = 20;
const WIDTH = 160;

/** Prints findings with their code frames: errors and warnings, with `--verbose` notes, with `--quiet` errors only. */
export function printFindings(findings: readonly Finding[], origins: Origins | undefined, flags: Flags, stream: Stream): void {
  const wanted = findings.filter(({ severity }) => severity === "error" || (!flags.quiet && (severity === "warning" || flags.verbose)));
  const { shown, left } = selectFindings(wanted, flags.all || stream.columns === undefined ? Infinity : LIMIT);
  const style = { colours: stream.colours, columns: stream.columns ?? WIDTH };
  for (const finding of shown) stream.write(`${printFinding(finding, origins, style)}\n`);
  if (left > 0) stream.write(`... and ${left} more (--all)\n`);
}

/** The last line of a failed run: how much is wrong. */
export function printTotal(findings: readonly Finding[], stream: Stream): void {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  if (errors > 0) stream.write(`${count(errors, "error")}${warnings > 0 ? `, ${count(warnings, "warning")}` : ""}\n`);
}

/** A finding as other programs read it. */
export const toJson = ({ location, pointer, ...rest }: Finding): object => ({ ...rest, ...location, ...(pointer !== undefined && { pointer }) });

/** What is being done, on a terminal only; `undefined` wipes it out again. */
export function showProgress(terminal: Terminal, flags: Flags, text: string | undefined): void {
  if (terminal.err.columns === undefined || flags.quiet || flags.json) return;
  terminal.err.write(`\r\u001b[K${text === undefined ? "" : `${text} ...`}`);
}
