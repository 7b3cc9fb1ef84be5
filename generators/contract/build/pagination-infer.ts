import type { Field, Operation, Pagination, Parameter, Shape } from "../model.js";
import {
  CURSORS, fieldsOf, ITEMS, LAST_ITEMS, LIMITS, MORE, NEXT_CURSORS, NEXT_URLS, NOT_ITEMS, OFFSETS, PAGES, pageOf, plainName, type Shapes, TOTALS, WRAPPERS,
} from "./pagination-signs.js";

type Next = Pagination["next"];
type Path = readonly string[];

/** What inference looks at: the parameters of the query, and the members of a page by path. */
interface Signs {
  readonly parameters: readonly Parameter[];
  readonly shapes: Shapes;
  readonly page: Shape;
  readonly item: Shape;
  /** Members of the page and of the objects that speak of it, the outer ones first. */
  readonly members: readonly { readonly path: Path; readonly field: Field; readonly shape: Shape }[];
  readonly hasLinkHeader: boolean;
}

/**
 * How the pages of an operation follow each other, by the signs that most APIs use. Only GET and QUERY; only where a parameter
 * and the response fit together; undefined whenever there is doubt. A wrong guess would skip data, none costs a loop.
 */
export function inferPagination(operation: Operation, shapes: Shapes): Pagination | undefined {
  if (operation.method !== "GET" && operation.method !== "QUERY") return undefined;
  const found = pageOf(operation, shapes);
  const items = found && itemsOf(operation, found.shape, shapes);
  if (found === undefined || items === undefined) return undefined;
  const signs: Signs = {
    parameters: operation.parameters.filter((parameter) => parameter.in === "query"),
    shapes,
    page: found.shape,
    item: items.item,
    members: membersOf(found.shape, shapes),
    hasLinkHeader: found.response.headers.some(({ name }) => name.toLowerCase() === "link"),
  };
  const next = nextOf(signs);
  const limit = findParameter(signs, LIMITS, isNumber);
  return next && { items: items.path, ...(limit !== undefined && { limitParameter: limit.name }), next };
}

const isPaging = (name: string): boolean => [LIMITS, OFFSETS, PAGES, CURSORS, LAST_ITEMS].some((names) => names.includes(plainName(name)));

/** The list in a page: the body itself, the only list in it, the one with a usual name, or with the name of what the path is about. */
function itemsOf(operation: Operation, page: Shape, shapes: Shapes): { readonly path: Path; readonly item: Shape } | undefined {
  if (page.kind === "array") return { path: [], item: shapes.open(page.items) };
  if (page.kind === "union" && page.branches.every((branch) => shapes.open(branch.shape).kind === "array")) return { path: [], item: { kind: "any" } };
  const lists = fieldsOf(page).flatMap((field) => {
    const shape = shapes.open(field.shape);
    return shape.kind === "array" && !NOT_ITEMS.includes(plainName(field.name)) ? [{ name: field.name, item: shapes.open(shape.items) }] : [];
  });
  const subjects = subjectsOf(operation);
  const usual = ITEMS.map((name) => lists.find((list) => plainName(list.name) === name)).find((list) => list !== undefined);
  const found = lists.length === 1 ? lists[0] : (usual ?? lists.find((list) => subjects.includes(plainName(list.name))));
  return found && { path: [found.name], item: found.item };
}

function subjectsOf(operation: Operation): readonly string[] {
  const words = operation.segments.flatMap((segment) => segment.flatMap((part) => (part.kind === "text" ? [part.text] : [])));
  return [words.at(-1) ?? "", ...operation.tags].map(plainName).filter((name) => name !== "");
}

function membersOf(page: Shape, shapes: Shapes): Signs["members"] {
  const members: { path: Path; field: Field; shape: Shape }[] = [];
  const add = (prefix: Path, shape: Shape): void => {
    for (const field of fieldsOf(shape)) members.push({ path: [...prefix, field.name], field, shape: shapes.open(field.shape) });
  };
  add([], page);
  for (let level = 0, from = 0; level < 2; level++) {
    const wrappers = members.slice(from).filter(({ field, shape }) => shape.kind === "object" && WRAPPERS.includes(plainName(field.name)));
    from = members.length;
    for (const { path, shape } of wrappers) add(path, shape);
  }
  return members;
}

function nextOf(signs: Signs): Next | undefined {
  if (signs.hasLinkHeader && signs.parameters.some(({ name }) => isPaging(name))) return { kind: "linkHeader" };
  return cursorOf(signs) ?? lastItemOf(signs) ?? nextUrlOf(signs) ?? offsetOf(signs) ?? pageNumberOf(signs);
}

