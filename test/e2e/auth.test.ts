import { describe, expect, test } from "vitest";
import { loadKitchen, loadPlatform } from "./clients.js";
import { ada, startPlatform } from "./platform-server.js";
import { type Handler, listen, send } from "./server.js";

const { clientCredentials, createClient, getMe, listUsers, login, logout, refresh, refreshTokens, unwrap, uploadFiles } = await loadPlatform();
const kitchen = await loadKitchen();
const server = await startPlatform();
const base = { baseUrl: server.url, retries: 0 };
const anonymous = createClient(base);
const credentials = { email: ada.email, password: "correct horse battery" };
const sent = (header: string): readonly unknown[] => server.seen.map(({ headers }) => headers[header]);

describe("sign in, stay signed in, sign out", () => {
  test("the way an app does it", async () => {
    let tokens = await unwrap(login(anonymous, { body: credentials }));
    expect(tokens).toMatchObject({ token_type: "Bearer", user: { name: "Ada Lovelace" } });
    expect(tokens.user.created_at).toEqual(new Date("2026-03-14T09:26:53Z"));
    const client = createClient({
      ...base,
      auth: {
        bearerAuth: {
          token: () => tokens.access_token,
          refresh: async () => {
            tokens = await unwrap(refresh(anonymous, { body: { refresh_token: tokens.refresh_token } }));
            return tokens.access_token;
          },
        },
      },
    });
    expect(await getMe(client)).toMatchObject({ ok: true, data: { email: ada.email } });
    server.tokens.delete(tokens.access_token);
    expect(await getMe(client)).toMatchObject({ ok: true });
    expect(server.seen.map(({ method, path }) => `${method} ${path.slice(7)}`)).toEqual(["POST /auth/login", "GET /me", "GET /me", "POST /auth/refresh", "GET /me"]);
    expect(sent("authorization").slice(0, 1)).toEqual([undefined]);
    expect(await logout(client)).toMatchObject({ status: 204 });
    expect(await logout(createClient({ ...base, auth: { bearerAuth: tokens.access_token } }))).toMatchObject({ status: 401, error: { code: "unauthorized" } });
  });

  test("a wrong password is a 401 like any other", async () => {
    const result = await login(anonymous, { body: { ...credentials, password: "wrong" } });
    expect(result).toMatchObject({ ok: false, status: 401, error: { title: "Unauthorized" } });
    expect(result.response.headers.get("www-authenticate")).toContain("invalid_token");
  });
});

