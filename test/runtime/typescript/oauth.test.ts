import { describe, expect, test } from "vitest";
import { bearer, clientCredentials, connect, ConnectionError, json, refreshTokens, TokenError, type Client, type ClientOptions, type OperationSpec } from "../../../templates/runtime/typescript/index.js";
import { answer, call, listen, quiet, serve } from "./server.js";

function signedClient(server: { readonly url: string }, auth: object, options: ClientOptions = {}): Client {
  return connect({ baseUrl: server.url, auth, retries: 0, ...options }, { servers: [], schemes: { bearerAuth: bearer() } });
}

const secured: Partial<OperationSpec> = { security: [["bearerAuth"]], responses: { 200: { "application/json": json() }, 204: {}, 401: {} } };

describe("OAuth 2.0", () => {
  const tokens = (handle: (form: URLSearchParams, count: number) => [number, unknown]) => serve((seen, response) => answer(response, ...handle(new URLSearchParams(seen.body.toString()), seen.number)));

  test("client credentials: one request for many calls, kept until it ends", async () => {
    const auth = await tokens((_, count) => [200, { access_token: `t${count}`, token_type: "Bearer", expires_in: 3600 }]);
    const server = await quiet();
    const api = signedClient(server, { bearerAuth: clientCredentials({ tokenUrl: `${auth.url}/token`, clientId: "me:", clientSecret: "s&crét", scopes: ["read", "write"], parameters: { audience: "x" } }) });
    await Promise.all([1, 2, 3].map(() => call(api, secured)));
    await call(api, secured);
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual(Array(4).fill("Bearer t1"));
    expect(auth.seen).toHaveLength(1);
    expect(auth.seen[0]).toMatchObject({ method: "POST", url: "/token", headers: { "content-type": "application/x-www-form-urlencoded", authorization: `Basic ${btoa("me%3A:s%26cr%C3%A9t")}` } });
    expect(auth.seen[0]?.body.toString()).toBe("grant_type=client_credentials&scope=read+write&audience=x");
  });

  test("a token that has ended is fetched anew, before the server must say 401", async () => {
    const auth = await tokens((_, count) => [200, { access_token: `t${count}`, expires_in: count === 1 ? 0 : 3600 }]);
    const server = await quiet();
    const api = signedClient(server, { bearerAuth: clientCredentials({ tokenUrl: auth.url, clientId: "a", clientSecret: "b", clientAuth: "form" }) });
    await call(api, secured);
    await call(api, secured);
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
    expect(auth.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(auth.seen[0]?.body.toString()).toBe("grant_type=client_credentials&client_id=a&client_secret=b");
  });

  test.each<readonly [unknown, number]>([
    [null, 1],
    ["", 1],
    ["3600", 1],
    ["soon", 1],
    [0, 2],
    ["0", 2],
  ])("expires_in %o: asked %i times for two calls", async (expires, asked) => {
    const auth = await tokens(() => [200, { access_token: "t", expires_in: expires }]);
    const api = signedClient(await quiet(), { bearerAuth: clientCredentials({ tokenUrl: auth.url, clientId: "a", clientSecret: "b" }) });
    await call(api, secured);
    await call(api, secured);
    expect(auth.seen).toHaveLength(asked);
  });

  test("a token that the server refuses is replaced, once for all", async () => {
    const auth = await tokens((_, count) => [200, { access_token: `t${count}` }]);
    const server = await serve((seen, response) => answer(response, seen.headers.authorization === "Bearer t2" ? 204 : 401));
    const api = signedClient(server, { bearerAuth: clientCredentials({ tokenUrl: auth.url, clientId: "a", clientSecret: "b" }) });
    const results = await Promise.all([1, 2, 3].map(() => call(api, secured)));
    expect(results.map((result) => result.status)).toEqual([204, 204, 204]);
    expect(auth.seen).toHaveLength(2);
  });

  test("a refresh token, which the server may replace", async () => {
    const auth = await tokens((form, count) => [200, { access_token: `a${count}`, refresh_token: `${form.get("refresh_token") ?? ""}+`, expires_in: 0 }]);
    const server = await quiet();
    const kept: unknown[] = [];
    const api = signedClient(server, { bearerAuth: refreshTokens({ tokenUrl: auth.url, clientId: "app", refreshToken: "r", onTokens: (set) => void kept.push(set.refreshToken) }) });
    await call(api, secured);
    await call(api, secured);
    expect(auth.seen.map((seen) => seen.body.toString())).toEqual(["grant_type=refresh_token&refresh_token=r&client_id=app", "grant_type=refresh_token&refresh_token=r%2B&client_id=app"]);
    expect(kept).toEqual(["r+", "r++"]);
  });

  test("a token that is there already is used until it is refused", async () => {
    const auth = await tokens(() => [200, { access_token: "a2" }]);
    const server = await serve((seen, response) => answer(response, seen.headers.authorization === "Bearer a2" ? 204 : 401));
    await call(signedClient(server, { bearerAuth: refreshTokens({ tokenUrl: auth.url, clientId: "app", refreshToken: "r", accessToken: "a1" }) }), secured);
    expect(server.seen.map((seen) => seen.headers.authorization)).toEqual(["Bearer a1", "Bearer a2"]);
  });

  test.each([
    [400, { error: "invalid_client", error_description: "Who?" }, "The token endpoint answered 400 invalid_client: Who?"],
    [200, { token: "x" }, "The token endpoint answered 200"],
    [500, "oops", "The token endpoint answered 500"],
  ])("a token endpoint that answers %s %o", async (status, body, message) => {
    const auth = await tokens(() => [status, body]);
    const server = await quiet();
    const error: unknown = await call(signedClient(server, { bearerAuth: clientCredentials({ tokenUrl: auth.url, clientId: "a", clientSecret: "hush" }) }), secured).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TokenError);
    expect(error).toMatchObject({ status, message });
    expect(server.seen).toHaveLength(0);
  });

  test("a token that ends soon is kept half its life, whatever the leeway", async () => {
    const auth = await tokens((_, count) => [200, { access_token: `t${count}`, expires_in: 20 }]);
    const api = signedClient(await quiet(), { bearerAuth: clientCredentials({ tokenUrl: auth.url, clientId: "a", clientSecret: "b" }) });
    await call(api, secured);
    await call(api, secured);
    expect(auth.seen).toHaveLength(1);
  });

  test("a token endpoint that can't be reached is no answer, as the API itself is", async () => {
    const closed = await listen(() => undefined);
    await closed.close();
    let asked = 0;
    const counted = (input: string | Request, init?: RequestInit): Promise<Response> => ((asked += 1), fetch(input, init));
    const credential = clientCredentials({ tokenUrl: `${closed.url}/token?x=secret`, clientId: "a", clientSecret: "b", fetch: counted });
    const server = await quiet();
    const error: unknown = await call(signedClient(server, { bearerAuth: credential }, { retries: { limit: 2, delay: 1 } }), { ...secured, method: "POST" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: `POST ${closed.url}/token: no answer came: connect ECONNREFUSED ${closed.url.slice(7)}` });
    expect([asked, server.seen.length]).toEqual([3, 0]);
  });

  test("a token request that hangs ends after its timeout, and the next call asks again", async () => {
    const auth = await serve((seen, response) => {
      if (seen.number > 1) answer(response, 200, { access_token: "t" });
    });
    const server = await quiet();
    const api = signedClient(server, { bearerAuth: clientCredentials({ tokenUrl: auth.url, clientId: "a", clientSecret: "b", timeout: 50 }) });
    await expect(call(api, secured)).rejects.toMatchObject({
      name: "ConnectionError", message: `POST ${auth.url}: no answer came: No answer within the timeout of 50 ms`,
    });
    expect(await call(api, secured)).toMatchObject({ status: 204 });
    const stuck = await serve((_, response) => void response.writeHead(200).write("{"));
    const body = signedClient(server, { bearerAuth: clientCredentials({ tokenUrl: stuck.url, clientId: "a", clientSecret: "b", timeout: 50 }) });
    await expect(call(body, secured)).rejects.toMatchObject({ name: "ConnectionError", cause: { name: "TimeoutError" } });
  });
});
