import type { Server } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, type Printable, verbatim } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { docComment } from "../../languages/go/comments.js";
import { slice } from "../../languages/go/composites.js";
import { constant, constants, field } from "../../languages/go/layout.js";
import { literal } from "../../languages/go/literals.js";
import { toExported } from "../../languages/go/words.js";
import { client, type ClientPrinter } from "./printer.js";

/** A server's URL with the default of each variable. */
export const fillServer = (server: Server): string => server.variables.reduce((url, variable) => url.replaceAll(`{${variable.name}}`, variable.default), server.url);

const isWhole = (server: Server): boolean => /^https?:\/\/[^/]/i.test(fillServer(server));

/** The first server whose URL says a host; a client without a base URL goes there. */
export const defaultServer = (servers: readonly Server[]): Server | undefined => servers.find(isWhole);

/** `servers.go`: the contract's servers, as base URLs to choose from. Relative ones say nothing to a program. */
export function printServers(printer: ClientPrinter): readonly Code[] {
  return printer.contract.servers.filter(isWhole).map((server, index) => {
    const name = printer.names.claim(`Server${stemOf(server, index)}`, `BaseURL${stemOf(server, index)}`);
    return server.variables.length === 0 ? printConstant(server, name) : printVariable(printer, server, name);
  });
}

function stemOf({ name, description }: Server, index: number): string {
  const words = description?.trim().replace(/[.!]$/, "") ?? "";
  const said = toExported(name ?? (words.split(/\s+/).length <= 3 ? words : ""));
  return said || (index === 0 ? "Default" : String(index + 1));
}

const about = (name: Ident, { description }: Server): string => `${name} is a base URL of the contract${description?.trim() ? `: ${description.trim()}` : "."}`;

const printConstant = (server: Server, name: Ident): Code => joinLines([docComment({ text: about(name, server) }), code`const ${name} = ${literal(server.url)}`]);

function printVariable(printer: ClientPrinter, server: Server, name: Ident): Code {
  const scope = new Scope({ reserved: new Set(["URL"]), fallback: "Variable" });
  const variables = server.variables.map((variable) => {
    const own = scope.claim(toExported(variable.name) || "Variable");
    return { ...variable, field: own, type: variable.values.length === 0 ? undefined : printer.names.claim(`${name}${own}`, `${name}${own}Value`) };
  });
  const fields = variables.map(({ field: own, type, description, default: fallback }) =>
    joinLines([docComment({ text: description, default: JSON.stringify(fallback) }), field(own, type ?? verbatim("string"))]),
  );
  const values = variables.map(({ name: variable, default: fallback, field: own, type }) => code`{Name: ${literal(variable)}, Value: ${type ? code`string(s.${own})` : code`s.${own}`}, Default: ${literal(fallback)}}`);
  return joinBlocks([
    code`
      ${docComment({ text: `${about(name, server)}\n\nVariables that are empty have their defaults.` })}
      type ${name} struct {
        ${joinLines(fields)}
      }

      // URL is the base URL, for ${printer.own.newClient}.
      func (s ${name}) URL() string {
        return ${client(printer, "FillServer")}(${literal(server.url)}, ${slice(client(printer, "ServerVariable"), values)})
      }
    `,
    ...variables.flatMap(({ type, values: allowed, name: variable }) => (type === undefined ? [] : [printValues(printer, type, allowed, variable)])),
  ]);
}

function printValues(printer: ClientPrinter, type: Ident, values: readonly string[], variable: string): Code {
  const rows = values.map((value): Printable => constant(printer.names.claim(`${type}${toExported(value)}`), type, literal(value)));
  return joinBlocks([
    joinLines([docComment({ text: `${type} is a value of the variable ${variable}.` }), code`type ${type} string`]),
    joinLines([docComment({ text: `Values of ${type}.` }), constants(rows as readonly Code[])]),
  ]);
}
