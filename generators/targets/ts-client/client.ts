import type { Contract, SecurityScheme, Server } from "../../contract/model.js";
import { type Code, code, type Ident, type Import, joinBlocks, joinLines, list, nothing, type Printable, verbatim } from "../../emit/code.js";
import { docComment } from "../../languages/typescript/comments.js";
import { literal, objectKey, typeKey } from "../../languages/typescript/literals.js";
import type { Names } from "../../languages/typescript/names.js";
import { fillServer } from "../../languages/typescript/spec.js";
import { printUnion } from "../../languages/typescript/types.js";

/** The types of `createClient`'s options, of its credentials, and of what a call can settle for itself. */
export interface OwnNames {
  readonly options: Ident;
  readonly auth: Ident;
  /** With the contract's credentials, where it has some; else the runtime's own. */
  readonly callOptions: Import;
}

/** The names of `client.ts`. */
export function nameClient(contract: Contract, names: Names): OwnNames {
  return {
    options: names.claim("CreateClientOptions", "NewClientOptions"),
    auth: names.claim("Auth", "ClientAuth", "ClientCredentials"),
    callOptions:
      contract.securitySchemes.length === 0
        ? names.runtime("CallOptions", true)
        : { kind: "import", module: "client", name: names.claim("CallOptions", "ClientCallOptions"), typeOnly: true },
  };
}

/** `client.ts`: `createClient` with the contract's servers and security schemes. */
export function printClient(contract: Contract, names: Names, own: OwnNames): Code {
  const { runtime } = names;
  const options = code`
    ${docComment({ text: `What a client is made with. By default, calls go to ${describeFirst(contract.servers)} and wait for an answer as long as it takes.` })}
    export interface ${own.options} extends ${names.runtime("ClientOptions", true)} {
      ${printOptions(contract, own)}
    }
  `;
  const create = code`
    /**
     * Makes the client that every operation takes: one place for base URL, credentials, headers, timeouts and retries.
     *
     * @example ${verbatim(sampleClient(contract))}
     */
    export function createClient(options: ${own.options} = {}): ${runtime("Client", true)}<${own.options}> {
      return ${runtime("connect")}(options, contractSpec);
    }
  `;
  return joinBlocks([...printAuth(contract.securitySchemes, names, own), options, printContractSpec(contract, names), create]);
}

/** How a client is made: with a base URL only where the contract names no server that could be called. */
export const sampleClient = ({ securitySchemes, servers }: Contract): string => {
  const token = securitySchemes.find((scheme) => scheme.kind === "bearer" || scheme.kind === "oauth2" || scheme.kind === "openIdConnect");
  const members = [
    ...(servers.some((server) => /^https?:/i.test(server.url)) ? [] : ['baseUrl: "https://api.example.com"']),
    ...(token && /^[A-Za-z_$][\w$]*$/.test(token.name) ? [`auth: { ${token.name}: () => token }`] : []),
  ];
  return `const client = createClient(${members.length === 0 ? "" : `{ ${members.join(", ")} }`});`;
};

const describeFirst = ([first]: readonly Server[]): string => (first === undefined || first.url === "/" ? "the origin of the page" : `\`${fillServer(first)}\``);

function printAuth(schemes: readonly SecurityScheme[], names: Names, own: OwnNames): readonly Code[] {
  if (schemes.length === 0) return [];
  const auth = code`
    /** Credentials by security scheme. Each is a value, a function that gives one, or \`{ token, refresh }\`. */
    export interface ${own.auth} {
      ${joinLines(schemes.map((scheme) => joinLines([docComment({ text: describeScheme(scheme), deprecated: scheme.deprecated }), code`${typeKey(scheme.name)}?: ${credentialType(scheme, names)} | undefined;`])))}
    }
  `;
  const call = code`
    /** What one call can settle for itself. What it leaves out is the client's. */
    export interface ${own.callOptions.name} extends ${names.runtime("CallOptions", true)} {
      auth?: ${own.auth} | undefined;
    }
  `;
  return [auth, call];
}

