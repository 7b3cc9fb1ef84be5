import type { Flags, Invocation } from "../config.js";
import { usage } from "../config/arguments.js";
import { loadRequest } from "../config/load.js";
import type { Diagnostic } from "../diagnostic.js";
import { ADD_PRISM, findPrism } from "../mock/prism.js";
import { readSettings } from "../mock/settings.js";
import { filesOf, loadSound, type Start } from "../mock/start.js";
import { printFindings } from "../print.js";
import { locateDiagnostics } from "../report.js";
import type { ExitCode, Terminal } from "../terminal.js";

/** `mortise mock`: a server that answers as the contract says. Prism where it can do what is asked, else the native engine, and it says why. */
export async function mock(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { flags, words } = invocation;
  const settings = await readSettings(flags);
  const wrong = [...("diagnostics" in settings ? settings.diagnostics : []), ...(words.length === 1 ? [] : [usage("name one contract", "mortise mock openapi.yaml")])];
  if (wrong.length > 0 || "diagnostics" in settings) return refuse(wrong, flags, terminal);
  const request = await loadRequest(invocation);
  printFindings(request.findings, request.origins, flags, terminal.err);
  const [job] = request.jobs;
  if (!job) return 2;
  const source = await loadSound(job, flags, terminal);
  if (source === undefined) return 2;
  const watched = [...(request.config === undefined ? [] : [request.config]), ...filesOf(job, source)];
  return serve({ job, source, settings, flags, terminal, watched });
}

async function serve(start: Start): Promise<ExitCode> {
  const { settings, terminal, flags } = start;
  if (settings.proxy !== undefined) return (await import("../mock/serve-proxy.js")).serveProxy(start, settings.proxy);
  if (settings.engine === "native") return serveNative(start, undefined);
  if (settings.beyondPrism !== undefined) return serveNative(start, `Prism has nothing for ${settings.beyondPrism}`);
  const program = findPrism("", terminal.path);
  if (program === undefined && settings.engine === "prism") return refuse([usage("Prism isn't installed", ADD_PRISM)], flags, terminal);
  if (program === undefined) return serveNative(start, `Prism isn't installed: ${ADD_PRISM}`);
  const { servePrism } = await import("../mock/serve-prism.js");
  const served = await servePrism(start, program);
  if (typeof served === "number") return served;
  return settings.engine === "prism" ? refuse([usage(served.reason, "leave --engine out, and the native engine answers")], flags, terminal) : serveNative(start, served.reason);
}

const serveNative = async (start: Start, why: string | undefined): Promise<ExitCode> => (await import("../mock/serve-native.js")).serveNative(start, why);

function refuse(diagnostics: readonly Diagnostic[], flags: Flags, terminal: Terminal): ExitCode {
  printFindings(locateDiagnostics(diagnostics), undefined, flags, terminal.err);
  return 2;
}
