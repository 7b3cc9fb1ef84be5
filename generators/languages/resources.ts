import type { Content, Contract, Operation, Parameter, Response, SchemaId } from "../contract/model.js";
import { type Members, openMembers } from "./resource-members.js";
import { findIdentity, findItem, plain, singular } from "./resource-names.js";
import { filtersOf, pagingOf, type ResourceFilter, type ResourcePaging } from "./resource-lists.js";

export type { PageTurn, ResourceFilter, ResourcePaging } from "./resource-lists.js";

type Path = readonly string[];

/**
 * What an operation does to a resource (RFC 9110, section 9). A collection is known by its path without the last `/{parameter}`. `item`: the
 * schema of an item as the operation answers it.
 */
export type Resource =
  | { readonly does: "list"; readonly items: Path; readonly paging?: ResourcePaging; readonly filters: readonly ResourceFilter[]; readonly item: SchemaId; /** The path of the collection, if it is not the operation's. */ readonly at?: string }
  /** `body`: where the item stands in the answer. `identity`: where its name stands in the item. */
  | { readonly does: "create"; readonly identity: Path; readonly body: Path; readonly item: SchemaId | undefined }
  | {
      readonly does: "read" | "replace" | "change" | "delete";
      readonly parameter: string;
      readonly identity: Path;
      readonly body: Path;
      readonly item: SchemaId | undefined;
      /** Of `replace`: members that requests don't have. */
      readonly kept?: readonly string[];
    }
  | { readonly does: "readOne" | "replaceOne" | "changeOne" | "deleteOne"; readonly body: Path; readonly item: SchemaId | undefined };

/** What is looked at. */
interface Survey {
  readonly members: Members;
  /** The operations by the form of their path, parameters without names. */
  readonly byForm: ReadonlyMap<string, readonly Operation[]>;
}

/** What the operations of a contract do to its resources, by operation id: only where paths, methods and answers fit together. */
export function findResources(contract: Contract): ReadonlyMap<string, Resource> {
  const byForm = new Map<string, Operation[]>();
  for (const operation of contract.operations) {
    const form = formOf(operation.path);
    byForm.set(form, [...(byForm.get(form) ?? []), operation]);
  }
  const survey: Survey = { members: openMembers(contract), byForm };
  const found = contract.operations.flatMap((operation) => {
    const resource = findResource(survey, operation);
    return resource === undefined ? [] : [[operation.id, withTarget(contract, resource)] as const];
  });
  return new Map(found);
}

/** Items that are the same component are of the same schema. */
function withTarget<R extends Resource>(contract: Contract, resource: R): R {
  const seen = new Set<SchemaId>();
  let id = resource.item;
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const [assertion, second] = contract.schemas[id]?.assertions ?? [];
    if (assertion?.keyword !== "$ref" || second !== undefined) break;
    id = assertion.schema;
  }
  return { ...resource, item: id };
}

const formOf = (path: string): string => path.replace(/\{[^{}]*\}/g, "{}");

function findResource(survey: Survey, operation: Operation): Resource | undefined {
  const success = successOf(operation);
  if (success === undefined) return undefined;
  const parameter = lastParameter(operation);
  return parameter === undefined ? findCollection(survey, operation, success) : findItemRole(survey, operation, success, parameter);
}

/** The answer that is given if all goes well. */
function successOf({ responses }: Operation): Response | undefined {
  const codes = responses.filter(({ status }) => status.kind === "code" && status.code >= 200 && status.code < 300);
  return codes[0] ?? responses.find(({ status }) => status.kind === "range" && status.hundreds === 2);
}

const jsonOf = (contents: readonly Content[]): SchemaId | undefined => contents.find(({ kind }) => kind === "json")?.schema;

/** The parameter that is the whole last segment. */
function lastParameter({ segments, parameters }: Operation): Parameter | undefined {
  const last = segments.at(-1);
  const [part] = last ?? [];
  if (last?.length !== 1 || part?.kind !== "parameter") return undefined;
  return parameters.find((parameter) => parameter.in === "path" && parameter.name === part.name);
}

/** What the last fixed segment calls one thing: `users` has a `user`. */
function nounOf({ segments }: Operation): string {
  const texts = segments.flatMap((segment) => (segment.every(({ kind }) => kind === "text") ? segment : []));
  const last = texts.at(-1);
  return last?.kind === "text" ? singular(plain(last.text)) : "";
}

