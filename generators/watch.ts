import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Flags } from "./config.js";
import { count } from "./report.js";
import type { ExitCode, Terminal } from "./terminal.js";

/** Editors write a file in several steps; a round begins when it has been quiet for so long. */
const QUIET_MS = 50;

/** What a round of `generate` came to; `watched`: the files that would give another result if they changed. */
export interface Round {
  readonly exit: ExitCode;
  readonly watched: readonly string[];
}

/**
 * Carries out rounds: one now, and one whenever a file is saved that the last one was made from. A round with errors shows them, and it
 * goes on; then a document that appears beside the contract's files begins a round too, for it may be the one that was missing. Returns
 * when the terminal says stop.
 */
export async function watch(round: () => Promise<Round>, terminal: Terminal, flags: Flags): Promise<void> {
  const { watch: watchFolders } = await import("chokidar");
  const bell = makeBell();
  void terminal.stopped().then(bell.stop);
  let known: ReadonlySet<string> = new Set();
  const folders = new Set<string>();
  let failed = false;
  let start = 0;
  // Folders, not files: they tell of files that editors replace, and of those that come back. What was there before is no news.
  const watcher = watchFolders([], {
    depth: 0,
    ignored: (path, stats) => stats?.isFile() === true && !isDocument(path) && !known.has(resolve(path)),
  });
  watcher.on("all", (event, path) => {
    const isNews = !event.startsWith("add") || changedSince(path, start);
    if (event === "addDir" && failed && isNews) watcher.add(path);
    if (isNews && (known.has(resolve(path)) || (failed && event === "add" && isDocument(path)))) bell.ring();
  });
  while (!bell.isStopped()) {
    start = Date.now();
    bell.mute();
    const { exit, watched } = await round();
    failed = exit !== 0;
    // A broken mortise.yaml names no contracts: those of the last round are still watched.
    const files = new Set([...(failed ? known : []), ...watched.map((path) => resolve(path))]);
    const isOther = known.size !== files.size;
    known = files;
    const added = [...files].map(dirname).filter((folder) => !folders.has(folder));
    for (const folder of added) folders.add(folder);
    watcher.add([...new Set(added)]);
    if (isOther && !flags.quiet && !flags.json) terminal.err.write(`watching ${count(files.size, "file")} (Ctrl-C ends it)\n`);
    if (![...files].some((path) => changedSince(path, start))) await bell.heard();
  }
  await watcher.close();
}

const isDocument = (path: string): boolean => /\.(?:json|ya?ml)$/i.test(path);

/** Tells that files were saved, once they have been quiet. */
function makeBell() {
  let timer: NodeJS.Timeout | undefined;
  let rung = false;
  let stopped = false;
  let wake = () => {};
  const sound = () => {
    rung = true;
    wake();
  };
  return {
    ring: () => {
      clearTimeout(timer);
      timer = setTimeout(sound, QUIET_MS);
    },
    mute: () => void (rung = false),
    stop: () => {
      stopped = true;
      sound();
    },
    isStopped: () => stopped,
    /** Resolves at once if it rang since it was muted. */
    heard: () => new Promise<void>((resume) => (rung ? resume() : (wake = resume))),
  };
}

/** File systems' clocks are coarser than ours, and may be a little behind. */
const COARSE_MS = 20;

/** A file that was saved (or moved here) since a round began, maybe before it was watched. */
function changedSince(path: string, time: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) > time - COARSE_MS;
}
