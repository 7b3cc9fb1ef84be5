import fc from "fast-check";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../generators/contract/model.js";
import { nameContract } from "../../generators/languages/typescript/names.js";
import { canonicalJson } from "../parity/exact-json.js";
import { hasPython } from "../python/tools.js";
import { readContract } from "../targets/generate.js";
import { hasGo } from "../targets/go-build.js";
import { root } from "./clients.js";
import { bodyText, canonicalBytes, filledNames, giveOf } from "./go-client/values.js";
import { buildRecorder, type Recorder } from "./go-server/run.js";
import { callable, plainOf, readExact, toldOf } from "./go-server/values.js";
import { buildPythonDriver, type PythonDriver } from "./py-client/run.js";
import { type Answering, answerOf, type Maker, requestOf } from "./server/calls.js";
import { contains } from "./server/compare.js";
import { buildKitchenServer, loadModule, loadRoutes } from "./server/kitchen.js";

const credentials = { bearer: "t", password: ["u", "p"], digest: "d", api_key: "k", badge: "b", code: "c", session: "s", open_id: "o", oauth: "a" };

/** The Python client against the Go server, every operation both ways. Built with the race detector. */
describe.skipIf(!hasGo || !hasPython)("whatever a Python client sends arrives in Go, whatever Go answers comes back", async () => {
  const { contract } = await readContract(join(root, "specs/kitchen-sink/openapi.yaml"));
  const names = nameContract(contract);
  // Its checks tell which values the contract allows.
  const folder = await buildKitchenServer();
  const routes = await loadRoutes(folder);
  const { toJsonValue } = await loadModule<{ readonly toJsonValue: (value: unknown) => unknown }>(folder, "runtime/server/json-value.js");
  const { writeJson } = await loadModule<{ readonly writeJson: (value: unknown) => string }>(folder, "runtime/check/write-json.js");
  const textOf = (value: unknown): string => writeJson(toJsonValue(value));
  const maker: Maker = { contract, asJson: toJsonValue };
  const defaults = filledNames(contract);
  const canonical = canonicalBytes(contract);
  const callOf = (operation: Operation): string => names.operations.get(operation.id)?.call ?? operation.id;

  const recorder = await buildRecorder("kitchen-sink");
  const program = await buildPythonDriver("kitchen-sink", credentials);
  let server: Recorder;
  let driver: PythonDriver;
  beforeAll(async () => {
    server = await recorder.start();
    driver = program.start(server.url, "sync");
  });
  afterAll(async () => {
    await driver.close();
    server.close();
    recorder.remove();
    program.remove();
  });

  /** Sends one request. False: a place can't carry its values, which the client says before it sends anything. */
  async function exchange(operation: Operation, request: Readonly<Record<string, unknown>>, made: Answering | undefined): Promise<boolean> {
    await server.tell(made ? writeJson(toldOf(operation, made, toJsonValue)) : "{}");
    const call = program.calls.get(operation.id);
    if (call === undefined) throw new Error(`no call of ${operation.id}`);
    const given = await giveOf(operation, request, made, toJsonValue);
    const parameters = Object.fromEntries(Object.entries(given.Parameters).map(([index, value]) => [index, writeJson(value)]));
    const body = given.Body === undefined ? "" : writeJson(given.Body);
    const seen = await driver.ask(JSON.stringify({ ...given, ...call, Method: given.Streams ? call.Stream : call.Method, Parameters: parameters, Body: body }));
    if (seen.Error.startsWith("RequestError")) return false;
    const { got, said } = readExact(await server.ask()) as { readonly got: unknown; readonly said: string };
    if (got === null) throw new Error(`refused: ${seen.Error} ${seen.Body} ${said}`);
    const { operation: called, ...places } = got as Readonly<Record<string, unknown>>;
    const values = { path: {}, query: {}, headers: {}, cookies: {}, ...places };
    const sent = readExact(writeJson(await plainOf(canonical(request), toJsonValue)));
    expect([called, await contains(values, sent, defaults)]).toEqual([operation.id, ""]);
    if (made === undefined) return true;
    expect([seen.Error, said]).toEqual(["", said]);
    const { body: answered } = made.answer;
    if (answered !== undefined && seen.Body !== "") {
      const expected = bodyText(canonical(answered), textOf);
      if (canonicalJson(seen.Body) !== canonicalJson(expected)) expect(await contains(JSON.parse(seen.Body), JSON.parse(expected), defaults)).toBe("");
    } else expect([seen.Body, answered]).toEqual(["", undefined]);
    return true;
  }

  test.each(callable(contract).map((operation) => [callOf(operation), operation] as const))("%s", { timeout: 60_000 }, async (call, operation) => {
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
