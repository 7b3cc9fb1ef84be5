import fc from "fast-check";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../generators/contract/model.js";
import { nameContract } from "../../generators/languages/typescript/names.js";
import { canonicalJson } from "../parity/exact-json.js";
import { hasPython } from "../python/tools.js";
import { readContract } from "../targets/generate.js";
import { root } from "./clients.js";
import { bodyText, canonicalBytes, filledNames, giveOf } from "./go-client/values.js";
import { buildPythonDriver, type PythonDriver } from "./py-client/run.js";
import { type Answering, answerOf, type Maker, requestOf } from "./server/calls.js";
import { contains, settle } from "./server/compare.js";
import { buildKitchenServer, loadKitchenServer, loadModule, loadRoutes } from "./server/kitchen.js";

const credentials = { bearer: "t", password: ["u", "p"], digest: "d", api_key: "k", badge: "b", code: "c", session: "s", open_id: "o", oauth: "a" };

/**
 * The Python client against the TypeScript server, every operation both ways: the handler sees the values that the Python program gave, and the
 * Python program sees the values that the handler answered.
 */
describe.skipIf(!hasPython).each(["sync", "async"] as const)("whatever a Python client (%s) sends arrives, whatever is answered comes back", async (kind) => {
  const { contract } = await readContract(join(root, "specs/kitchen-sink/openapi.yaml"));
  const names = nameContract(contract);
  const folder = await buildKitchenServer();
  const { createServer } = await loadKitchenServer();
  const routes = await loadRoutes(folder);
  const { toJsonValue } = await loadModule<{ readonly toJsonValue: (value: unknown) => unknown }>(folder, "runtime/server/json-value.js");
  const { writeJson } = await loadModule<{ readonly writeJson: (value: unknown) => string }>(folder, "runtime/check/write-json.js");
  /** JSON with every digit. */
  const textOf = (value: unknown): string => writeJson(toJsonValue(value));
  const maker: Maker = { contract, asJson: toJsonValue };
  const defaults = filledNames(contract);
  const canonical = canonicalBytes(contract);
  const callOf = (operation: Operation): string => names.operations.get(operation.id)?.call ?? operation.id;

  let answer: unknown;
  let got: unknown;
  const failures: unknown[] = [];
  const handlers = Object.fromEntries(
    contract.operations.map((operation) => [
      callOf(operation),
      async (request: unknown) => {
        got = await settle(request);
        return answer;
      },
    ]),
  ) as unknown as Parameters<typeof createServer>[0];
  const security = Object.fromEntries(contract.securitySchemes.map(({ name }) => [name, () => ({ name: "somebody" })])) as unknown as Parameters<typeof createServer>[1]["security"];
  const server = createServer(handlers, { security, log: (entry) => void ((entry.error !== undefined || entry.violations !== undefined) && failures.push(entry)), checkResponses: true });

  const program = await buildPythonDriver("kitchen-sink", credentials);
  let driver: PythonDriver;
  beforeAll(async () => {
    const { url } = await server.listen({ port: 0, host: "127.0.0.1" });
    driver = program.start(url, kind);
  });
  afterAll(async () => {
    await driver.close();
    program.remove();
    await server.close({ graceMs: 100 });
  });

  /** Sends one request. False: a place can't carry its values, which the client says before it sends anything. */
  async function exchange(operation: Operation, request: Readonly<Record<string, unknown>>, made: Answering | undefined): Promise<boolean> {
    [answer, got] = [made?.answer ?? { status: 303, headers: { Location: "/mirror/responses/none" } }, undefined];
    failures.length = 0;
    const call = program.calls.get(operation.id);
    if (call === undefined) throw new Error(`no call of ${operation.id}`);
    const given = await giveOf(operation, request, made, toJsonValue);
    const parameters = Object.fromEntries(Object.entries(given.Parameters).map(([index, value]) => [index, writeJson(value)]));
    const body = given.Body === undefined ? "" : writeJson(given.Body);
    const seen = await driver.ask(JSON.stringify({ ...given, ...call, Method: given.Streams ? call.Stream : call.Method, Parameters: parameters, Body: body }));
    if (seen.Error.startsWith("RequestError")) return false;
    if (got === undefined) throw new Error(`refused: ${seen.Error} ${seen.Body}`);
    expect(await contains(got, canonical(request), defaults)).toBe("");
    if (made === undefined) return true;
    expect([seen.Error, failures]).toEqual(["", []]);
    const { body: answered, headers } = made.answer;
    if (answered !== undefined && seen.Body !== "") {
      const sent = bodyText(canonical(answered), textOf);
      if (canonicalJson(seen.Body) !== canonicalJson(sent)) expect(await contains(JSON.parse(seen.Body), JSON.parse(sent), defaults)).toBe("");
    } else expect([seen.Body, answered]).toEqual(["", undefined]);
    for (const [name, value] of Object.entries(headers ?? {})) {
      const sent = textOf(value);
      if (/^[ -~]*$/.test(sent)) expect([name, seen.Headers?.[name] && canonicalJson(seen.Headers[name])]).toEqual([name, canonicalJson(sent)]);
    }
    return true;
  }

  test.each(contract.operations.map((operation) => [callOf(operation), operation] as const))("%s", { timeout: 60_000 }, async (call, operation) => {
    const route = routes[call];
    if (!route) throw new Error(`no route of ${call}`);
    const runs = 8;
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(requestOf(maker, operation, route), answerOf(maker, operation, route) ?? fc.constant(undefined), async (request, made) => {
        if (await exchange(operation, request, made)) tried += 1;
        else fc.pre(false);
      }),
      { numRuns: runs, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
    );
    expect(tried).toBeGreaterThan(runs / 3);
  });
});
