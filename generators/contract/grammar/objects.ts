import {
  choice, data, expected, fields, flag, into, list, map, type Misplaced, object, type ObjectSpec, prose, referable, required, schema, schemaName, section, since, text, tolerant, until,
} from "./kinds.js";
import { securityObjects } from "./security.js";

const examplesHint = "each example is an object with 'value': { name: { value: ... } }";
const examples = tolerant(map(referable("Example")), data, examplesHint);
const described = { summary: prose, description: prose };
const security = list(map(list(text)));
const styles = ["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"];

/** Only OpenAPI 3.2 has references to media types. */
const contents = [until("3.1", map(object("MediaType"))), since("3.2", map(referable("MediaType")))];

/** What parameters and headers have in common (OpenAPI 3.2, 4.12 and 4.21). */
const parameterFields = {
  description: prose,
  required: flag,
  deprecated: flag,
  allowEmptyValue: flag,
  explode: flag,
  allowReserved: flag,
  schema,
  example: data,
  examples,
  content: contents,
};

const intoServers = { hint: "OpenAPI 3 has 'servers': [{ url: https://host/path }]" };
const intoContent = { hint: "OpenAPI 3 names media types in 'content' of bodies and responses" };
const intoComponents = (section: string): Misplaced => ({ hint: `OpenAPI 3 has them in 'components: { ${section} }'` });
const intoContentSchema = into("content", "put it into 'content: { application/json: { schema } }'");

/** Keywords that belong into `schema`: they stood in parameters and headers in Swagger 2.0. */
const asInSwagger = Object.fromEntries(
  ["type", "format", "items", "default", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "nullable", "properties"].map((name) => [name, into("schema")]),
);

const root: ObjectSpec = {
  title: "a contract",
  misplaced: {
    host: intoServers,
    basePath: intoServers,
    schemes: intoServers,
    consumes: intoContent,
    produces: intoContent,
    definitions: intoComponents("schemas"),
    parameters: intoComponents("parameters"),
    responses: intoComponents("responses"),
    securityDefinitions: intoComponents("securitySchemes"),
    schemas: into("components"),
    securitySchemes: into("components"),
  },
  fields: fields({
    /** Looked at before all else. */
    openapi: data,
    $self: since("3.2", text),
    info: expected(object("Info")),
    jsonSchemaDialect: since("3.1", text),
    servers: list(object("Server")),
    paths: [until("3.0", expected(object("Paths"))), since("3.1", object("Paths"))],
    webhooks: since("3.1", map(referable("PathItem"))),
    components: object("Components"),
    security,
    tags: list(object("Tag")),
    externalDocs: object("ExternalDocs"),
  }),
  oneOf: { fields: ["paths", "components", "webhooks"], severity: "error", since: "3.1" },
};

const components: ObjectSpec = {
  title: "the components",
  fields: fields({
    schemas: section(schema),
    responses: section(referable("Response")),
    parameters: section(referable("Parameter")),
    examples: section(referable("Example")),
    requestBodies: section(referable("RequestBody")),
    headers: section(referable("Header")),
    securitySchemes: section(referable("SecurityScheme")),
    links: section(referable("Link")),
    callbacks: section(referable("Callback")),
    pathItems: since("3.1", section(referable("PathItem"))),
    mediaTypes: since("3.2", section(referable("MediaType"))),
  }),
};

const operation: ObjectSpec = {
  title: "an operation",
  misplaced: { consumes: intoContent, produces: intoContent, schemes: intoServers },
  fields: fields({
    ...described,
    tags: list(text),
    externalDocs: object("ExternalDocs"),
    operationId: text,
    parameters: list(referable("Parameter")),
    requestBody: referable("RequestBody"),
    responses: [until("3.0", expected(object("Responses"))), since("3.1", object("Responses"))],
    callbacks: map(referable("Callback")),
    deprecated: flag,
    security,
    servers: list(object("Server")),
  }),
};

const pathItem: ObjectSpec = {
  title: "a path item",
  section: "pathItems",
  fields: fields({
    ...described,
    get: object("Operation"),
    put: object("Operation"),
    post: object("Operation"),
    delete: object("Operation"),
    options: object("Operation"),
    head: object("Operation"),
    patch: object("Operation"),
    trace: object("Operation"),
    query: since("3.2", object("Operation")),
    additionalOperations: since("3.2", map(object("Operation"))),
    servers: list(object("Server")),
    parameters: list(referable("Parameter")),
  }),
};

const encoding: ObjectSpec = {
  title: "an encoding",
  fields: fields({
    contentType: text,
    headers: map(referable("Header")),
    style: choice(...styles),
    explode: flag,
    allowReserved: flag,
    encoding: since("3.2", map(object("Encoding"))),
    prefixEncoding: since("3.2", list(object("Encoding"))),
    itemEncoding: since("3.2", object("Encoding")),
  }),
};

