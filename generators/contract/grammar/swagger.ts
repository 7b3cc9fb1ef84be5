import { objects } from "./objects.js";
import { choice, data, expected, fields, flag, integer, type Kind, list, map, number, object, type ObjectSpec, prose, referable, required, schema, text } from "./kinds.js";

const security = list(map(list(text)));
const schemes = list(choice("http", "https", "ws", "wss"));
const formats = ["csv", "ssv", "tsv", "pipes"];

/** The keywords that stand in parameters, items and headers themselves. */
const valueFields: Readonly<Record<string, Kind>> = {
  type: text,
  format: text,
  items: object("Items"),
  default: data,
  maximum: number,
  exclusiveMaximum: flag,
  minimum: number,
  exclusiveMinimum: flag,
  maxLength: integer,
  minLength: integer,
  pattern: text,
  maxItems: integer,
  minItems: integer,
  uniqueItems: flag,
  enum: list(data),
  multipleOf: number,
};

const ofThree = { hint: "this is of OpenAPI 3; start the contract with 'openapi: 3.1.0' to use it" };

const root: ObjectSpec = {
  title: "a contract",
  misplaced: { components: ofThree, servers: ofThree, webhooks: ofThree },
  fields: fields({
    /** Looked at before all else. */
    swagger: data,
    info: expected(object("Info")),
    host: text,
    basePath: text,
    schemes,
    consumes: list(text),
    produces: list(text),
    paths: expected(object("Paths")),
    definitions: map(schema),
    parameters: map(object("Parameter")),
    responses: map(referable("Response")),
    securityDefinitions: map(object("SecurityScheme")),
    security,
    tags: list(object("Tag")),
    externalDocs: object("ExternalDocs"),
  }),
};

const operation: ObjectSpec = {
  title: "an operation",
  misplaced: { requestBody: ofThree, callbacks: ofThree, servers: ofThree },
  fields: fields({
    tags: list(text),
    summary: prose,
    description: prose,
    externalDocs: object("ExternalDocs"),
    operationId: text,
    consumes: list(text),
    produces: list(text),
    parameters: list(referable("Parameter")),
    responses: expected(object("Responses")),
    schemes,
    deprecated: flag,
    security,
  }),
};

const pathItem: ObjectSpec = {
  title: "a path item",
  fields: fields({
    ...Object.fromEntries(["get", "put", "post", "delete", "options", "head", "patch"].map((method) => [method, object("Operation")])),
    parameters: list(referable("Parameter")),
  }),
};

const parameter: ObjectSpec = {
  title: "a parameter",
  section: "parameters",
  fields: fields({
    ...valueFields,
    name: required(text),
    in: required(choice("query", "header", "path", "formData", "body")),
    description: prose,
    required: flag,
    schema,
    allowEmptyValue: flag,
    collectionFormat: choice(...formats, "multi"),
  }),
  requiredBy: { field: "in", values: { body: ["schema"], query: ["type"], header: ["type"], path: ["type"], formData: ["type"] } },
};

const securityScheme: ObjectSpec = {
  title: "a security scheme",
  fields: fields({
    type: required(choice("basic", "apiKey", "oauth2")),
    description: prose,
    name: text,
    in: choice("query", "header"),
    flow: choice("implicit", "password", "application", "accessCode"),
    authorizationUrl: text,
    tokenUrl: text,
    scopes: map(prose),
  }),
  requiredBy: { field: "type", values: { apiKey: ["name", "in"], oauth2: ["flow"] } },
};

const shared = ["Info", "Contact", "License", "ExternalDocs", "Tag", "Paths", "Responses", "XML"] as const;

/** The objects of Swagger 2.0. */
export const swaggerObjects: Readonly<Record<string, ObjectSpec>> = {
  ...Object.fromEntries(Object.entries(objects).filter(([name]) => shared.some((known) => known === name))),
  OpenAPI: root,
  Operation: operation,
  PathItem: pathItem,
  Parameter: parameter,
  SecurityScheme: securityScheme,
  Items: { title: "the items", fields: fields({ ...valueFields, collectionFormat: choice(...formats) }) },
  Header: { title: "a header", fields: fields({ ...valueFields, description: prose, collectionFormat: choice(...formats) }) },
  Response: {
    title: "a response",
    misplaced: { content: ofThree, links: ofThree },
    section: "responses",
    fields: fields({ description: expected(prose), schema, headers: map(object("Header")), examples: map(data) }),
  },
};