describe("renewal", () => {
  test("many calls that meet the 401 at once share one renewal, and each is sent once more", async () => {
    let renewals = 0;
    const renew = async (refused: string): Promise<string> => {
      renewals += 1;
      expect(refused).toBe("stale");
      await new Promise((resolve) => setTimeout(resolve, 30));
      return "good";
    };
    const client = createClient({ ...base, auth: { bearerAuth: { token: "stale", refresh: renew } } });
    const results = await Promise.all(Array.from({ length: 8 }, () => getMe(client)));
    expect(results.map(({ status }) => status)).toEqual(Array<number>(8).fill(200));
    expect(renewals).toBe(1);
    expect(server.seen).toHaveLength(16);
    // The new one is kept.
    expect(await getMe(client)).toMatchObject({ status: 200 });
    expect(sent("authorization").at(-1)).toBe("Bearer good");
    expect(server.seen).toHaveLength(17);
  });

  test("one replay, no more", async () => {
    let renewals = 0;
    const client = createClient({ ...base, auth: { bearerAuth: { token: "stale", refresh: () => `stale ${++renewals}` } } });
    expect(await getMe(client)).toMatchObject({ ok: false, status: 401 });
    expect(sent("authorization")).toEqual(["Bearer stale", "Bearer stale 1"]);
  });

  test("a renewal that has nothing new, or fails", async () => {
    expect(await getMe(createClient({ ...base, auth: { bearerAuth: { token: "stale", refresh: () => undefined } } }))).toMatchObject({ status: 401 });
    const broken = createClient({ ...base, auth: { bearerAuth: { token: "stale", refresh: () => Promise.reject(new Error("no network")) } } });
    await expect(getMe(broken)).rejects.toThrow("no network");
    // A token that takes longer than the failure: it is the call's, and nobody else hears of it.
    const token = () => new Promise<string>((resolve) => setTimeout(() => resolve("stale"), 20));
    const slow = createClient({ ...base, auth: { bearerAuth: { token, refresh: () => Promise.reject(new Error("no network")) } } });
    await expect(getMe(slow)).rejects.toThrow("no network");
    expect(server.seen).toHaveLength(3);
  });

  test("a body that can be read again is sent again, one that can't isn't", async () => {
    const client = createClient({ ...base, auth: { bearerAuth: { token: "stale", refresh: () => "good" } } });
    const body = { metadata: { purpose: "chat" } as const };
    expect(await uploadFiles(client, { body: { ...body, files: [new Blob(["abc"])] } })).toMatchObject({ status: 201, data: [{ bytes: 3 }] });
    async function* once(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("abc");
    }
    const other = createClient({ ...base, auth: { bearerAuth: { token: "stale 2", refresh: () => "good" } } });
    expect(await uploadFiles(other, { body: { ...body, files: [once()] } })).toMatchObject({ status: 401 });
    expect(await uploadFiles(other, { body: { ...body, files: [once] } })).toMatchObject({ status: 201, data: [{ bytes: 3 }] });
  });
});

describe("alternatives", () => {
  test.each<readonly [name: string, auth: object, authorization: string | undefined, key: string | undefined]>([
    ["the bearer token", { bearerAuth: () => "good" }, "Bearer good", undefined],
    ["the API key", { apiKey: async () => "key-1" }, undefined, "key-1"],
    ["the first of which there are credentials", { bearerAuth: () => undefined, apiKey: "key-1" }, undefined, "key-1"],
    ["one is enough", { bearerAuth: "good", apiKey: "key-1" }, "Bearer good", undefined],
  ])("%s", async (_, auth, authorization, key) => {
    expect(await getMe(createClient({ ...base, auth }))).toMatchObject({ status: 200 });
    expect([sent("authorization"), sent("x-api-key")]).toEqual([[authorization], [key]]);
  });

  test("an operation that needs none gets none", async () => {
    await login(createClient({ ...base, auth: { bearerAuth: "good", apiKey: "key-1" } }), { body: credentials });
    expect([sent("authorization"), sent("x-api-key")]).toEqual([[undefined], [undefined]]);
  });

  test("another credential for one call", async () => {
    await listUsers(createClient({ ...base, auth: { bearerAuth: "bad" } }), {}, { auth: { bearerAuth: "good" } });
    expect(sent("authorization")).toEqual(["Bearer good"]);
  });
});

