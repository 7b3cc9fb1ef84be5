import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Case, readCases } from "./cases.js";
import { canonicalJson } from "./exact-json.js";
import { type Address, type Answer, exchange } from "./exchange.js";
import { forms, generateServers, type Running, type Servers } from "./python-server.js";
import { judge } from "./judge.js";
import { groupByServer } from "./run.js";
import { loadGenerated, startServer } from "./ts-server.js";

const servers = groupByServer(readCases());

let generated: Servers | undefined;
beforeAll(async () => {
  generated = await generateServers([...new Map(servers.map(({ contract, setup }) => [`${contract} ${setup.formats}`, { contract, formats: setup.formats ?? ("assert" as const) }])).values()]);
}, 600_000);
afterAll(() => generated?.remove());

/** A problem without its trace, in a form that compares. */
function problemOf({ headers, body }: Answer): string | undefined {
  if (headers.get("content-type") !== "application/problem+json" || body.length === 0) return undefined;
  const { trace_id: _, ...problem } = JSON.parse(body.toString()) as { readonly trace_id: string };
  return canonicalJson(JSON.stringify(problem));
}

/** How the answer to a case is not as wanted, or its problem not that of the TypeScript server, to the letter. */
async function compare(one: Case, own: Address, other: Address): Promise<readonly string[]> {
  const answer = await exchange(own, one.bytes(), one.method);
  const lines = judge(one, answer);
  if (lines.length > 0) return lines;
  const problem = problemOf(answer);
  const wanted = problem === undefined ? undefined : problemOf(await exchange(other, one.bytes(), one.method));
  return problem === wanted ? [] : [`the problem is ${problem}, not ${wanted}`];
}

const WIDTH = 8;

async function runAll(cases: readonly Case[], own: Address, other: Address): Promise<string> {
  const found = new Map<Case, readonly string[]>();
  const queue = cases.values();
  const work = async (): Promise<void> => {
    for (const one of queue) {
      const lines = await compare(one, own, other).catch((error: unknown) => [String(error)]);
      if (lines.length > 0) found.set(one, lines);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return cases.flatMap((one) => (found.get(one) ? [`${one.id}\n    of: ${one.sentence}\n${found.get(one)?.map((line) => `    ${line}`).join("\n")}`] : [])).join("\n");
}

describe.each(servers.map((server) => [`${server.contract} ${JSON.stringify(server.setup)}`, server] as const))("%s", (_name, { contract, setup, cases }) => {
  let typescript: Awaited<ReturnType<typeof startServer>> | undefined;
  beforeAll(async () => {
    await loadGenerated(contract, setup.formats);
    typescript = await startServer(contract, setup, "node");
  }, 60_000);
  afterAll(() => typescript?.close());

  describe.each(forms)("%s", (form) => {
    // What no route knows, an application of the user's answers.
    const own = form === "app" ? cases : cases.filter(({ want }) => want.code !== "not_found");
    let running: Running | undefined;
    beforeAll(async () => {
      running = await generated?.start(contract, setup, form);
    });
    afterAll(() => running?.close());

    test(`answers all ${own.length} as wanted, and as TypeScript does`, async () => {
      if (running === undefined || typescript === undefined) throw new Error("the servers don't run");
      expect(await runAll(own, running.address, typescript.address)).toBe("");
    }, 120_000);
  });
});
