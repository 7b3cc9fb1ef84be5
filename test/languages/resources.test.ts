import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { build } from "../../generators/contract/build/index.js";
import { load } from "../../generators/contract/load.js";
import type { Contract } from "../../generators/contract/model.js";
import { findResources } from "../../generators/languages/resources.js";

const opened = new Map<string, Promise<Contract>>();

function open(path: string): Promise<Contract> {
  const known = opened.get(path) ?? load(path).then((source) => build(source).contract);
  opened.set(path, known);
  return known;
}

/** One line an operation: `read {id} id in data`. */
async function describeResources(path: string): Promise<ReadonlyMap<string, string>> {
  const contract = await open(path);
  const found = findResources(contract);
  return new Map(
    contract.operations.map((operation) => {
      const resource = found.get(operation.id);
      if (resource === undefined) return [`${operation.method} ${operation.path}`, "-"];
      const item = resource.item?.split("/").at(-1) ?? "";
      const identity = "identity" in resource && resource.identity.length > 0 ? ` by ${resource.identity.join(".")}` : "";
      const body = "body" in resource && resource.body.length > 0 ? ` in ${resource.body.join(".")}` : "";
      const items = resource.does === "list" ? ` at /${resource.items.join("/")}` : "";
      const paging = resource.does === "list" && resource.paging !== undefined ? ` pages ${resource.paging.next.by}` : "";
      const filters = resource.does === "list" && resource.filters.length > 0 ? ` where ${resource.filters.map(({ parameter }) => parameter).join(",")}` : "";
      const within = resource.does === "list" && resource.at !== undefined ? ` of ${resource.at}` : "";
      return [`${operation.method} ${operation.path}`, `${resource.does} ${item}${identity}${body}${items}${paging}${filters}${within}`];
    }),
  );
}

describe("our contracts", () => {
  test("users", async () => {
    expect(Object.fromEntries(await describeResources("specs/users/openapi.yaml"))).toEqual({
      "GET /users": "list User at /items pages cursor where role",
      "POST /users": "create User by id",
      "GET /users/{id}": "read User by id",
      "PUT /users/{id}": "replace User by id",
      "PATCH /users/{id}": "change User by id",
      "DELETE /users/{id}": "delete ",
    });
  });

  test("a replaced user keeps what no request can set", async () => {
    expect(findResources(await open("specs/users/openapi.yaml")).get("replaceUser")).toMatchObject({ kept: ["id", "created_at"] });
  });

  test.each([
    ["specs/kitchen-sink/openapi.yaml", "QUERY /recipes/search", "list Recipe at / of /recipes"],
    ["specs/kitchen-sink/openapi.yaml", "GET /pantry/suppliers", "list Supplier at /data pages page"],
    ["specs/kitchen-sink/openapi.yaml", "PATCH /mirror/methods", "changeOne schema"],
    ["specs/kitchen-sink/openapi.yaml", "GET /mirror/query/form", "-"],
    ["specs/ai-platform/openapi.yaml", "POST /predict", "-"],
    ["specs/ai-platform/openapi.yaml", "POST /jobs/{job_id}/cancel", "-"],
    ["specs/ai-platform/openapi.yaml", "GET /jobs", "list Job at /items pages cursor where status,kind"],
    ["specs/ai-platform/openapi.yaml", "GET /admin/audit", "list AuditEvent at / pages link where user_id"],
  ])("%s %s", async (path, operation, expected) => {
    expect((await describeResources(path)).get(operation)).toBe(expected);
  });
});

describe.skipIf(!existsSync("../shared/corpus"))("contracts of others", () => {
  test.each([
    ["petstore.yaml", "POST /pet", "create Pet by id"],
    ["petstore.yaml", "PUT /pet", "create Pet by id"],
    ["petstore.yaml", "GET /pet/findByStatus", "list Pet at / where status of /pet"],
    ["petstore.yaml", "GET /user/{username}", "read User by username"],
    ["petstore.yaml", "POST /pet/{petId}", "-"],
    ["github.json", "GET /repos/{owner}/{repo}/issues", "list issue at / pages link where state"],
    ["github.json", "POST /repos/{owner}/{repo}/issues", "create issue by number"],
    ["github.json", "GET /repos/{owner}/{repo}/issues/{issue_number}", "read issue by number"],
    ["github.json", "GET /repos/{owner}/{repo}", "read full-repository by name"],
    ["github.json", "GET /gists/{gist_id}", "read gist-simple by id"],
    ["github.json", "GET /search/code", "list code-search-result-item at /items pages page"],
    ["stripe.yaml", "GET /v1/customers", "list customer at /data pages lastItem where email"],
    ["stripe.yaml", "POST /v1/customers/{customer}", "change customer by id"],
    ["stripe.yaml", "DELETE /v1/customers/{customer}", "delete  by id"],
    ["twilio-verify.json", "GET /v2/Services/{Sid}", "read verify.v2.service by sid"],
    ["discord.json", "GET /channels/{channel_id}/messages/{message_id}", "read MessageResponse by id"],
  ])("%s %s", async (path, operation, expected) => {
    expect((await describeResources(`../shared/corpus/${path}`)).get(operation)).toBe(expected);
  });
});
