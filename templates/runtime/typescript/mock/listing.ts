import type { Answer } from "../server/call.js";
import { chooseContent } from "./desk.js";
import { makeAnswer, seedOf } from "./answering.js";
import { faceOf } from "./collections.js";
import { isObject, memberAt, textOfValue, withMember, withoutMember } from "./members.js";
import type { Filter, Path, ResourceRole } from "./plan.js";
import { cutPage, type Page, pageHeaders, pageMembers } from "./paging.js";
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
function pageBody(place: Place, role: ListRole, page: Page): { readonly value: unknown } | { readonly given: unknown } {
  const { visit, answer } = place;
  const { data, now } = visit.desk;
  const schema = chooseContent(visit.plan, answer, visit.call.header("accept"))?.content.schema;
  if (role.items.length === 0) return { value: page.items };
  if (schema === undefined) return { given: withMember({}, role.items, page.items) };
  const members = pageMembers(place, role.paging, page);
  const list = withMember({}, role.items, page.items);
  const settled = members.reduce<unknown>((body, { path, values }) => (values[0] === undefined ? body : withMember(body, path, values[0])), list);
  const shell = data.make(schema, { seed: seedOf(visit), given: settled, examples: "never", ...(now === undefined ? {} : { now }) });
  let body = withMember(shell, role.items, page.items);
  for (const { path, values } of members) body = settle(body, path, values, (value) => data.accepts(schema, value));
  return data.accepts(schema, body) ? { value: body } : { given: body };
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
