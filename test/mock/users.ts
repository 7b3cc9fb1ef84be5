import { usersRoutes } from "../../generated/users/ts-server/routes/users.js";
import { openData, type Schemas } from "../../templates/runtime/typescript/data/index.js";
import { type MockContract, type MockOptions, type MockService, openMock } from "../../templates/runtime/typescript/mock/index.js";
import type { MockAnswer } from "../../templates/runtime/typescript/mock/plan.js";

/** What the target `msw` prints of the users' contract, by hand: so that what fails here is the mock, and no printer. */
const schemas: Schemas = {
  User: {
    type: "object",
    required: ["id", "name", "email", "created_at"],
    properties: {
      id: { type: "integer", format: "int64", minimum: 1, examples: [7] },
      name: { type: "string", minLength: 1, maxLength: 100, examples: ["Ada Lovelace"] },
      email: { type: "string", format: "email", maxLength: 254, examples: ["ada@example.com"] },
      role: { $ref: "#/$defs/Role" },
      nickname: { type: ["string", "null"], maxLength: 40 },
      created_at: { type: "string", format: "date-time", examples: ["2026-03-14T09:26:53Z"] },
    },
  },
  Role: { type: "string", enum: ["guest", "user", "admin"] },
  UserPage: {
    type: "object",
    required: ["items", "next_cursor"],
    properties: { items: { type: "array", maxItems: 100, items: { $ref: "#/$defs/User" } }, next_cursor: { type: ["string", "null"] } },
  },
  Problem: {
    type: "object",
    required: ["title", "status"],
    properties: {
      type: { type: "string", format: "uri-reference", default: "about:blank" },
      title: { type: "string", examples: ["Not found"] },
      status: { type: "integer", minimum: 100, maximum: 599, examples: [404] },
      code: { type: "string", examples: ["not_found"] },
      detail: { type: "string", examples: ["There is no user 7."] },
      trace_id: { type: "string" },
    },
  },
  Location: { type: "string", format: "uri-reference" },
};

const json = (status: number, schema: string, headers: MockAnswer["headers"] = []): MockAnswer => ({
  status,
  key: String(status),
  contents: [{ mediaType: "application/json", kind: "json", schema }],
  headers,
});
const problem = (status: number, key = String(status)): MockAnswer => ({
  status,
  key,
  contents: [{ mediaType: "application/problem+json", kind: "json", schema: "Problem" }],
  headers: [],
});
const item = { parameter: "id", identity: ["id"], body: [], item: "User" } as const;
const otherwise = problem(500, "default");

export const usersContract: MockContract = {
  title: "Users",
  routes: usersRoutes,
  schemes: { bearerAuth: { type: "bearer" } },
  servers: ["http://localhost:8080", "https://users.example.com/v1"],
  schemas,
  answers: {
    listUsers: {
      answers: [json(200, "UserPage"), problem(400), otherwise],
      resource: {
        does: "list",
        items: ["items"],
        item: "User",
        paging: { limit: "limit", next: { by: "cursor", parameter: "cursor", cursor: ["next_cursor"] } },
        filters: [{ parameter: "role", member: ["role"] }],
      },
    },
    createUser: {
      answers: [json(201, "User", [{ name: "Location", required: true, schema: "Location" }]), problem(400), problem(409), otherwise],
      resource: { does: "create", identity: ["id"], body: [], item: "User" },
    },
    getUser: { answers: [json(200, "User"), problem(404), otherwise], resource: { does: "read", ...item } },
    replaceUser: { answers: [json(200, "User"), problem(404), otherwise], resource: { does: "replace", ...item, kept: ["id", "created_at"] } },
    updateUser: { answers: [json(200, "User"), problem(404), otherwise], resource: { does: "change", ...item } },
    deleteUser: { answers: [{ status: 204, key: "204", contents: [], headers: [] }, problem(404), otherwise], resource: { does: "delete", ...item } },
  },
};

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

/** Asks a mock something. */
export async function ask(mock: MockService, line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Asked> {
  const [method = "GET", path = "/"] = line.split(" ");
  const url = path.startsWith("/") ? `http://localhost${path}` : path;
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new Request(url, { method, headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers }, ...sent });
  const response = await mock.fetch(request);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : undefined, text };
}

export const openUsers = (options: MockOptions = {}): MockService => openMock(usersContract, openData(schemas), options);
