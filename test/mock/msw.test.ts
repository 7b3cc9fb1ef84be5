import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openData } from "../../templates/runtime/typescript/data/index.js";
import { openMock } from "../../templates/runtime/typescript/mock/index.js";
import { mswHandlers } from "../../templates/runtime/typescript/msw/index.js";
import { openUsers, usersContract } from "./users.js";

const mock = openUsers({ baseUrl: "https://api.example.com/v1", memory: true });
const server = setupServer(...mswHandlers(mock), http.get("https://api.example.com/v1/other", () => HttpResponse.json("other")));

const unhandled: string[] = [];
const nobody = ({ url }: Request): never => {
  unhandled.push(url);
  throw new Error("nobody handles it");
};

beforeAll(() => server.listen({ onUnhandledRequest: nobody }));
afterEach(() => {
  mock.reset();
  mock.memory.clear();
});
afterAll(() => server.close());

const base = "https://api.example.com/v1";
const send = (path: string, method: string, body: object): Promise<Response> =>
  fetch(`${base}${path}`, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

describe("msw/node", () => {
  test("operations are answered, and remembered", async () => {
    const made = await send("/users", "POST", { name: "Grace", email: "grace@example.com", password: "correct horse battery" });
    expect(made.status).toBe(201);
    const location = made.headers.get("location") ?? "";
    const user: unknown = await made.json();
    const read = await fetch(new URL(location, base));
    expect(read.status).toBe(200);
    expect(await read.json()).toEqual(user);
    expect(read.headers.get("content-type")).toBe("application/json");
  });

  test("requests are checked", async () => {
    const refused = await send("/users", "POST", { name: "" });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "invalid_request", violations: [{ pointer: "/email", rule: "required" }, { pointer: "/name", rule: "minLength" }, { pointer: "/password", rule: "required" }] });
  });

  test("what isn't the contract's goes on: to other handlers, to MSW's own rule for what nobody handles", async () => {
    expect(await (await fetch(`${base}/other`)).json()).toBe("other");
    expect(unhandled).toEqual([]);
    await fetch("https://api.example.com/v2/users").catch(() => undefined);
    expect(unhandled).toEqual(["https://api.example.com/v2/users"]);
  });

  test("a network error rejects, as a broken connection does", async () => {
    mock.use("getUser", { error: "network" });
    await expect(fetch(`${base}/users/7`)).rejects.toThrow(TypeError);
  });

  test("a client that leaves while it waits", async () => {
    mock.use("listUsers", { delay: "infinite" });
    await expect(fetch(`${base}/users`, { signal: AbortSignal.timeout(50) })).rejects.toThrow("aborted");
  });
});

test("a request costs the same among 800 operations as in a contract of one", async () => {
  const [route, plan] = [usersContract.routes["getUser"]!, usersContract.answers["getUser"]!];
  const contractOf = (size: number) => {
    const names = Array.from({ length: size }, (_, index) => `op${index}`);
    return {
      ...usersContract,
      routes: Object.fromEntries(names.map((name, index) => [name, { ...route, id: name, path: `/area${index}/users/{id}` }])),
      answers: Object.fromEntries(names.map((name) => [name, plan])),
    };
  };
  const [one, many] = [1, 800].map((size) => openMock(contractOf(size), openData(usersContract.schemas)));
  const cost = async (of: typeof one, path: string): Promise<number> => {
    const before = process.cpuUsage();
    for (let turn = 0; turn < 400; turn++) {
      const request = new Request(`http://localhost${path}`);
      if (of?.knows(request) === true) await (await of.fetch(request)).text();
    }
    const { user } = process.cpuUsage(before);
    return user;
  };
  const ratios: number[] = [];
  for (let round = 0; round < 5; round++) ratios.push((await cost(many, "/area799/users/7")) / (await cost(one, "/area0/users/7")));
  // Rounds are noisy; a cost that grows with the number of operations would be a hundred times as high.
  expect(ratios.sort((a, b) => a - b)[2]).toBeLessThan(1.5);
});
