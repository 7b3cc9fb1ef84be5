import { describe, expect, expectTypeOf, test } from "vitest";
import {
  ApiError, type ApiErrorOf, connect, ConnectionError, type DataOf, type ErrorOf, isApiError, isOffContract, json, OffContractError, type OperationSpec, RequestError, send, type Status, type Status4XX,
  text, unwrap, type AnyResult,
} from "../../../templates/runtime/typescript/index.js";
import { createClient, createUser, deleteUser, getUser, type GetUserResult, type Problem, type User } from "./example.js";
import { answer, call, clientFor, listen, serve } from "./server.js";

const ada = { id: 7, name: "Ada" };
const problem = (response: Parameters<typeof answer>[0], status: number, title: string): void => answer(response, status, { title }, { "content-type": "application/problem+json" });

describe("a result is a union by status", () => {
  test("success", async () => {
    const server = await serve((_, response) => answer(response, 200, ada, { "x-request-id": "r1" }));
    const result = await getUser(createClient({ baseUrl: server.url }), { path: { id: 7 }, query: { fields: ["a", "b"] }, headers: { "X-Trace": "t" } });
    expect(result).toMatchObject({ ok: true, status: 200, data: ada, requestId: "r1", operation: "getUser" });
    expect(result.response.headers.get("content-type")).toBe("application/json");
    expect(server.seen[0]).toMatchObject({ method: "GET", url: "/users/7?fields=a,b", headers: { "x-trace": "t", accept: "application/json, application/problem+json" } });
    switch (result.status) {
      case 200:
        expectTypeOf(result.data).toEqualTypeOf<User>();
        expect(result.data.name).toBe("Ada");
        break;
      case 404:
        expectTypeOf(result.error).toEqualTypeOf<Problem>();
        throw new Error("not this one");
      case 503:
        expectTypeOf(result.error).toEqualTypeOf<Problem>();
        throw new Error("not this one");
      case 418:
        expectTypeOf(result.error).toEqualTypeOf<OffContractError>();
        throw new Error("not this one");
      default:
        throw new Error("not this one");
    }
  });

  test.each([
    [404, "No such user"],
    [500, "Broken"],
    [503, "Busy"],
  ])("failure %s, by its code or range", async (status, title) => {
    const server = await serve((_, response) => problem(response, status, title));
    const result = await getUser(createClient({ baseUrl: server.url, retries: 0 }), { path: { id: 7 } });
    expect(result).toMatchObject({ ok: false, status, error: { title }, operation: "getUser" });
    expect("data" in result).toBe(false);
    expect(isOffContract(result)).toBe(false);
  });

  test("default speaks of failures where a success is documented: another 2XX is off the contract", async () => {
    const server = await serve((_, response) => answer(response, 200, ada));
    const api = createClient({ baseUrl: server.url });
    const result = await createUser(api, { body: { name: "Ada" } });
    expect(result).toMatchObject({ ok: false, status: 200, offContract: { reason: "the contract doesn't know that success", text: JSON.stringify(ada) } });
    expect(() => result.error).toThrow(OffContractError);
    await expect(unwrap(createUser(api, { body: { name: "Ada" } }))).rejects.toBeInstanceOf(OffContractError);
    expect(await createUser(createClient({ baseUrl: (await serve((_, response) => problem(response, 409, "There"))).url }), { body: { name: "Ada" } })).toMatchObject({ status: 409, error: { title: "There" } });
  });

  test("default alone speaks of everything", async () => {
    const server = await serve((seen, response) => answer(response, seen.number === 1 ? 201 : 400, { n: 1 }));
    const api = clientFor(server);
    expect(await call(api, { responses: { default: { "application/json": json() } } })).toMatchObject({ ok: true, status: 201, data: { n: 1 } });
    expect(await call(api, { responses: { default: { "application/json": json() } } })).toMatchObject({ ok: false, status: 400, error: { n: 1 } });
  });

  test("no content, by contract: data is undefined, whatever comes", async () => {
    const server = await serve((seen, response) => (seen.number === 1 ? answer(response, 204) : answer(response, 200, "surprise")));
    const result = await deleteUser(createClient({ baseUrl: server.url }), { path: { id: 1 } });
    expect(result).toMatchObject({ ok: true, status: 204, data: undefined });
    expect(await call(clientFor(server), { responses: { 200: {} } })).toMatchObject({ ok: true, status: 200, data: undefined });
  });

  test("HEAD has no body", async () => {
    const server = await serve((_, response) => answer(response, 200, undefined, { "content-type": "application/json", "content-length": "12" }));
    const result = await call(clientFor(server), { method: "HEAD" });
    expect(result).toMatchObject({ ok: true, status: 200, data: undefined });
    expect(result.response.headers.get("content-length")).toBe("12");
  });
});

