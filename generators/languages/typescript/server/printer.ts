import type { Direction, SchemaId } from "../../../contract/model.js";
import type { Ident, Printable } from "../../../emit/code.js";
import { toPascal } from "../../../emit/names.js";
import type { Names, ProductNames } from "../names.js";
import type { TypePrinter } from "../types.js";
import type { CheckImports } from "../validators/index.js";

/** How the names of a server are given: operations are methods of `Handlers`, and `Route` is what the runtime knows of one. */
export const serverNames: ProductNames = {
  reserved: ["createServer"],
  methods: true,
  spec: "Route",
  moduleOf: () => "runtime/server/index",
  binary: { request: "Upload", response: "BinaryBody" },
};

/** What the server exports beside the contract's own names. The contract's come first. */
export interface OwnNames {
  readonly handlers: Ident;
  readonly principals: Ident;
  readonly security: Ident;
  readonly problems: Ident;
  readonly options: Ident;
  /** By module of operations. */
  readonly groups: ReadonlyMap<string, GroupNames>;
}

export interface GroupNames {
  /** The file's name without folder and extension. */
  readonly stem: string;
  /** The interface of its handlers: `UsersHandlers`. */
  readonly handlers: Ident;
  /** The module of its routes. */
  readonly module: string;
  /** Its routes by handler: `usersRoutes`. */
  readonly routes: Ident;
  /** The user's object of its handlers: `users`. */
  readonly object: Ident;
}

const camel = (stem: string): string => stem.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());

/** Names everything of the server's own. */
export function nameServer(names: Names): OwnNames {
  const { claim } = names;
  return {
    handlers: claim("Handlers", "ServerHandlers"),
    principals: claim("Principals", "ServerPrincipals"),
    security: claim("Security", "ServerSecurity"),
    problems: claim("Problems", "ServerProblems"),
    options: claim("CreateServerOptions", "NewServerOptions"),
    groups: new Map(
      [...names.groups.keys()].map((module) => {
        const stem = module.slice(module.indexOf("/") + 1);
        const name = camel(stem);
        return [module, { stem, module: `routes/${stem}`, handlers: claim(`${toPascal(stem)}Handlers`), routes: claim(`${name}Routes`), object: claim(name, `${name}Handlers`) }];
      }),
    ),
  };
}

/** What is printed of the rules of a schema, in other modules. Undefined: there is nothing to do. */
export interface Rules {
  readonly check: (schema: SchemaId, direction: Direction) => CheckImports | undefined;
  /** Makes what a handler sees of a checked value. */
  readonly read: (schema: SchemaId) => Printable | undefined;
  /** Makes what is sent of an answer. */
  readonly write: (schema: SchemaId) => Printable | undefined;
}

export interface ServerPrinter extends TypePrinter {
  readonly own: OwnNames;
  readonly rules: Rules;
  /** Schemas that hold values JSON has no word for under this style. */
  readonly decoded: ReadonlySet<SchemaId>;
  /** Names of the security schemes that some operation requires, in the order of the contract. */
  readonly schemes: readonly string[];
}