/** OpenAPI's objects from 3.0 to 3.2 (OpenAPI 3.2, section 4), by the name of the specification without "Object". */
export const objects: Readonly<Record<string, ObjectSpec>> = {
  OpenAPI: root,
  Components: components,
  Operation: operation,
  PathItem: pathItem,
  Encoding: encoding,
  ...securityObjects,
  Info: {
    title: "the info",
    fields: fields({
      title: expected(prose),
      summary: since("3.1", prose),
      description: prose,
      termsOfService: prose,
      contact: object("Contact"),
      license: object("License"),
      version: expected(prose),
    }),
  },
  Contact: { title: "the contact", isProse: true, fields: fields({ name: prose, url: prose, email: prose }) },
  License: { title: "the license", isProse: true, fields: fields({ name: expected(prose), identifier: since("3.1", prose), url: prose }) },
  ExternalDocs: { title: "external documentation", isProse: true, fields: fields({ description: prose, url: expected(prose) }) },
  Server: {
    title: "a server",
    fields: fields({ url: required(text), name: since("3.2", prose), description: prose, variables: map(object("ServerVariable")) }),
  },
  ServerVariable: { title: "a server variable", fields: fields({ enum: list(prose), default: required(prose), description: prose }) },
  Tag: {
    title: "a tag",
    isProse: true,
    fields: fields({
      name: expected(prose),
      summary: since("3.2", prose),
      description: prose,
      externalDocs: object("ExternalDocs"),
      parent: since("3.2", prose),
      kind: since("3.2", prose),
    }),
  },
  Paths: { title: "the paths", fields: {}, rest: referable("PathItem") },
  Parameter: {
    title: "a parameter",
    section: "parameters",
    misplaced: { ...asInSwagger, collectionFormat: { hint: "OpenAPI 3 has 'style' and 'explode'" } },
    fields: fields({
      ...parameterFields,
      name: required(text),
      in: [until("3.1", required(choice("query", "header", "path", "cookie"))), since("3.2", required(choice("query", "querystring", "header", "path", "cookie")))],
      style: [until("3.1", choice(...styles)), since("3.2", choice(...styles, "cookie"))],
    }),
    oneOf: { fields: ["schema", "content"], severity: "warning" },
  },
  Header: {
    title: "a header",
    section: "headers",
    misplaced: asInSwagger,
    fields: fields({ ...parameterFields, style: choice("simple") }),
  },
  RequestBody: {
    title: "a request body",
    section: "requestBodies",
    misplaced: { "*/*": into("content"), schema: intoContentSchema },
    fields: fields({ description: prose, content: [until("3.1", expected(map(object("MediaType")))), since("3.2", expected(map(referable("MediaType"))))], required: flag }),
  },
  MediaType: {
    title: "a media type",
    section: "mediaTypes",
    misplaced: asInSwagger,
    fields: fields({
      schema,
      itemSchema: since("3.2", schema),
      example: data,
      examples,
      encoding: map(object("Encoding")),
      prefixEncoding: since("3.2", list(object("Encoding"))),
      itemEncoding: since("3.2", object("Encoding")),
    }),
  },
  Responses: { title: "the responses", fields: fields({ default: referable("Response") }), rest: referable("Response") },
  Response: {
    title: "a response",
    section: "responses",
    misplaced: {
      "*/*": into("content"),
      schema: intoContentSchema,
      examples: into("content", "put them into 'content: { application/json: { examples } }'"),
    },
    fields: fields({
      summary: since("3.2", prose),
      description: [until("3.1", expected(prose)), since("3.2", prose)],
      headers: map(referable("Header")),
      content: contents,
      links: map(referable("Link")),
    }),
  },
  Callback: { title: "a callback", section: "callbacks", fields: {}, rest: referable("PathItem") },
  Example: {
    title: "an example",
    section: "examples",
    isProse: true,
    fields: fields({ ...described, value: data, dataValue: since("3.2", data), serializedValue: since("3.2", text), externalValue: text }),
  },
  Link: {
    title: "a link",
    section: "links",
    fields: fields({ operationRef: text, operationId: text, parameters: map(data), requestBody: data, description: prose, server: object("Server") }),
  },
  Discriminator: {
    title: "a discriminator",
    fields: fields({ propertyName: required(text), mapping: map(schemaName), defaultMapping: since("3.2", schemaName) }),
  },
  XML: {
    title: "the XML form",
    isProse: true,
    fields: fields({
      name: prose,
      namespace: prose,
      prefix: prose,
      attribute: flag,
      wrapped: flag,
      nodeType: since("3.2", choice("element", "attribute", "text", "cdata", "none")),
    }),
  },
};
