import type { ExitCode } from "../terminal.js";
import type { Round } from "../watch.js";
import { openSession, type Session } from "./session.js";
import { filesOf, loadSound, openPort, type Start, tellReady } from "./start.js";
import type { MockSettings } from "./settings.js";
import { checkWhole, type WholeCheck } from "./whole.js";

/** Requests that have begun get so long to come to their end. */
const GRACE_MS = 3000;

/** Serves a mock by Mortise's own engine until the terminal says stop. `why`: what made it the native one, if nobody asked for it. */
export async function serveNative(start: Start, why: string | undefined): Promise<ExitCode> {
  const { source, settings, flags, terminal, job } = start;
  const session = await openSession(source, settings, flags, terminal);
  const door = await openPort(start, session.take);
  if (typeof door === "number") return door;
  tellReady(start, door.url, "native engine", why);
  // What the first request needs, and what is wrong with the rest of the contract, when there is nothing else to do.
  setImmediate(() => void session.warmUp());
  const whole = checkWhole(job, flags, terminal);
  void whole.done.then((check) => {
    if (check === undefined) return;
    terminal.err.write(check.text);
    for (const operation of unknownOf(settings, check)) terminal.err.write(`--overrides: the contract has no operation '${operation}'\n`);
  });
  if (flags.watch) await watchContract(start, session);
  else await terminal.stopped();
  whole.stop();
  session.close();
  await door.close(GRACE_MS);
  return 0;
}

const unknownOf = ({ overrides }: MockSettings, { operations }: WholeCheck): readonly string[] =>
  [...new Set(overrides.map(({ operation }) => operation))].filter((operation) => !operations.includes(operation));

/** Takes each saved contract that is sound; with one that isn't, the one before goes on answering. */
async function watchContract({ job, flags, terminal, watched }: Start, session: Session): Promise<void> {
  const { watch } = await import("../watch.js");
  let isFirst = true;
  const round = async (): Promise<Round> => {
    if (isFirst) {
      isFirst = false;
      return { exit: 0, watched };
    }
    const check = await checkWhole(job, flags, terminal).done;
    terminal.err.write(check?.text ?? "");
    const source = check === undefined || check.failed ? undefined : await loadSound(job, flags, terminal);
    if (source === undefined) {
      terminal.err.write("the contract before goes on answering\n");
      return { exit: 2, watched };
    }
    await session.replace(source);
    if (!flags.quiet && !flags.json) terminal.out.write(`${job.name}: answering by the new contract\n`);
    return { exit: 0, watched: [...watched, ...filesOf(job, source)] };
  };
  await watch(round, terminal, flags);
}
