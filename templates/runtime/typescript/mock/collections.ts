import type { Data } from "../data/index.js";
import { openRandom, pick } from "../data/random.js";
import type { Route } from "../server/route.js";
import { memberAt, textOfValue, withMember } from "./members.js";
import type { Collection, Item, Memory } from "./memory.js";
import type { MockContract, Path, ResourceRole } from "./plan.js";

/** What the operations on one kind of collection know of it together. */
export interface CollectionPlan {
  /** Of the fullest description of an item. */
  readonly schema: string | undefined;
  /** Where an item's identity stands in it; empty: nobody knows. */
  readonly identity: Path;
  /** Its items can be found: listed, or created. */
  readonly isOpen: boolean;
  /** Members that are one of some words, by what lists can be filtered by. */
  readonly words: readonly { readonly member: Path; readonly values: readonly string[] }[];
}

/** How things are made that nobody sent. */
export interface Seeding {
  readonly data: Data;
  readonly seed: string;
  readonly examples: "first" | "never";
  readonly now: number | undefined;
}

/** The path of a collection's operations, and of those on its items, in one spelling. */
export function templateOf(route: Route, role: ResourceRole): string {
  return collectionPathOf(route, role).replace(/\{[^{}]*\}/g, "{}");
}

/** The template of the collection that an operation is about. */
export function collectionPathOf({ path }: Route, role: ResourceRole): string {
  if ("at" in role && role.at !== undefined) return role.at;
  return "parameter" in role ? path.slice(0, path.lastIndexOf("/")) : path;
}

type ItemRole = Exclude<ResourceRole["does"], "list">;
/** Whose description of an item is the fullest. */
const fullest: readonly ItemRole[] = ["read", "readOne", "create", "replace", "change", "replaceOne", "changeOne"];

/** The collections of a contract by template. */
export function planCollections({ routes, answers }: MockContract): ReadonlyMap<string, CollectionPlan> {
  const roles = new Map<string, ResourceRole[]>();
  for (const [name, { resource }] of Object.entries(answers)) {
    const route = routes[name];
    if (resource === undefined || route === undefined) continue;
    const template = templateOf(route, resource);
    roles.set(template, [...(roles.get(template) ?? []), resource]);
  }
  return new Map([...roles].map(([template, all]) => [template, planCollection(all)]));
}

function planCollection(roles: readonly ResourceRole[]): CollectionPlan {
  const full = fullest.map((does) => roles.find((role) => role.does === does && role.item !== undefined)).find((role) => role !== undefined);
  const identities = roles.flatMap((role) => ("identity" in role && role.identity.length > 0 ? [role.identity] : []));
  return {
    schema: full?.item ?? roles.find(({ item }) => item !== undefined)?.item,
    identity: identities[0] ?? [],
    isOpen: roles.some(({ does }) => does === "list" || does === "create"),
    words: roles.flatMap((role) => (role.does === "list" ? role.filters : [])).flatMap(({ member, values = [] }) => (values.length === 0 ? [] : [{ member, values }])),
  };
}

/** The concrete path of a template: parameters as they are written in a URL. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_whole, name: string) => encodeURIComponent(textOfValue(values[name]) ?? JSON.stringify(values[name] ?? null)));
}

/** A collection with its first items. `given`: members that all of them have, such as the path's parameters. */
export function seedCollection(seeding: Seeding, plan: CollectionPlan, path: string, given: unknown, size: number): Collection {
  const collection: Collection = { items: new Map(), created: 0, isChanged: false, cursors: new Map() };
  if (plan.schema === undefined || !plan.isOpen) return collection;
  for (let index = 0; index < size; index++) {
    const item = seedItem(seeding, plan, collection, `${path} ${index}`, given, index === 0);
    if (item !== undefined) collection.items.set(identityOf(plan, item.known) ?? `#${index}`, item);
  }
  return collection;
}

/** An item that is none of those there. The first is as the contract's examples have it. */
function seedItem(seeding: Seeding, plan: CollectionPlan, collection: Collection, seed: string, given: unknown, isExample: boolean): Item | undefined {
  const next = isExample ? undefined : nextIdentity(plan, collection);
  const random = openRandom(`${seeding.seed} ${seed} words`);
  const worded = plan.words.reduce((all, { member, values }) => withMember(all, member, pick(random, values)), given);
  const wished = next === undefined ? worded : withMember(worded, plan.identity, next);
  for (let attempt = 0; attempt < 4; attempt++) {
    const item = makeItem(seeding, plan.schema, attempt === 0 ? seed : `${seed} ${attempt}`, wished, isExample && attempt === 0);
    const identity = identityOf(plan, item.known);
    if (identity === undefined || !collection.items.has(identity)) return item;
  }
  return undefined;
}

/** An item of a schema (any thing without one). The contract's examples are for one item: several that are all alike are no list. */
export function makeItem({ data, seed, examples, now }: Seeding, schema: string | undefined, name: string, given: unknown, isExample: boolean, size?: "small"): Item {
  const full = `${seed} ${name}`;
  if (schema === undefined) return { seed: full, known: given ?? {}, faces: new Map() };
  const known = data.make(schema, {
    seed: full,
    given,
    examples: isExample ? examples : "never",
    ...(size === undefined ? {} : { size }),
    ...(now === undefined ? {} : { now }),
  });
  return { seed: full, known, faces: new Map([[schema, known]]) };
}

/** An item as another schema has it: what is known of it, and what else the schema demands. */
export function faceOf({ data, now }: Seeding, item: Item, schema: string | undefined): unknown {
  if (schema === undefined) return item.known;
  const face = item.faces.get(schema);
  if (face !== undefined) return face;
  const made = data.accepts(schema, item.known)
    ? item.known
    : data.make(schema, { seed: item.seed, given: item.known, examples: "never", ...(now === undefined ? {} : { now }) });
  item.faces.set(schema, made);
  return made;
}

/** The identity of an item as it is written in paths. */
export function identityOf({ identity }: CollectionPlan, value: unknown): string | undefined {
  return identity.length === 0 ? undefined : textOfValue(memberAt(value, identity));
}

/** The number after the highest one, where items are numbered; else nothing that could be said beforehand. */
export function nextIdentity({ identity }: CollectionPlan, { items }: Collection): number | undefined {
  let highest = 0;
  for (const { known } of items.values()) {
    const value = memberAt(known, identity);
    if (typeof value === "string" || identity.length === 0) return undefined;
    if (typeof value === "number" && Number.isSafeInteger(value) && value > highest) highest = value;
  }
  return highest + 1;
}

/** What is known of the memory's collection at a path. */
export function openCollection(memory: Memory, seeding: Seeding, plan: CollectionPlan, path: string, given: unknown): Collection {
  return memory.collection(path, () => seedCollection(seeding, plan, path, given, memory.isGone(path) ? 0 : memory.size));
}
