import type { Contract } from "../../contract/model.js";
import type { Ident, Printable } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import type { Codecs } from "../../languages/go/codecs/index.js";
import type { DeclarationPrinter } from "../../languages/go/declarations.js";
import { importName } from "../../languages/go/module.js";
import type { Names } from "../../languages/go/names.js";
import { toUnexported } from "../../languages/go/words.js";
import { streamsOf } from "../../languages/results.js";
import { type RuntimeName, wantedNames } from "./runtime.js";

/** What a client is printed from. */
export interface ClientPrinter extends DeclarationPrinter {
  readonly own: OwnNames;
  readonly codecs: Codecs;
}

/** What the package of a client has beside the contract's own names. The contract's come first. */
export interface OwnNames {
  readonly client: Ident;
  readonly newClient: Ident;
  readonly contract: Ident;
  /** The package's own names for what people use of the runtime. */
  readonly runtime: (name: RuntimeName) => Ident;
  /** By operation id. */
  readonly calls: ReadonlyMap<string, CallNames>;
}

/** Names of an operation that only clients have. */
export interface CallNames {
  /** What the runtime has to know of it. */
  readonly operation: Ident;
  /** The method that asks for the stream, and the interface of what it gives, where the operation answers either way. */
  readonly stream: Ident;
  readonly streamResponse: Ident;
  /** The methods that walk through pages, and how pages follow each other. */
  readonly all: Ident;
  readonly pages: Ident;
  readonly pagination: Ident;
}

/** What no operation's method may be called: the client has methods of its own. */
export const clientMethods: readonly string[] = ["With", "Do"];

export const context = importName("context", "Context");

/** A name of the runtime's package `client`. */
export const client = ({ names }: Pick<ClientPrinter, "names">, name: string): Printable => names.runtime("client", name);

/** Names everything of the client's own. */
export function nameClient(names: Names, contract: Contract): OwnNames {
  const { claim } = names;
  const runtime = new Map<RuntimeName, Ident>();
  for (const name of wantedNames(contract)) runtime.set(name, claim(name, `Client${name}`));
  const methods = new Scope({ reserved: new Set([...clientMethods, ...[...names.operations.values()].map(({ method }) => method)]), fallback: "Call" });
  const calls = new Map<string, CallNames>();
  for (const operation of contract.operations) {
    const method = names.operations.get(operation.id)?.method;
    if (method === undefined) continue;
    const stem = toUnexported(method);
    const isEither = streamsOf(operation) === "either";
    const extra = (isAsked: boolean, name: Ident, make: () => Ident): Ident => (isAsked ? make() : name);
    calls.set(operation.id, {
      operation: claim(`${stem}Operation`),
      stream: extra(isEither, method, () => methods.claim(`${method}Stream`, `Stream${method}`)),
      streamResponse: extra(isEither, method, () => claim(`${method}StreamResponse`, `${method}StreamResult`)),
      all: extra(operation.pagination !== undefined, method, () => methods.claim(`${method}All`, `All${method}`)),
      pages: extra(operation.pagination !== undefined, method, () => methods.claim(`${method}Pages`, `PagesOf${method}`)),
      pagination: extra(operation.pagination !== undefined, method, () => claim(`${stem}Pagination`)),
    });
  }
  return {
    client: claim("Client", "APIClient"),
    newClient: claim("NewClient", "NewAPIClient"),
    contract: claim("contract", "apiContract"),
    runtime: (name) => runtime.get(name) ?? claim(name),
    calls,
  };
}
