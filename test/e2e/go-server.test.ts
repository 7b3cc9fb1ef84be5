import fc from "fast-check";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../generators/contract/model.js";
import { isStream, streamsOf } from "../../generators/languages/results.js";
import { nameContract } from "../../generators/languages/typescript/names.js";
import { readContract } from "../targets/generate.js";
import { hasGo } from "../targets/go-build.js";
import { loadKitchen, root } from "./clients.js";
import { canonicalBytes, filledNames } from "./go-client/values.js";
import { buildRecorder, type Recorder } from "./go-server/run.js";
import { alteredHeaders, callable, plainOf, readExact, toldOf } from "./go-server/values.js";
import { type Answering, answerOf, type Maker, requestOf } from "./server/calls.js";
import { contains, settle } from "./server/compare.js";
import { buildKitchenServer, loadModule, loadRoutes } from "./server/kitchen.js";

type Call = (client: unknown, request: unknown) => PromiseLike<Result>;
type Result = { readonly ok: boolean; readonly status: number; readonly data?: unknown; readonly error?: unknown; readonly response: Response };

/**
 * The TypeScript client against the Go server, every operation both ways: the method sees the values that the caller gave, and the caller
 * sees the values that the method answered. Built with the race detector.
 */
describe.skipIf(!hasGo)("whatever a TypeScript client sends arrives in Go, whatever Go answers comes back", async () => {
  const { contract } = await readContract(join(root, "specs/kitchen-sink/openapi.yaml"));
  const names = nameContract(contract);
  const kitchen = await loadKitchen();
  // Its checks tell which values the contract allows.
  const folder = await buildKitchenServer();
  const routes = await loadRoutes(folder);
  const { toJsonValue } = await loadModule<{ readonly toJsonValue: (value: unknown) => unknown }>(folder, "runtime/server/json-value.js");
  const { writeJson } = await loadModule<{ readonly writeJson: (value: unknown) => string }>(folder, "runtime/check/write-json.js");
  const maker: Maker = { contract, asJson: toJsonValue };
  const defaults = filledNames(contract);
  const canonical = canonicalBytes(contract);
  const callOf = (operation: Operation): string => names.operations.get(operation.id)?.call ?? operation.id;

  const program = await buildRecorder("kitchen-sink");
  let server: Recorder;
  let client: unknown;
  beforeAll(async () => {
    server = await program.start();
    const auth = { bearer: "t", password: { username: "u", password: "p" }, digest: "d", apiKey: "k", badge: "b", code: "c", session: "s", openId: "o", oauth: "a" };
    client = kitchen.createClient({ baseUrl: server.url, retries: 0, auth } as Parameters<typeof kitchen.createClient>[0]);
  });
  afterAll(() => {
    server.close();
    program.remove();
  });

  /** Calls an operation; a stream where the answer is one. */
  async function callOperation(operation: Operation, request: unknown, made: Answering | undefined): Promise<Result> {
    const call = (kitchen as unknown as Readonly<Record<string, Call & { readonly stream?: Call }>>)[callOf(operation)];
    if (!call) throw new Error(`no ${callOf(operation)}`);
    const asStream = made?.content !== undefined && made.answer.status < 300 && isStream(made.content) && streamsOf(operation) === "either";
    return (asStream ? (call.stream as Call) : call)(client, request);
  }

  /** Sends one request. False: a place can't carry its values, which the client says before it sends anything. */
  async function exchange(operation: Operation, request: Readonly<Record<string, unknown>>, made: Answering | undefined): Promise<boolean> {
    await server.tell(made ? writeJson(toldOf(operation, made, toJsonValue)) : "{}");
    let result: Result;
    try {
      result = await callOperation(operation, request, made);
    } catch (error) {
      if (error instanceof kitchen.RequestError) return false;
      throw error;
    }
    const { got, said } = readExact(await server.ask()) as { readonly got: unknown; readonly said: string };
    if (got === null) throw new Error(`refused: ${JSON.stringify(result.error ?? result.data)} ${said}`);
    const { operation: called, ...places } = got as Readonly<Record<string, unknown>>;
    const values = { path: {}, query: {}, headers: {}, cookies: {}, ...places };
    const sent = readExact(writeJson(await plainOf(canonical(request), toJsonValue)));
    expect([called, await contains(values, sent, defaults)]).toEqual([operation.id, ""]);
    if (made === undefined) return true;
    if (result.status !== made.answer.status) throw new Error(`${made.answer.status} came back as ${result.status}: ${said}`);
    expect(await contains(canonical(await settle(result.ok ? result.data : result.error)), canonical(made.answer.body), defaults)).toBe("");
    expect(alteredHeaders(made, result.response.headers)).toEqual({});
    return true;
  }

  test.each(callable(contract).map((operation) => [callOf(operation), operation] as const))("%s", { timeout: 60_000 }, async (call, operation) => {
    const route = routes[call];
    if (!route) throw new Error(`no route of ${call}`);
    const runs = 12;
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
