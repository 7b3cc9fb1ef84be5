import type { SecurityScheme } from "../../contract/model.js";
import { type Code, code, joinLines, type Printable, word } from "../../emit/code.js";
import { docComment } from "../../languages/go/comments.js";
import { field } from "../../languages/go/layout.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import { fieldsOf, type ServerPrinter, slice } from "./printer.js";

const context = importName("context", "Context");

const usedSchemes = ({ contract, schemes }: ServerPrinter): readonly SecurityScheme[] => contract.securitySchemes.filter(({ name }) => schemes.includes(name));

/** `security.go`: who may call. One function a scheme that some operation requires. */
export function printSecurity(printer: ServerPrinter): Code {
  const { own } = printer;
  const doc = docComment({
    text: `${own.security} says who may call. Each function says whose credential it is: what it gives is found by the call's Principal. A principal that is nil, or the zero value of its type, means that the credential is not valid (401), as does [${own.runtime("ErrUnauthorized")}]; [${own.runtime("ErrForbidden")}] that it is valid, but does not reach so far (403). Any other error is a failure of the server (500): nobody gets in by it. Scopes are what the operation requires: the credential must have them all.`,
  });
  const fields = usedSchemes(printer).map((scheme) =>
    joinLines([docComment({ text: describeScheme(printer, scheme) }), field(nameOf(printer, scheme), verifyType(scheme))]),
  );
  return code`
    ${doc}
    type ${own.security} struct {
      ${joinLines(fields)}
    }
  `;
}

const nameOf = ({ own }: ServerPrinter, { name }: SecurityScheme): Printable => own.schemeFields.get(name) ?? word("Scheme");

/** No `Deprecated:`: a server that sets the function does what the contract still asks of it, and no linter is to blame it. */
function describeScheme(printer: ServerPrinter, scheme: SecurityScheme): string {
  const name = String(nameOf(printer, scheme));
  const what = `${name} ${whatIs(scheme)}${scheme.deprecated ? " The contract says that the scheme is going away." : ""}`;
  return scheme.description ? `${what}\n\n${scheme.description}` : what;
}

function whatIs(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `gets the API key in the ${scheme.in} parameter ${JSON.stringify(scheme.parameter)}.`;
    case "basic":
      return "gets user name and password (RFC 7617).";
    case "bearer":
      return scheme.format ? `gets the bearer token (${scheme.format}).` : "gets the bearer token.";
    case "http":
      return `gets the credentials of the Authorization scheme ${JSON.stringify(scheme.scheme)}.`;
    case "oauth2":
      return "gets the access token (OAuth 2, RFC 6750).";
    case "openIdConnect":
      return "gets the access token (OpenID Connect).";
    case "mutualTLS":
      return "looks at the client's TLS certificate, which the call's request leads to.";
  }
}

/** What a function that verifies a scheme's credential takes. */
export function verifyParameters({ kind }: SecurityScheme): Code {
  switch (kind) {
    case "apiKey":
    case "http":
      return code`ctx ${context}, key string, scopes []string`;
    case "basic":
      return code`ctx ${context}, username, password string, scopes []string`;
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return code`ctx ${context}, token string, scopes []string`;
    case "mutualTLS":
      return code`ctx ${context}, scopes []string`;
  }
}

const verifyType = (scheme: SecurityScheme): Code => code`func(${verifyParameters(scheme)}) (any, error)`;

/** The functions as the runtime takes them, by scheme: lines of a map. */
export function printVerifiers(printer: ServerPrinter): readonly (readonly [Printable, Code])[] {
  const makers = { apiKey: "VerifyText", http: "VerifyText", bearer: "VerifyText", oauth2: "VerifyText", openIdConnect: "VerifyText", basic: "VerifyBasic", mutualTLS: "VerifyConnection" } as const;
  return usedSchemes(printer).map((scheme) => [literal(scheme.name), code`${printer.names.runtime("server", makers[scheme.kind])}(options.Security.${nameOf(printer, scheme)})`]);
}

/** The schemes as the runtime has to know them; undefined: there are none. */
export function printSchemes(printer: ServerPrinter): Printable | undefined {
  const schemes = usedSchemes(printer);
  return schemes.length === 0 ? undefined : slice(printer.names.runtime("server", "Scheme"), schemes.map((scheme) => printScheme(printer, scheme)));
}

const keyKinds = { header: "HeaderKey", query: "QueryKey", cookie: "CookieKey" } as const;

function printScheme({ names }: ServerPrinter, scheme: SecurityScheme): Code {
  const row = (kind: string, parameter?: string): Code =>
    fieldsOf([
      [word("Name"), literal(scheme.name)],
      [word("Kind"), names.runtime("server", kind)],
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
