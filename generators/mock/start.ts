import { dirname, join } from "node:path";
import type { Flags } from "../config.js";
import { usage } from "../config/arguments.js";
import type { Job } from "../config/jobs.js";
import { load } from "../contract/load.js";
import type { Source } from "../contract/source.js";
import { printFindings, printTotal } from "../print.js";
import { locateDiagnostics } from "../report.js";
import type { ExitCode, Terminal } from "../terminal.js";
import { openDoor, type OpenDoor, type Place, type Take } from "./listen.js";
import type { MockSettings } from "./settings.js";

/** What a mock server is started with. */
export interface Start {
  readonly job: Job;
  readonly source: Source;
  readonly settings: MockSettings;
  readonly flags: Flags;
  readonly terminal: Terminal;
  /** The files that it is made from, from the current folder. */
  readonly watched: readonly string[];
}

/** Loads a contract, and prints its errors; `undefined` if it has some. What is wrong with its operations and schemas is found later. */
export async function loadSound({ contract, allowRemote }: Job, flags: Flags, terminal: Terminal): Promise<Source | undefined> {
  const source = await load(contract, { allowRemote });
  const errors = source.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return source;
  const findings = locateDiagnostics(errors, source);
  printFindings(findings, source, flags, terminal.err);
  printTotal(findings, terminal.err);
  return undefined;
}

/** The files of a contract, from the current folder. */
export const filesOf = ({ contract }: Job, { files }: Source): readonly string[] => files.map(({ path }) => (/^https?:/.test(path) ? [] : [join(dirname(contract), path)])).flat();

/** Opens the port that is asked for, or tells why it can't. */
export async function openPort({ settings, flags, terminal }: Start, take: Take): Promise<OpenDoor | ExitCode> {
  try {
    return await openDoor(placeOf(settings), take);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const fault =
      code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND"
        ? usage(`${settings.host}:${settings.port} can't be listened on (${code})`, "--port 0 takes any that is free")
        : usage(`the server can't be started: ${message}`, settings.certificate === undefined ? undefined : "is it a PEM certificate, with its own key?");
    printFindings(locateDiagnostics([fault]), undefined, flags, terminal.err);
    return 2;
  }
}

const placeOf = ({ port, host, cors, certificate }: MockSettings): Place => ({ port, host, cors, ...(certificate !== undefined && { certificate }) });

/** The line that tells where the mock is, and by whom it answers. */
export function tellReady({ job, flags, terminal }: Start, url: string, engine: string, why: string | undefined): void {
  if (flags.json) return terminal.out.write(`${JSON.stringify({ ready: url, contract: job.name, engine, ...(why !== undefined && { why }) })}\n`);
  if (!flags.quiet || why !== undefined) terminal.out.write(`${job.name}: ${url} (${engine}${why === undefined ? "" : `; ${why}`})\n`);
}
