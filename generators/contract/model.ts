/**
 * The model: everything Mortise knows of a contract, free of OpenAPI's versions and of any target language.
 *
 * A `Contract` is deeply readonly and JSON-serialisable. References are ids, so cycles are harmless. `build` makes it, nobody
 * changes it afterwards. Every schema has two faces: its `assertions` (exact JSON Schema 2020-12; they alone decide a verdict)
 * and its `shape` (the type a programmer sees; it never decides a verdict).
 */

/** RFC 6901 pointer into the canonical document, with a leading `#`: `#/components/schemas/User`. `Source.locate` makes it file:line:column. */
export type Pointer = string;

/** The pointer at which a schema stands in the canonical document. Unique; equal to `Schema.id`. */
export type SchemaId = string;

/** The text of one JSON value. Numbers stand as they stood in the contract, so none lost a digit; members keep their order. */
export type JsonText = string;

/** The text of one JSON number, exact: `0.1`, `9223372036854775807`, `1e-3`. */
export type DecimalText = string;

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** A request is checked against the request face of a schema, a response against its response face. */
export type Direction = "request" | "response";

/** `readOnly` members exist in responses, `writeOnly` members in requests. */
export type Access = "both" | "readOnly" | "writeOnly";

// ---------------------------------------------------------------- contract

export interface Contract {
  readonly about: About;
  readonly servers: readonly Server[];
  readonly tags: readonly Tag[];
  /** In the order of the document. */
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** Every schema of the document, component and inline, in the order of the document. */
  readonly schemas: Readonly<Record<SchemaId, Schema>>;
  /** Schema resources (`$id`), for `$dynamicRef`. The document itself is the resource "". */
  readonly resources: Readonly<Record<string, Resource>>;
  /** Where patterns stand that are none (ECMA-262 with the `u` flag): no schema asserts them. */
  readonly lostPatterns: readonly Pointer[];
  readonly externalDocs?: Link;
}

export interface About {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description?: string;
  readonly termsOfService?: string;
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string };
  readonly license?: { readonly name?: string; readonly identifier?: string; readonly url?: string };
}

export interface Link {
  readonly url: string;
  readonly description?: string;
}

export interface Server {
  readonly url: string;
  readonly name?: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly values: readonly string[];
  readonly description?: string;
}

export interface Tag {
  readonly name: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parent?: string;
  readonly kind?: string;
  readonly externalDocs?: Link;
}

/** What people read of a thing. */
export interface Prose {
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
}

// ---------------------------------------------------------------- operations

export interface Operation extends Prose {
  /** `operationId`, or a name derived from method and path. Unique in the contract. */
  readonly id: string;
  readonly idDerived: boolean;
  /** `x-mortise-name`: the name in generated code, as written. */
  readonly pinnedName?: string;
  readonly origin: Pointer;
  /** Upper case for the methods of RFC 9110 and QUERY; `additionalOperations` as written. */
  readonly method: string;
  /** The template as written: `/users/{id}`. For a callback the runtime expression, for a webhook its name. */
  readonly path: string;
  readonly segments: readonly PathSegment[];
  readonly tags: readonly string[];
  readonly externalDocs?: Link;
  /** Path item and operation parameters merged (same name and place: the operation's). In order: path, query, querystring, header, cookie. */
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  readonly responses: readonly Response[];
  readonly callbacks: readonly Callback[];
  /** Alternatives: one must hold. Empty list: none needed. An alternative without requirements: anonymous is welcome. */
  readonly security: readonly SecurityAlternative[];
  /** Its own or its path item's servers; empty: the contract's. */
  readonly servers: readonly Server[];
  readonly pagination?: Pagination;
  readonly batch?: { readonly maxSize: number; readonly maxWaitMs: number };
  readonly roles?: readonly string[];
}

/** One segment between slashes, cut into text and parameters: `v{version}.json`. */
export type PathSegment = readonly PathPart[];
export type PathPart = { readonly kind: "text"; readonly text: string } | { readonly kind: "parameter"; readonly name: string };

