import type { ContentSpec } from "../server/route.js";
import type { ServerContract } from "../server/options.js";
import type { Schemas } from "../data/schema.js";

/** What a mock has to know of a contract. Printed. */
export interface MockContract extends ServerContract {
  /** By handler, as `routes`. */
  readonly answers: Readonly<Record<string, MockPlan>>;
  /** Every schema that answers (and the requests of contract tests) are made of. */
  readonly schemas: Schemas;
  /** The URLs of the contract's servers, variables by their defaults. */
  readonly servers?: readonly string[];
}

/** What a mock answers to one operation. */
export interface MockPlan {
  /** Documented answers, the one that is given without a wish first. */
  readonly answers: readonly MockAnswer[];
  /** What the operation does to what the mock remembers. Absent: nothing. */
  readonly resource?: ResourceRole;
}

export interface MockAnswer {
  /** A status that the contract documents: `200`, of `4XX` and `default` one that has no entry of its own. */
  readonly status: number;
  /** As documented: `200`, `4XX`, `default`. */
  readonly key: string;
  readonly contents: readonly MockContent[];
  readonly headers: readonly MockHeader[];
}

export interface MockContent {
  /** As written, ranges too. */
  readonly mediaType: string;
  readonly kind: ContentSpec["kind"];
  /** The name of the body's schema, or of an item's for streams. Absent: any value. */
  readonly schema?: string;
  /** Of events whose data is JSON in a text: the schema of that JSON. */
  readonly data?: string;
  /** The contract's examples by name, as JSON. Of the media type, first of all. */
  readonly examples?: Readonly<Record<string, unknown>>;
}

export interface MockHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema?: string;
}

/** A way into a JSON value: member names. */
export type Path = readonly string[];

/**
 * What an operation does to a resource (RFC 9110, section 9). A collection is known by its path without the last `/{parameter}`, filled
 * with the request's path parameters.
 */
export type ResourceRole =
  | {
      readonly does: "list";
      readonly items: Path;
      readonly paging?: Paging;
      readonly filters: readonly Filter[];
      readonly item?: string;
      /** The path of the collection, if it is not the operation's: `/pets/search` looks into `/pets`. */
      readonly at?: string;
    }
  | { readonly does: "create"; readonly identity: Path; readonly body: Path; readonly item?: string }
  /** `parameter`: the path parameter that says which one. `identity`: where its value stands in the item. `body`: where the item stands in the answer. */
  | {
      readonly does: "read" | "replace" | "change" | "delete";
      readonly parameter: string;
      readonly identity: Path;
      readonly body: Path;
      readonly item?: string;
      /** Of `replace`: members that requests don't have, so they stay as they are. */
      readonly kept?: readonly string[];
    }
  /** There is one: `/settings`. */
  | { readonly does: "readOne" | "replaceOne" | "changeOne" | "deleteOne"; readonly body: Path; readonly item?: string };

/** A query parameter that keeps the items whose member is equal to it (or, if it is a list, to one of it). */
export interface Filter {
  readonly parameter: string;
  readonly member: Path;
  /** The texts that can be asked for, where items may have any: it's what they have. */
  readonly values?: readonly string[];
}

/** As `Pagination` of the model says it: which parameters choose the page, and what of the answer tells of the next one. */
export interface Paging {
  readonly limit?: string;
  readonly next:
    /** `turn` absent: nothing in the query says which page. */
    | { readonly by: "link"; readonly turn?: PageTurn }
    | { readonly by: "url"; readonly url: Path; readonly turn?: PageTurn }
    | { readonly by: "cursor"; readonly parameter: string; readonly cursor: Path; readonly more?: Path }
    | { readonly by: "lastItem"; readonly parameter: string; readonly member: string; readonly more?: Path }
    | { readonly by: "offset"; readonly parameter: string; readonly total?: Path }
    | { readonly by: "page"; readonly parameter: string; readonly first: number; readonly total?: Path }
    /** Only the limit is known. */
    | { readonly by: "none" };
}

/** The query parameter that a link to another page has, and what it counts: items, pages, or nothing that clients know. */
export interface PageTurn {
  readonly parameter: string;
  readonly counts: "items" | "pages" | "opaque";
  /** Of the first page. 1 if absent. */
  readonly first?: number;
}
