import type { Flags } from "../config.js";
import { count } from "../report.js";
import type { ExitCode, Terminal } from "../terminal.js";
import { openProxy, type Passed } from "./proxy.js";
import { openRecorder } from "./record.js";
import { tellFailed } from "./session.js";
import { openPort, type Start, tellReady } from "./start.js";
import { CutError } from "./workshop.js";

/** Serves a validating proxy until the terminal says stop. 1 if anything broke the contract. */
export async function serveProxy(start: Start, base: URL): Promise<ExitCode> {
  const { source, settings, flags, terminal } = start;
  const recorder = settings.record === undefined ? undefined : await openRecorder(settings.record);
  let asked = 0;
  let broken = 0;
  const passed = (each: Passed): void => {
    asked++;
    if (each.breaches.length > 0) broken++;
    recorder?.take(each);
    tell(each, flags, terminal);
  };
  const failed = (error: unknown): void => tellFailed(error instanceof CutError ? error : new CutError("This path can't be judged.", { cause: error }), source, flags, terminal);
  const take = await openProxy(source, { base, formats: settings.formats, passed, failed });
  const door = await openPort(start, take);
  if (typeof door === "number") return door;
  tellReady(start, door.url, `proxy of ${base.href}`, undefined);
  await terminal.stopped();
  await door.close(3000);
  recorder?.write();
  if (flags.json) terminal.out.write(`${JSON.stringify({ requests: asked, broken, ...(recorder && { recorded: recorder.count() }) })}\n`);
  else {
    const recorded = recorder === undefined ? "" : `, ${count(recorder.count(), "answer")} recorded`;
    terminal.out.write(`${count(asked, "request")}, ${broken === 0 ? "all by the contract" : `${broken} of them not by the contract`}${recorded}\n`);
  }
  return broken > 0 ? 1 : 0;
}

function tell({ method, path, status, duration, operation, breaches }: Passed, flags: Flags, { out }: Terminal): void {
  if (flags.json) return out.write(`${JSON.stringify({ method, path, status, duration: Math.round(duration * 1000) / 1000, operation, breaches })}\n`);
  if (flags.quiet && breaches.length === 0) return;
  out.write(`${method.padEnd(6)} ${path}  ${status}  ${duration.toFixed(1)} ms\n`);
  for (const { side, in: place, pointer, rule, message } of breaches) out.write(`  ${side}: ${place}${pointer === "" ? "" : ` ${pointer}`}  ${rule}  ${message}\n`);
}
