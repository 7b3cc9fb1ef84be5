import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { goServer } from "../../generators/targets/go-server/index.js";
import { readContract, textOf, writeFiles } from "../targets/generate.js";
import type { Attacked } from "./attacked.js";
import { contractPath, type Setup } from "./cases.js";
import type { Address } from "./exchange.js";

/** The forms in which the server answers: behind Gin, behind a group of Gin's with routes beside it, and by net/http alone. */
export const forms = ["gin", "handler"] as const;
export type Form = (typeof forms)[number];

export interface Running {
  readonly address: Address;
  readonly pid: number;
  close(): void;
}

const sources = fileURLToPath(new URL("./go/", import.meta.url));

export const packageOf = (contract: string, formats: "assert" | "annotate" = "assert"): string => `${contract.replace(/[^a-z0-9]/g, "")}${formats === "annotate" ? "annotated" : ""}`;

/** One module with the servers of all contracts, and the program that starts any of them. */
export interface Program {
  readonly folder: string;
  start(contract: string, setup: Setup, form: Form): Promise<Running>;
  remove(): void;
}

/** Generates the servers and builds the program, once for all. Contracts share one copy of the runtime, which saves most of the compiler's time. */
export async function buildProgram(servers: readonly { readonly contract: string; readonly formats: "assert" | "annotate" }[]): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-go-parity-"));
  for (const name of readdirSync(sources)) copyFileSync(join(sources, name), join(folder, name));
  const modules: string[] = [];
  const sums: string[] = [];
  for (const { contract, formats } of servers) {
    const { module, sum } = await generate(folder, contract, formats);
    modules.push(module);
    sums.push(sum);
  }
  writeFileSync(join(folder, "go.mod"), unite(modules, /^\t(\S+ v\S+).*$/gm, (line) => `require ${line}\n`));
  writeFileSync(join(folder, "go.sum"), unite(sums, /^(.+)$/gm, (line) => `${line}\n`));
  const binary = join(folder, "parity");
  execFileSync("go", ["build", "-o", binary, "."], { cwd: folder, env: { ...process.env, GOFLAGS: "-p=2" }, stdio: ["ignore", "inherit", "inherit"] });
  return {
    folder,
    start: (contract, setup, form) => start(binary, packageOf(contract, setup.formats), setup, form),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The longest of some files, with the lines that only others have. */
function unite(texts: readonly string[], lines: RegExp, print: (line: string) => string): string {
  const [longest = "", ...others] = [...texts].sort((a, b) => b.length - a.length);
  const known = new Set([...longest.matchAll(lines)].map(([, line]) => line));
  const missing = new Set(others.flatMap((text) => [...text.matchAll(lines)].flatMap(([, line = ""]) => (known.has(line) ? [] : [line]))));
  return longest + [...missing].map(print).join("");
}

async function generate(folder: string, contract: string, formats: "assert" | "annotate"): Promise<{ readonly module: string; readonly sum: string }> {
  const name = packageOf(contract, formats);
  const options = { module: `parity.test/${name}`, package: name, gomod: true, dates: "text", integers: "exact", schemas: "used", formats, document: false, handlers: false } as const;
  const files = await goServer.emit(await readContract(contractPath(contract)), options);
  const shared = (text: string): string => text.replaceAll(`"parity.test/${name}/`, `"parity.test/`);
  const isShared = (path: string): boolean => path.includes("/") || path === "go.mod" || path === "go.sum";
  const placed = files.map((file) => {
    const text = shared(textOf(file)).replace(/^module .*$/m, "module parity.test");
    return { ...file, path: isShared(file.path) ? file.path : `${name}/${file.path}`, content: { kind: "text", text } as const };
  });
  writeFiles(folder, placed);
  const text = placed.filter(({ path }) => path.startsWith(`${name}/`)).map(({ content }) => content.text).join("\n");
  writeFileSync(join(folder, `contract_${name}.go`), printService(name, text));
  const textAt = (path: string): string => placed.find((file) => file.path === path)?.content.text ?? "";
  return { module: textAt("go.mod"), sum: textAt("go.sum") };
}

interface Method {
  readonly name: string;
  readonly id: string;
  readonly request: string;
  readonly response: string;
}

/** The service of a contract, as README.md says, printed for the generated interface. */
function printService(name: string, text: string): string {
  const methods = [...text.matchAll(/\bID:\s+"([^"]+)",[\s\S]*?\breturn service\.(\w+)\(ctx, \*request\.\(\*(\w+)\)\)[\s\S]*?Answer:[\s\S]*?\bresponse\.\((\w+)\)/g)].map(
    ([, id = "", method = "", request = "", response = ""]): Method => ({ id, name: method, request, response }),
  );
  const written = methods.filter(({ id }) => !id.startsWith("absent")).map((method) => printMethod(name, method, text));
  const limited = methods.filter(({ id }) => id.includes("Limited")).map((method) => `\t\t\t${method.name}: api.OperationOptions{MaxBodyBytes: 1000},\n`);
  const fields = [...(/type Security struct \{([\s\S]*?)\n\}/.exec(text)?.[1] ?? "").matchAll(/^\t(\w+)\s+func\(ctx context\.Context, (.*?)scopes/gm)];
  const verifiers = fields.map(([, field = "", credential = ""]) => `\t\t\t${field}: ${credential === "" ? "verifyConnection" : credential.startsWith("username") ? "verifyBasic" : "verifyText"},\n`);
  const hook = /type Problems struct/.test(text) ? problemHook : "";
  return `package main

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	api "parity.test/${name}"
)

type ${name}Service struct{ api.Unimplemented }

var _ context.Context

${written.join("\n")}
func init() {
	starters["${name}"] = func(asked setup) (gin.IRouter, http.Handler) {
		common := asked.options()
		options := api.Options{
			MaxDepth: common.MaxDepth, UnknownQuery: common.UnknownQuery, CheckResponses: common.Responses, Logger: common.Logger, Health: common.Health, Docs: common.Docs,
${verifiers.length === 0 ? "" : `\t\t\tSecurity: api.Security{\n${verifiers.join("")}\t\t\t},\n`}${limited.length === 0 ? "" : `\t\t\tOperations: api.Operations{\n${limited.join("")}\t\t\t},\n`}${hook}\t\t}
		if asked.Form == "handler" {
			return nil, api.NewHandler(${name}Service{}, options)
		}
		router := gin.New()
		router.Use(gin.Recovery())
		api.Register(router, ${name}Service{}, options)
		return router, nil
	}
}
`;
}

const problemHook = `			Problems: api.Problems{Failure: func(problem api.Problem) api.Failure {
				failure := api.Failure{Reason: string(problem.Code)}
				for _, violation := range problem.Violations {
					failure.Rules = append(failure.Rules, violation.Rule)
				}
				return failure
			}},
`;

function printMethod(server: string, { name, id, request, response }: Method, text: string): string {
  const types = [...text.matchAll(new RegExp(`^func \\((\\w+)\\) is${response}\\(\\)`, "gm"))].map(([, type = ""]) => type);
  const head = (own: string): string => `func (s ${server}Service) ${name}(_ context.Context, req api.${request}) (api.${response}, error) {\n${own}}\n`;
  if (id.startsWith("echo")) return head(`\treturn api.${types.find((type) => type.endsWith("200"))}{Body: echo(req, ${id.endsWith("Typed") ? bodyTypes(id, request, text) : "nil"})}, nil\n`);
  if (id.startsWith("answer")) {
    const ways = types.map((type) => `\t\t${JSON.stringify(`${type} ${statusOf(type, name)}`)}: ${JSON.stringify(mediaOf(type, text))},\n`);
    return head(`\treturn answer[api.${response}](req, map[string]string{\n${ways.join("")}\t}, ${types.map((type) => `api.${type}{}`).join(", ")})\n`);
  }
  if (id.startsWith("fail")) return head("\treturn nil, fail(req)\n");
  if (id.startsWith("crash")) return head("\treturn nil, errSecret\n");
  return head(`\treturn api.${types.find((type) => type.includes("204"))}{}, nil\n`);
}

const statusOf = (type: string, method: string): string => /^(\d\d\d|\dXX|Default)/.exec(type.slice(method.length))?.[1] ?? "";

/** The media type that one of several responses of a status is for. */
const mediaOf = (type: string, text: string): string => new RegExp(`^// ${type} is \\S+.*? as ([^\\s:]+)`, "m").exec(text)?.[1]?.replace(/\.$/, "") ?? "";

/** The media types of an operation's bodies, by the type that stands for each. */
function bodyTypes(id: string, request: string, text: string): string {
  const base = request.replace(/Request$/, "Body");
  const several = [...text.matchAll(new RegExp(`^// (${base}\\w+) is a body of the media type (\\S+)\\.$`, "gm"))].map(([, type = "", media = ""]) => `${JSON.stringify(type)}: ${JSON.stringify(media)}`);
  const only = new RegExp(`ID:\\s+"${id}"[\\s\\S]*?MediaType: "([^"]+)"`).exec(text)?.[1] ?? "";
  return `map[string]string{${several.length > 0 ? several.join(", ") : `"": ${JSON.stringify(only)}`}}`;
}

async function start(binary: string, contract: string, { maxDepth, unknownQuery, responseCheck }: Setup, form: Form): Promise<Running> {
  const child = spawn(binary, [JSON.stringify({ contract, form, maxDepth, unknownQuery, responseCheck })], { stdio: ["pipe", "pipe", "inherit"] });
  return { address: { host: "127.0.0.1", port: await portOf(child) }, pid: child.pid ?? 0, close: () => child.kill() };
}

const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.stdout?.once("data", (data: Buffer) => resolve(Number(data.toString())));
    child.once("exit", (status) => reject(new Error(`the server ended with ${status}`)));
  });

/** The server of contracts/hostile.yaml, in a process of its own. */
export async function startAttackedGo(): Promise<Attacked> {
  const program = await buildProgram([{ contract: "hostile", formats: "assert" }]);
  const { address, pid, close } = await program.start("hostile", {}, "gin");
  return {
    address,
    memory: async () => Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
    polluted: async () => 0,
    stop() {
      close();
      program.remove();
    },
  };
}
