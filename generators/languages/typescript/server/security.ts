import type { SecurityScheme } from "../../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, list, nothing, type Printable, verbatim } from "../../../emit/code.js";
import { docComment } from "../comments.js";
import { constantEntry, literal, typeKey } from "../literals.js";
import { type ServerPrinter } from "./printer.js";

const usedSchemes = ({ contract, schemes }: ServerPrinter): readonly SecurityScheme[] => contract.securitySchemes.filter(({ name }) => schemes.includes(name));

/** `security.ts`: who may call. One function a scheme that some operation requires, and what it says of the caller. */
export function printSecurity(printer: ServerPrinter): Code {
  const { own } = printer;
  const schemes = usedSchemes(printer);
  const principals = code`
    /** Who calls, by security scheme: what the functions of \`${own.security}\` give, and what handlers find in \`call.auth\`. */
    export interface ${own.principals} {
      ${joinLines(schemes.map(({ name }) => code`${typeKey(name)}: unknown;`))}
    }
  `;
  const security = code`
    /** Who may call: each function says whose credential it is, or gives \`undefined\` for one that is not valid. */
    export type ${own.security}<P extends ${own.principals} = ${own.principals}> = {
      ${joinLines(schemes.map((scheme) => joinLines([docComment({ text: describeScheme(scheme), deprecated: scheme.deprecated }), code`${typeKey(scheme.name)}: ${verifyType(printer, scheme)}<P[${literal(scheme.name)}]>;`])))}
    };
  `;
  return joinBlocks([principals, security]);
}

function describeScheme(scheme: SecurityScheme): string {
  if (scheme.description) return scheme.description;
  switch (scheme.kind) {
    case "apiKey":
      return `Gets the API key in the ${scheme.in} parameter \`${scheme.parameter}\`.`;
    case "basic":
      return "Gets user name and password (RFC 7617).";
    case "bearer":
      return scheme.format ? `Gets the bearer token (${scheme.format}).` : "Gets the bearer token.";
    case "http":
      return `Gets the credentials of the Authorization scheme ${scheme.scheme}.`;
    case "oauth2":
      return "Gets the OAuth 2.0 access token; `call.scopes` are the scopes that the operation requires.";
    case "openIdConnect":
      return "Gets the OpenID Connect access token; `call.scopes` are the scopes that the operation requires.";
    case "mutualTLS":
      return "Looks at the client's TLS certificate, which `call.raw` leads to.";
  }
}

function verifyType({ names: { runtime } }: ServerPrinter, { kind }: SecurityScheme): Printable {
  switch (kind) {
    case "apiKey":
    case "http":
      return runtime("VerifyKey", true);
    case "basic":
      return runtime("VerifyBasic", true);
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return runtime("VerifyToken", true);
    case "mutualTLS":
      return runtime("VerifyConnection", true);
  }
}

/** The schemes as the runtime takes them, a member each. */
export function printSchemes(printer: ServerPrinter): Code {
  const schemes = usedSchemes(printer);
  if (schemes.length === 0) return nothing;
  return code`
    schemes: {
      ${joinLines(schemes.map((scheme) => code`${constantEntry(scheme.name, printScheme(scheme))},`))}
    },
  `;
}

function printScheme(scheme: SecurityScheme): Code {
  const object = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", padding: " " });
  switch (scheme.kind) {
    case "apiKey":
      return object([code`type: ${literal("apiKey")}`, code`in: ${literal(scheme.in)}`, code`name: ${literal(scheme.parameter)}`]);
    case "http":
      return object([code`type: ${literal("http")}`, code`scheme: ${literal(scheme.scheme)}`]);
    case "basic":
      return verbatim('{ type: "basic" }');
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return verbatim('{ type: "bearer" }');
    case "mutualTLS":
      return verbatim('{ type: "mutualTls" }');
  }
}