describe("media types of answers", () => {
  test.each([
    ["application/json; charset=utf-8", "application/json"],
    ["APPLICATION/JSON", "application/json"],
    ["application/problem+json", "application/json"],
    ["application/json", "application/vnd.acme.v2+json"],
    ["application/json", "application/*"],
    ["application/vnd.acme+json", "application/*+json"],
    ["application/json", "*/*"],
    ["application/json", "application/json; version=2"],
  ])("%s is read where the contract says %s", async (came, documented) => {
    const server = await serve((_, response) => answer(response, 200, { a: 1 }, { "content-type": came }));
    expect(await call(clientFor(server), { responses: { 200: { [documented]: json() } } })).toMatchObject({ ok: true, data: { a: 1 } });
  });

  test("of several, the one that came is read; the same one before another JSON before a range", async () => {
    const responses = { 200: { "*/*": text(), "application/json": json(() => "json"), "application/vnd.a+json": json(() => "a"), "text/*": text(() => "range"), "text/csv": text(() => "csv") } };
    const types = ["application/json", "application/vnd.a+json", "application/vnd.b+json", "text/csv", "text/html", "image/png"];
    const server = await serve((seen, response) => answer(response, 200, {}, { "content-type": types[seen.number - 1] ?? "" }));
    const given = [];
    for (const _ of types) given.push(((await call(clientFor(server), { responses })) as { data?: unknown }).data);
    expect(given).toEqual(["json", "a", "json", "csv", "range", "{}"]);
  });

  test("without a content type, it is the only one documented", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200);
      response.end('{"a":1}');
    });
    expect(await call(clientFor(server), {})).toMatchObject({ ok: true, data: { a: 1 } });
    const two = await call(clientFor(server), { responses: { 200: { "application/json": json(), "text/plain": text() } } });
    expect(two.offContract).toMatchObject({ reason: "without a content type, where the contract promises application/json, text/plain" });
  });
});

