import type { Scheme } from "./auth.js";

/**
 * What `send` has to know of one operation. It never changes: what is derived from it once is kept.
 */
export interface OperationSpec {
  readonly id: string;
  readonly method: string;
  /** The template: `/users/{id}`. */
  readonly path: string;
  readonly parameters?: readonly ParameterSpec[];
  /** Writers by media type. The first is the default; `request.contentType` chooses another. */
  readonly body?: Contents;
  /** Readers by status (`200`, `"4XX"`, `default`) and media type. An empty record: no body. */
  readonly responses: Readonly<Record<string, Contents>>;
  /** Of answers that are to be had as a stream of items and otherwise, the stream is wanted. */
  readonly streams?: boolean;
  /** Alternatives of scheme names; an empty one: anonymous is welcome. Absent: no credential is sent. */
  readonly security?: readonly (readonly string[])[];
  /** Only if the operation has servers of its own. */
  readonly servers?: readonly (string | ServerSpec)[];
}

/**
 * Codecs by media type. As functions (`json`, `() => json(decode)`) they are made when they are needed, and bundlers
 * see that nothing happens before.
 */
export type Contents = Readonly<Record<string, Codec | (() => Codec)>>;

export type ParameterStyle =
  "matrix" | "label" | "simple" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject" | "cookie";

/**
 * How one parameter is written (OpenAPI 3.2, 4.12). Without `style`: form in query and cookie, simple in path and
 * header.
 */
export interface ParameterSpec extends ValueSpec {
  readonly name: string;
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
  /** How members are written, where `content` is a form. */
  readonly members?: Readonly<Record<string, MemberSpec>>;
}

export interface ValueSpec {
  readonly style?: ParameterStyle;
  /** Without it: true for the styles form and cookie, else false. */
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** The media type of a parameter with `content`; then `style` says nothing. */
  readonly content?: string;
}

/** How one member of a body that is a form is written (OpenAPI 3.2, 4.15). */
export interface MemberSpec extends Omit<ValueSpec, "content"> {
  /** One or several media types: the first that is no range is used where the value has none. */
  readonly contentType?: string;
}

export interface ServerSpec {
  /** May have variables: `https://{region}.example.com`. */
  readonly url: string;
  readonly name?: string;
  readonly variables?: Readonly<Record<string, ServerVariableSpec>>;
}

export interface ServerVariableSpec {
  readonly default: string;
  readonly values?: readonly string[];
}

/** What a client has to know of its contract. */
export interface ContractSpec {
  readonly servers: readonly (string | ServerSpec)[];
  /** Security schemes by name: `{ bearerAuth: bearer(), key: apiKey("header", "X-API-Key") }`. */
  readonly schemes: Readonly<Record<string, Scheme>>;
}

/** The values of one call, by place: what the request type of every operation narrows. */
export interface RequestParts {
  readonly path?: object | undefined;
  readonly query?: object | undefined;
  /** The value of the one parameter that is the whole query (`in: querystring`). */
  readonly querystring?: unknown;
  readonly headers?: object | undefined;
  /** In a browser, scripts can't set cookies of a request: there, use `init: { credentials: "include" }`. */
  readonly cookies?: object | undefined;
  readonly body?: unknown;
  /** Which of the documented media types `body` is sent as. Without it: the first one. */
  readonly contentType?: string | undefined;
}

/** How bytes of one media type become values, and values bytes. `json()` and its like make one. */
export interface Codec {
  /** What `read` gives before the body has ended: a stream of bytes, of items, or nothing. */
  readonly streams: "bytes" | "items" | false;
  /** Throws `UnreadableBody` if the body isn't what the media type promises. */
  readonly read: (reading: Reading) => unknown;
  /** What `read` does once it has the text of the body. Bodies are read by this where it is there: one promise less. */
  readonly parse?: (text: string) => unknown;
  readonly write: (value: unknown, mediaType: string) => Written;
}

/** A body on its way out. */
export interface Written {
  /** A function makes the body anew for each attempt. */
  readonly body: BodyInit | (() => BodyInit);
  /** Absent: `fetch` sets it. */
  readonly contentType?: string | undefined;
  /** The body is a stream that can be read only once: such a call is never sent again. */
  readonly once?: boolean;
}

/** An answer on its way in. */
export interface Reading {
  readonly response: Response;
  /** Without parameters, in lower case; "" if the answer has none. */
  readonly mediaType: string;
  /** For codecs that stream. */
  readonly stream?: StreamReading;
}

export interface StreamReading {
  readonly signal: AbortSignal | undefined;
  readonly reconnect: boolean | ReconnectOptions | undefined;
  /** The method is safe to repeat without being asked to. */
  readonly isRepeatable: boolean;
  /**
   * Sends the same request again with these headers on top; `undefined` is 204: there is no more. Absent: the request's
   * body was a stream, which is gone.
   */
  readonly again?: (headers: Readonly<Record<string, string>>) => Promise<Response | undefined>;
  /** Makes the typed error of an item that can't be read, or of a connection that broke off. */
  readonly explain: (error: unknown) => unknown;
  /** To be called when the stream has ended: lets go of the caller's `AbortSignal`. */
  readonly release: () => void;
}

/** How streams go on after the connection broke off. */
export interface ReconnectOptions {
  /** Attempts in a row without an item before the stream gives up. Default: 5. */
  readonly attempts?: number | undefined;
  /**
   * Milliseconds before the first attempt, doubled for each further one; a server's `retry:` field wins. Default:
   * 1,000.
   */
  readonly delay?: number | undefined;
  /** Also after the server ended the stream in good order, as a browser's `EventSource` does. */
  readonly afterEnd?: boolean | undefined;
  /** Where items have no ids: the headers that make the server go on behind the last item. */
  readonly resume?: ((last: unknown, count: number) => Readonly<Record<string, string>>) | undefined;
}