export type ParameterPlace = "path" | "query" | "querystring" | "header" | "cookie";
export type ParameterStyle =
  | "matrix" | "label" | "simple" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "cookie";

export interface Parameter extends Prose {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly origin: Pointer;
  readonly pinnedName?: string;
  readonly required: boolean;
  readonly allowEmptyValue: boolean;
  readonly schema: SchemaId;
  readonly coding: ParameterCoding;
  readonly examples: readonly Example[];
}

/** `style` and `explode`, or one media type (`content`). Defaults are filled in. `encodings`: of a form that says how its members are written. */
export type ParameterCoding =
  | { readonly kind: "style"; readonly style: ParameterStyle; readonly explode: boolean; readonly allowReserved: boolean }
  | { readonly kind: "content"; readonly mediaType: string; readonly encodings?: readonly PartEncoding[] };

export interface Example {
  readonly name?: string;
  readonly summary?: string;
  readonly description?: string;
  /** The value as data. */
  readonly value?: JsonText;
  /** The value as it is on the wire (3.2 `serializedValue`). */
  readonly serialized?: string;
  readonly externalValue?: string;
}

export interface Body extends Prose {
  readonly origin: Pointer;
  readonly required: boolean;
  readonly contents: readonly Content[];
}

/**
 * How bytes of a media type become values:
 * json: `application/json`, `+json`; form: `application/x-www-form-urlencoded`; multipart: `multipart/*`; events: `text/event-stream`;
 * jsonLines: `application/jsonl`, `application/x-ndjson`, `application/json-seq`; text: other `text/*`, XML and YAML (a string); binary: all others.
 */
export type ContentKind = "json" | "form" | "multipart" | "events" | "jsonLines" | "text" | "binary";

export interface Content {
  /** As written: `application/vnd.acme+json`, `image/*`. */
  readonly mediaType: string;
  readonly kind: ContentKind;
  readonly origin: Pointer;
  readonly schema?: SchemaId;
  /** One item of a stream (3.2 `itemSchema`; for events without it, the schema of an event's JSON data). */
  readonly itemSchema?: SchemaId;
  /** For forms and multipart: how each member is written, by member name. */
  readonly encodings: readonly PartEncoding[];
  readonly prefixEncodings: readonly PartEncoding[];
  readonly itemEncoding?: PartEncoding;
  readonly examples: readonly Example[];
}

export interface PartEncoding {
  /** "" for positional parts. */
  readonly name: string;
  /** `contentType`, a list; empty: by the member's shape. */
  readonly contentTypes: readonly string[];
  readonly headers: readonly Header[];
  readonly coding?: ParameterCoding;
}

/** `200`, `4XX` (hundreds: 4) or `default`. */
export type Status =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "range"; readonly hundreds: number }
  | { readonly kind: "default" };

export interface Response {
  readonly status: Status;
  readonly origin: Pointer;
  readonly summary?: string;
  readonly description?: string;
  readonly headers: readonly Header[];
  readonly contents: readonly Content[];
  readonly links: readonly ResponseLink[];
}

export interface Header extends Prose {
  readonly name: string;
  readonly origin: Pointer;
  readonly required: boolean;
  readonly schema: SchemaId;
  readonly coding: ParameterCoding;
  readonly examples: readonly Example[];
}

export interface ResponseLink {
  readonly name: string;
  readonly description?: string;
  /** The target, if it is in this contract. */
  readonly operationId?: string;
  /** Parameter (`path.id` or `id`) to a constant or a runtime expression (`$response.body#/id`). */
  readonly parameters: readonly { readonly name: string; readonly value: JsonText }[];
  readonly body?: JsonText;
}

export interface Callback {
  readonly name: string;
  /** Runtime expression: `{$request.body#/callbackUrl}`. */
  readonly expression: string;
  readonly operations: readonly Operation[];
}