const itemMethods: Readonly<Record<string, "read" | "replace" | "change" | "delete">> = { GET: "read", PUT: "replace", PATCH: "change", POST: "change", DELETE: "delete" };

function findItemRole({ members }: Survey, operation: Operation, success: Response, parameter: Parameter): Resource | undefined {
  const does = itemMethods[operation.method];
  const scalar = members.scalarOf(parameter.schema);
  if (does === undefined || scalar === undefined) return undefined;
  const schema = jsonOf(success.contents);
  const names = { noun: nounOf(operation), parameter: parameter.name, scalar };
  const found = schema === undefined ? undefined : findItem(members, schema, names);
  // A list of things, a text, or something else altogether.
  if (does === "read" && (schema === undefined || members.of(schema).size === 0)) return undefined;
  // Doing something to a thing is no change of it, unless the thing is answered.
  if (operation.method === "POST" && (found === undefined || operation.body === undefined)) return undefined;
  const role = { does, parameter: parameter.name, identity: found?.identity ?? [], body: found?.body ?? [], item: does === "delete" ? undefined : (found?.item ?? schema) };
  const kept = does === "replace" && role.item !== undefined ? keptBy(members, operation, role.item) : [];
  return kept.length === 0 ? role : { ...role, kept };
}

/** The members of an item that no request can set. */
function keptBy(members: Members, { body }: Operation, item: SchemaId): readonly string[] {
  const sent = body === undefined ? undefined : jsonOf(body.contents);
  const settable = sent === undefined ? undefined : members.of(sent);
  if (settable === undefined || settable.size === 0) return [];
  return [...members.of(item).values()].filter(({ name, access }) => access === "readOnly" || (access === "both" && !settable.has(name))).map(({ name }) => name);
}

function findCollection(survey: Survey, operation: Operation, success: Response): Resource | undefined {
  const schema = jsonOf(success.contents);
  switch (operation.method) {
    case "GET":
    case "QUERY":
      return schema === undefined ? undefined : (findList(survey, operation, success, schema) ?? findOnly(survey, operation, schema));
    case "POST":
      return isCollection(survey, operation) ? findCreation(survey, operation, schema) : undefined;
    case "PUT":
    case "PATCH":
      // Of one item, which its body names.
      if (itemsBelow(survey, operation).length > 0) return findCreation(survey, operation, schema);
      return hasOnly(survey, operation) ? findOnly(survey, operation, schema) : undefined;
    case "DELETE":
      return hasOnly(survey, operation) ? findOnly(survey, operation, undefined) : undefined;
    default:
      return undefined;
  }
}

const siblings = ({ byForm }: Survey, { path }: Operation): readonly Operation[] => byForm.get(formOf(path)) ?? [];
const itemsBelow = ({ byForm }: Survey, { path }: Operation): readonly Operation[] => byForm.get(`${formOf(path)}/{}`) ?? [];

/** Items are read, or listed, there. */
function isCollection(survey: Survey, operation: Operation): boolean {
  return itemsBelow(survey, operation).length > 0 || siblings(survey, operation).some((other) => other.method === "GET" && listOf(survey, other) !== undefined);
}

function listOf(survey: Survey, operation: Operation): { readonly items: Path; readonly item: SchemaId } | undefined {
  const success = successOf(operation);
  const schema = success && jsonOf(success.contents);
  return schema === undefined ? undefined : findItems(survey.members, operation, schema);
}

function findList(survey: Survey, operation: Operation, success: Response, schema: SchemaId): Resource | undefined {
  const list = findItems(survey.members, operation, schema);
  if (list === undefined) return undefined;
  const paging = pagingOf(survey.members, operation, success);
  const at = collectionBeside(survey, operation, list.item);
  return {
    does: "list",
    ...list,
    ...(paging === undefined ? {} : { paging }),
    filters: filtersOf(survey.members, operation, list.item, paging),
    ...(at === undefined ? {} : { at }),
  };
}

