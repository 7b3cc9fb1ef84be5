import { readFileSync } from "node:fs";
import type { Flags, Invocation } from "../config.js";
import { usage } from "../config/arguments.js";
import { loadRequest } from "../config/load.js";
import { didYouMean } from "../contract/closest.js";
import type { Content, Contract, Direction, Operation, Response, SchemaId } from "../contract/model.js";
import type { Diagnostic } from "../diagnostic.js";
import { printFindings, printTotal } from "../print.js";
import { understand } from "../produce.js";
import { locateDiagnostics } from "../report.js";
import type { ExitCode, Terminal } from "../terminal.js";
import type { Validate, Verdict } from "../validators.js";

/** `mortise validate`: is this payload right? Checks JSON by the validators that generated servers have. */
export async function validate(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const { flags, words } = invocation;
  const [contract, ...files] = words;
  const fault = faultOf(flags, contract, files);
  if (fault) return refuse(fault, flags, terminal);
  const request = await loadRequest({ flags, words: [contract as string] });
  printFindings(request.findings, request.origins, flags, terminal.err);
  const [job] = request.jobs;
  if (!job) return 2;
  const understood = await understand(job.contract, job.allowRemote, flags.verbose);
  printFindings(understood.findings, understood.source, { ...flags, quiet: !flags.verbose }, terminal.err);
  printTotal(understood.findings, terminal.err);
  if (understood.failed) return 2;
  const { loadValidators } = await import("../validators.js");
  const load = (chosen: Chosen): Promise<Validate> =>
    loadValidators(understood.contract, chosen.schemas, chosen.direction, { formats: flags.formats === "annotate" ? "annotate" : "assert" });
  if (flags.batch) return answerLines(componentsOf(understood.contract), (schemas) => load({ schemas, direction: directionOf(flags) }), terminal);
  const chosen = choose(understood.contract, flags);
  if ("code" in chosen) return refuse(chosen, flags, terminal);
  const [schema] = chosen.schemas;
  const check = await load(chosen);
  return checkFiles(files, flags, (json) => (schema === undefined ? { valid: true, violations: [] } : check(schema, json)), terminal);
}

function refuse(fault: Diagnostic, flags: Flags, terminal: Terminal): ExitCode {
  printFindings(locateDiagnostics([fault]), undefined, flags, terminal.err);
  return 2;
}

const oneOf = (flag: string, value: string | undefined, values: readonly string[]): Diagnostic | undefined =>
  value === undefined || values.includes(value) ? undefined : usage(`--${flag} is ${values.join(" or ")}, not '${value}'`, didYouMean(value, values));

function faultOf(flags: Flags, contract: string | undefined, files: readonly string[]): Diagnostic | undefined {
  const targets = [flags.schema, flags.operation, flags.batch ? "" : undefined].filter((flag) => flag !== undefined);
  if (contract === undefined) return usage("name one contract", "mortise validate openapi.yaml order.json --schema Order");
  if (targets.length !== 1) return usage("say what the payload should be: one of --schema NAME, --operation ID, --batch", "mortise validate openapi.yaml order.json --schema Order");
  if (flags.response !== undefined && flags.operation === undefined) return usage("--response needs the operation whose answer it is", "add --operation ID");
  if (flags.batch && files.length > 0) return usage("--batch reads lines from standard input", "mortise validate openapi.yaml --batch < lines.jsonl");
  return oneOf("formats", flags.formats, ["assert", "annotate"]) ?? oneOf("direction", flags.direction, ["request", "response"]);
}

/** The schemas to print validators of, and as what their values travel. */
interface Chosen {
  readonly schemas: readonly SchemaId[];
  readonly direction: Direction;
}

const directionOf = (flags: Flags): Direction => (flags.direction === "response" ? "response" : "request");

const componentsOf = (contract: Contract): ReadonlyMap<string, SchemaId> =>
  new Map(Object.values(contract.schemas).flatMap(({ id, place }) => (place.kind === "component" ? [[place.name, id] as const] : [])));

function choose(contract: Contract, flags: Flags): Chosen | Diagnostic {
  if (flags.operation !== undefined) return chooseBody(contract, flags.operation, flags);
  const name = flags.schema ?? "";
  const components = componentsOf(contract);
  const id = components.get(name) ?? (Object.hasOwn(contract.schemas, name) ? name : undefined);
  if (id !== undefined) return { schemas: [id], direction: directionOf(flags) };
  return usage(`there is no schema '${name}'`, didYouMean(name, [...components.keys()]) ?? "name a component, or a pointer: #/components/schemas/User");
}

function chooseBody({ operations }: Contract, id: string, flags: Flags): Chosen | Diagnostic {
  const operation = operations.find((each) => each.id === id);
  if (!operation) return usage(`there is no operation '${id}'`, didYouMean(id, operations.map((each) => each.id)));
  if (flags.response === undefined) return chooseContent(operation.body?.contents ?? [], flags.mediaType, "request", `the request of '${id}'`);
  const response = findResponse(operation, flags.response);
  const declared = operation.responses.map(printStatus).join(", ");
  if (!response) return usage(`'${id}' has no answer ${flags.response}`, declared === "" ? undefined : `it has ${declared}`);
  return chooseContent(response.contents, flags.mediaType, "response", `the answer ${flags.response} of '${id}'`);
}