describe("an answer off the contract keeps its status", () => {
  test("an undocumented status", async () => {
    const server = await serve((_, response) => answer(response, 418, { tea: true }, { "request-id": "r9" }));
    const result = await getUser(createClient({ baseUrl: `${server.url}/v1` }), { path: { id: 7 } });
    expect(result).toMatchObject({ ok: false, status: 418, requestId: "r9" });
    if (!isOffContract(result)) throw new Error("it is off the contract");
    expectTypeOf(result.offContract).toEqualTypeOf<OffContractError>();
    expect(result.offContract).toBeInstanceOf(OffContractError);
    // That is what the type of an undocumented status says.
    expect(result.error).toBe(result.offContract);
    expect(result.offContract).toMatchObject({
      method: "GET", path: "/v1/users/7", status: 418, contentType: "application/json", text: '{"tea":true}', reason: "the contract doesn't know that status", operation: "getUser",
      message: `GET /v1/users/7 answered 418, but the contract doesn't know that status: {"tea":true}`,
    });
    expect(result.data).toBe(undefined);
  });

  test.each<readonly [name: string, status: number, body: string, type: string, reason: RegExp]>([
    ["a wrong media type", 200, "<h1>Proxy</h1>", "text/html", /as 'text\/html', where the contract promises application\/json/],
    ["broken JSON", 200, '{"id":', "application/json", /the body is not JSON \(.+\)/],
    ["an empty body", 200, "", "application/json", /the body is empty/],
    ["broken JSON of a failure", 404, "oops", "application/problem+json", /the body is not JSON/],
  ])("%s", async (_name, status, body, type, reason) => {
    const server = await serve((_, response) => answer(response, status, body, { "content-type": type }));
    const result = await getUser(createClient({ baseUrl: server.url }), { path: { id: 7 } });
    expect(result).toMatchObject({ ok: false, status, offContract: { reason: expect.stringMatching(reason) as string, text: body, contentType: type } });
    expect(isOffContract(result)).toBe(true);
    if (status === 200) {
      if (result.status !== 200) throw new Error("200 is what came");
      expect(() => result.data.name).toThrow(OffContractError);
      expect(() => result.data.name).toThrow(reason);
    }
    // Both are promised, `data` by 200 and `error` by whatever else: neither came.
    expect(() => result.error).toThrow(reason);
    expect(() => (result as { error: unknown }).error).toThrow(OffContractError);
    // Printing and copying stay harmless.
    expect(() => JSON.stringify(result)).not.toThrow();
    expect(Object.keys(result)).not.toContain("data");
    expect(Object.keys(result)).not.toContain("error");
  });

  test("data that a decoder refuses", async () => {
    const server = await serve((_, response) => answer(response, 200, { date: 1 }));
    const decode = (): never => {
      throw new Error("no date");
    };
    const result = await call(clientFor(server), { responses: { 200: { "application/json": json(decode) } } });
    expect(result.offContract).toMatchObject({ name: "OffContractError", reason: "the body is not what the contract promises (no date)", text: '{"date":1}' });
  });

  test("the text is cut at 2 KB, and the rest of the body isn't waited for", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.write("x".repeat(5000));
    });
    const result = await call(clientFor(server), {});
    expect(result.offContract?.text).toHaveLength(2048);
    await expect.poll(() => server.aborted()).toBe(1);
  });

  test.each<readonly [name: string, responses: OperationSpec["responses"]]>([
    ["by status", { 200: { "application/json": json() } }],
    ["by default", { 200: { "application/json": json() }, default: { "application/json": json() } }],
    ["by default alone", { default: {} }],
  ])("what a browser hides, documented %s", async (_name, responses) => {
    const hidden = Object.defineProperties(Response.error(), { type: { value: "opaqueredirect" } });
    const result = await call(clientFor({ url: "http://a.test" }, { fetch: () => Promise.resolve(hidden) }), { responses });
    expect(result).toMatchObject({ ok: false, status: 0, offContract: { reason: "the browser hides it" } });
  });

  test("a body that can't be read to its end doesn't hide an undocumented status", async () => {
    const server = await serve((_, response) => {
      response.writeHead(418, { "content-length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 20);
    });
    expect(await call(clientFor(server), {})).toMatchObject({ status: 418, error: { text: "half" } });
  });
});

