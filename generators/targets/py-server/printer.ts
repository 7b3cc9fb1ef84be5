import type { Contract, Direction, SchemaId } from "../../contract/model.js";
import type { Code, Ident, Import } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { nameConstants } from "../../languages/python/constants.js";
import { literal } from "../../languages/python/literals.js";
import { importName } from "../../languages/python/module.js";
import type { Names, OperationNames } from "../../languages/python/names.js";
import type { TypePrinter } from "../../languages/python/types.js";
import { reservedAttributes, toClassName, toSnake } from "../../languages/python/words.js";

/** What a server is printed from. */
export interface ServerPrinter extends TypePrinter {
  readonly own: OwnNames;
  /** What stands in rules.json, by name. */
  readonly rules: { readonly of: (schema: SchemaId, direction: Direction) => string | undefined };
  /** Names of the security schemes that some operation requires, in the order of the contract. */
  readonly schemes: readonly string[];
}

/** What a server exports beside the contract's own names, which come first. */
export interface OwnNames {
  readonly service: Import;
  readonly unimplemented: Import;
  /** By group: what a service is made of where there are several. */
  readonly services: ReadonlyMap<string, ServiceNames>;
  readonly security: Import;
  readonly problems: Import;
  readonly contract: Import;
  /** By operation id: the constants that stand for routes. */
  readonly routes: ReadonlyMap<string, Ident>;
  /** By scheme: fields of the class of security functions. */
  readonly schemeFields: ReadonlyMap<string, Ident>;
}

export interface ServiceNames {
  readonly service: Import;
  readonly unimplemented: Import;
}

/** Names everything of the server's own. */
export function nameServer(names: Names, contract: Contract, schemes: readonly string[]): OwnNames {
  const title = toClassName(contract.about.title.replace(/\s+(?:API|Service)\s*$/i, "")) || "Api";
  const whole = nameService(names, title, "service");
  const scope = new Scope({ reserved: reservedAttributes, fallback: "scheme" });
  const groups = names.groups.size < 2 ? [] : [...names.groups.keys()];
  return {
    ...whole,
    services: new Map(groups.map((group) => [group, nameService(names, toClassName(group), `services/${group}`)])),
    security: importName("./security", names.claim("Security", "ServerSecurity")),
    problems: importName("./app", names.claim("Problems", "ServerProblems")),
    contract: importName("./contract", "CONTRACT"),
    routes: nameConstants(names),
    schemeFields: new Map(schemes.map((name) => [name, scope.claim(toSnake(name) || "scheme")])),
  };
}

const nameService = (names: Names, stem: string, module: string): ServiceNames => ({
  service: importName(`./${module}`, names.claim(`${stem}Service`, `${stem}Operations`)),
  unimplemented: importName(`./${module}`, names.claim(`Unimplemented${stem}Service`, `Unimplemented${stem}Operations`)),
});

/** A class of an operation's, as other modules name it. */
export const inOperation = ({ module }: OperationNames, name: Ident): Import => importName(`./${module}`, name);

/** The literal of the name of a schema's rules; undefined: everything is valid. */
export function ruleOf({ rules }: ServerPrinter, schema: SchemaId, direction: Direction): Code | undefined {
  const name = rules.of(schema, direction);
  return name === undefined ? undefined : literal(name);
}

/** A name of what the runtime knows of a contract: `Route`. */
export const spec = ({ names }: ServerPrinter, name: string): Import => names.outside("./runtime/server/spec", name);
