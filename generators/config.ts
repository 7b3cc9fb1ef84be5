/**
 * What a person can set, once: from these tables come the flags and their parsing, `--help`, the types, the checks of mortise.yaml
 * and its JSON Schema for editors. The options of each target are rows of its own table, in the same way.
 */

export type CommandName = "init" | "generate" | "check" | "inspect" | "validate" | "mock";

/** A thing that can be set by a flag of some commands, as a member of a contract in mortise.yaml, or by both. */
export interface Setting {
  /**
   * `targets`: a list of names as a flag; in mortise.yaml a mapping of each target to its options. `switch`: has `--name` and `--no-name`; unset
   * if neither is given.
   */
  readonly kind: "boolean" | "switch" | "text" | "list" | "targets";
  readonly summary: string;
  /** The commands that have it as a flag. */
  readonly commands: readonly CommandName[];
  /** The name of the flag, where it is not the row's own name in kebab-case. */
  readonly flag?: string;
  readonly short?: string;
  /** What stands for the flag's value in `--help`. */
  readonly value?: string;
  /** Its place in mortise.yaml: a member of each contract. `required`: every contract has it. */
  readonly member?: "optional" | "required";
}

const all: readonly CommandName[] = ["init", "generate", "check", "inspect", "validate", "mock"];
const producers: readonly CommandName[] = ["generate", "check"];
const readers: readonly CommandName[] = ["inspect", "validate", "mock"];
const lookers: readonly CommandName[] = ["inspect", "validate"];