describe("unwrap", () => {
  test("gives data, of a promise and of a result", async () => {
    const server = await serve((_, response) => answer(response, 200, ada));
    const api = createClient({ baseUrl: server.url });
    const user = await unwrap(getUser(api, { path: { id: 7 } }));
    expectTypeOf(user).toEqualTypeOf<User>();
    expect(user).toEqual(ada);
    const again = unwrap(await getUser(api, { path: { id: 7 } }));
    expectTypeOf(again).toEqualTypeOf<User>();
    expect(again).toEqual(ada);
  });

  test("throws an ApiError with everything that is known, typed by status", async () => {
    const server = await serve((_, response) => problem(response, 404, "No such user"));
    const error: unknown = await unwrap(getUser(createClient({ baseUrl: server.url, requestId: true }), { path: { id: 7 } })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ApiError", status: 404, error: { title: "No such user" }, operation: "getUser", message: "getUser answered 404: No such user" });
    if (!isApiError<GetUserResult>(error)) throw new Error("it is an ApiError");
    if (error.status === 404) expectTypeOf(error.error).toEqualTypeOf<Problem | undefined>();
    expect(error.response).toBeInstanceOf(Response);
    expect(error.requestId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(error.requestId).toBe(server.seen[0]?.headers["x-request-id"]);
  });

  test("throws the OffContractError of an answer off the contract, an ApiError too", async () => {
    const server = await serve((_, response) => answer(response, 418, "tea"));
    const error: unknown = await unwrap(call(clientFor(server), {})).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OffContractError);
    expect(error).toBeInstanceOf(ApiError);
    expect(isApiError(error)).toBe(true);
    expect(isApiError(new Error("x"))).toBe(false);
  });

  test("a documented failure whose body is another: the status stands, and types say that there may be no error", async () => {
    const server = await serve((_, response) => answer(response, 404, "<h1>Not here</h1>", { "content-type": "text/html" }));
    const error: unknown = await unwrap(getUser(createClient({ baseUrl: server.url }), { path: { id: 7 } })).catch((thrown: unknown) => thrown);
    if (!isApiError<GetUserResult>(error)) throw new Error("it is an ApiError");
    if (error.status !== 404) throw new Error("404 is what came");
    expect(error.error?.detail).toBe(undefined);
    expect(error).toMatchObject({ name: "OffContractError", text: "<h1>Not here</h1>" });
    if (error instanceof OffContractError) return;
    expectTypeOf(error.error).toEqualTypeOf<Problem>();
  });

  test.each([
    [{ message: "m" }, "op answered 400: m"],
    [{ error: { message: "deep" } }, "op answered 400: deep"],
    [{ error: { code: 1 } }, "op answered 400"],
    ["text", "op answered 400"],
    [null, "op answered 400"],
  ])("the message of %o", async (body, message) => {
    const server = await serve((_, response) => answer(response, 400, JSON.stringify(body), { "content-type": "application/json" }));
    await expect(unwrap(call(clientFor(server), { responses: { "4XX": { "application/json": json() } } }))).rejects.toMatchObject({ name: "ApiError", message });
  });

  test("types", () => {
    expectTypeOf<DataOf<GetUserResult>>().toEqualTypeOf<User>();
    expectTypeOf<ErrorOf<GetUserResult>>().toEqualTypeOf<Problem | OffContractError>();
    expectTypeOf<Extract<ApiErrorOf<GetUserResult>, { status: 404 }>["error"]>().toEqualTypeOf<Problem>();
    expectTypeOf<404>().toExtend<Status4XX>();
    expectTypeOf<600>().not.toExtend<Status>();
    // What a browser says of a redirect that it doesn't follow.
    expectTypeOf<0>().toExtend<Status>();
    expectTypeOf<AnyResult["status"]>().toEqualTypeOf<number>();
  });
});

describe("no answer", () => {
  test("a connection that is refused", async () => {
    const closed = await listen(() => undefined);
    await closed.close();
    const error: unknown = await call(connect({ baseUrl: closed.url, retries: 0 }, { servers: [], schemes: {} }), { path: "/a" }, undefined).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: `GET ${closed.url}/a: no answer came: connect ECONNREFUSED ${closed.url.slice(7)}`, cause: expect.any(TypeError) as unknown });
  });

  test("a body that breaks off", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"a":');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(call(clientFor(server, { retries: 0 }), {})).rejects.toMatchObject({ name: "ConnectionError", message: expect.stringMatching(/the connection broke off/) as string });
  });

  test("nothing secret in messages", async () => {
    const error: unknown = await call(clientFor({ url: "http://127.0.0.1:1/a?key=secret" }, { retries: 0 }), { path: "/b" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(String(error)).not.toMatch(/secret/);
    expect(() => clientFor({ url: "http://user:pass@127.0.0.1" })).toThrow(RequestError);
  });

  test("arguments that can't be sent reject, they don't throw", async () => {
    const promise = send(clientFor({ url: "http://127.0.0.1:1" }), { id: "x", method: "GET", path: "/{id}", responses: {} }, {});
    await expect(promise).rejects.toBeInstanceOf(RequestError);
  });
});