/** How an operation's pages follow each other; inferred, or `x-mortise-pagination`. Paths are member names into the response's JSON. */
export interface Pagination {
  readonly items: readonly string[];
  readonly limitParameter?: string;
  readonly next:
    | { readonly kind: "linkHeader" }
    | { readonly kind: "nextUrl"; readonly url: readonly string[] }
    | { readonly kind: "cursor"; readonly parameter: string; readonly cursor: readonly string[]; readonly more?: readonly string[] }
    /** The cursor is a member of the last item (`starting_after` = last `id`); `more` says whether to go on. */
    | { readonly kind: "lastItem"; readonly parameter: string; readonly member: string; readonly more?: readonly string[] }
    | { readonly kind: "offset"; readonly parameter: string; readonly total?: readonly string[] }
    | { readonly kind: "page"; readonly parameter: string; readonly first: number; readonly total?: readonly string[] };
}

// ---------------------------------------------------------------- security

export interface SecurityAlternative {
  /** All must hold. */
  readonly requirements: readonly { readonly scheme: string; readonly scopes: readonly string[] }[];
}

export type SecurityScheme = { readonly name: string; readonly description?: string; readonly deprecated: boolean; readonly origin: Pointer } & (
  | { readonly kind: "apiKey"; readonly in: "query" | "header" | "cookie"; readonly parameter: string }
  | { readonly kind: "basic" }
  | { readonly kind: "bearer"; readonly format?: string }
  /** Any other scheme of the Authorization header (RFC 9110, section 11). */
  | { readonly kind: "http"; readonly scheme: string }
  | { readonly kind: "oauth2"; readonly flows: readonly OAuthFlow[]; readonly metadataUrl?: string }
  | { readonly kind: "openIdConnect"; readonly url: string }
  | { readonly kind: "mutualTLS" }
);

export interface OAuthFlow {
  readonly grant: "implicit" | "password" | "clientCredentials" | "authorizationCode" | "deviceAuthorization";
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
}

// ---------------------------------------------------------------- schemas

/** What is absent is `undefined`, not left out: objects of one form are read in half the time, and there are tens of thousands. So with `Field`. */
export interface Schema {
  readonly id: SchemaId;
  /** What generated code is named after. */
  readonly place: Place;
  readonly pinnedName?: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  readonly access: Access;
  readonly default?: JsonText | undefined;
  readonly examples: readonly JsonText[];
  readonly externalDocs?: Link;
  /** Key of `Contract.resources`. */
  readonly resource: string;
  /** All must hold. Empty: everything is valid. At most one of each keyword, in the order of `AssertionKeyword`. */
  readonly assertions: readonly Assertion[];
  readonly shape: Shape;
  /**
   * The shape and the simple assertions of this schema (limits, pattern, format, uniqueItems) say all that its assertions say, where each
   * `ref` in the shape stands for the schema it leads to, which may itself be exact or not. (build/schemas/exact.ts has it in full.)
   */
  readonly exact: boolean;
  /** Its request face differs from its response face, here or in anything it reaches. */
  readonly directional: boolean;
}

/** Where a schema stands; the language's names are made of this. */
export type Place =
  | { readonly kind: "component"; readonly name: string }
  | { readonly kind: "nested"; readonly parent: SchemaId; readonly step: Step }
  /** Inside an operation: `slot` says where, `key` which (parameter name, media type, `200 application/json`, header name). */
  | { readonly kind: "operation"; readonly operation: string; readonly slot: Slot; readonly key: string }
  /** Inside a component that is no schema, such as `#/components/responses/NotFound`. */
  | { readonly kind: "shared"; readonly section: string; readonly name: string; readonly key: string };

export type Slot = "parameter" | "body" | "bodyItem" | "response" | "responseItem" | "header" | "part";

export type Step =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "patternProperty"; readonly pattern: string }
  | { readonly kind: "additionalProperties" | "propertyNames" | "items" | "contains" | "unevaluatedItems" | "unevaluatedProperties" | "contentSchema" }
  | { readonly kind: "prefixItem"; readonly index: number }
  | { readonly kind: "branch"; readonly keyword: "allOf" | "anyOf" | "oneOf"; readonly index: number }
  | { readonly kind: "not" | "if" | "then" | "else" }
  | { readonly kind: "dependent"; readonly name: string }
  | { readonly kind: "definition"; readonly name: string };

