import type { Contract, SecurityScheme, Server } from "../../contract/model.js";
import { type Code, code, joinBlocks, joinLines, list, nothing, type Printable, verbatim } from "../../emit/code.js";
import { docComment } from "../../languages/typescript/comments.js";
import { literal, objectKey, typeKey } from "../../languages/typescript/literals.js";
import type { Names } from "../../languages/typescript/names.js";
import { printUnion } from "../../languages/typescript/types.js";

/** `client.ts`: `createClient` with the contract's servers and security schemes. */
export function printClient(contract: Contract, names: Names): Code {
  const { runtime } = names;
  const schemes = contract.securitySchemes;
  const options = code`
    /** What a client is made with. Everything has a sensible default. */
    export interface ${names.options} extends Omit<${runtime("ClientOptions", true)}, "auth" | "server" | "variables"> {
      ${printOptions(contract, names)}
    }
  `;
  const create = code`
    /**
     * Makes the client that every operation takes: one place for base URL, credentials, headers, timeouts and retries.
     *
     * @example
     * \`\`\`ts
     * ${verbatim(sampleClient(schemes))}
     * \`\`\`
     */
    export function createClient(options: ${names.options} = {}): ${runtime("Client", true)} {
      return ${runtime("connect")}(options, contractSpec);
    }
  `;
  return joinBlocks([printAuth(schemes, names), options, printContractSpec(contract, names), create]);
}

export const sampleClient = (schemes: readonly SecurityScheme[]): string => {
  const token = schemes.find((scheme) => scheme.kind === "bearer" || scheme.kind === "oauth2" || scheme.kind === "openIdConnect");
  const auth = token && /^[A-Za-z_$][\w$]*$/.test(token.name) ? `, auth: { ${token.name}: () => token }` : "";
  return `const client = createClient({ baseUrl: "https://api.example.com"${auth} });`;
};

function printAuth(schemes: readonly SecurityScheme[], names: Names): Code {
  if (schemes.length === 0) return nothing;
  return code`
    /** Credentials by security scheme. Each is a value, a function that gives one, or \`{ token, refresh }\`. */
    export interface ${names.auth} {
      ${joinLines(schemes.map((scheme) => joinLines([docComment({ text: describeScheme(scheme), deprecated: scheme.deprecated }), code`${typeKey(scheme.name)}?: ${credentialType(scheme, names)} | undefined;`])))}
    }
  `;
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

function printOptions(contract: Contract, names: Names): Code {
  const named = contract.servers.filter((server) => server.name !== undefined);
  const choices: Printable[] = [...contract.servers.map((_, index) => index), ...named.map((server) => literal(server.name ?? ""))];
  const variables = [...new Map(contract.servers.flatMap((server) => server.variables).map((variable) => [variable.name, variable])).values()];
  return joinLines([
    contract.securitySchemes.length === 0 ? nothing : code`auth?: ${names.auth} | undefined;`,
    choices.length < 2 ? nothing : joinLines([docComment({ text: `Which server:\n${contract.servers.map((server, index) => `- ${index}: ${describeServer(server)}`).join("\n")}` }), code`server?: ${printUnion(choices)} | undefined;`]),
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

const describeServer = (server: Server): string => [server.name, server.url, server.description].filter(Boolean).join(" ").replace(/\s+/g, " ");

function printContractSpec(contract: Contract, names: Names): Code {
  const schemes = contract.securitySchemes.map((scheme) => code`${objectKey(scheme.name)}: ${printScheme(scheme, names)},`);
  const servers = contract.servers.map((server) => code`${printServer(server)},`);
  return code`
    const contractSpec: ${names.runtime("ContractSpec", true)} = {
      ${servers.length === 0 ? verbatim("servers: [],") : code`
        servers: [
          ${joinLines(servers)}
        ],
      `}
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