/** The items of a list: where the pages have them, else the only list of objects in the answer. */
function findItems(members: Members, { pagination }: Operation, schema: SchemaId): { readonly items: Path; readonly item: SchemaId } | undefined {
  if (pagination !== undefined) {
    const list = schemaAt(members, schema, pagination.items);
    const item = list && members.itemsOf(list);
    if (item !== undefined && members.of(item).size > 0) return { items: pagination.items, item };
  }
  return onlyList(members, schema, [], 0);
}

function schemaAt(members: Members, schema: SchemaId, path: Path): SchemaId | undefined {
  let found: SchemaId | undefined = schema;
  for (const name of path) found = found === undefined ? undefined : members.of(found).get(name)?.schema;
  return found;
}

function onlyList(members: Members, schema: SchemaId, path: Path, depth: number): { readonly items: Path; readonly item: SchemaId } | undefined {
  const item = members.itemsOf(schema);
  if (item !== undefined) return members.of(item).size > 0 ? { items: path, item } : undefined;
  const all = [...members.of(schema).values()];
  // A thing with a name of its own that has lists is a thing.
  if (depth > 1 || all.some(({ name }) => isIdentity(name))) return undefined;
  const lists = all.flatMap((member) => onlyList(members, member.schema, [...path, member.name], depth + 1) ?? []);
  return lists.length === 1 ? lists[0] : undefined;
}

const isIdentity = (name: string): boolean => ["id", "uuid", "sid", "uid", "key"].includes(plain(name));

/** `/pets/search` looks into `/pets`, where it answers what can be read there. */
function collectionBeside(survey: Survey, operation: Operation, item: SchemaId): string | undefined {
  if (itemsBelow(survey, operation).length > 0 || siblings(survey, operation).some(({ method }) => method === "POST")) return undefined;
  const path = operation.path.slice(0, operation.path.lastIndexOf("/"));
  const reads = (survey.byForm.get(`${formOf(path)}/{}`) ?? []).filter(({ method }) => method === "GET");
  const isSame = (other: Operation): boolean => {
    const success = successOf(other);
    const schema = success && jsonOf(success.contents);
    return schema !== undefined && signOf(survey, schema) === signOf(survey, item);
  };
  return path !== "" && reads.some(isSame) ? path : undefined;
}

/** Two schemas that lead to one have the same members. */
function signOf({ members }: Survey, schema: SchemaId): string {
  return [...members.of(schema).values()].map((member) => member.schema).join(" ") || schema;
}

function findCreation(survey: Survey, operation: Operation, schema: SchemaId | undefined): Resource | undefined {
  if (operation.body === undefined) return undefined;
  const below = itemsBelow(survey, operation).map(lastParameter).find((parameter) => parameter !== undefined);
  const names = { noun: nounOf(operation), parameter: below?.name ?? "id", scalar: below && survey.members.scalarOf(below.schema) };
  const found = schema === undefined ? undefined : findItem(survey.members, schema, names);
  const listed = siblings(survey, operation).map((other) => listOf(survey, other)?.item).find((item) => item !== undefined);
  const identity = found?.identity ?? (listed === undefined ? undefined : findIdentity(survey.members, listed, names)) ?? [];
  return { does: "create", identity, body: found?.body ?? [], item: found?.item };
}

/** A thing that is read and changed in one place. */
function hasOnly(survey: Survey, operation: Operation): boolean {
  return siblings(survey, operation).some((other) => {
    const success = other.method === "GET" ? successOf(other) : undefined;
    const schema = success && jsonOf(success.contents);
    return schema !== undefined && findItems(survey.members, other, schema) === undefined && survey.members.of(schema).size > 0;
  });
}

const onlyMethods: Readonly<Record<string, "readOne" | "replaceOne" | "changeOne" | "deleteOne">> = { GET: "readOne", PUT: "replaceOne", PATCH: "changeOne", DELETE: "deleteOne" };

function findOnly(survey: Survey, operation: Operation, schema: SchemaId | undefined): Resource | undefined {
  const does = onlyMethods[operation.method];
  // What nobody changes needs no memory.
  const isChanged = siblings(survey, operation).some(({ method }) => method === "PUT" || method === "PATCH" || method === "DELETE");
  if (does === undefined || !isChanged || (does === "readOne" && (schema === undefined || survey.members.of(schema).size === 0))) return undefined;
  return { does, body: [], item: schema };
}