function describeScheme(scheme: SecurityScheme): string {
  if (scheme.description) return scheme.description;
  switch (scheme.kind) {
    case "apiKey":
      return `API key in the ${scheme.in} parameter \`${scheme.parameter}\`.`;
    case "basic":
      return "User name and password (RFC 7617).";
    case "bearer":
      return scheme.format ? `Bearer token (${scheme.format}).` : "Bearer token.";
    case "http":
      return `Credentials of the Authorization scheme ${scheme.scheme}.`;
    case "oauth2":
      return "OAuth 2.0 access token.";
    case "openIdConnect":
      return "OpenID Connect access token.";
    case "mutualTLS":
      return "The TLS client certificate is the credential: set it up in `fetch`.";
  }
}

function credentialType(scheme: SecurityScheme, names: Names): Printable {
  switch (scheme.kind) {
    case "apiKey":
      return names.runtime("ApiKeyCredential", true);
    case "basic":
      return names.runtime("BasicCredential", true);
    case "http":
      return names.runtime("HttpCredential", true);
    case "mutualTLS":
      return verbatim("never");
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return names.runtime("BearerCredential", true);
  }
}

function printScheme(scheme: SecurityScheme, names: Names): Code {
  switch (scheme.kind) {
    case "apiKey":
      return code`${names.runtime("apiKey")}(${literal(scheme.in)}, ${literal(scheme.parameter)})`;
    case "basic":
      return code`${names.runtime("basic")}()`;
    case "http":
      return code`${names.runtime("httpScheme")}(${literal(scheme.scheme)})`;
    case "mutualTLS":
      return code`${names.runtime("mutualTls")}()`;
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return code`${names.runtime("bearer")}()`;
  }
}

function printOptions(contract: Contract, own: OwnNames): Code {
  const choices = [...new Set(contract.servers.map(({ name, url }) => name ?? url))];
  const variables = [...new Map(contract.servers.flatMap((server) => server.variables).map((variable) => [variable.name, variable])).values()];
  return joinLines([
    contract.securitySchemes.length === 0 ? nothing : code`auth?: ${own.auth} | undefined;`,
    choices.length < 2 ? nothing : joinLines([docComment({ text: describeServers(contract.servers) }), code`server?: ${printUnion([...choices.map(literal), verbatim("undefined")])};`]),
    variables.length === 0
      ? nothing
      : code`
          /** Variables of the server's URL. */
          variables?: {
            ${joinLines(
              variables.map((variable) =>
                joinLines([
                  docComment({ text: variable.description, default: JSON.stringify(variable.default) }),
                  code`${typeKey(variable.name)}?: ${variable.values.length === 0 ? verbatim("string") : printUnion(variable.values.map(literal))} | undefined;`,
                ]),
              ),
            )}
          } | undefined;
        `,
  ]);
}

/** A line for each server, with what its name or URL doesn't say. */
function describeServers(servers: readonly Server[]): string {
  const known = servers.map(({ name, url, description }) => ({ choice: name ?? url, told: name === undefined ? (description ?? "") : `${url}${description ? ` (${description.trim()})` : ""}` }));
  const lines = known.filter(({ told }) => told !== "").map(({ choice, told }) => `- \`${choice}\`: ${told}`.replace(/\s+/g, " "));
  return ["Where calls go, unless `baseUrl` says it; the first by default.", ...lines].join("\n");
}

function printContractSpec(contract: Contract, names: Names): Code {
  const schemes = contract.securitySchemes.map((scheme) => code`${objectKey(scheme.name)}: ${printScheme(scheme, names)},`);
  return code`
    const contractSpec: ${names.runtime("ContractSpec", true)} = {
      servers: ${list(contract.servers.map(printServer), { open: "[", close: "]" })},
      ${schemes.length === 0 ? verbatim("schemes: {},") : code`
        schemes: {
          ${joinLines(schemes)}
        },
      `}
    };
  `;
}

function printServer(server: Server): Printable {
  if (server.variables.length === 0 && server.name === undefined) return literal(server.url);
  const variables = server.variables.map((variable) => {
    const values = variable.values.length === 0 ? [] : [code`values: ${list(variable.values.map(literal), { open: "[", close: "]" })}`];
    return code`${objectKey(variable.name)}: ${list([code`default: ${literal(variable.default)}`, ...values], { open: "{", close: "}", padding: " " })}`;
  });
  const members = [
    code`url: ${literal(server.url)}`,
    ...(server.name === undefined ? [] : [code`name: ${literal(server.name)}`]),
    ...(variables.length === 0 ? [] : [code`variables: ${list(variables, { open: "{", close: "}", padding: " " })}`]),
  ];
  return list(members, { open: "{", close: "}", padding: " " });
}
