import type { Server } from "../../contract/model.js";
import { type Code, code, type Ident, joinLines, list, verbatim } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { call, dict } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { printHead } from "../../languages/python/functions.js";
import { literal } from "../../languages/python/literals.js";
import { importName } from "../../languages/python/module.js";
import { reservedArguments, toSnake } from "../../languages/python/words.js";
import { type ClientPrinter, client } from "./printer.js";

/** A server's URL with the default of each variable. */
export const fillServer = (server: Server): string => server.variables.reduce((url, variable) => url.replaceAll(`{${variable.name}}`, variable.default), server.url);

const isWhole = (server: Server): boolean => /^https?:\/\/[^/]/i.test(fillServer(server));

/** The first server whose URL says a host; a client without a base URL goes there. */
export const defaultServer = (servers: readonly Server[]): Server | undefined => servers.find(isWhole);

/** A server as a name to import. */
export interface ServerName {
  readonly server: Server;
  readonly name: Ident;
}

/** The contract's servers, as base URLs to choose from. Relative ones say nothing to a program. */
export function nameServers(servers: readonly Server[]): readonly ServerName[] {
  const scope = new Scope({ reserved: new Set(), fallback: "server" });
  return servers.filter(isWhole).map((server, index) => {
    const stem = toSnake(stemOf(server)) || (index === 0 ? "default" : String(index + 1));
    return { server, name: scope.claim(server.variables.length === 0 ? `SERVER_${stem.toUpperCase()}` : `server_${stem}`) };
  });
}

function stemOf({ name, description }: Server): string {
  const words = description?.trim().replace(/[.!]$/, "") ?? "";
  return name ?? (words.split(/\s+/).length <= 3 ? words : "");
}

/** `servers.py`. */
export const printServers = (printer: ClientPrinter, named: readonly ServerName[]): readonly Code[] =>
  named.map(({ server, name }) => (server.variables.length === 0 ? printConstant(server, name) : printFunction(printer, server, name)));

const about = ({ description }: Server): string => (description?.trim() ? `A base URL of the contract: ${description.trim()}` : "A base URL of the contract.");

const printConstant = (server: Server, name: Ident): Code => joinLines([code`${name}: ${importName("typing", "Final")} = ${literal(server.url)}`, docstring({ text: about(server) })]);

function printFunction(printer: ClientPrinter, server: Server, name: Ident): Code {
  const scope = new Scope({ reserved: reservedArguments, fallback: "variable" });
  const variables = server.variables.map((variable) => ({ ...variable, argument: scope.claim(toSnake(variable.name) || "variable") }));
  const keywords = variables.map(({ argument, values, default: fallback }) => ({
    name: argument,
    type: values.length === 0 ? verbatim("str") : code`${importName("typing", "Literal")}${list(values.map(literal), { open: "[", close: "]", indent: 4 })}`,
    default: literal(fallback),
  }));
  const head = printHead({ head: code`def ${name}`, self: false, positional: [], keywords, returns: [verbatim("str")] }, 0);
  const documented = variables.map(({ argument, description }) => ({ name: argument, text: description }));
  return code`
    ${head}
        ${docstring({ text: about(server), arguments: documented })}
        return ${call(client(printer, "fill_server"), [literal(server.url), dict(variables.map((variable) => [literal(variable.name), variable.argument] as const))])}
  `;
}
