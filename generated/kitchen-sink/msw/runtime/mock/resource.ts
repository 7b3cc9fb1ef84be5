import type { Answer } from "../server/call.js";
import { ProblemError } from "../server/problem.js";
import { answerStatus, documents, makeAnswer } from "./answering.js";
import { faceOf, identityOf, makeItem, nextIdentity } from "./collections.js";
import { usualAnswer, type Visit } from "./desk.js";
import { listItems } from "./listing.js";
import { isObject, type Members, mergePatch, pickMembers, textOfValue, withMember } from "./members.js";
import type { Item } from "./memory.js";
import { openPlace, originOf, type Place } from "./place.js";
import type { ResourceRole } from "./plan.js";

type ListRole = Extract<ResourceRole, { readonly does: "list" }>;
type CreateRole = Extract<ResourceRole, { readonly does: "create" }>;
type ItemRole = Extract<ResourceRole, { readonly parameter: string }>;
type OnlyRole = Exclude<ResourceRole, ListRole | CreateRole | ItemRole>;

/**
 * Answers an operation by what it does to a resource (RFC 9110, section 9.3): what was created is there afterwards, what was deleted is
 * gone. `undefined`: the operation's usual answer is none that the resource stands in.
 */
export function answerResource(visit: Visit): Answer | undefined {
  const { resource } = visit.plan;
  const answer = usualAnswer(visit.plan);
  if (resource === undefined || answer === undefined || answer.status >= 300) return undefined;
  const place = openPlace(visit, answer, resource);
  if (place === undefined) return undefined;
  if (visit.desk.memory.isGone(place.path)) return missing(visit);
  switch (resource.does) {
    case "list":
      return listItems(place, resource);
    case "create":
      return create(place, resource);
    case "read":
    case "replace":
    case "change":
    case "delete":
      return answerItem(place, resource);
    case "readOne":
    case "replaceOne":
    case "changeOne":
    case "deleteOne":
      return answerOnly(place, resource);
  }
}

/** What there isn't. Where the contract has no words for it, the server's own have to do. */
function missing(visit: Visit): Answer {
  const detail = "There is no such resource.";
  if (documents(visit, 404)) return answerStatus(visit, 404, detail);
  throw new ProblemError("not_found", { detail });
}

function create(place: Place, role: CreateRole): Answer {
  const { visit, plan, collection, path, shared } = place;
  const { desk, request } = visit;
  const sent: Members = isObject(request.body) ? request.body : {};
  const named = identityOf(plan, sent);
  if (named !== undefined && collection.items.has(named) && isRefused(visit)) return answerStatus(visit, 409, "There is such a resource already.");
  const item = makeNew(place, named === undefined ? nextIdentity(plan, collection) : undefined, { ...shared, ...sent });
  const id = identityOf(plan, item.known) ?? `#new ${collection.created}`;
  if (desk.memory.isKept) {
    collection.items.set(id, item);
    collection.created += 1;
    desk.memory.restore(`${path}/${encodeURIComponent(id)}`);
    desk.memory.changed(collection);
  }
  const location = `${visit.call.path.replace(/\/$/, "")}/${encodeURIComponent(id)}`;
  return answerWith(place, role, item, { location: [location, `${originOf(visit)}${location}`] });
}

/** Whether what is there already can't be created again: the contract has words of its own for that, and the method is none that replaces. */
const isRefused = ({ desk, plan, call }: Visit): boolean => desk.memory.isKept && call.method !== "PUT" && plan.answers.some(({ key }) => key === "409");

/** An item of what was sent; all else that its schema demands is the server's to say. */
function makeNew({ visit, plan, collection, path }: Place, next: number | undefined, sent: Members): Item {
  const given = next === undefined ? sent : withMember(sent, plan.identity, next);
  for (let attempt = 0; ; attempt++) {
    const item = makeItem(visit.desk, plan.schema, `${path} new ${collection.created}${attempt === 0 ? "" : ` ${attempt}`}`, given, false, "small");
    const id = identityOf(plan, item.known);
    if (id === undefined || !collection.items.has(id) || attempt === 4) return item;
  }
}