const isNumber = (shape: Shape): boolean => shape.kind === "integer" || shape.kind === "number";
const isText = (shape: Shape): boolean => shape.kind === "string";
/** Not a date: `after` and `since` with a date are filters. */
const isScalar = (shape: Shape): boolean => isNumber(shape) || (shape.kind === "string" && shape.format !== "date" && shape.format !== "date-time");
const isUri = (shape: Shape): boolean => shape.kind === "string" && (shape.format === "uri" || shape.format === "url" || shape.format === "uri-reference");

function findParameter({ parameters, shapes }: Signs, names: readonly string[], fits: (shape: Shape) => boolean): Parameter | undefined {
  for (const name of names) {
    const found = parameters.find((parameter) => plainName(parameter.name) === name && fits(shapes.at(parameter.schema)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function findMember({ members }: Signs, names: readonly string[], fits: (shape: Shape) => boolean): Path | undefined {
  for (const name of names) {
    const found = members.find(({ field, shape }) => plainName(field.name) === name && fits(shape));
    if (found !== undefined) return found.path;
  }
  return undefined;
}

/** A cursor parameter with a member that holds the next one. A `page` that is a text is a cursor (Stripe's searches). */
function cursorOf(signs: Signs): Next | undefined {
  const parameter = findParameter(signs, CURSORS, isScalar) ?? findParameter(signs, PAGES, isText);
  if (parameter === undefined || isOptIn(signs, parameter)) return undefined;
  const name = plainName(parameter.name);
  const names = [`next${name}`, ...NEXT_CURSORS, ...(name === "startingafter" || name === "after" ? [] : [name])];
  const cursor = findMember(signs, names, (shape) => isScalar(shape) && !isUri(shape));
  return cursor && { kind: "cursor", parameter: parameter.name, cursor, ...moreOf(signs) };
}

/** `usemarker` beside `marker`: without it the server pages by offset and gives no marker. */
const isOptIn = ({ parameters }: Signs, { name }: Parameter): boolean =>
  parameters.some((parameter) => [`use${plainName(name)}`, `with${plainName(name)}`].includes(plainName(parameter.name)));

function moreOf(signs: Signs): { readonly more?: Path } {
  const more = findMember(signs, MORE, (shape) => shape.kind === "boolean");
  return more === undefined ? {} : { more };
}

/** `starting_after` takes the `id` of the last item, and `has_more` says whether there is another page: all three must be there. */
function lastItemOf(signs: Signs): Next | undefined {
  const parameter = findParameter(signs, LAST_ITEMS, isScalar);
  const { more } = moreOf(signs);
  const id = memberOfItem(signs, "id");
  if (parameter === undefined || more === undefined || id === undefined) return undefined;
  return { kind: "lastItem", parameter: parameter.name, member: id.name, more };
}

/** A member that every item has: of a union, one that every branch has. */
function memberOfItem({ item, shapes }: Signs, name: string): Field | undefined {
  const branches = item.kind === "union" ? item.branches.map((branch) => shapes.open(branch.shape)) : [item];
  const found = branches.map((branch) => fieldsOf(branch).find((field) => field.name === name && isScalar(shapes.open(field.shape))));
  return found.every((field) => field !== undefined) ? found[0] : undefined;
}

function nextUrlOf(signs: Signs): Next | undefined {
  const byName = findMember(signs, NEXT_URLS, isText);
  const byFormat = (): Path | undefined => findMember(signs, ["next", "nextpage"], isUri) ?? linkMember(signs);
  const url = byName ?? (signs.parameters.some(({ name }) => isPaging(name)) ? byFormat() : undefined);
  return url && { kind: "nextUrl", url };
}

/** `links.next` is a URL whatever its format says; HAL and JSON:API have it in `href`. */
function linkMember({ members, shapes }: Signs): Path | undefined {
  const next = members.find(({ path, field }) => path.length > 1 && plainName(path.at(-2) ?? "") === "links" && plainName(field.name) === "next");
  if (next === undefined) return undefined;
  if (isText(next.shape)) return next.path;
  const href = fieldsOf(next.shape).find((field) => field.name === "href" && isText(shapes.open(field.shape)));
  return href && [...next.path, href.name];
}

function offsetOf(signs: Signs): Next | undefined {
  const parameter = findParameter(signs, OFFSETS, isNumber);
  if (parameter === undefined || findParameter(signs, LIMITS, isNumber) === undefined) return undefined;
  return { kind: "offset", parameter: parameter.name, ...totalOf(signs) };
}

function pageNumberOf(signs: Signs): Next | undefined {
  const parameter = findParameter(signs, PAGES, isNumber);
  if (parameter === undefined || findParameter(signs, LIMITS, isNumber) === undefined) return undefined;
  return { kind: "page", parameter: parameter.name, first: signs.shapes.firstPage(parameter.schema), ...totalOf(signs) };
}

function totalOf(signs: Signs): { readonly total?: Path } {
  const total = findMember(signs, TOTALS, isNumber);
  return total === undefined ? {} : { total };
}
