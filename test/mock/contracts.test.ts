import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../generators/contract/build/index.js";
import { load } from "../../generators/contract/load.js";
import type { Contract, Operation } from "../../generators/contract/model.js";
import { openLinker } from "../../generators/mock/link.js";
import { openNative } from "../../generators/mock/native.js";
import { msw } from "../../generators/targets/msw/index.js";
import { holdsDecimals } from "../../templates/runtime/typescript/check/decimal.js";
import { readJson } from "../../templates/runtime/typescript/check/json-reader.js";
import { openData } from "../../templates/runtime/typescript/data/index.js";
import { openMemory, openMock } from "../../templates/runtime/typescript/mock/index.js";
import type { MockContract, MockPlan } from "../../templates/runtime/typescript/mock/plan.js";
import type { LogEntry } from "../../templates/runtime/typescript/server/log.js";
import { answerRequest } from "../../templates/runtime/typescript/server/web.js";
import { openAjv } from "../data/ajv.js";
import { root, shared } from "../targets/generate.js";
import { openRequester, type Requester } from "./requests.js";

const corpus = join(shared, "corpus");
const contracts = [
  ...(existsSync(corpus) ? readdirSync(corpus).toSorted().map((name) => join(corpus, name)) : []),
  ...["users/openapi.yaml", "ai-platform/openapi.yaml", "kitchen-sink/openapi.yaml"].map((name) => join(root, "specs", name)),
];

const seeds = Array.from({ length: 20 }, (_, index) => String(index));
const isWhole = process.env["MORTISE_CORPUS"] === "all";

/** With MORTISE_CORPUS=all every operation is asked with every seed; else each with one, and a dozen with all of them. */
function seedsFor(index: number, count: number): readonly string[] {
  return isWhole || index % Math.ceil(count / 12) === 0 ? seeds : [seeds[index % seeds.length] ?? ""];
}
const base = "https://mock.test";

type Ask = (request: Request, seed: string) => Promise<Response>;

/** What a request may be made of, one after the other: what is made by the schemas can read as another value, or an empty list as none. */
const wishes = [
  { suffix: "", size: "full", examples: "first" },
  { suffix: "b", size: "full", examples: "never" },
  { suffix: "c", size: "small", examples: "never" },
  { suffix: "d", size: "small", examples: "first" },
] as const;

/** The answer to the first request that is taken. `undefined`: none can be made. */
async function askOne(requester: Requester, operation: Operation, seed: string, ask: Ask): Promise<Response | undefined> {
  let last: Response | undefined;
  for (const { suffix, ...wish } of wishes) {
    const request = requester.make(operation, { ...wish, seed: `${seed}${suffix}` });
    if (request === undefined) continue;
    last = await ask(request, seed);
    if (last.status !== 400) return last;
  }
  return last;
}

/** What is wrong with an answer, by the plan of its operation and by ajv. */
async function judge(response: Response | undefined, { answers }: MockPlan, isStandard: ReturnType<typeof openAjv>): Promise<string | undefined> {
  if (response === undefined) return undefined;
  const answer = answers.find(({ status }) => status === response.status);
  if (answer === undefined) return `${response.status}: ${(await response.text()).slice(0, 300)}`;
  const mediaType = (response.headers.get("content-type") ?? "").replace(/;.*/, "");
  const content = answer.contents.find((each) => each.mediaType.replace(/\s*;.*/, "").toLowerCase() === mediaType.toLowerCase()) ?? answer.contents[0];
  if (content?.kind !== "json" || content.schema === undefined) return void (await response.arrayBuffer());
  const value = readJson(new Uint8Array(await response.arrayBuffer()));
  // ajv has no word for numbers beyond doubles.
  return holdsDecimals(value) || isStandard(content.schema, value) ? undefined : `ajv refuses ${content.schema}: ${JSON.stringify(value)?.slice(0, 300)}`;
}

const shapeOf = ({ method, path }: Operation): string => `${method} ${path.replace(/#.*$/, "").replace(/\{[^}]*\}/g, "{}")}`;

/** Those that fetch can send, and that no other operation has the same paths as. */
function askableOf(operations: readonly Operation[]): readonly Operation[] {
  const counts = new Map<string, number>();
  for (const operation of operations) counts.set(shapeOf(operation), (counts.get(shapeOf(operation)) ?? 0) + 1);
  return operations.filter((operation) => counts.get(shapeOf(operation)) === 1 && !["CONNECT", "TRACE", "TRACK"].includes(operation.method.toUpperCase()));
}

async function judgeAll(contract: Contract, { routes, answers, schemas }: MockContract, operations: readonly Operation[], ask: Ask, seedsOf: (index: number) => readonly string[]): Promise<readonly string[]> {
  const requester = openRequester(contract, base);
  const isStandard = openAjv(schemas);
  const keys = new Map(Object.entries(routes).map(([key, { id }]) => [id, key]));
  const wrong: string[] = [];
  for (const [index, operation] of operations.entries()) {
    const plan = answers[keys.get(operation.id) ?? ""];
    for (const seed of seedsOf(index)) {
      const fault = plan === undefined ? "no plan" : await judge(await askOne(requester, operation, seed, ask), plan, isStandard).catch((error: unknown) => String(error));
      if (fault === undefined) continue;
      wrong.push(`${operation.method} ${operation.path} (${operation.id}, seed ${seed}): ${fault}`);
      break;
    }
  }
  return wrong;
}

describe("every operation, 20 seeds each: the mock's answer is valid by our validators and by ajv", () => {
  test.each(contracts)("%s", { timeout: 300_000 }, async (path) => {
    const source = await load(path);
    const { contract } = build(source);
    const files = await msw.emit({ contract, document: source.document }, { formats: "assert" });
    const { contract: printed } = (await (await openLinker()).run(files, "contract.ts")) as { readonly contract: MockContract };
    const complaints: string[] = [];
    const data = openData(printed.schemas);
    const log = (entry: LogEntry): void => void (entry.level === "error" && complaints.push(JSON.stringify(entry).slice(0, 400)));
    const mocks = new Map(seeds.map((seed) => [seed, openMock(printed, data, { seed, baseUrl: base, log })]));
    const wrong = await judgeAll(contract, printed, askableOf(contract.operations), async (request, seed) => (await mocks.get(seed)?.fetch(request)) ?? Response.error(), (index) => seedsFor(index, contract.operations.length));
    expect(wrong).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.each(contracts)("native: %s", { timeout: 300_000 }, async (path) => {
    const source = await load(path);
    const { contract } = build(source);
    const files = await msw.emit({ contract, document: source.document }, { formats: "assert" });
    const { contract: printed } = (await (await openLinker()).run(files, "contract.ts")) as { readonly contract: MockContract };
    const complaints: string[] = [];
    // The native server makes its answers by the same modules, path by path and anew for each seed: a few of them will do.
    const operations = askableOf(contract.operations).filter((_, index) => isWhole || index % 10 === 0);
    const chosen = isWhole ? seeds : seeds.slice(0, 1);
    const natives = new Map<string, Awaited<ReturnType<typeof openNative>>>();
    for (const seed of chosen)
      natives.set(seed, await openNative(source, { seed, memory: openMemory(undefined, false), formats: "assert", log: (entry) => void (entry.level === "error" && complaints.push(JSON.stringify(entry).slice(0, 400))), failed: (error) => void complaints.push(error.message) }));
    const ask: Ask = async (request, seed) => {
      const native = natives.get(seed);
      return native === undefined ? Response.error() : answerRequest(native.service, request);
    };
    expect(await judgeAll(contract, printed, operations, ask, () => chosen)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
