import { dirname, isAbsolute, join } from "node:path";
import { changesOf, printChanges, printRemarks, printRow, type TargetResult } from "../account.js";
import type { Flags, Invocation } from "../config.js";
import type { Job, TargetJob } from "../config/jobs.js";
import { loadRequest } from "../config/load.js";
import type { Diagnostic } from "../diagnostic.js";
import { writeOutput, type OutputPlan } from "../emit/output.js";
import { findUpToDate, makeFileHasher, writeFingerprint, type Remarks, type UpToDate } from "../fingerprint.js";
import { printFindings, printTotal, showProgress, toJson } from "../print.js";
import { hasErrors, produce, understand, type Understood } from "../produce.js";
import { locateDiagnostics, type Finding } from "../report.js";
import type { ExitCode, Terminal } from "../terminal.js";
import type { Round } from "../watch.js";

interface JobResult {
  readonly job: Job;
  readonly findings: readonly Finding[];
  readonly targets: readonly TargetResult[];
  /** The files that the contract was read from, from the current folder. */
  readonly files: readonly string[];
}

/** `mortise generate`: makes the targets of contracts and writes what changed. With `--watch` again and again, until it is stopped. */
export async function generate(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  if (!invocation.flags.watch) return (await generateOnce(invocation, terminal)).exit;
  const { watch } = await import("../watch.js");
  await watch(() => generateOnce(invocation, terminal), terminal, invocation.flags);
  return 0;
}

/** One round: every contract that is asked for. A contract with errors leaves its output as it was; the others are made. */
async function generateOnce(invocation: Invocation, terminal: Terminal): Promise<Round> {
  const { flags } = invocation;
  const request = await loadRequest(invocation);
  printFindings(flags.json ? [] : request.findings, request.origins, flags, terminal.err);
  const nameWidth = Math.max(0, ...request.jobs.map(({ name }) => name.length));
  const results: JobResult[] = [];
  for (const job of request.jobs) {
    const start = performance.now();
    const result = await generateJob(job, flags, terminal);
    results.push(result);
    if (flags.json || flags.quiet || result.targets.length === 0) continue;
    terminal.out.write(printRow(job.name, result.targets, (performance.now() - start) / 1000, { nameWidth, stream: terminal.out }));
    if (flags.verbose || flags.dryRun) terminal.out.write(result.targets.map(printChanges).join(""));
    terminal.out.write(printRemarks(job.name, flags.verbose || flags.report ? [] : result.targets));
  }
  const failed = hasErrors(request.findings) || results.some(hasFailed);
  const exit: ExitCode = failed ? 2 : 0;
  const result = { exitCode: exit, diagnostics: request.findings.map(toJson), contracts: results.map(resultToJson) };
  if (flags.json) terminal.out.write(`${JSON.stringify(result)}\n`);
  return { exit, watched: [...(request.config === undefined ? [] : [request.config]), ...results.flatMap(({ files }) => files)] };
}

const hasFailed = ({ findings, targets }: JobResult): boolean => hasErrors(findings) || targets.some(({ state }) => state === "failed");

async function generateJob(job: Job, flags: Flags, terminal: Terminal): Promise<JobResult> {
  const hashFile = makeFileHasher();
  const telling = flags.report || flags.verbose || flags.all;
  const known = job.targets.map((target) => (telling ? undefined : findUpToDate(job, target, hashFile)));
  const [first] = known;
  if (first && known.every((each) => each !== undefined)) {
    return {
      job,
      findings: [],
      files: reach(job, first.files),
      targets: job.targets.map((target, index) => toUpToDate(target, known[index] ?? first)),
    };
  }
  showProgress(terminal, flags, `${job.name}: reading ${job.contract}`);
  const understood = await understand(job.contract, job.allowRemote, flags.verbose || flags.json);
  const sources = understood.source.files.map(({ path }) => path);
  const files = [...new Set([job.contract, ...reach(job, sources)])];
  showProgress(terminal, flags, undefined);
  if (!flags.json) printFindings(understood.findings, understood.source, flags, terminal.err);
  if (understood.failed) {
    if (!flags.json) printTotal(understood.findings, terminal.err);
    return { job, findings: understood.findings, files, targets: [] };
  }
  const targets: TargetResult[] = [];
  for (const [index, target] of job.targets.entries()) {
    const upToDate = known[index];
    const remarks = upToDate && { ...upToDate.remarks, warnings: 0 };
    targets.push(upToDate && remarks ? toUpToDate(target, { ...upToDate, remarks }) : await generateTarget(job, target, understood, flags, terminal));
  }
  return { job, findings: understood.findings, files, targets };
}

