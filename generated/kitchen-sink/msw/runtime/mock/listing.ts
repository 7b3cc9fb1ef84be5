import type { Answer } from "../server/call.js";
import { chooseContent, type OperationPlan } from "./desk.js";
import { makeAnswer } from "./answering.js";
import { faceOf } from "./collections.js";
import { isObject, memberAt, textOfValue, withMember, withoutMember } from "./members.js";
import type { Filter, Path, ResourceRole } from "./plan.js";
import { cutPage, type Page, pageHeaders, type PageMember, pageMembers } from "./paging.js";
import type { Place } from "./place.js";

type ListRole = Extract<ResourceRole, { readonly does: "list" }>;

/** A page of a collection: what passes the filters, in the order of its coming. */
export function listItems(place: Place, role: ListRole): Answer {
  const { visit, collection } = place;
  const query = visit.request.query ?? {};
  const faces: unknown[] = [];
  for (const item of collection.items.values()) {
    const face = faceOf(visit.desk, item, role.item);
    if (role.filters.every((filter) => passes(filter, query[filter.parameter], face, item.known))) faces.push(face);
  }
  const page = cutPage(place, role.paging, faces);
  const headers = pageHeaders(place, role.paging, page);
  return makeAnswer(visit, place.answer, place.answer.status, { headers, ...pageBody(place, role, page) });
}

/** Words for no filter at all, where no item has them. */
const everything = new Set(["all", "any", "*", ""]);

function passes({ member }: Filter, wanted: unknown, face: unknown, known: unknown): boolean {
  if (wanted === undefined || wanted === null) return true;
  const value = memberAt(face, member) ?? memberAt(known, member);
  const values = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(textOfValue);
  const wishes = (Array.isArray(wanted) ? (wanted as readonly unknown[]) : [wanted]).map(textOfValue);
  return wishes.length === 0 || wishes.some((wish) => wish !== undefined && (values.includes(wish) || everything.has(wish.toLowerCase())));
}

/** The list's page as a body: as it is put together, if that is valid, else as near to it as can be. */
function pageBody(place: Place, role: ListRole, page: Page): { readonly value?: unknown; readonly given?: unknown } {
  const { visit, answer } = place;
  const { data } = visit.desk;
  const { schema, kind } = chooseContent(visit.plan, answer, visit.call.header("accept"))?.content ?? {};
  if (kind === "jsonLines" || (kind === "json" && role.items.length === 0)) return { value: page.items };
  if (kind !== "json") return {};
  if (schema === undefined) return { given: withMember({}, role.items, page.items) };
  const members = pageMembers(place, role.paging, page);
  let body = frameOf(place, role, schema, members);
  // Whether a member fits is seen without the items, which take long to look at.
  const isValid = (other: unknown): boolean => data.accepts(schema, other);
  if (!isValid(body)) body = withMember(body, role.items, page.items);
  for (const { path, values } of members) body = settle(body, path, values, isValid);
  body = withMember(body, role.items, page.items);
  return isValid(body) ? { value: body } : { given: body };
}

/** By operation and schema: what a page says beside its items and of its place among the pages. It is the same for all of them. */
const frames = new WeakMap<OperationPlan, Map<string, unknown>>();

function frameOf({ visit }: Place, role: ListRole, schema: string, members: readonly PageMember[]): unknown {
  const known = frames.get(visit.plan) ?? new Map<string, unknown>();
  frames.set(visit.plan, known);
  if (known.has(schema)) return known.get(schema);
  const { data, seed, now } = visit.desk;
  const given = members.reduce<unknown>((body, { path, values: [value] }) => (value === undefined ? body : withMember(body, path, value)), withMember({}, role.items, []));
  const made = data.make(schema, { seed: `${seed} ${visit.plan.name}`, given, examples: "never", ...(now === undefined ? {} : { now }) });
  const frame = withMember(made, role.items, []);
  known.set(schema, frame);
  return frame;
}

/** The body with the first of these values that is valid there; `undefined` means without the member. */
function settle(body: unknown, path: Path, values: readonly unknown[], isValid: (body: unknown) => boolean): unknown {
  const parent = memberAt(body, path.slice(0, -1));
  for (const value of values) {
    if (value !== undefined && !isObject(parent)) continue;
    const settled = value === undefined ? withoutMember(body, path) : withMember(body, path, value);
    if (isValid(settled)) return settled;
  }
  return body;
}