const printStatus = ({ status }: Response): string => (status.kind === "code" ? String(status.code) : status.kind === "range" ? `${status.hundreds}XX` : "default");

/** What the contract says of a status: its own entry, else its range's, else `default`. */
function findResponse({ responses }: Operation, status: string): Response | undefined {
  const keys = [status, `${status.slice(0, 1)}XX`, "default"];
  return keys.map((key) => responses.find((response) => printStatus(response) === key)).find((found) => found !== undefined);
}

function chooseContent(contents: readonly Content[], mediaType: string | undefined, direction: Direction, what: string): Chosen | Diagnostic {
  const listed = contents.map((content) => content.mediaType).join(", ");
  const content = mediaType === undefined ? contents.find(({ kind }) => kind === "json") : contents.find((each) => each.mediaType === mediaType);
  if (!content) return usage(mediaType === undefined ? `${what} has no JSON body` : `${what} has no body of ${mediaType}`, listed === "" ? "it has no body" : `it has ${listed}`);
  const schema = content.kind === "jsonLines" || content.kind === "events" ? content.itemSchema : content.schema;
  return { schemas: schema === undefined ? [] : [schema], direction };
}

async function checkFiles(files: readonly string[], flags: Flags, check: (json: Uint8Array) => Verdict, terminal: Terminal): Promise<ExitCode> {
  let worst: ExitCode = 0;
  for (const file of files.length === 0 ? ["-"] : files) {
    const bytes = file === "-" ? await readAll(terminal.input()) : readPayload(file);
    if (typeof bytes === "string") {
      worst = refuse(usage(bytes), flags, terminal);
      continue;
    }
    const verdict = check(bytes);
    terminal.out.write(flags.json ? `${JSON.stringify({ ...(file !== "-" && { file }), ...verdict })}\n` : printVerdict(file === "-" ? "standard input" : file, verdict));
    if (!verdict.valid && worst === 0) worst = 1;
  }
  return worst;
}

function readPayload(file: string): Uint8Array | string {
  try {
    return readFileSync(file);
  } catch (error) {
    return `${file} can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** `order.json: invalid`, then a line a violation: pointer, rule, message. */
function printVerdict(name: string, { valid, violations, truncated }: Verdict): string {
  if (valid) return `${name}: valid\n`;
  const width = Math.min(40, Math.max(...violations.map(({ pointer }) => pointer.length)));
  const lines = violations.map(({ pointer, rule, message }) => `  ${pointer.padEnd(width)}  ${rule.padEnd(12)}  ${message}`.trimEnd());
  return [`${name}: invalid`, ...lines, ...(truncated ? ["  ... and more"] : []), ""].join("\n");
}

/** Answers each line `{"schema", "text"}` with a line; one that is no question gets `{"error"}`, and the command ends with 2. */
async function answerLines(components: ReadonlyMap<string, SchemaId>, load: (schemas: readonly SchemaId[]) => Promise<Validate>, terminal: Terminal): Promise<ExitCode> {
  const loaded = new Map<SchemaId, Validate>();
  let worst: ExitCode = 0;
  for await (const lines of linesOf(terminal.input())) {
    const questions = lines.map((line) => readQuestion(line, components));
    await loadMissing(questions.flatMap((question) => ("schema" in question ? [question.schema] : [])), [...components.values()], loaded, load);
    for (const question of questions) {
      const answer = "error" in question ? question : (loaded.get(question.schema) as Validate)(question.schema, question.text);
      if ("error" in answer) worst = 2;
      else if (!answer.valid && worst === 0) worst = 1;
      terminal.out.write(`${JSON.stringify(answer)}\n`);
    }
  }
  return worst;
}

/** So often validators are loaded for what is asked next; then all that are left are loaded at once. */
const fewLoads = 8;

/** Validators are loaded when they are first asked for: a large contract has thousands, a batch is mostly about a few. */
async function loadMissing(asked: readonly SchemaId[], all: readonly SchemaId[], loaded: Map<SchemaId, Validate>, load: (schemas: readonly SchemaId[]) => Promise<Validate>): Promise<void> {
  const missing = new Set(asked.filter((schema) => !loaded.has(schema)));
  if (missing.size === 0) return;
  const wanted = new Set(loaded.values()).size < fewLoads ? [...missing] : all.filter((schema) => !loaded.has(schema));
  const check = await load(wanted);
  for (const schema of wanted) loaded.set(schema, check);
}

type Question = { readonly schema: SchemaId; readonly text: string } | { readonly error: string };

function readQuestion(line: string, components: ReadonlyMap<string, SchemaId>): Question {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch {
    return { error: 'the line is no JSON: {"schema": NAME, "text": RAW_JSON}' };
  }
  const { schema, text } = (typeof question === "object" && question !== null ? question : {}) as { readonly schema?: unknown; readonly text?: unknown };
  if (typeof schema !== "string" || typeof text !== "string") return { error: 'the line needs two texts: {"schema": NAME, "text": RAW_JSON}' };
  const id = components.get(schema);
  return id === undefined ? { error: `there is no schema '${schema}'` } : { schema: id, text };
}

/** The lines that have come so far, again and again until the end. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield lines.filter((line) => line.trim() !== "");
  }
  const last = rest + decoder.decode();
  if (last.trim() !== "") yield [last];
}
