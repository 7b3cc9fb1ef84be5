import { layDocument } from "../languages/document.js";
import type { ExitCode } from "../terminal.js";
import type { Round } from "../watch.js";
import { type Refusal, type RunningPrism, startPrism } from "./prism.js";
import { filesOf, loadSound, type Start, tellReady } from "./start.js";

/** Where another engine could answer, Prism has to be ready soon; who asks for Prism waits for it. In ms. */
const PATIENCE = { otherwise: 3_000, asked: 60_000 };

/** Serves a mock by Prism until the terminal says stop, or Prism ends. `program`: where it is. Without success, the reason. */
export async function servePrism(start: Start, program: string): Promise<ExitCode | Refusal> {
  const { source, settings, flags, terminal } = start;
  let isOver = false;
  const stopped = terminal.stopped().then(() => void (isOver = true));
  let isReady = false;
  const print = (line: string): void => {
    if (isReady && !flags.quiet && !flags.json) terminal.out.write(`${line}\n`);
  };
  const prism = await startPrism(layDocument(source.document), settings, { node: terminal.node, program, print, stopped, patienceMs: settings.engine === "prism" ? PATIENCE.asked : PATIENCE.otherwise });
  if ("reason" in prism) return isOver ? 0 : prism;
  isReady = true;
  tellReady(start, prism.url, "Prism", undefined);
  const watching = flags.watch ? watchContract(start, prism) : undefined;
  const ending = await Promise.race([stopped, prism.ended.then((failure) => ({ failure }))]);
  if (typeof ending === "object") {
    terminal.err.write(`Prism has ended${ending.failure === undefined ? "" : `: ${ending.failure}`}\n`);
    return 1;
  }
  await prism.stop();
  await watching;
  return 0;
}

/** Prism watches its document: it gets each saved contract that can be read. */
async function watchContract({ job, flags, terminal, watched }: Start, prism: RunningPrism): Promise<void> {
  const { watch } = await import("../watch.js");
  let isFirst = true;
  const round = async (): Promise<Round> => {
    const source = isFirst ? undefined : await loadSound(job, flags, terminal);
    if (source !== undefined) prism.reload(layDocument(source.document));
    const exit = isFirst || source !== undefined ? 0 : 2;
    isFirst = false;
    return { exit, watched: [...watched, ...(source === undefined ? [] : filesOf(job, source))] };
  };
  const stopped = (): Promise<void> => Promise.race([terminal.stopped(), prism.ended.then(() => {})]);
  await watch(round, { ...terminal, stopped }, flags);
}
