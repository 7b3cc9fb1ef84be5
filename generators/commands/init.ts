import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Invocation } from "../config.js";
import { usage } from "../config/arguments.js";
import { nameOf, unknownTarget } from "../config/jobs.js";
import { CONFIG_FILE } from "../config/load.js";
import type { Diagnostic } from "../diagnostic.js";
import { printFindings } from "../print.js";
import { locateDiagnostics } from "../report.js";
import { findTarget } from "../targets/registry.js";
import type { ExitCode, Terminal } from "../terminal.js";

const EXAMPLE_FILE = "openapi.yaml";

/** A contract to start from: short enough to read, with a parameter, a body and an error. */
const EXAMPLE = `openapi: 3.1.0
info: { title: Users, version: 1.0.0 }
paths:
  /users/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
    get:
      operationId: getUser
      tags: [users]
      responses:
        "200":
          description: The user
          content: { application/json: { schema: { $ref: "#/components/schemas/User" } } }
        "404": { description: There is no such user }
components:
  schemas:
    User:
      type: object
      required: [id, name]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, minLength: 1 }
        role: { enum: [guest, user, admin] }
`;

/** Where editors find the schema of mortise.yaml, if Mortise is installed beside it. */
const SCHEMA_FILE = "node_modules/mortise/dist/mortise.schema.json";

/** `mortise init`: writes a mortise.yaml for the contracts that are named or found; where there is none, with a small one to start from. */
export function init({ words, flags }: Invocation, terminal: Terminal): ExitCode {
  const fault = findFault(words, flags.targets);
  if (fault) {
    printFindings(locateDiagnostics([fault]), undefined, flags, terminal.err);
    return 2;
  }
  const found = words.length > 0 ? words : findContracts();
  const contracts = found.length > 0 ? found : [EXAMPLE_FILE];
  const files = [
    ...(found.length > 0 ? [] : [[EXAMPLE_FILE, EXAMPLE] as const]),
    [CONFIG_FILE, printConfig(contracts, flags.targets, flags.out)] as const,
  ];
  for (const [path, text] of files) {
    if (!flags.dryRun) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: "wx" });
    }
    if (!flags.quiet) terminal.out.write(flags.dryRun ? `would write ${path}:\n${text}` : `wrote ${path}\n`);
  }
  if (!flags.quiet && !flags.dryRun) terminal.out.write("next: mortise generate\n");
  return 0;
}

function findFault(paths: readonly string[], chosen: readonly string[]): Diagnostic | undefined {
  if (existsSync(CONFIG_FILE)) return usage(`${CONFIG_FILE} is already here`, "edit it, or remove it first");
  const path = paths.find((each) => !existsSync(each));
  if (path !== undefined) return usage(`there is no file '${path}'`);
  const target = chosen.find((name) => !findTarget(name));
  return target === undefined ? undefined : unknownTarget(target);
}

/** Documents that say they are OpenAPI, in this folder, in the folders that usually have them and one level below those. */
function findContracts(): readonly string[] {
  const usual = ["api", "apis", "contracts", "docs", "openapi", "schema", "spec", "specs"].filter((name) => existsSync(name));
  const folders = [".", ...usual, ...usual.flatMap(foldersIn)];
  return folders.flatMap((folder) => filesIn(folder).map((name) => join(folder, name))).filter(isContract);
}

const foldersIn = (folder: string): readonly string[] =>
  list(folder)
    .flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []))
    .sort();
const filesIn = (folder: string): readonly string[] =>
  list(folder)
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
    .sort();
const list = (folder: string) => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []);

const isContract = (path: string): boolean =>
  /\.(?:json|ya?ml)$/i.test(path) && /^\s*\{?\s*["']?(?:openapi|swagger)["']?\s*:/m.test(readFileSync(path, "utf8").slice(0, 4096));

function printConfig(contracts: readonly string[], chosen: readonly string[], out: string | undefined): string {
  const names = new Set<string>();
  const blocks = contracts.map((path) => {
    const name = freeName(nameOf(path), names);
    const lines = [
      `  ${name}:`,
      `    contract: ${quote(path.replaceAll("\\", "/"))}`,
      `    out: ${quote(out === undefined ? `generated/${name}` : contracts.length === 1 ? out : `${out}/${name}`)}`,
    ];
    return [...lines, "    targets:", ...(chosen.length > 0 ? chosen : ["ts-client"]).map((target) => `      ${target}: {}`)].join("\n");
  });
  const schema = existsSync(SCHEMA_FILE) ? `# yaml-language-server: $schema=${SCHEMA_FILE}\n` : "";
  return `${schema}# Which contracts Mortise makes what of, and where. 'mortise generate --help' lists targets and options.\ncontracts:\n${blocks.join("\n")}\n`;
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${wanted}-${number}`;
  taken.add(name.toLowerCase());
  return name;
}

/** A text as YAML has it: plain where nothing in it means anything else. */
const quote = (text: string): string => (/^[A-Za-z0-9./_][A-Za-z0-9./_-]*$/.test(text) ? text : JSON.stringify(text));
