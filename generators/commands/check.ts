import type { Flags, Invocation } from "../config.js";
import type { Job } from "../config/jobs.js";
import { loadRequest } from "../config/load.js";
import type { FileState, OutputPlan } from "../emit/output.js";
import { RECORD } from "../emit/record.js";
import { printFindings, printTotal, showProgress, toJson } from "../print.js";
import { hasErrors, produce, understand } from "../produce.js";
import { count, locateDiagnostics, paint, type Finding } from "../report.js";
import type { ExitCode, Terminal } from "../terminal.js";

/** A file that is not as a run of `generate` would leave it. */
interface Drift {
  readonly path: string;
  readonly state: Exclude<FileState, "same">;
}

interface TargetCheck {
  readonly target: string;
  readonly folder: string;
  readonly count: number;
  readonly drift: readonly Drift[];
  readonly findings: readonly Finding[];
}

interface JobCheck {
  readonly job: Job;
  readonly findings: readonly Finding[];
  readonly targets: readonly TargetCheck[];
}

const explained: Readonly<Record<Drift["state"], string>> = {
  missing: "missing",
  stale: "stale",
  edited: "edited",
  foreign: "foreign",
  orphaned: "orphaned",
  "orphaned-edited": "orphaned, edited",
};

/** `mortise check`: makes everything in memory and reports what on disk differs, all of it together. Writes nothing; 1 if anything differs. */
export async function check(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { flags } = invocation;
  const request = await loadRequest(invocation);
  if (!flags.json) printFindings(request.findings, request.origins, flags, terminal.err);
  const results: JobCheck[] = [];
  for (const job of request.jobs) {
    const result = await checkJob(job, flags, terminal);
    results.push(result);
    if (!flags.json) for (const target of result.targets) terminal.out.write(printCheck(job, target, flags, terminal));
  }
  const targets = results.flatMap((result) => result.targets);
  const failed = [request.findings, ...results.map(({ findings }) => findings), ...targets.map(({ findings }) => findings)].some(hasErrors);
  const drift = targets.flatMap((target) => target.drift);
  const exit: ExitCode = failed ? 2 : drift.length > 0 ? 1 : 0;
  if (flags.json)
    terminal.out.write(`${JSON.stringify({ exitCode: exit, diagnostics: request.findings.map(toJson), contracts: results.map(checkToJson) })}\n`);
  else if (drift.length > 0) terminal.out.write(advise(drift));
  return exit;
}

async function checkJob(job: Job, flags: Flags, terminal: Terminal): Promise<JobCheck> {
  showProgress(terminal, flags, `${job.name}: reading ${job.contract}`);
  const understood = await understand(job.contract, job.allowRemote, flags.verbose || flags.json);
  showProgress(terminal, flags, undefined);
  if (!flags.json) printFindings(understood.findings, understood.source, flags, terminal.err);
  if (understood.failed && !flags.json) printTotal(understood.findings, terminal.err);
  const targets: TargetCheck[] = [];
  for (const target of understood.failed ? [] : job.targets) {
    showProgress(terminal, flags, `${job.name}: ${target.target.name}`);
    const { plan } = await produce(understood, target, false);
    showProgress(terminal, flags, undefined);
    const findings = locateDiagnostics(plan.diagnostics.filter(({ code }) => code !== "output-foreign"), understood.source);
    if (!flags.json) printFindings(findings, understood.source, flags, terminal.err);
    targets.push({ target: target.target.name, folder: target.folder, count: plan.wanted.size, drift: driftOf(plan), findings });
  }
  return { job, findings: understood.findings, targets };
}

function driftOf({ files, recorded }: OutputPlan): readonly Drift[] {
  const drift = files.flatMap(({ path, state }): Drift[] => (state === "same" ? [] : [{ path, state }]));
  return drift.length > 0 || recorded ? drift : [{ path: RECORD, state: "stale" }];
}

function printCheck(job: Job, { target, folder, drift, count: files, findings }: TargetCheck, flags: Flags, terminal: Terminal): string {
  const { colours } = terminal.out;
  if (findings.length > 0 || (drift.length === 0 && flags.quiet)) return "";
  const verdict = drift.length === 0 ? paint(colours, "dim", "up to date") : paint(colours, "red", `${drift.length} of ${files} differ`);
  const lines = drift.map(({ path, state }) => `  ${explained[state].padEnd(16)}  ${folder}/${path}\n`);
  return `${job.name}  ${target}  ${verdict}\n${lines.join("")}`;
}

function advise(drift: readonly Drift[]): string {
  const edited = drift.filter(({ state }) => state === "edited").length;
  const foreign = drift.some(({ state }) => state === "foreign");
  const differ = `${count(drift.length, "file")} ${drift.length === 1 ? "differs" : "differ"}: 'mortise generate' settles it`;
  return `${differ}${edited > 0 ? ` and replaces what was edited by hand (${edited})` : ""}${foreign ? "; what isn't Mortise's (foreign) needs --force" : ""}\n`;
}

const checkToJson = ({ job, findings, targets }: JobCheck): object => ({
  name: job.name,
  contract: job.contract,
  diagnostics: findings.map(toJson),
  targets: targets.map(({ findings: trouble, ...rest }) => ({ ...rest, diagnostics: trouble.map(toJson) })),
});