/** Paths relative to a contract's folder, from the current folder. What was fetched has none. */
const reach = (job: Job, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !/^https?:/.test(path)).map((path) => (isAbsolute(path) ? path : join(dirname(job.contract), path)));

const toUpToDate = ({ target, folder }: TargetJob, { count, remarks }: UpToDate): TargetResult => ({
  target: target.name,
  folder,
  state: "up-to-date",
  count,
  changes: [],
  remarks,
  findings: [],
  unsupported: [],
});

async function generateTarget(job: Job, target: TargetJob, understood: Understood, flags: Flags, terminal: Terminal): Promise<TargetResult> {
  showProgress(terminal, flags, `${job.name}: ${target.target.name}`);
  const { plan, unsupported: limits } = await produce(understood, target, flags.force);
  const written = plan.diagnostics.length > 0 || flags.dryRun ? undefined : writeOutput(plan);
  const findings = locateDiagnostics([...plan.diagnostics, ...(written?.diagnostics ?? []), ...warnOfEdits(plan, flags)], understood.source);
  const failed = hasErrors(findings);
  const remarks = remarksOf(understood, limits.length);
  const unsupported = flags.report || flags.json ? locateDiagnostics(limits, understood.source) : [];
  if (written && !failed) writeFingerprint(job, target, understood.source.files, remarks);
  showProgress(terminal, flags, undefined);
  if (!flags.json) printFindings(findings, understood.source, flags, terminal.err);
  if (!flags.json && flags.report) printReport(target, unsupported, understood, flags, terminal);
  return {
    target: target.target.name,
    folder: target.folder,
    state: failed ? "failed" : flags.dryRun ? "planned" : "written",
    count: plan.wanted.size,
    changes: changesOf(plan.files),
    remarks: { ...remarks, warnings: 0 },
    findings,
    unsupported,
  };
}

const remarksOf = ({ findings, notes }: Understood, unsupported: number): Remarks => ({
  warnings: findings.filter(({ severity }) => severity === "warning").length,
  notes,
  unsupported,
});

/** Work of a person that a run throws away or steps around is never lost in silence. */
const warnOfEdits = ({ files, folder, diagnostics }: OutputPlan, { dryRun }: Flags): readonly Diagnostic[] =>
  files.flatMap(({ path, state }): Diagnostic[] => {
    const isEdited = state === "edited";
    if (diagnostics.length > 0 || !(isEdited || state === "orphaned-edited")) return [];
    const fate = isEdited
      ? `was edited by hand, and ${dryRun ? "would be" : "is"} replaced`
      : "is no longer generated, but was edited by hand: it stays, and is yours from now on";
    return [{ code: isEdited ? "output-edited" : "output-kept", severity: "warning", message: `'${join(folder, path)}' ${fate}` }];
  });

/** The support report of a target: each thing of the contract that it can't express, where it stands, and what it does instead. */
function printReport({ target }: TargetJob, unsupported: readonly Finding[], { source }: Understood, flags: Flags, terminal: Terminal): void {
  const isWhole = unsupported.length === 0;
  terminal.out.write(
    `${isWhole ? `${target.name} expresses everything in this contract.` : `What ${target.name} can't express, and what it does instead:`}\n`,
  );
  printFindings(unsupported, source, { ...flags, verbose: true, quiet: false }, terminal.out);
}

const resultToJson = ({ job, findings, targets, files }: JobResult): object => ({
  name: job.name,
  contract: job.contract,
  files,
  diagnostics: findings.map(toJson),
  targets: targets.map(({ findings: trouble, unsupported, ...rest }) => ({
    ...rest,
    diagnostics: trouble.map(toJson),
    unsupported: unsupported.map(toJson),
  })),
});
