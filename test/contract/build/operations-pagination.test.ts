import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { build } from "../../../generators/contract/build/index.js";
import type { JsonObject } from "../../../generators/contract/json.js";
import type { Pagination } from "../../../generators/contract/model.js";
import { lineOf } from "./operations-given.js";

interface Given {
  readonly method?: string;
  /** Query parameters with their types: `cursor limit:integer`. */
  readonly query?: string;
  /** The schema of the JSON of the 200 response, in YAML. */
  readonly page: string;
  readonly headers?: string;
  readonly extension?: string;
  readonly path?: string;
}

function buildPage({ method = "get", query = "", page, headers = "{}", extension, path = "/users" }: Given): ReturnType<typeof build> {
  const parameters = query.split(" ").filter((text) => text !== "").map((text) => {
    const [name, type = "string", ...more] = text.split(":");
    return `{ name: '${name}', in: query, schema: { type: ${type}${more.map((field) => `, ${field.replace("=", ": ")}`).join("")} } }`;
  });
  const text = `
openapi: 3.2.0
info: { title: T, version: '1' }
paths:
  ${path}:
    ${method}:
      operationId: list
      tags: [users]
      ${extension === undefined ? "" : `x-mortise-pagination: ${extension}`}
      parameters: [${parameters.join(", ")}]
      responses: { '200': { description: d, headers: ${headers}, content: { application/json: { schema: ${page} } } } }
components: { schemas: { User: { type: object, properties: { id: { type: string }, name: { type: string } } } } }`;
  return build({ path: "t.yaml", document: parse(text) as JsonObject, version: "3.2", files: [], diagnostics: [], locate: () => undefined, line: () => undefined });
}

