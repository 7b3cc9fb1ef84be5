import { choice, expected, fields, flag, map, object, type ObjectSpec, prose, required, since, text, until } from "./kinds.js";

const securityScheme: ObjectSpec = {
  title: "a security scheme",
  section: "securitySchemes",
  fields: fields({
    type: [until("3.0", required(choice("apiKey", "http", "oauth2", "openIdConnect"))), since("3.1", required(choice("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect")))],
    description: prose,
    name: text,
    in: choice("query", "header", "cookie"),
    scheme: text,
    bearerFormat: prose,
    flows: object("OAuthFlows"),
    openIdConnectUrl: text,
    oauth2MetadataUrl: since("3.2", text),
    deprecated: since("3.2", flag),
  }),
  requiredBy: { field: "type", values: { apiKey: ["name", "in"], http: ["scheme"], oauth2: ["flows"], openIdConnect: ["openIdConnectUrl"] } },
};

/** The flows of OAuth 2.0 differ in the addresses that they need (OpenAPI 3.2, 4.29). */
const oauthFlow = (title: string, ...needed: readonly string[]): ObjectSpec => {
  const urls = ["authorizationUrl", "tokenUrl", "refreshUrl"].map((name) => [name, needed.includes(name) ? expected(text) : text] as const);
  const device = since("3.2", needed.includes("deviceAuthorizationUrl") ? expected(text) : text);
  return { title, fields: fields({ ...Object.fromEntries(urls), deviceAuthorizationUrl: device, scopes: expected(map(prose)) }) };
};

/** The objects of security schemes (OpenAPI 3.2, 4.27 to 4.29). */
export const securityObjects: Readonly<Record<string, ObjectSpec>> = {
  SecurityScheme: securityScheme,
  ImplicitFlow: oauthFlow("an implicit flow", "authorizationUrl"),
  PasswordFlow: oauthFlow("a password flow", "tokenUrl"),
  ClientCredentialsFlow: oauthFlow("a client credentials flow", "tokenUrl"),
  AuthorizationCodeFlow: oauthFlow("an authorization code flow", "authorizationUrl", "tokenUrl"),
  DeviceAuthorizationFlow: oauthFlow("a device authorization flow", "deviceAuthorizationUrl", "tokenUrl"),
  OAuthFlows: {
    title: "the OAuth flows",
    misplaced: { accessCode: { hint: "OpenAPI 3 calls it 'authorizationCode'" }, application: { hint: "OpenAPI 3 calls it 'clientCredentials'" } },
    fields: fields({
      implicit: object("ImplicitFlow"),
      password: object("PasswordFlow"),
      clientCredentials: object("ClientCredentialsFlow"),
      authorizationCode: object("AuthorizationCodeFlow"),
      deviceAuthorization: since("3.2", object("DeviceAuthorizationFlow")),
    }),
  },
};
