import type { Check, Is } from "../check/findings.js";

/** Makes what a handler sees of a checked value, or what is sent of an answer: only named and allowed members, defaults, dates. */
export type Conversion = (value: unknown) => unknown;

/** What the server has to know of one operation. Printed from the contract, read once when the server is made. */
export interface Route {
  readonly id: string;
  /** Upper case for the methods of RFC 9110. */
  readonly method: string;
  /** The template as written: `/users/{id}`. */
  readonly path: string;
  /** Alternatives, of which one must hold; in each, all must. Absent: none needed. An empty alternative: anonymous is welcome. */
  readonly security?: readonly (readonly Requirement[])[];
  readonly parameters?: readonly ParameterSpec[];
  readonly body?: BodySpec;
  /** By `200`, `4XX` or `default`. */
  readonly responses: Readonly<Record<string, ResponseSpec>>;
}

export interface Requirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

export type ParameterPlace = "path" | "query" | "querystring" | "header" | "cookie";
export type ParameterStyle = "matrix" | "label" | "simple" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "cookie";

/** How a parameter, a form's member or a header is written. Absent members are the defaults of its place (OpenAPI 3.2, 4.12). */
export interface TextCoding {
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** What the text stands for. Absent where `content` says it. */
  readonly text?: TextSpec;
  /** One media type instead of a style. */
  readonly content?: ContentSpec;
}

export interface ParameterSpec extends TextCoding, Partial<Check> {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required?: boolean;
  readonly allowEmptyValue?: boolean;
  /** What the handler gets where the parameter is absent: JSON, which `read` makes what the handler sees. */
  readonly default?: unknown;
  readonly read?: Conversion;
}

export type TextKind = "null" | "boolean" | "integer" | "number" | "string";

/**
 * What JSON value a text may stand for. A list of kinds is in the order null, boolean, integer, number, string: the first whose text form and
 * rules fit wins (wire profile, "Parameters").
 */
export type TextSpec =
  | TextKind
  | { readonly anyOf: readonly { readonly text: TextSpec; readonly is?: Is }[] }
  | { readonly items: TextSpec; readonly prefix?: readonly TextSpec[] }
  | { readonly members: Readonly<Record<string, TextSpec>>; readonly rest?: TextSpec };

export interface BodySpec {
  readonly required?: boolean;
  /** By media type or range, as written. */
  readonly contents: Readonly<Record<string, ContentSpec>>;
}

/** What a media type holds, and what becomes of it. `read` on the way in, `write` on the way out. */
export type ContentSpec = JsonContent | FormContent | MultipartContent | TextContent | BinaryContent | StreamContent;

interface Checked extends Partial<Check> {
  readonly read?: Conversion;
  readonly write?: Conversion;
  /** The value holds dates or 64-bit integers that JSON has no word for: it is made JSON before `write` and `is`. */
  readonly decoded?: boolean;
}

export interface JsonContent extends Checked {
  readonly kind: "json";
}

export interface FormContent extends Checked {
  readonly kind: "form";
  readonly members: Readonly<Record<string, PartSpec>>;
  /** Members without a row of their own. */
  readonly rest?: PartSpec;
}

export interface MultipartContent extends Checked {
  readonly kind: "multipart";
  readonly members: Readonly<Record<string, PartSpec>>;
  readonly rest?: PartSpec;
  /** Parts by position (3.2 `prefixEncoding`, `itemEncoding`): the value is a list. */
  readonly prefix?: readonly PartSpec[];
  readonly items?: PartSpec;
}

/** A form's member or a part. `content` says how its bytes are read; `list`: each occurrence is one item of an array. */
export interface PartSpec extends TextCoding {
  readonly list?: boolean;
  /** Media types that the part may have, ranges too; absent: any. */
  readonly contentTypes?: readonly string[];
}

export interface TextContent extends Checked {
  readonly kind: "text";
}

export interface BinaryContent {
  readonly kind: "binary";
}

export interface StreamContent {
  readonly kind: "events" | "jsonLines";
  readonly item: Checked;
  /**
   * Of events: the item is the JSON of `data`, the whole event (`data`, `event`, `id`, `retry`), the text of `data`, or the whole event
   * whose `data` the handler has as a value and the wire as its JSON text (`item` checks the event with the text). Absent: `data`.
   */
  readonly as?: "data" | "event" | "text" | "jsonEvent";
}

export interface ResponseSpec {
  readonly headers?: readonly HeaderSpec[];
  /** By media type, as written. Empty: no body. */
  readonly contents: Readonly<Record<string, ContentSpec>>;
  /** The hook that renders problem documents into the contract's own error schema for this status. */
  readonly problem?: string;
}

export interface HeaderSpec extends TextCoding, Partial<Check> {
  readonly name: string;
  readonly required?: boolean;
}
