import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCases } from "./cases.js";
import { type Difference, groupByServer, runCases } from "./run.js";
import { forms, loadGenerated, type Running, startServer } from "./ts-server.js";

const cases = readCases();
const servers = groupByServer(cases);

const print = (differences: readonly Difference[]): string => differences.map(({ id, sentence, lines }) => [`${id}`, `    of: ${sentence}`, ...lines.map((line) => `    ${line}`)].join("\n")).join("\n");

describe.each(servers.map((server) => [`${server.contract} ${JSON.stringify(server.setup)}`, server] as const))("%s", (_name, { contract, setup, cases }) => {
  beforeAll(() => loadGenerated(contract, setup.formats), 60_000);

  describe.each(forms)("%s", (form) => {
    let running: Running | undefined;
    beforeAll(async () => {
      running = await startServer(contract, setup, form);
    });
    afterAll(() => running?.close());

    test(`answers all ${cases.length} as wanted`, async () => {
      if (running === undefined) throw new Error("the server doesn't run");
      expect(print(await runCases(cases, running.address))).toBe("");
    }, 120_000);
  });
});