/** `items [data] by page, limit limit: cursor cursor=next_cursor` in one line; `none` if there is none. */
function textOf(pagination: Pagination | undefined): string {
  if (pagination === undefined) return "none";
  const { kind, ...fields } = pagination.next;
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${Array.isArray(value) ? value.join(".") : String(value)}`);
  return `[${pagination.items.join(".")}] ${kind}${rest.join("")}${pagination.limitParameter === undefined ? "" : ` limit=${pagination.limitParameter}`}`;
}

const paginationOf = (given: Given): string => textOf(buildPage(given).contract.operations[0]?.pagination);

const users = "{ type: array, items: { $ref: '#/components/schemas/User' } }";
const object = (properties: string): string => `{ type: object, properties: { ${properties} } }`;
const data = `data: ${users}`;
const text = "{ type: string }";
const nullable = "{ type: [string, 'null'] }";
const uri = "{ type: string, format: uri }";
const link = "{ Link: { schema: { type: string } } }";

describe("what is inferred", () => {
  it.each<[string, Given, string]>([
    ["a Link header, of a list", { query: "page:integer per_page:integer", page: users, headers: link }, "[] linkHeader limit=per_page"],
    ["a Link header, of an object", { query: "cursor", page: object(`total_count: { type: integer }, users: ${users}`), headers: link }, "[users] linkHeader"],
    ["of lists of several types", { query: "page:integer per_page:integer", page: `{ anyOf: [${users}, { type: array, items: { type: string } }] }`, headers: link }, "[] linkHeader limit=per_page"],
    ["a cursor", { query: "cursor limit:integer", page: object(`${data}, next_cursor: ${nullable}`) }, "[data] cursor parameter=cursor cursor=next_cursor limit=limit"],
    ["a cursor and has_more", { query: "cursor", page: object(`${data}, has_more: { type: boolean }, next_cursor: ${text}`) }, "[data] cursor parameter=cursor cursor=next_cursor more=has_more"],
    ["a page token", { query: "pageToken pageSize:integer", page: object(`users: ${users}, nextPageToken: ${text}`) }, "[users] cursor parameter=pageToken cursor=nextPageToken limit=pageSize"],
    ["a cursor in an object that speaks of pages", { query: "cursor", page: object(`${data}, meta: ${object(`pagination: ${object(`next_cursor: ${text}`)}`)}`) }, "[data] cursor parameter=cursor cursor=meta.pagination.next_cursor"],
    ["an end cursor", { query: "after first:integer", page: object(`items: ${users}, pageInfo: ${object(`endCursor: ${text}, hasNextPage: { type: boolean }`)}`) }, "[items] cursor parameter=after cursor=pageInfo.endCursor more=pageInfo.hasNextPage limit=first"],
    ["a page that is a text", { query: "page limit:integer", page: object(`${data}, next_page: ${nullable}`) }, "[data] cursor parameter=page cursor=next_page limit=limit"],
    ["through references and allOf", { query: "cursor", page: `{ allOf: [${object(data)}, ${object(`next_cursor: ${text}`)}] }` }, "[data] cursor parameter=cursor cursor=next_cursor"],
    ["the last item's id", { query: "starting_after limit:integer", page: object(`${data}, has_more: { type: boolean }`) }, "[data] lastItem parameter=starting_after member=id more=has_more limit=limit"],
    ["a URL by name", { query: "", page: object(`value: ${users}, '@odata.nextLink': ${text}`) }, "[value] nextUrl url=@odata.nextLink"],
    ["a URL by format", { query: "page:integer", page: object(`results: ${users}, next: ${uri}, previous: ${uri}`) }, "[results] nextUrl url=next"],
    ["a URL in links", { query: "limit:integer", page: object(`${data}, links: ${object(`next: ${text}`)}`) }, "[data] nextUrl url=links.next limit=limit"],
    ["a URL in HAL", { query: "limit:integer", page: object(`${data}, _links: ${object(`next: ${object(`href: ${text}`)}`)}`) }, "[data] nextUrl url=_links.next.href limit=limit"],
    ["an offset", { query: "offset:integer limit:integer", page: object(`entries: ${users}, total_count: { type: integer }`) }, "[entries] offset parameter=offset total=total_count limit=limit"],
    ["an offset where the marker must be asked for", { query: "usemarker:boolean marker offset:integer limit:integer", page: object(`entries: ${users}, next_marker: ${text}`) }, "[entries] offset parameter=offset limit=limit"],
    ["page numbers", { query: "page:integer per_page:integer", page: users }, "[] page parameter=page first=1 limit=per_page"],
    ["page numbers from 0 by default", { query: "page:integer:default=0 size:integer", page: object(`content: ${users}, totalElements: { type: integer }`) }, "[content] page parameter=page first=0 total=totalElements limit=size"],
    ["page numbers from 0 by minimum", { query: "page:integer:minimum=0 size:integer", page: users }, "[] page parameter=page first=0 limit=size"],
    ["names of JSON:API", { query: "page[number]:integer page[size]:integer", page: object(data) }, "[data] page parameter=page[number] first=1 limit=page[size]"],
    ["QUERY like GET", { method: "query", query: "cursor", page: object(`${data}, next_cursor: ${text}`) }, "[data] cursor parameter=cursor cursor=next_cursor"],
    ["the list that the path is about", { query: "cursor", page: object(`groups: ${users}, Users: ${users}, next_cursor: ${text}`) }, "[Users] cursor parameter=cursor cursor=next_cursor"],
    ["the list beside errors", { query: "cursor", page: object(`errors: ${users}, people: ${users}, next_cursor: ${text}`) }, "[people] cursor parameter=cursor cursor=next_cursor"],
  ])("%s", (_, given, want) => {
    expect(paginationOf(given)).toBe(want);
  });
});

describe("what is not inferred", () => {
  it.each<[string, Given]>([
    ["POST", { method: "post", query: "cursor", page: object(`${data}, next_cursor: ${text}`) }],
    ["no list", { query: "cursor", page: object(`user: { $ref: '#/components/schemas/User' }, next_cursor: ${text}`) }],
    ["two lists without a usual name", { query: "cursor", page: object(`a: ${users}, b: ${users}, next_cursor: ${text}`) }],
    ["no cursor in the response", { query: "cursor limit:integer", page: object(data) }],
    ["no parameter for the cursor", { query: "limit:integer", page: object(`${data}, next_cursor: ${text}`) }],
    ["a parameter that is a date", { query: "after:string:format=date-time", page: object(`${data}, next: ${text}`) }],
    ["starting_after without has_more", { query: "starting_after", page: object(data) }],
    ["starting_after with items without id", { query: "starting_after", page: object("data: { type: array, items: { type: string } }, has_more: { type: boolean }") }],
    ["an offset without a limit", { query: "offset:integer", page: object(data) }],
    ["a page without a size", { query: "page:integer", page: users }],
    ["a page that is a text, with nothing in the response", { query: "page limit:integer", page: object(data) }],
    ["next that is no URI", { query: "limit:integer", page: object(`${data}, next: ${text}`) }],
    ["a Link header of something that has no pages", { query: "q", page: users, headers: link }],
    ["only because a list is there", { query: "", page: users }],
  ])("%s", (_, given) => {
    expect(paginationOf(given)).toBe("none");
  });
});

describe("x-mortise-pagination", () => {
  const page = object(`${data}, meta: ${object(`next: ${text}, total: { type: integer }, more: { type: boolean }`)}, 'a.b': ${users}`);
  const query = "at n:integer";

  it.each([
    ["false", "none"],
    ["{ kind: cursor, items: data, parameter: at, cursor: meta.next, more: /meta/more, limit: n }", "[data] cursor parameter=at cursor=meta.next more=meta.more limit=n"],
    ["{ kind: cursor, items: [a.b], parameter: at, cursor: [meta, next] }", "[a.b] cursor parameter=at cursor=meta.next"],
    ["{ kind: linkHeader, items: data }", "[data] linkHeader"],
    ["{ kind: nextUrl, items: /data, url: meta.next }", "[data] nextUrl url=meta.next"],
    ["{ kind: lastItem, items: data, parameter: at, member: id }", "[data] lastItem parameter=at member=id"],
    ["{ kind: offset, items: data, parameter: n, total: meta.total }", "[data] offset parameter=n total=meta.total"],
    ["{ kind: page, items: data, parameter: n, first: 0 }", "[data] page parameter=n first=0"],
  ])("%s", (extension, want) => {
    const { contract, diagnostics } = buildPage({ method: "post", query, page, extension });
    expect(diagnostics.map(lineOf)).toEqual([]);
    expect(textOf(contract.operations[0]?.pagination)).toBe(want);
  });

  const origin = "#/paths/~1users/get/x-mortise-pagination";
  it.each([
    ["7", `${origin}: 'x-mortise-pagination' must be an object with a 'kind', or false (write { kind: cursor, items: data, parameter: cursor, cursor: next_cursor })`],
    ["{ items: data }", `${origin}: 'x-mortise-pagination' has no kind that is known (write one of linkHeader, nextUrl, cursor, lastItem, offset, page)`],
    ["{ kind: curser, items: data }", `${origin}/kind: 'x-mortise-pagination' has no kind 'curser' (did you mean 'cursor'?)`],
    ["{ kind: cursor, items: data, parameter: at }", `${origin}: 'x-mortise-pagination' of kind 'cursor' needs 'cursor' (its fields are kind, items, limit, parameter, cursor, more)`],
    ["{ kind: offset, items: data, paramter: n }", `${origin}/paramter: 'x-mortise-pagination' of kind 'offset' has no field 'paramter' (did you mean 'parameter'?)`],
    ["{ kind: offset, items: data, parameter: m }", `${origin}/parameter: 'x-mortise-pagination' names a query parameter that the operation doesn't have: 'm' (did you mean 'n'?)`],
    ["{ kind: nextUrl, items: dat, url: meta.next }", `${origin}/items: 'x-mortise-pagination' names 'dat' in 'items', which the response doesn't have (did you mean 'data'?)`],
    ["{ kind: nextUrl, items: data, url: meta.nxt }", `${origin}/url: 'x-mortise-pagination' names 'nxt' in 'url', which the response doesn't have (did you mean 'next'?)`],
    ["{ kind: linkHeader }", `${origin}: 'x-mortise-pagination' needs 'items': the response is no list (name the member that holds the items)`],
    ["{ kind: linkHeader, items: meta }", `${origin}/items: 'x-mortise-pagination' names 'meta' as 'items', which is no list (name the member that holds the items)`],
    ["{ kind: linkHeader, items: 5 }", `${origin}/items: 'x-mortise-pagination' has a 'items' that is no path (write 'data', 'meta.next', '/meta/next' or a list of names)`],
  ])("%s", (extension, want) => {
    const { contract, diagnostics } = buildPage({ query, page, extension });
    expect(diagnostics.map(lineOf)).toEqual([`error extension-wrong ${want}`]);
    expect(contract.operations[0]?.pagination).toBeUndefined();
  });
});