describe("every scheme (kitchen-sink)", () => {
  const echo: Handler = ({ seen, response }) => send(response, 200, { url: seen.url, authorization: seen.headers.authorization, badge: seen.headers["x-badge"], cookie: seen.headers.cookie });
  const rows = ["anyone", "maybe", "either", "cookie", "certificate"].map((name) => [`GET /staff/${name}`, echo] as const);

  test("where it belongs, in the combinations that the contract asks for", async () => {
    const staff = await listen({ ...Object.fromEntries(rows), "POST /staff/scoped": ({ seen, response }) => send(response, seen.headers.authorization === "Bearer o" ? 204 : 403) });
    const call = async (operation: (client: ReturnType<typeof kitchen.createClient>) => Promise<{ readonly data?: unknown }>, auth: Parameters<typeof kitchen.createClient>[0] & object): Promise<unknown> =>
      (await operation(kitchen.createClient({ baseUrl: staff.url, ...auth }))).data;
    const { enterKitchen, hireCook, openSafe, readMenu, readMenuAsGuest, resumeShift } = kitchen;
    try {
      expect(await call(readMenu, { auth: { bearer: "b" } })).toEqual({ url: "/staff/anyone" });
      expect(await call(readMenuAsGuest, {})).toEqual({ url: "/staff/maybe" });
      expect(await call(readMenuAsGuest, { auth: { bearer: "b" } })).toEqual({ url: "/staff/maybe", authorization: "Bearer b" });
      expect(await call(enterKitchen, { auth: { badge: "7", code: "a b&c", bearer: "b" } })).toEqual({ url: "/staff/either?code=a%20b%26c", badge: "7" });
      expect(await call(enterKitchen, { auth: { badge: "7", password: { username: "Ädа", password: "p:w" } } })).toEqual({ url: "/staff/either", authorization: `Basic ${Buffer.from("Ädа:p:w").toString("base64")}` });
      expect(await call(enterKitchen, { auth: { bearer: () => "b" } })).toEqual({ url: "/staff/either", authorization: "Bearer b" });
      expect(await call(resumeShift, { auth: { session: "s 1;x" } })).toEqual({ url: "/staff/cookie", cookie: "session=s%201%3Bx" });
      expect(await call(openSafe, { auth: { digest: 'username="ada"' } })).toEqual({ url: "/staff/certificate", authorization: 'digest username="ada"' });
      expect(await hireCook(kitchen.createClient({ baseUrl: staff.url, auth: { oauth: "o" } }))).toMatchObject({ status: 204 });
    } finally {
      await staff.close();
    }
  });
});

describe("OAuth", () => {
  test("tokens by client credentials and by a refresh token, asked for once", async () => {
    const endpoint = await listen({
      "POST /token": ({ seen, response }) => {
        const form = new URLSearchParams(seen.body);
        if (form.get("grant_type") === "client_credentials" && seen.headers.authorization !== `Basic ${btoa("app:s%26cret")}`) return send(response, 401, { error: "invalid_client" });
        send(response, 200, { access_token: "good", token_type: "Bearer", expires_in: 3600, refresh_token: "r2" });
      },
    });
    try {
      const token = { tokenUrl: `${endpoint.url}/token`, clientId: "app" };
      const program = createClient({ ...base, auth: { bearerAuth: clientCredentials({ ...token, clientSecret: "s&cret", scopes: ["a", "b"] }) } });
      expect((await Promise.all([getMe(program), getMe(program), getMe(program)])).map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(endpoint.seen.map(({ body }) => body)).toEqual(["grant_type=client_credentials&scope=a+b"]);
      const kept: unknown[] = [];
      const person = createClient({ ...base, auth: { bearerAuth: refreshTokens({ ...token, refreshToken: "r1", accessToken: "stale", onTokens: (tokens) => void kept.push(tokens.refreshToken) }) } });
      expect(await getMe(person)).toMatchObject({ status: 200 });
      expect([endpoint.seen.at(-1)?.body, kept]).toEqual(["grant_type=refresh_token&refresh_token=r1&client_id=app", ["r2"]]);
    } finally {
      await endpoint.close();
    }
  });
});

describe("redirects", () => {
  test("credentials stay at home", async () => {
    const other = await listen({ "GET /api/v1/me": ({ seen, response }) => send(response, 200, { ...ada, name: JSON.stringify([seen.headers.authorization, seen.headers["x-api-key"]]) }) });
    try {
      for (const auth of [{ bearerAuth: "good" }, { apiKey: "key-1" }]) {
        server.next(({ response }) => send(response, 307, undefined, { location: `${other.url.replace("127.0.0.1", "localhost")}/api/v1/me` }));
        expect((await unwrap(getMe(createClient({ ...base, auth })))).name).toBe("[null,null]");
      }
    } finally {
      await other.close();
    }
  });
});
