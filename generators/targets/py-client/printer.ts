import type { Contract } from "../../contract/model.js";
import type { Ident, Import, Printable } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { nameConstants } from "../../languages/python/constants.js";
import { importName } from "../../languages/python/module.js";
import type { Names, OperationNames } from "../../languages/python/names.js";
import type { TypePrinter } from "../../languages/python/types.js";
import { reservedArguments, toClassName, toSnake } from "../../languages/python/words.js";
import { streamsOf } from "../../languages/results.js";

/** What a client is printed from. */
export interface ClientPrinter extends TypePrinter {
  readonly own: OwnNames;
  /** The same for annotations that are never evaluated: what they mention is imported for type checkers alone. */
  readonly lazy: TypePrinter;
}

/** Both kinds of clients. */
export type Kind = "sync" | "async";

/** What a client exports beside the contract's own names, which come first. */
export interface OwnNames {
  readonly clients: Readonly<Record<Kind, Import>>;
  /** By group: what a client is made of where there are several. */
  readonly groups: ReadonlyMap<string, Readonly<Record<Kind, Import>>>;
  readonly contract: Import;
  /** By operation id. */
  readonly calls: ReadonlyMap<string, CallNames>;
  /** By scheme: arguments of the clients. */
  readonly credentials: ReadonlyMap<string, Ident>;
}

/** Names of an operation that only clients have. */
export interface CallNames {
  /** What the runtime has to know of it: `GET_USER`, in `specs/users`. */
  readonly spec: Import;
  /** The method that asks for the stream, where the operation answers either way. */
  readonly stream: Ident;
  /** What that gives. */
  readonly streamResult: Ident;
  /** The methods that walk through pages. */
  readonly all: Ident;
  readonly pages: Ident;
}

/** What no operation's method may be called: clients have members of their own. */
export const clientMembers: readonly string[] = ["request", "with_options", "base_url", "close", "aclose"];

/** What the arguments of a client are called already. */
const clientArguments: readonly string[] = [
  "base_url", "http", "options", "timeout", "headers", "retries", "request_id_header", "reconnect", "trace", "idempotency_keys", "logger", "tracer",
];

/** Names everything of the client's own. */
export function nameClient(names: Names, contract: Contract): OwnNames {
  const groups = names.groups.size < 2 ? [] : [...names.groups.keys()];
  const both = (module: string, sync: string, other: string): Readonly<Record<Kind, Import>> => ({
    sync: importName(`./${module}`, names.claim(sync, other)),
    async: importName(`./${module}`, names.claim(`Async${sync}`, `Async${other}`)),
  });
  const scope = new Scope({ reserved: new Set([...reservedArguments, ...clientArguments]), fallback: "credential" });
  return {
    clients: both("client", "Client", "ApiClient"),
    groups: new Map(groups.map((group) => [group, both(`calls/${group}`, `${toClassName(group)}Calls`, `${toClassName(group)}Methods`)])),
    contract: importName("./contract", "CONTRACT"),
    calls: nameCalls(names, contract),
    credentials: new Map(
      contract.securitySchemes.flatMap(({ name, kind }) => (kind === "mutualTLS" ? [] : [[name, scope.claim(toSnake(name) || "credential", `${toSnake(name) || "credential"}_auth`)] as const])),
    ),
  };
}

function nameCalls(names: Names, contract: Contract): ReadonlyMap<string, CallNames> {
  const methods = new Scope({ reserved: new Set([...clientMembers, ...[...names.operations.values()].map(({ method }) => method)]), fallback: "call" });
  const specs = nameConstants(names);
  const calls = new Map<string, CallNames>();
  for (const operation of contract.operations) {
    const own = names.operations.get(operation.id);
    const constant = specs.get(operation.id);
    if (own === undefined || constant === undefined) continue;
    const extra = (isAsked: boolean, stem: string): Ident => (isAsked ? methods.claim(`${own.method}_${stem}`, `${stem}_of_${own.method}`) : own.method);
    calls.set(operation.id, {
      spec: importName(`./specs/${own.group}`, constant),
      stream: extra(streamsOf(operation) === "either", "stream"),
      streamResult: streamsOf(operation) === "either" ? names.claim(`${own.stem}StreamResult`, `${own.stem}StreamOutcome`) : own.result,
      all: extra(operation.pagination !== undefined, "all"),
      pages: extra(operation.pagination !== undefined, "pages"),
    });
  }
  return calls;
}

/** Names whose imports stand under `if TYPE_CHECKING`. */
export function lazyNames(names: Names): Names {
  const lazily = (item: Import): Import => ({ ...item, typeOnly: true });
  return {
    ...names,
    schemas: new Map([...names.schemas].map(([id, own]) => [id, { ...own, faces: { request: lazily(own.faces.request), response: lazily(own.faces.response) } }])),
    runtime: (folder, name) => lazily(names.runtime(folder, name)),
    outside: (module, name) => lazily(names.outside(module, name)),
    json: lazily(names.json),
    binary: (direction) => lazily(names.binary(direction)),
  };
}

/** A class of an operation's, as other modules name it. */
export const inOperation = ({ module }: OperationNames, name: Ident, typeOnly = false): Import => importName(`./${module}`, name, undefined, typeOnly);

/** A name of what the runtime knows of a contract: `Operation`. */
export const spec = ({ names }: Pick<TypePrinter, "names">, name: string): Printable => names.outside("./runtime/client/spec", name);

/** A name of the runtime's package `client`. */
export const client = ({ names }: Pick<TypePrinter, "names">, name: string): Printable => names.runtime("client", name);
