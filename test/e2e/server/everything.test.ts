import fc from "fast-check";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Content, Operation } from "../../../generators/contract/model.js";
import { nameContract } from "../../../generators/languages/typescript/names.js";
import { isStream, streamsOf } from "../../../generators/languages/results.js";
import { readContract } from "../../targets/generate.js";
import { loadKitchen, root } from "../clients.js";
import { answerOf, requestOf, type Answering, type Maker } from "./calls.js";
import { contains, settle } from "./compare.js";
import { buildKitchenServer, loadKitchenServer, loadModule, loadRoutes } from "./kitchen.js";

/**
 * The SDK against the server, every operation both ways: the handler sees the values that the caller gave, and the caller sees the values that the
 * handler answered. Values are made of the contract's shapes; what the contract's own checks refuse is not sent.
 */

type Call = (client: unknown, request: unknown) => PromiseLike<Result>;
type Result = { readonly ok: boolean; readonly status: number; readonly data?: unknown; readonly error?: unknown };

const { contract } = await readContract(join(root, "specs/kitchen-sink/openapi.yaml"));
const names = nameContract(contract);
const kitchen = await loadKitchen();
const folder = await buildKitchenServer();
const { createServer } = await loadKitchenServer();
const routes = await loadRoutes(folder);
const { toJsonValue } = await loadModule<{ readonly toJsonValue: (value: unknown) => unknown }>(folder, "runtime/server/json-value.js");
const maker: Maker = { contract, asJson: toJsonValue };

const callOf = (operation: Operation): string => names.operations.get(operation.id)?.call ?? operation.id;

/** What the next request is answered with, and what its handler got. */
let answer: unknown;
let got: unknown;

const handlers = Object.fromEntries(
  contract.operations.map((operation) => [
    callOf(operation),
    async (request: unknown) => {
      got = await settle(request);
      return answer;
    },
  ]),
) as unknown as Parameters<typeof createServer>[0];

const anybody = (): object => ({ name: "somebody" });
const security = Object.fromEntries(contract.securitySchemes.map(({ name }) => [name, anybody])) as unknown as Parameters<typeof createServer>[1]["security"];
const failures: unknown[] = [];
const server = createServer(handlers, { security, log: (entry) => void ((entry.error !== undefined || entry.violations !== undefined) && failures.push(entry)), checkResponses: true });
const auth = { bearer: "t", password: { username: "u", password: "p" }, digest: "d", apiKey: "k", badge: "b", code: "c", session: "s", openId: "o", oauth: "a" };

let url = "";
beforeAll(async () => {
  ({ url } = await server.listen({ port: 0, host: "127.0.0.1" }));
});
afterAll(() => server.close({ graceMs: 100 }));

type ClientOptions = Parameters<typeof kitchen.createClient>[0];
/** How many requests an operation gets: most of them where they cost least. */
const runs: Readonly<Record<string, number>> = { "server.fetch": 20, "node:http": 8 };
const transports: Readonly<Record<string, () => Partial<ClientOptions>>> = {
  "server.fetch": () => ({ fetch: (input, init) => server.fetch(new Request(input, init)) }),
  "node:http": () => ({}),
};

/** Calls an operation; a stream where the answer is one. */
async function callOperation(client: unknown, operation: Operation, request: unknown, content: Content | undefined, isOk: boolean): Promise<Result> {
  const call = (kitchen as unknown as Readonly<Record<string, Call & { readonly stream?: Call }>>)[callOf(operation)];
  if (!call) throw new Error(`no ${callOf(operation)}`);
  const asStream = isOk && content !== undefined && isStream(content) && streamsOf(operation) === "either";
  return (asStream ? (call.stream as Call) : call)(client, request);
}

/** Sends one request. False: a place can't carry its values, which the client says before it sends anything. */
async function exchange(client: unknown, operation: Operation, request: unknown, made: Answering | undefined): Promise<boolean> {
  [answer, got] = [made?.answer ?? { status: 303, headers: { Location: "/mirror/responses/none" } }, undefined];
  failures.length = 0;
  let result: Result;
  try {
    result = await callOperation(client, operation, request, made?.content, (made?.answer.status ?? 0) < 300);
  } catch (error) {
    if (error instanceof kitchen.RequestError) return false;
    throw error;
  }
  if (got === undefined) throw new Error(`refused: ${JSON.stringify(result.error ?? result.data)}`);
  expect(await contains(got, request, defaults)).toBe("");
  if (made === undefined) return true;
  expect([result.status, failures]).toEqual([made.answer.status, []]);
  expect(await contains(await settle(result.ok ? result.data : result.error), made.answer.body, defaults)).toBe("");
  return true;
}

// fetch refuses TRACE; a redirection is followed.
const operations = contract.operations.filter(({ method }) => method !== "TRACE");

describe.each(Object.keys(transports))("whatever is sent arrives, whatever is answered comes back: %s", (transport) => {
  let client: unknown;
  beforeAll(() => {
    client = kitchen.createClient({ baseUrl: url, retries: 0, auth, ...transports[transport]?.() } as ClientOptions);
  });

  test.each(operations.map((operation) => [callOf(operation), operation] as const))("%s", { timeout: 30_000 }, async (call, operation) => {
    const route = routes[call];
    if (!route) throw new Error(`no route of ${call}`);
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(requestOf(maker, operation, route), answerOf(maker, operation, route) ?? fc.constant(undefined), async (request, made) => {
        if (await exchange(client, operation, request, made)) tried += 1;
        else fc.pre(false);
      }),
      { numRuns: runs[transport] ?? 10, interruptAfterTimeLimit: 8_000, markInterruptAsFailure: false },
    );
    expect(tried).toBeGreaterThan((runs[transport] ?? 0) / 2);
  });
});

/** Names of members and parameters that are filled in where they are absent. */
const defaults = new Set([
  ...Object.values(contract.schemas).flatMap(({ shape }) => (shape.kind === "object" ? shape.fields.filter((field) => field.default !== undefined).map(({ name }) => name) : [])),
  ...contract.operations.flatMap(({ parameters }) => parameters.filter(({ schema }) => contract.schemas[schema]?.default !== undefined).map(({ name }) => name)),
]);