export interface Resource {
  /** The pointer to the schema with the `$id`. */
  readonly id: string;
  readonly dynamicAnchors: Readonly<Record<string, SchemaId>>;
}

// ---------------------------------------------------------------- rules

/**
 * One keyword of JSON Schema 2020-12 (section numbers: Validation and Core drafts). Keywords that apply to one JSON type pass
 * every value of another type. Children are schema ids.
 */
export type Assertion =
  /** The boolean schema `false`. (`true` has no assertions.) */
  | { readonly keyword: "false" }
  | { readonly keyword: "$ref"; readonly schema: SchemaId }
  /** Core 8.2.3.2. `schema` is where it leads statically; where that has a dynamic anchor of the name, the outermost resource in scope that has it wins. `anchor` is absent where only one resource has it: then it is a `$ref`. */
  | { readonly keyword: "$dynamicRef"; readonly schema: SchemaId; readonly anchor?: string }
  | { readonly keyword: "type"; readonly types: readonly JsonType[] }
  | { readonly keyword: "enum"; readonly values: readonly JsonText[] }
  | { readonly keyword: "const"; readonly value: JsonText }
  | { readonly keyword: "multipleOf"; readonly divisor: DecimalText }
  | { readonly keyword: "minimum"; readonly limit: DecimalText }
  | { readonly keyword: "exclusiveMinimum"; readonly limit: DecimalText }
  | { readonly keyword: "maximum"; readonly limit: DecimalText }
  | { readonly keyword: "exclusiveMaximum"; readonly limit: DecimalText }
  | { readonly keyword: "minLength"; readonly limit: number }
  | { readonly keyword: "maxLength"; readonly limit: number }
  /** ECMA-262 with the `u` flag, checked by `build`. */
  | { readonly keyword: "pattern"; readonly pattern: string }
  /** Only formats of the wire profile; an unknown format is only in the shape. */
  | { readonly keyword: "format"; readonly format: string }
  | { readonly keyword: "minItems"; readonly limit: number }
  | { readonly keyword: "maxItems"; readonly limit: number }
  | { readonly keyword: "uniqueItems" }
  | { readonly keyword: "prefixItems"; readonly schemas: readonly SchemaId[] }
  /** `after`: how many items `prefixItems` beside it took. */
  | { readonly keyword: "items"; readonly schema: SchemaId; readonly after: number }
  /** `min` defaults to 1; 0 makes it an annotation only. */
  | { readonly keyword: "contains"; readonly schema: SchemaId; readonly min: number; readonly max?: number }
  | { readonly keyword: "minProperties"; readonly limit: number }
  | { readonly keyword: "maxProperties"; readonly limit: number }
  /** A name with access `readOnly` is required in responses only, `writeOnly` in requests only. */
  | { readonly keyword: "required"; readonly names: readonly { readonly name: string; readonly access: Access }[] }
  | { readonly keyword: "dependentRequired"; readonly entries: readonly { readonly name: string; readonly requires: readonly string[] }[] }
  | { readonly keyword: "properties"; readonly members: readonly Member[] }
  | { readonly keyword: "patternProperties"; readonly members: readonly { readonly pattern: string; readonly schema: SchemaId }[] }
  /** Applies to members that `properties` and `patternProperties` beside it do not name. */
  | { readonly keyword: "additionalProperties"; readonly schema: SchemaId; readonly names: readonly string[]; readonly patterns: readonly string[] }
  | { readonly keyword: "propertyNames"; readonly schema: SchemaId }
  | { readonly keyword: "dependentSchemas"; readonly entries: readonly { readonly name: string; readonly schema: SchemaId }[] }
  | { readonly keyword: "allOf"; readonly schemas: readonly SchemaId[] }
  /** With `dispatch`, equal in verdict to checking the one branch that the value belongs to. */
  | { readonly keyword: "anyOf"; readonly schemas: readonly SchemaId[]; readonly dispatch?: Dispatch }
  | { readonly keyword: "oneOf"; readonly schemas: readonly SchemaId[]; readonly dispatch?: Dispatch }
  /** Replaces the `oneOf`/`anyOf` that stood beside it: the tag alone decides (wire profile, "Schemas by direction, discriminators"). */
  | { readonly keyword: "discriminator"; readonly property: string; readonly mapping: readonly { readonly tag: string; readonly schema: SchemaId }[]; readonly otherwise?: SchemaId }
  | { readonly keyword: "not"; readonly schema: SchemaId }
  | { readonly keyword: "if"; readonly condition: SchemaId; readonly then?: SchemaId; readonly else?: SchemaId }
  | { readonly keyword: "unevaluatedItems"; readonly schema: SchemaId }
  | { readonly keyword: "unevaluatedProperties"; readonly schema: SchemaId };

