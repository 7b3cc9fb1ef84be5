import type { Pointer } from "../model.js";
import { childOf } from "../pointer.js";
import { type Draft, report } from "./draft.js";
import { textOf, textsOf } from "./fields.js";
import type { ListedOperation } from "./path-items.js";

/** The id of an operation; derived if it has no `operationId`, or one that another operation has. */
export interface OperationName {
  readonly id: string;
  readonly derived: boolean;
}

/**
 * Names every operation, uniquely. Written ids come first, so a derived one never takes another's; a derived one comes from the
 * operation's own method and path alone.
 */
export function nameOperations(draft: Draft, operations: readonly ListedOperation[]): ReadonlyMap<ListedOperation, OperationName> {
  const owners = new Map<string, ListedOperation>();
  const names = new Map<ListedOperation, OperationName>();
  for (const operation of operations) {
    const id = writtenId(operation);
    if (id === undefined || owners.has(id)) continue;
    owners.set(id, operation);
    names.set(operation, { id, derived: false });
  }
  const naming: Naming = { owners, idsByPointer: new Map(), numbers: new Map() };
  for (const operation of operations) {
    const name = names.get(operation) ?? { id: freeId(operation, naming), derived: true };
    if (name.derived) reportDerived(draft, operation, name.id, owners);
    if (name.derived) owners.set(name.id, operation);
    names.set(operation, name);
    if (!naming.idsByPointer.has(operation.pointer)) naming.idsByPointer.set(operation.pointer, name.id);
  }
  return names;
}

interface Naming {
  readonly owners: ReadonlyMap<string, ListedOperation>;
  readonly idsByPointer: Map<Pointer, string>;
  /** The last number that a name had to take, so that thousands of equal names stay cheap. */
  readonly numbers: Map<string, number>;
}

const writtenId = ({ value }: ListedOperation): string | undefined => textOf(value, "operationId")?.trim() || undefined;

const titleOf = ({ method, path }: ListedOperation): string => `${method} ${path}`;

function reportDerived(draft: Draft, operation: ListedOperation, id: string, owners: ReadonlyMap<string, ListedOperation>): void {
  const written = writtenId(operation);
  const owner = written === undefined ? undefined : owners.get(written);
  const origin = childOf(operation.pointer, "operationId");
  if (owner === undefined) {
    const message = `${titleOf(operation)} has no operationId; generated code calls it '${id}'`;
    const hint = `write 'operationId: ${id}', or another name that says what it does`;
    report(draft, { code: "operation-id-missing", severity: "note", message, origin: operation.pointer, at: "key", hint });
  } else if (owner.pointer === operation.pointer) {
    const message = `the path item of ${titleOf(owner)} is used again for '${operation.path}'; generated code calls this operation '${id}'`;
    report(draft, { code: "operation-id-shared", severity: "note", message, origin, hint: "give each path a path item of its own" });
  } else {
    const message = `the operationId '${written}' of ${titleOf(operation)} is already that of ${titleOf(owner)}`;
    report(draft, { code: "operation-id-duplicate", severity: "error", message, origin, hint: `every operation needs its own; '${id}' is free` });
  }
}

/** The derived name, made longer by what else is known of the operation while another one has it; a number is the last resort. */
function freeId(operation: ListedOperation, { owners, idsByPointer, numbers }: Naming): string {
  const base = deriveId(operation, idsByPointer);
  const [tag] = textsOf(operation.value, "tags");
  const longer = [base, ...(tag === undefined ? [] : [`${base}For${pascalCase(tag)}`]), `${base}Operation`];
  const free = longer.find((candidate) => !owners.has(candidate));
  if (free !== undefined) return free;
  for (let number = (numbers.get(base) ?? 1) + 1; ; number++) {
    numbers.set(base, number);
    if (!owners.has(`${base}Operation${number}`)) return `${base}Operation${number}`;
  }
}

/** `GET /users/{id}/posts` is `getUsersByIdPosts`; the webhook `newPet` is `newPetWebhook`; a callback begins with its caller's name. */
function deriveId(operation: ListedOperation, idsByPointer: ReadonlyMap<Pointer, string>): string {
  const method = operation.method === operation.method.toUpperCase() ? operation.method.toLowerCase() : operation.method;
  const unusual = method === "post" ? "" : pascalCase(method);
  if (operation.kind === "webhook") return `${camelCase(operation.path)}${unusual}Webhook`;
  if (operation.kind === "callback") {
    const { operation: caller, callback = "" } = operation.caller ?? {};
    const owner = caller === undefined ? undefined : idsByPointer.get(caller);
    return `${owner === undefined ? camelCase(callback) : camelCase(owner) + pascalCase(callback)}${unusual}Callback`;
  }
  const words = operation.path.split(/\{([^{}]+)\}/).map((piece, index) => (index % 2 === 1 ? `By${pascalCase(piece)}` : pascalCase(piece)));
  return camelCase(method) + (words.join("") || "Root");
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

const pascalCase = (text: string): string => wordsOf(text).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");

function camelCase(text: string): string {
  const pascal = pascalCase(text);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}
