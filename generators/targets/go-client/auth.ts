import type { SecurityScheme } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, verbatim, word } from "../../emit/code.js";
import { docComment } from "../../languages/go/comments.js";
import { fieldsOf } from "../../languages/go/composites.js";
import { literal } from "../../languages/go/literals.js";
import { toExported } from "../../languages/go/words.js";
import { client, type ClientPrinter } from "./printer.js";

/** `security.go`: an option for the credential of each security scheme. */
export const printAuth = (printer: ClientPrinter): readonly Code[] => printer.contract.securitySchemes.flatMap((scheme) => (scheme.kind === "mutualTLS" ? [] : [printScheme(printer, scheme)]));

function printScheme(printer: ClientPrinter, scheme: SecurityScheme): Code {
  const { names, own } = printer;
  const stem = `With${toExported(scheme.name) || "Credential"}`;
  const name = names.claim(stem, `${stem}Credential`);
  const source = names.claim(`${name}Source`, `${name}TokenSource`);
  const isBasic = scheme.kind === "basic";
  const [parameters, credential] = isBasic ? ["username, password string", code`${client(printer, "BasicCredential")}(username, password)`] : scheme.kind === "apiKey" || scheme.kind === "http" ? ["key string", code`key`] : ["token string", code`token`];
  const result = own.runtime("SharedOption");
  const doc = (of: Ident, text: string): Code => docComment({ text: `${of} ${text}${scheme.description?.trim() ? `\n\n${scheme.description}` : ""}`, deprecated: scheme.deprecated });
  return joinBlocks([
    code`
      ${doc(name, `${whatIs(scheme)} It is never sent to another origin.`)}
      func ${name}(${verbatim(parameters)}) ${result} {
        return ${source}(${client(printer, "StaticToken")}(${credential}))
      }
    `,
    code`
      ${docComment({ text: `${source} does the same with a credential that is asked for at each attempt${isBasic ? ": user name, colon and password" : ""}. One that has a method Refresh is renewed after a 401: see ${own.runtime("NewRefreshable")}.`, deprecated: scheme.deprecated })}
      func ${source}(source ${own.runtime("TokenSource")}) ${result} {
        return ${client(printer, "WithCredential")}(${literal(scheme.name)}, source)
      }
    `,
  ]);
}

function whatIs(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `sends the API key in the ${scheme.in} parameter ${JSON.stringify(scheme.parameter)}.`;
    case "basic":
      return "sends user name and password (RFC 7617).";
    case "bearer":
      return scheme.format ? `sends a bearer token (${scheme.format}).` : "sends a bearer token.";
    case "http":
      return `sends credentials of the Authorization scheme ${JSON.stringify(scheme.scheme)}.`;
    case "oauth2":
      return "sends an OAuth 2 access token.";
    case "openIdConnect":
      return "sends an OpenID Connect access token.";
    case "mutualTLS":
      return "sends nothing.";
  }
}

const keyKinds = { header: "HeaderKey", query: "QueryKey", cookie: "CookieKey" } as const;

/** What the runtime has to know of a scheme: the braces of a `client.Scheme`. */
export function printSchemeRow(printer: ClientPrinter, scheme: SecurityScheme): Code {
  const row = (kind: string, parameter?: string): Code =>
    fieldsOf([
      [word("Name"), literal(scheme.name)],
      [word("Kind"), client(printer, kind)],
      [word("Parameter"), parameter === undefined ? undefined : literal(parameter)],
    ]);
  switch (scheme.kind) {
    case "apiKey":
      return row(keyKinds[scheme.in], scheme.parameter);
    case "http":
      return row("OtherHTTP", scheme.scheme);
    case "basic":
      return row("Basic");
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return row("Bearer");
    case "mutualTLS":
      return row("MutualTLS");
  }
}