export type AssertionKeyword = Assertion["keyword"];
export type AssertionOf<K extends AssertionKeyword> = Extract<Assertion, { readonly keyword: K }>;

export interface Member {
  readonly name: string;
  readonly schema: SchemaId;
  readonly access: Access;
}

/** How to find the one branch that can hold. Every branch stands once; a value that belongs to none fails as a whole. */
export type Dispatch =
  | { readonly by: "type"; readonly branches: readonly { readonly types: readonly JsonType[]; readonly schema: SchemaId }[] }
  /** A required member whose constants differ in every branch. */
  | { readonly by: "member"; readonly member: string; readonly branches: readonly { readonly values: readonly JsonText[]; readonly schema: SchemaId }[] };

// ---------------------------------------------------------------- shapes

export type Shape =
  /** Any JSON value. */
  | { readonly kind: "any" }
  | { readonly kind: "never" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean" }
  /** `format` as written, known or not. `encoding`: `contentEncoding`. */
  | { readonly kind: "string"; readonly format?: string; readonly encoding?: string; readonly mediaType?: string }
  /** Raw bytes outside JSON: `format: binary` (3.0), or no schema type at all under a binary media type. */
  | { readonly kind: "binary" }
  | { readonly kind: "integer"; readonly format?: string; readonly min?: DecimalText; readonly max?: DecimalText }
  | { readonly kind: "number"; readonly format?: string }
  /** Constants of one or several JSON types. A `const` is an enum of one. */
  | { readonly kind: "enum"; readonly members: readonly EnumMember[] }
  /** `extra`: what other members may be; absent: none are named or allowed (they are dropped), or the schema is closed. */
  | { readonly kind: "object"; readonly fields: readonly Field[]; readonly closed: boolean; readonly extra?: Shape; readonly subtypes?: Subtypes; readonly wide?: Wide }
  | { readonly kind: "map"; readonly values: Shape; readonly wide?: Wide }
  | { readonly kind: "array"; readonly items: Shape; readonly wide?: Wide }
  /** `required`: how many of `items` must be there. `rest` absent: no more items. */
  | { readonly kind: "tuple"; readonly items: readonly Shape[]; readonly required: number; readonly rest?: Shape; readonly wide?: Wide }
  /** `tag`: the member that tells the branches apart; then each branch has its `tags`. */
  | { readonly kind: "union"; readonly branches: readonly Branch[]; readonly tag?: string }
  | { readonly kind: "nullable"; readonly of: Shape }
  | { readonly kind: "ref"; readonly schema: SchemaId };

/** Values of other JSON types are valid too, since no `type` says what was meant. `build` leaves it out: languages ask for it that can't do without. */
export type Wide = true;

export interface EnumMember {
  readonly value: JsonText;
  /** `x-enum-varnames`, `x-enumNames`, or the `title` of a `oneOf` of constants. */
  readonly name?: string;
  readonly description?: string;
  readonly deprecated: boolean;
}

export interface Field {
  /** The wire name. */
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  readonly access: Access;
  readonly default?: JsonText | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated: boolean;
  readonly examples: readonly JsonText[];
}

export interface Branch {
  readonly shape: Shape;
  /** Values of the union's `tag` that choose this branch. */
  readonly tags?: readonly string[];
}

/** A base type that others extend by `allOf`, with a `discriminator` (OpenAPI 3.2, 4.25: no use in validation, only for types). */
export interface Subtypes {
  readonly tag: string;
  readonly of: readonly { readonly tag: string; readonly schema: SchemaId }[];
}