function answerItem(place: Place, role: ItemRole): Answer {
  const { visit, plan, collection, path } = place;
  const { memory } = visit.desk;
  const value = visit.request.path?.[role.parameter];
  const id = textOfValue(value) ?? "";
  const itemPath = `${path}/${encodeURIComponent(id)}`;
  const isGone = memory.isGone(itemPath);
  const item = isGone ? undefined : (collection.items.get(id) ?? findElsewhere(place, role, value));
  if (item === undefined && role.does !== "replace") return missing(visit);
  if (role.does === "delete") {
    if (memory.isKept) {
      collection.items.delete(id);
      memory.changed(collection);
      memory.remove(itemPath);
    }
    return answerWith(place, role, item);
  }
  if (role.does === "read") return answerWith(place, role, item);
  const changed = changeItem(place, role, item, withMember({}, role.identity.length > 0 ? role.identity : plan.identity, value));
  if (memory.isKept) {
    collection.items.set(id, changed);
    memory.restore(itemPath);
    memory.changed(collection);
  }
  return answerWith(place, role, changed);
}

/**
 * An item that no collection has shown. Where its collection can't be looked at, or nothing is remembered, whatever is asked for is there;
 * so it is where the contract has no words for what is not.
 */
function findElsewhere({ visit, plan, collection, path, shared }: Place, role: ItemRole, value: unknown): Item | undefined {
  const { memory } = visit.desk;
  const isKnown = memory.isKept && plan.isOpen && plan.identity.length > 0;
  if (isKnown && (role.does === "replace" || documents(visit, 404))) return undefined;
  const identity = role.identity.length > 0 ? role.identity : plan.identity;
  const given = identity.length === 0 ? shared : withMember(shared, identity, value);
  const item = makeItem(visit.desk, plan.schema, `${path} ${textOfValue(value) ?? ""}`, given, true);
  // What was seen once is listed, too. Where nothing is listed, it can be made again.
  if (memory.isKept && plan.isOpen) {
    collection.items.set(textOfValue(value) ?? "", item);
    memory.changed(collection);
  }
  return item;
}

/** The item after a PUT or a PATCH. Its identity is what the path says. */
function changeItem({ visit, plan, path, shared }: Place, role: ItemRole | OnlyRole, item: Item | undefined, identity: unknown): Item {
  const { body, contentType } = visit.request;
  const isReplaced = role.does === "replace" || role.does === "replaceOne";
  const kept = "kept" in role ? pickMembers(item?.known, role.kept ?? []) : {};
  const before = isReplaced ? mergePatch(shared, kept, "set") : item?.known;
  const nulls = contentType?.toLowerCase().startsWith("application/merge-patch+json") === true ? "remove" : "set";
  const after = isObject(body) ? mergePatch(before, body, nulls) : before;
  const seed = item?.seed ?? `${path} put`;
  return makeItem(visit.desk, plan.schema, seed, mergePatch(after, identity, "set"), false, "small");
}

const only = "";

/** A thing that stands alone: it is there from the beginning. */
function answerOnly(place: Place, role: OnlyRole): Answer {
  const { visit, plan, collection, path, shared } = place;
  const { memory } = visit.desk;
  const isGone = collection.isChanged && !collection.items.has(only);
  const item = isGone ? undefined : (collection.items.get(only) ?? makeItem(visit.desk, plan.schema, path, shared, true));
  if (item === undefined && role.does !== "replaceOne") return missing(visit);
  if (role.does === "readOne") return answerWith(place, role, item);
  const changed = role.does === "deleteOne" ? undefined : changeItem(place, role, item, {});
  if (memory.isKept) {
    if (changed === undefined) collection.items.delete(only);
    else collection.items.set(only, changed);
    memory.changed(collection);
  }
  return answerWith(place, role, changed ?? item);
}

/** The operation's usual answer, with the item where it stands in it. */
function answerWith({ visit, answer }: Place, role: Exclude<ResourceRole, ListRole>, item: Item | undefined, headers?: Readonly<Record<string, unknown>>): Answer {
  const { desk } = visit;
  const wish = { ...(headers === undefined ? {} : { headers }), ...(item === undefined ? {} : { seed: item.seed }) };
  if (item === undefined) return makeAnswer(visit, answer, answer.status, wish);
  const face = faceOf(desk, item, role.item);
  const schema = answer.contents[0]?.schema;
  const isWhole = role.body.length === 0 && answer.contents.length === 1 && schema !== undefined;
  if (isWhole && (schema === role.item || desk.data.accepts(schema, face))) return makeAnswer(visit, answer, answer.status, { ...wish, value: face });
  return makeAnswer(visit, answer, answer.status, { ...wish, given: withMember({}, role.body, face) });
}
