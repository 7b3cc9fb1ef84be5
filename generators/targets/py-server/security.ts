import type { SecurityScheme } from "../../contract/model.js";
import { type Code, code, joinLines, type Printable, word } from "../../emit/code.js";
import { call, dict, someTuple } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { literal } from "../../languages/python/literals.js";
import { importName } from "../../languages/python/module.js";
import { type ServerPrinter, spec } from "./printer.js";

export const usedSchemes = ({ contract, schemes }: ServerPrinter): readonly SecurityScheme[] => contract.securitySchemes.filter(({ name }) => schemes.includes(name));

const about = [
  "Who may call: a function for each security scheme, which says whose credential it gets.",
  "A function may be a coroutine function. Beside the credential it gets the scopes that the operation requires, all of them. What it returns is the principal, which `current_call().principal(...)` gives to the methods of the service. None, or whatever else is false, means that the credential is not valid (401), as does `ProblemError(\"unauthorized\")`; `ProblemError(\"forbidden\")` means that it is valid, but does not reach so far (403). Any other exception is a failure of the server (500): nobody gets in by it.",
].join("\n\n");

/** `security.py`: one function a scheme that some operation requires. */
export function printSecurity(printer: ServerPrinter): Code {
  const dataclass = importName("dataclasses", "dataclass");
  const fields = usedSchemes(printer).map((scheme) => joinLines([code`${nameOf(printer, scheme)}: ${printer.names.runtime("server", verifiers[scheme.kind])}`, docstring({ text: describeScheme(scheme) })]));
  return code`
    @${dataclass}(frozen=True, slots=True, kw_only=True)
    class ${printer.own.security}:
        ${docstring({ text: about })}

        ${joinLines(fields)}
  `;
}

const nameOf = ({ own }: ServerPrinter, { name }: SecurityScheme): Printable => own.schemeFields.get(name) ?? word("scheme");

const verifiers = { apiKey: "VerifyText", http: "VerifyText", bearer: "VerifyText", oauth2: "VerifyText", openIdConnect: "VerifyText", basic: "VerifyBasic", mutualTLS: "VerifyConnection" } as const;

/** Nothing is marked as deprecated: a server that gives the function does what the contract still asks of it. */
function describeScheme(scheme: SecurityScheme): string {
  const what = `${whatIs(scheme)}${scheme.deprecated ? " The contract says that the scheme is going away." : ""}`;
  return scheme.description ? `${what}\n\n${scheme.description}` : what;
}

function whatIs(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `Gets the API key in the ${scheme.in} parameter ${JSON.stringify(scheme.parameter)}.`;
    case "basic":
      return "Gets user name and password (RFC 7617).";
    case "bearer":
      return scheme.format ? `Gets the bearer token (${scheme.format}).` : "Gets the bearer token.";
    case "http":
      return `Gets the credentials of the Authorization scheme ${JSON.stringify(scheme.scheme)}.`;
    case "oauth2":
      return "Gets the access token (OAuth 2, RFC 6750).";
    case "openIdConnect":
      return "Gets the access token (OpenID Connect).";
    case "mutualTLS":
      return "Looks at the client's TLS certificate.";
  }
}

/** The functions as the runtime takes them: a dict by scheme. */
export const printVerifiers = (printer: ServerPrinter): Code => dict(usedSchemes(printer).map((scheme) => [literal(scheme.name), code`security.${nameOf(printer, scheme)}`] as const));

/** The schemes as the runtime has to know them; undefined: there are none. */
export const printSchemes = (printer: ServerPrinter): Printable | undefined => someTuple(usedSchemes(printer).map((scheme) => printScheme(printer, scheme)));

function printScheme(printer: ServerPrinter, scheme: SecurityScheme): Code {
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
