import { expect } from "vitest";
import type { Operation } from "../../../generators/contract/model.js";
import { isStream, streamsOf } from "../../../generators/languages/results.js";
import { canonicalJson } from "../../parity/exact-json.js";
import { loadKitchen } from "../clients.js";
import { buildDriver, type Seen } from "../go-client/run.js";
import { bodyText, giveOf } from "../go-client/values.js";
import { alteredHeaders } from "../go-server/values.js";
import { buildPythonDriver } from "../py-client/run.js";
import type { Answering } from "../server/calls.js";
import { contains, settle } from "../server/compare.js";
import type { Kitchen } from "./values.js";

/** A client of one language, which calls one operation after the other. */
export interface Caller {
  /** Calls an operation. `undefined`: a place can't carry a value, which the client has said before it sent anything. */
  readonly call: (operation: Operation, request: Readonly<Record<string, unknown>>, made: Answering | undefined) => Promise<Came | undefined>;
  readonly close: () => Promise<void> | void;
}

/** What came back of a call. */
export interface Came {
  /** For who looks for a fault. */
  readonly said: () => string;
  /** Expects that it is what was answered. */
  readonly compare: (made: Answering) => Promise<void>;
}

/** Makes a client for the server of a base URL. */
export type MakeCaller = (kitchen: Kitchen, url: string) => Promise<Caller>;

type Call = (client: unknown, request: unknown) => PromiseLike<Result>;
type Result = { readonly ok: boolean; readonly status: number; readonly data?: unknown; readonly error?: unknown; readonly response: Response };

export const callTypeScript: MakeCaller = async ({ callOf, canonical, defaults }, url) => {
  const sdk = await loadKitchen();
  const auth = { bearer: "t", password: { username: "u", password: "p" }, digest: "d", apiKey: "k", badge: "b", code: "c", session: "s", openId: "o", oauth: "a" };
  const client = sdk.createClient({ baseUrl: url, retries: 0, auth } as Parameters<typeof sdk.createClient>[0]);
  const call: Caller["call"] = async (operation, request, made) => {
    const own = (sdk as unknown as Readonly<Record<string, Call & { readonly stream?: Call }>>)[callOf(operation)];
    if (!own) throw new Error(`no ${callOf(operation)}`);
    const asStream = made?.content !== undefined && made.answer.status < 300 && isStream(made.content) && streamsOf(operation) === "either";
    let result: Result;
    try {
      result = await (asStream ? (own.stream as Call) : own)(client, request);
    } catch (error) {
      if (error instanceof sdk.RequestError) return undefined;
      throw error;
    }
    return {
      said: () => JSON.stringify(result.error ?? result.data),
      async compare({ answer, ...made }) {
        expect(result.status).toBe(answer.status);
        expect(await contains(canonical(await settle(result.ok ? result.data : result.error)), canonical(answer.body), defaults)).toBe("");
        expect(alteredHeaders({ answer, ...made }, result.response.headers)).toEqual({});
      },
    };
  };
  return { call, close: () => undefined };
};

export const callGo: MakeCaller = async (kitchen, url) => {
  const { toJsonValue, writeJson } = kitchen;
  const program = await buildDriver("kitchen-sink", `api.WithBearer("t"), api.WithPassword("u", "p"), api.WithDigest("d"), api.WithAPIKey("k"), api.WithBadge("b"), api.WithCode("c"), api.WithSession("s"), api.WithOpenID("o"), api.WithOauth("a")`);
  const driver = program.start(url);
  return {
    async call(operation, request, made) {
      const seen = await driver.ask(writeJson(await giveOf(operation, request, made, toJsonValue)));
      return seen.Error.includes("*client.RequestError") ? undefined : cameOf(kitchen, seen);
    },
    close() {
      driver.close();
      program.remove();
    },
  };
};

export const callPython = (kind: "sync" | "async"): MakeCaller => async (kitchen, url) => {
  const { toJsonValue, writeJson } = kitchen;
  const credentials = { bearer: "t", password: ["u", "p"], digest: "d", api_key: "k", badge: "b", code: "c", session: "s", open_id: "o", oauth: "a" };
  const program = await buildPythonDriver("kitchen-sink", credentials);
  const driver = program.start(url, kind);
  return {
    async call(operation, request, made) {
      const call = program.calls.get(operation.id);
      if (call === undefined) throw new Error(`no call of ${operation.id}`);
      const given = await giveOf(operation, request, made, toJsonValue);
      const parameters = Object.fromEntries(Object.entries(given.Parameters).map(([index, value]) => [index, writeJson(value)]));
      const body = given.Body === undefined ? "" : writeJson(given.Body);
      const seen = await driver.ask(JSON.stringify({ ...given, ...call, Method: given.Streams ? call.Stream : call.Method, Parameters: parameters, Body: body }));
      return seen.Error.startsWith("RequestError") ? undefined : cameOf(kitchen, seen);
    },
    async close() {
      await driver.close();
      program.remove();
    },
  };
};

/** What a driver has seen, to the digit. */
const cameOf = ({ toJsonValue, writeJson, canonical, defaults }: Kitchen, seen: Seen): Came => ({
  said: () => `${seen.Error} ${seen.Body}`,
  async compare({ answer: { body, headers } }) {
    expect(seen.Error).toBe("");
    const textOf = (value: unknown): string => writeJson(toJsonValue(value));
    if (body !== undefined && seen.Body !== "") {
      const sent = bodyText(canonical(body), textOf);
      if (canonicalJson(seen.Body) !== canonicalJson(sent)) expect(await contains(JSON.parse(seen.Body), JSON.parse(sent), defaults)).toBe("");
    } else expect([seen.Body, body]).toEqual(["", undefined]);
    for (const [name, value] of Object.entries(headers ?? {})) {
      const sent = textOf(value);
      expect([name, seen.Headers?.[name] && canonicalJson(seen.Headers[name])]).toEqual([name, canonicalJson(sent)]);
    }
  },
});
