import type { SecurityScheme } from "../../contract/model.js";
import { type Code, type Printable } from "../../emit/code.js";
import { call, dict } from "../../languages/python/calls.js";
import type { DocumentedArgument } from "../../languages/python/comments.js";
import type { ArgumentCode } from "../../languages/python/functions.js";
import { literal } from "../../languages/python/literals.js";
import { none, orNone } from "../../languages/python/types.js";
import { client, type ClientPrinter, spec } from "./printer.js";

/** The schemes that a client can have a credential for. A TLS certificate is the transport's matter. */
const usedSchemes = ({ contract }: ClientPrinter): readonly SecurityScheme[] => contract.securitySchemes.filter(({ kind }) => kind !== "mutualTLS");

/** What a client takes of credentials: a keyword for each security scheme. */
export const credentialArguments = (printer: ClientPrinter): readonly ArgumentCode[] =>
  usedSchemes(printer).flatMap(({ name, kind }) => {
    const argument = printer.own.credentials.get(name);
    return argument === undefined ? [] : [{ name: argument, type: orNone(client(printer.lazy, kind === "basic" ? "BasicCredential" : "Credential")), default: none }];
  });

/** What is said of them. */
export const credentialDocs = (printer: ClientPrinter): readonly DocumentedArgument[] =>
  usedSchemes(printer).map((scheme) => ({ name: printer.own.credentials.get(scheme.name) ?? "", text: `${whatIs(scheme)}${scheme.description?.trim() ? ` ${scheme.description.trim()}` : ""}` }));

/** The credentials by the names of their schemes. */
export const givenCredentials = (printer: ClientPrinter): Code =>
  dict(usedSchemes(printer).flatMap(({ name }) => {
    const argument = printer.own.credentials.get(name);
    return argument === undefined ? [] : [[literal(name), argument] as const];
  }));

function whatIs(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `The API key in the ${scheme.in} parameter ${JSON.stringify(scheme.parameter)}.`;
    case "basic":
      return "User name and password (RFC 7617).";
    case "bearer":
      return scheme.format ? `The bearer token (${scheme.format}).` : "The bearer token.";
    case "http":
      return `Credentials of the Authorization scheme ${JSON.stringify(scheme.scheme)}.`;
    case "oauth2":
      return "The access token (OAuth 2), or what gets it: `ClientCredentials`, `RefreshTokens`.";
    case "openIdConnect":
      return "The access token (OpenID Connect).";
    case "mutualTLS":
      return "Nothing.";
  }
}

/** What the runtime has to know of a scheme: a `Scheme`. */
export function printScheme(printer: ClientPrinter, scheme: SecurityScheme): Printable {
  const row = (kind: string, parameter?: string): Code => call(spec(printer, "Scheme"), [literal(scheme.name), literal(kind), ...(parameter === undefined ? [] : [literal(parameter)])]);
  switch (scheme.kind) {
    case "apiKey":
      return row(scheme.in, scheme.parameter);
    case "http":
      return row("http", scheme.scheme);
    case "basic":
    case "mutualTLS":
      return row(scheme.kind);
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return row("bearer");
  }
}