export const settings = {
  contract: { kind: "text", summary: "the OpenAPI document, JSON or YAML; relative to mortise.yaml", commands: [], member: "required" },
  targets: {
    kind: "targets",
    flag: "target",
    short: "t",
    value: "NAME,...",
    summary: "what to make of the contract",
    commands: ["init", ...producers],
    member: "required",
  },
  out: {
    kind: "text",
    short: "o",
    value: "DIR",
    summary: "folder of the output, each target in a folder of its name (default: generated/<contract>)",
    commands: ["init", ...producers],
    member: "optional",
  },
  option: { kind: "list", value: "TARGET.NAME=VALUE", summary: "an option of a target; may be repeated", commands: producers },
  allowRemote: {
    kind: "list",
    value: "URL",
    summary: "references to addresses that begin so may be fetched; may be repeated",
    commands: [...producers, ...readers],
    member: "optional",
  },
  config: { kind: "text", short: "c", value: "FILE", summary: "another file than the nearest mortise.yaml", commands: [...producers, "mock"] },
  watch: { kind: "boolean", short: "w", summary: "do it again whenever a file of the contract is saved", commands: ["generate", "mock"] },
  dryRun: { kind: "boolean", summary: "say what would change, write nothing", commands: ["init", "generate"] },
  force: { kind: "boolean", summary: "replace files that are in the way and not Mortise's", commands: ["generate"] },
  report: { kind: "boolean", summary: "tell what of the contract each target can't express", commands: ["generate"] },
  operation: { kind: "text", value: "ID", summary: "this operation", commands: lookers },
  schema: { kind: "text", value: "NAME", summary: "this schema: a component's name, or a pointer", commands: lookers },
  response: { kind: "text", value: "STATUS", summary: "the operation's answer with this status, not its request", commands: ["validate"] },
  mediaType: { kind: "text", value: "TYPE", summary: "the body of this media type, where there are several", commands: ["validate"] },
  direction: { kind: "text", value: "request|response", summary: "as what a schema's value travels, where readOnly and writeOnly matter (default: request)", commands: ["validate"] },
  formats: { kind: "text", value: "assert|annotate", summary: "whether 'format' is a rule (default: assert)", commands: ["validate", "mock"] },
  batch: { kind: "boolean", summary: 'read lines {"schema": NAME, "text": RAW_JSON}, answer each with a line', commands: ["validate"] },
  document: { kind: "boolean", summary: "the canonical document instead of the model", commands: ["inspect"] },
  configSchema: { kind: "boolean", summary: "the JSON Schema of mortise.yaml, for editors", commands: ["inspect"] },
  engine: { kind: "text", value: "prism|native", summary: "who answers (default: Prism, where it is installed and can do what is asked)", commands: ["mock"] },
  port: { kind: "text", short: "p", value: "NUMBER", summary: "where to listen (default: 4010; 0: any that is free)", commands: ["mock"] },
  host: { kind: "text", value: "ADDRESS", summary: "on which address (default: 127.0.0.1; 0.0.0.0: on all)", commands: ["mock"] },
  seed: { kind: "text", value: "TEXT", summary: "another text makes other answers", commands: ["mock"] },
  memory: { kind: "switch", summary: "whether what is created is listed, read, changed and deleted (default: it is)", commands: ["mock"] },
  security: { kind: "text", value: "off|present", summary: "whether a credential must be there; any will do (default: present)", commands: ["mock"] },
  latency: { kind: "text", value: "MS[-MS]", summary: "how long every answer takes", commands: ["mock"] },
  errorRate: { kind: "text", value: "0..1", summary: "how many of the requests fail with 500 or 503", commands: ["mock"] },
  overrides: { kind: "text", value: "FILE", summary: "answers that replace those made up, by operation: JSON, as --record writes it", commands: ["mock"] },
  proxy: { kind: "text", value: "URL", summary: "pass requests on to a real server, and report what breaks the contract on either side", commands: ["mock"] },
  record: { kind: "text", value: "FILE", summary: "write the answers of --proxy down, for --overrides", commands: ["mock"] },
  cors: { kind: "switch", summary: "whether pages of other origins may ask (default: they may)", commands: ["mock"] },
  tlsCert: { kind: "text", value: "FILE", summary: "HTTPS with this certificate (PEM), and the key of --tls-key", commands: ["mock"] },
  tlsKey: { kind: "text", value: "FILE", summary: "the certificate's key (PEM)", commands: ["mock"] },
  json: { kind: "boolean", summary: "print the result as JSON, for other programs", commands: [...producers, "validate", "mock"] },
  all: { kind: "boolean", summary: "print every diagnostic, however many", commands: [...producers, ...readers] },
  quiet: { kind: "boolean", short: "q", summary: "print errors only", commands: all },
  verbose: { kind: "boolean", short: "v", summary: "print notes too, and every file that changes", commands: [...producers, ...readers] },
  help: { kind: "boolean", short: "h", summary: "print this", commands: all },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;

/** The flags of a command line; those that a command doesn't have are never set. */
export type Flags = {
  readonly [K in SettingName]: (typeof settings)[K]["kind"] extends "boolean"
    ? boolean
    : (typeof settings)[K]["kind"] extends "switch"
    ? boolean | undefined
    : (typeof settings)[K]["kind"] extends "text"
      ? string | undefined
      : readonly string[];
};

/** A command line that has been read: `mortise generate users --watch`. */
export interface Invocation {
  readonly flags: Flags;
  /** What stands outside the flags. */
  readonly words: readonly string[];
}

/** What a target's own options in mortise.yaml always have beside its option table. */
export const targetSettings = {
  out: { kind: "text", summary: "folder of this target's output, instead of a folder of its name in the contract's `out`" },
} as const;

export interface CommandRow {
  readonly summary: string;
  readonly usage: string;
  readonly about: string;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
}

export const commands: Readonly<Record<CommandName, CommandRow>> = {
  init: {
    summary: "write a mortise.yaml (and a contract to start from)",
    usage: "mortise init [CONTRACT]...",
    about: "Writes mortise.yaml for the contracts that are named, or that are found here. Where there is none, it writes a small one to start from.",
    examples: [
      { line: "mortise init", does: "find the contracts of this folder, or start a new one" },
      { line: "mortise init api/openapi.yaml --target ts-types,ts-client", does: "for this contract and these targets" },
    ],
  },
  generate: {
    summary: "make the targets of every contract",
    usage: "mortise generate [CONTRACT]...",
    about:
      "Makes what mortise.yaml says, or what --target says of any contract. CONTRACT is a name in mortise.yaml or a file. Only files that changed are written; where nothing changed, nothing is done. A contract with an error leaves its output as it was.",
    examples: [
      { line: "mortise generate", does: "everything in mortise.yaml" },
      { line: "mortise generate users --watch", does: "one contract, again on every save" },
      { line: "mortise generate openapi.yaml --target ts-client --option ts-client.dates=Date", does: "without a mortise.yaml" },
    ],
  },
  check: {
    summary: "say which generated files are stale, edited, missing or orphaned",
    usage: "mortise check [CONTRACT]...",
    about: "Makes everything in memory and compares it with what is on disk. Writes nothing. Ends with 1 if anything differs: run it in CI.",
    examples: [
      { line: "mortise check", does: "everything in mortise.yaml" },
      { line: "mortise check users --json", does: "one contract, for another program" },
    ],
  },
  inspect: {
    summary: "print the model of a contract as JSON",
    usage: "mortise inspect CONTRACT",
    about:
      "Prints what Mortise understood of a contract: every operation, rule and shape that the targets are made from. CONTRACT is a name in mortise.yaml or a file.",
    examples: [
      { line: "mortise inspect openapi.yaml --operation getUser", does: "one operation" },
      { line: "mortise inspect openapi.yaml --schema User", does: "one schema" },
      { line: "mortise inspect openapi.yaml --document", does: "the canonical document, references resolved" },
    ],
  },
  validate: {
    summary: "say whether a payload keeps to the contract",
    usage: "mortise validate CONTRACT [FILE]...",
    about:
      "Reads JSON from files, or from standard input, and checks it by the same rules that generated servers check by. Ends with 1 if anything breaks the contract, and says what, where and why. CONTRACT is a name in mortise.yaml or a file.",
    examples: [
      { line: "mortise validate openapi.yaml order.json --schema Order", does: "a value of a component schema" },
      { line: "mortise validate openapi.yaml --operation createOrder < order.json", does: "the body of a request" },
      { line: "mortise validate openapi.yaml answer.json --operation getOrder --response 200", does: "the body of an answer" },
      { line: "mortise validate openapi.yaml --batch < lines.jsonl", does: "many values, a line each" },
    ],
  },
  mock: {
    summary: "answer as the contract's server would, before there is one",
    usage: "mortise mock CONTRACT",
    about:
      "Starts a server that makes valid answers up, and checks requests as generated servers do. Prism is used where it is installed; where it isn't, can't load the contract, isn't ready within 3 seconds or can't do what is asked, Mortise's own engine answers, and says so. CONTRACT is a name in mortise.yaml or a file. With --proxy, ends with 1 if anything broke the contract.",
    examples: [
      { line: "mortise mock openapi.yaml", does: "on http://127.0.0.1:4010" },
      { line: "mortise mock openapi.yaml --engine native --watch", does: "with a memory; again on every save" },
      { line: "mortise mock users --latency 100-400 --error-rate 0.05", does: "as slow and as faulty as the real world" },
      { line: "mortise mock users --proxy https://staging.example.com --record answers.json", does: "check a real server, keep its answers" },
    ],
  },
};

/** The flag of a setting, without dashes: `dryRun` is `dry-run`. */
export function flagOf(name: SettingName): string {
  const row: Setting = settings[name];
  return row.flag ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The settings that a command has as flags, in the order of the table. */
export const settingsOf = (command: CommandName): readonly SettingName[] =>
  (Object.keys(settings) as SettingName[]).filter((name) => (settings[name].commands as readonly CommandName[]).includes(command));
