import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Operation } from "../../../generators/contract/model.js";
import type { BuiltRecorder, Recorder } from "../go-server/run.js";
import { callable, plainOf, readExact, toldOf } from "../go-server/values.js";
import { type Answering, answerOf, requestOf } from "../server/calls.js";
import { contains } from "../server/compare.js";
import type { Caller, MakeCaller } from "./callers.js";
import { type Kitchen, readKitchen } from "./values.js";

/** How many requests each operation gets. */
const runs = 8;

/**
 * Tests a client against a server that records, every operation both ways: the method sees the values that the caller gave, and the caller sees the
 * values that the method answered.
 */
export async function testPair(buildServer: () => Promise<BuiltRecorder>, makeCaller: MakeCaller): Promise<void> {
  const kitchen = await readKitchen();
  let built: BuiltRecorder;
  let server: Recorder;
  let caller: Caller;
  // Not before, so that nothing is built where the tests are skipped.
  beforeAll(async () => {
    built = await buildServer();
    server = await built.start();
    caller = await makeCaller(kitchen, server.url);
  }, 300_000);
  afterAll(async () => {
    await caller?.close();
    server?.close();
    built?.remove();
  });

  test.each(callable(kitchen.contract).map((operation) => [kitchen.callOf(operation), operation] as const))("%s", { timeout: 60_000 }, async (_, operation) => {
    const route = kitchen.routeOf(operation);
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(requestOf(kitchen.maker, operation, route), answerOf(kitchen.maker, operation, route) ?? fc.constant(undefined), async (request, made) => {
        if (await exchange(kitchen, caller, server, { operation, request, made })) tried += 1;
        else fc.pre(false);
      }),
      { numRuns: runs, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
    );
    expect(tried).toBeGreaterThan(runs / 3);
  });
}

interface Exchange {
  readonly operation: Operation;
  readonly request: Readonly<Record<string, unknown>>;
  /** Undefined: the operation has no answers but redirections. */
  readonly made: Answering | undefined;
}

/** Sends one request. False: a place can't carry its values, which the client says before it sends anything. */
async function exchange({ toJsonValue, writeJson, canonical, defaults }: Kitchen, caller: Caller, server: Recorder, { operation, request, made }: Exchange): Promise<boolean> {
  await server.tell(made ? writeJson(toldOf(operation, made, toJsonValue)) : "{}");
  const came = await caller.call(operation, request, made);
  if (came === undefined) return false;
  const { got, said } = readExact(await server.ask()) as { readonly got: unknown; readonly said: string };
  if (got === null) throw new Error(`refused: ${came.said()} ${said}`);
  const { operation: called, ...places } = got as Readonly<Record<string, unknown>>;
  const values = { path: {}, query: {}, headers: {}, cookies: {}, ...places };
  const sent = readExact(writeJson(await plainOf(canonical(request), toJsonValue)));
  expect([called, await contains(values, sent, defaults)]).toEqual([operation.id, ""]);
  if (made === undefined) return true;
  expect(said).toBe("");
  await came.compare(made);
  return true;
}
