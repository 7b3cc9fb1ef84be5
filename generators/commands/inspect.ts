import type { Invocation } from "../config.js";
import { usage } from "../config/arguments.js";
import { loadRequest } from "../config/load.js";
import { configSchema } from "../config/schema.js";
import { didYouMean } from "../contract/closest.js";
import { toJsonText } from "../contract/json-text.js";
import type { Contract, Operation } from "../contract/model.js";
import type { Diagnostic } from "../diagnostic.js";
import { printFindings, printTotal } from "../print.js";
import { understand, type Understood } from "../produce.js";
import { locateDiagnostics } from "../report.js";
import type { ExitCode, Terminal } from "../terminal.js";

/** `mortise inspect`: prints what Mortise understood of a contract as JSON: the model, a part of it, or the canonical document. */
export async function inspect(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { flags, words } = invocation;
  if (flags.configSchema) return print(JSON.stringify(configSchema(), undefined, 2), terminal);
  if (words.length !== 1) return refuse(usage("name one contract", "mortise inspect openapi.yaml"), invocation, terminal);
  const request = await loadRequest(invocation);
  printFindings(request.findings, request.origins, flags, terminal.err);
  const [job] = request.jobs;
  if (!job) return 2;
  const understood = await understand(job.contract, job.allowRemote, flags.verbose || flags.json);
  printFindings(understood.findings, understood.source, flags, terminal.err);
  printTotal(understood.findings, terminal.err);
  const found = select(understood, invocation);
  if (typeof found !== "string") return refuse(found, invocation, terminal);
  print(found, terminal);
  return understood.failed ? 2 : 0;
}

function print(text: string, terminal: Terminal): ExitCode {
  terminal.out.write(`${text}\n`);
  return 0;
}

function refuse(fault: Diagnostic, { flags }: Invocation, terminal: Terminal): ExitCode {
  printFindings(locateDiagnostics([fault]), undefined, flags, terminal.err);
  return 2;
}

/** The JSON text that is asked for, or what is wrong with the question. */
function select({ contract, source }: Understood, { flags }: Invocation): string | Diagnostic {
  if (flags.document) return toJsonText(source.document);
  if (flags.operation !== undefined) return selectOperation(contract, flags.operation);
  if (flags.schema !== undefined) return selectSchema(contract, flags.schema);
  return JSON.stringify(contract, undefined, 2);
}

function selectOperation(contract: Contract, id: string): string | Diagnostic {
  const operations = [...contract.operations, ...contract.webhooks].flatMap(withCallbacks);
  const operation = operations.find((each) => each.id === id);
  const ids = operations.map((each) => each.id);
  return operation ? JSON.stringify(operation, undefined, 2) : usage(`there is no operation '${id}'`, didYouMean(id, ids));
}

/** An operation and those of its callbacks, and of theirs. */
function withCallbacks(operation: Operation): readonly Operation[] {
  const found = [operation];
  for (const each of found) for (const callback of each.callbacks) found.push(...callback.operations);
  return found;
}

function selectSchema(contract: Contract, name: string): string | Diagnostic {
  const schemas = Object.values(contract.schemas);
  const schema = schemas.find(({ id, place }) => id === name || (place.kind === "component" && place.name === name));
  const names = schemas.flatMap(({ place }) => (place.kind === "component" ? [place.name] : []));
  if (schema) return JSON.stringify(schema, undefined, 2);
  return usage(`there is no schema '${name}'`, didYouMean(name, names) ?? "name a component, or a pointer: #/components/schemas/User");
}
