import type { Member, Operation, Pagination, Parameter, Response, SchemaId } from "../contract/model.js";
import type { Members, Scalar } from "./resource-members.js";
import { plain } from "./resource-names.js";

type Path = readonly string[];

/** A query parameter that keeps the items whose member is equal to it. */
export interface ResourceFilter {
  readonly parameter: string;
  readonly member: Path;
  /** The texts that can be asked for, where items may have any: it's what they have. */
  readonly values?: readonly string[];
}

/** The query parameter that a link to another page has: it counts items, or pages, or nothing that clients know. */
export interface PageTurn {
  readonly parameter: string;
  readonly counts: "items" | "pages" | "opaque";
  readonly first?: number;
}

/** `Pagination` of the model, in the words of mocks. */
export interface ResourcePaging {
  readonly limit?: string;
  readonly next:
    | { readonly by: "link"; readonly turn?: PageTurn }
    | { readonly by: "url"; readonly url: Path; readonly turn?: PageTurn }
    | { readonly by: "cursor"; readonly parameter: string; readonly cursor: Path; readonly more?: Path }
    | { readonly by: "lastItem"; readonly parameter: string; readonly member: string; readonly more?: Path }
    | { readonly by: "offset"; readonly parameter: string; readonly total?: Path }
    | { readonly by: "page"; readonly parameter: string; readonly first: number; readonly total?: Path }
    | { readonly by: "none" };
}

const limits = ["limit", "perpage", "pagesize", "pagelimit", "size", "maxresults", "maxpagesize", "maxitems", "count", "top", "take", "itemsperpage", "first"];
const pages = ["page", "pagenumber", "pagenum", "pageno", "pageindex"];
const offsets = ["offset", "skip", "pageoffset"];
const cursors = ["cursor", "pagecursor", "pagetoken", "nexttoken", "continuationtoken", "marker", "after", "startingafter", "bookmark"];

/** How the pages of a list follow each other; undefined: there is one. */
export function pagingOf(members: Members, operation: Operation, _success: Response): ResourcePaging | undefined {
  const { pagination } = operation;
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const limit = pagination?.limitParameter ?? query.find(({ name, schema }) => limits.includes(plain(name)) && members.scalarOf(schema)?.kind === "number")?.name;
  if (pagination === undefined && limit === undefined) return undefined;
  return { ...(limit === undefined ? {} : { limit }), next: pagination === undefined ? { by: "none" } : nextOf(members, query, pagination.next) };
}

function nextOf(members: Members, query: readonly Parameter[], next: Pagination["next"]): ResourcePaging["next"] {
  const turn = (): { readonly turn?: PageTurn } => {
    const found = turnOf(members, query);
    return found === undefined ? {} : { turn: found };
  };
  switch (next.kind) {
    case "linkHeader":
      return { by: "link", ...turn() };
    case "nextUrl":
      return { by: "url", url: next.url, ...turn() };
    case "cursor":
      return { by: "cursor", parameter: next.parameter, cursor: next.cursor, ...(next.more === undefined ? {} : { more: next.more }) };
    case "lastItem":
      return { by: "lastItem", parameter: next.parameter, member: next.member, ...(next.more === undefined ? {} : { more: next.more }) };
    case "offset":
      return { by: "offset", parameter: next.parameter, ...(next.total === undefined ? {} : { total: next.total }) };
    case "page":
      return { by: "page", parameter: next.parameter, first: next.first, ...(next.total === undefined ? {} : { total: next.total }) };
  }
}

function turnOf(members: Members, query: readonly Parameter[]): PageTurn | undefined {
  const find = (names: readonly string[], kind: Scalar["kind"]): Parameter | undefined =>
    query.find(({ name, schema }) => names.includes(plain(name)) && members.scalarOf(schema)?.kind === kind);
  const page = find(pages, "number");
  if (page !== undefined) return { parameter: page.name, counts: "pages" };
  const offset = find(offsets, "number");
  if (offset !== undefined) return { parameter: offset.name, counts: "items" };
  const cursor = find([...cursors, ...pages], "text");
  return cursor === undefined ? undefined : { parameter: cursor.name, counts: "opaque" };
}

/** Parameters of the query that are called as a member of the items, and can be what it is. */
export function filtersOf(members: Members, { parameters }: Operation, item: SchemaId, paging: ResourcePaging | undefined): readonly ResourceFilter[] {
  const taken = new Set([paging?.limit, ...(paging !== undefined && "parameter" in paging.next ? [paging.next.parameter] : [])]);
  const all = [...members.of(item).values()].filter(({ access }) => access !== "writeOnly");
  return parameters.flatMap((parameter) => {
    if (parameter.in !== "query" || taken.has(parameter.name)) return [];
    const member = all.find(({ name }) => plain(name) === plain(parameter.name));
    if (member === undefined || !compares(members, parameter, member)) return [];
    const values = wordsOf(members, parameter, member);
    return [{ parameter: parameter.name, member: [member.name], ...(values.length === 0 ? {} : { values }) }];
  });
}

const everything = ["all", "any", "*"];

/** Both are of a kind; what a parameter may say beyond what items are means something else than equality. */
function compares(members: Members, parameter: Parameter, member: Member): boolean {
  const asked = scalarWithin(members, parameter.schema);
  const found = scalarWithin(members, member.schema);
  if (asked === undefined || found === undefined || asked.kind !== found.kind) return false;
  const { values } = found;
  return asked.values === undefined || values === undefined || asked.values.every((value) => values.includes(value) || everything.includes(plain(value)));
}

function wordsOf(members: Members, parameter: Parameter, member: Member): readonly string[] {
  const asked = scalarWithin(members, parameter.schema);
  if (asked?.kind !== "text" || scalarWithin(members, member.schema)?.values !== undefined) return [];
  return (asked.values ?? []).map((value) => JSON.parse(value) as string).filter((word) => !everything.includes(plain(word)));
}

/** Of a list: what its items are. */
function scalarWithin(members: Members, schema: SchemaId): Scalar | undefined {
  const items = members.itemsOf(schema);
  return members.scalarOf(items ?? schema);
}
