import { describe, expect, expectTypeOf, test } from "vitest";
import { bearer, type BearerCredential, type Client, type ClientOptions, connect, type ContractSpec, type HeaderValue, json, type ServerChoice } from "../../../templates/runtime/typescript/index.js";
import { answer, call, clientFor, operation, serve } from "./server.js";

type Options = ClientOptions & ServerChoice;

describe("where with() leads", () => {
  const servers: ContractSpec = {
    servers: ["http://a.test", { url: "http://{env}.b.test/{v}", name: "b", variables: { env: { default: "prod" }, v: { default: "1" } } }],
    schemes: {},
  };

  test.each<readonly [name: string, start: Options, then: Options, want: string]>([
    ["another server", {}, { server: "b" }, "http://prod.b.test/1"],
    ["variables of the server that was chosen", { server: "b" }, { variables: { v: "2" } }, "http://prod.b.test/2"],
    ["variables on top of others", { server: 1, variables: { env: "test" } }, { variables: { v: "2" } }, "http://test.b.test/2"],
    ["another server doesn't take variables along", { server: 1, variables: { env: "test" } }, { server: 0 }, "http://a.test"],
    ["the same server anew", { server: 1, variables: { env: "test" } }, { server: 1 }, "http://prod.b.test/1"],
    ["variables leave a base URL as it is", { baseUrl: "http://c.test" }, { variables: { v: "2" } }, "http://c.test"],
    ["a server replaces a base URL", { baseUrl: "http://c.test" }, { server: "b" }, "http://prod.b.test/1"],
    ["a base URL replaces a server", { server: "b" }, { baseUrl: "http://c.test" }, "http://c.test"],
    ["something else", { server: "b", variables: { v: "2" } }, { timeout: 5 }, "http://prod.b.test/2"],
  ])("%s", (_name, start, then, want) => {
    expect(connect<Options>(start, servers).with(then).settings.base.prefix).toBe(want);
    expect(connect<Options>(start, servers).with({ timeout: 1 }).with(then).with({ retries: 0 }).settings.base.prefix).toBe(want);
  });
});

describe("a header of the caller's own", () => {
  const post = operation({ method: "POST", body: { "application/json": json() } });
  const seenBy = async (options: ClientOptions, headers: Readonly<Record<string, HeaderValue>>, name: string) => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 503 : 204));
    const result = await call(clientFor(server, options), post, { body: 1 }, { headers });
    return [result.status, result.requestId, ...server.seen.map((seen) => seen.headers[name])];
  };

  test.each<readonly [name: string, options: ClientOptions, headers: Readonly<Record<string, HeaderValue>>, header: string, want: readonly unknown[]]>([
    ["is the idempotency key", { idempotencyKey: true }, { "Idempotency-Key": "mine" }, "idempotency-key", [204, undefined, "mine", "mine"]],
    ["is the idempotency key without the option too", {}, { "Idempotency-Key": "mine" }, "idempotency-key", [204, undefined, "mine", "mine"]],
    ["that may change says nothing of repeating", { idempotencyKey: true }, { "Idempotency-Key": () => "mine" }, "idempotency-key", [503, undefined, "mine"]],
    ["that is undefined is none", {}, { "Idempotency-Key": undefined }, "idempotency-key", [503, undefined, undefined]],
        ["is the request id", { requestId: true, idempotencyKey: true }, { "X-Request-Id": "mine" }, "x-request-id", [204, "mine", "mine", "mine"]],
    ["is the request id under its name", { requestId: "X-Id", idempotencyKey: true }, { "x-id": () => "mine" }, "x-id", [204, undefined, "mine", "mine"]],
    ["is the trace", { trace: true, idempotencyKey: true }, { traceparent: "00-1" }, "traceparent", [204, undefined, "00-1", "00-1"]],
  ])("%s", async (_name, options, headers, header, want) => {
    expect(await seenBy(options, headers, header)).toEqual(want);
  });
});

test("a client of a contract takes that contract's options alone, and is a client like any other", () => {
  interface Own extends ClientOptions {
    auth?: { bearerAuth?: BearerCredential | undefined } | undefined;
    server?: 0 | "test" | undefined;
  }
  const client: Client<Own> = connect({}, { servers: ["http://a.test", { url: "http://b.test", name: "test" }], schemes: { bearerAuth: bearer() } });
  const moved = client.with({ server: "test", auth: { bearerAuth: "t" } });
  expect(moved.settings.base.prefix).toBe("http://b.test");
  // @ts-expect-error no such scheme
  expect(() => moved.with({ auth: { bearer: "t" } })).toThrow(/no security scheme 'bearer'/);
  // @ts-expect-error no such server
  expect(() => moved.with({ server: "b" })).toThrow(/no server 'b'/);
  expectTypeOf(moved).toExtend<Client>();
});
