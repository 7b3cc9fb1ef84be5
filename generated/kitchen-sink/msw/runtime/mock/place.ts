import { type CollectionPlan, collectionPathOf, fillPath, openCollection, templateOf } from "./collections.js";
import type { Visit } from "./desk.js";
import type { Members } from "./members.js";
import type { Collection } from "./memory.js";
import type { MockAnswer, ResourceRole } from "./plan.js";

/** One request's way to what it is about. */
export interface Place {
  readonly visit: Visit;
  readonly answer: MockAnswer;
  readonly plan: CollectionPlan;
  /** Of the collection, without the base URL. */
  readonly path: string;
  /** The path's parameters that all items share. */
  readonly shared: Members;
  readonly collection: Collection;
}

/** `undefined`: nothing is known of such a resource. Throws `NoValue`. */
export function openPlace(visit: Visit, answer: MockAnswer, role: ResourceRole): Place | undefined {
  const { desk, plan, request } = visit;
  const collectionPlan = desk.collections.get(templateOf(plan.route, role));
  if (collectionPlan === undefined) return undefined;
  const values = request.path ?? {};
  const path = fillPath(collectionPathOf(plan.route, role), values);
  const shared = Object.fromEntries(Object.entries(values).filter(([name]) => !("parameter" in role) || name !== role.parameter));
  return { visit, answer, plan: collectionPlan, path, shared, collection: openCollection(desk.memory, desk, collectionPlan, path, shared) };
}

/** Where the service stands, as the client calls it. */
export function originOf({ call }: Visit): string {
  const { url, socket } = (call.raw ?? {}) as { readonly url?: unknown; readonly socket?: { readonly encrypted?: unknown } };
  if (typeof url === "string" && /^https?:\/\//.test(url)) return new URL(url).origin;
  return `${socket?.encrypted === true ? "https" : "http"}://${call.header("host") ?? "localhost"}`;
}
