import type { Field, JsonText, Operation, Response, Schema, SchemaId, Shape } from "../model.js";

/** The signs of pagination, in one spelling: `next_page_token`, `nextPageToken` and `page[next]` are compared without case and punctuation. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

export const LIMITS = ["limit", "perpage", "pagesize", "pagelimit", "size", "maxresults", "maxpagesize", "maxitems", "count", "top", "take", "itemsperpage", "first"];
export const OFFSETS = ["offset", "skip", "pageoffset"];
export const PAGES = ["page", "pagenumber", "pagenum", "pageno", "pageindex"];
export const CURSORS = [
  "cursor", "nextcursor", "pagecursor", "startcursor", "pagetoken", "nextpagetoken", "nexttoken", "continuationtoken", "continuation",
  "marker", "nextmarker", "startingafter", "after", "pageafter", "aftercursor", "startkey", "nextkey", "bookmark", "pagestate",
];
/** Parameters that take the id of the last item seen. */
export const LAST_ITEMS = ["startingafter", "after", "afterid", "startafter"];

/** Members that hold the next cursor, the surest first. */
export const NEXT_CURSORS = [
  "nextcursor", "nextpagetoken", "nexttoken", "nextpagecursor", "nextmarker", "nextcontinuationtoken", "continuationtoken", "nextkey", "nextstartkey",
  "nextbookmark", "nextoffset", "cursornext", "endcursor", "nextpage", "next", "after",
];
/** Members that hold the whole URL of the next page by name; `next` must also be declared as a URI. */
export const NEXT_URLS = ["nexturl", "nexturi", "nextlink", "odatanextlink", "nextpageurl", "nextpageuri", "nextpagelink", "nexthref"];
export const MORE = ["hasmore", "hasnext", "hasnextpage", "more", "hasmoreitems", "hasadditional"];
export const TOTALS = ["total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalelements", "totalsize", "itemcount"];
/** Objects that speak of the page beside the items. */
export const WRAPPERS = ["meta", "metadata", "pagination", "paging", "pageinfo", "page", "links", "responsemetadata", "cursor", "cursors", "pager"];
export const ITEMS = ["items", "data", "results", "values", "entries", "value", "records", "elements", "content", "objects", "resources", "rows", "list", "hits"];
/** Lists that are never what a page is about. */
export const NOT_ITEMS = ["errors", "warnings", "validationerrors", "links", "messages", "order", "sort"];

/** Shapes by id, and through references and `nullable`. */
export interface Shapes {
  readonly at: (schema: SchemaId) => Shape;
  readonly open: (shape: Shape) => Shape;
  /** Pages count from the default of their parameter, or from 0 if its minimum is 0; else from 1. */
  readonly firstPage: (schema: SchemaId) => number;
}

export function readShapes(schemas: Readonly<Record<SchemaId, Schema>>): Shapes {
  const shapeAt = (id: SchemaId): Shape => (Object.hasOwn(schemas, id) ? (schemas[id]?.shape ?? ANY) : ANY);
  const open = (shape: Shape): Shape => {
    const seen = new Set<SchemaId>();
    let at = shape;
    while (at.kind === "ref" || at.kind === "nullable") {
      if (at.kind === "nullable") at = at.of;
      else if (seen.has(at.schema)) return ANY;
      else {
        seen.add(at.schema);
        at = shapeAt(at.schema);
      }
    }
    return at;
  };
  const firstPage = (id: SchemaId): number => {
    const written = Object.hasOwn(schemas, id) ? schemas[id]?.default : undefined;
    const shape = shapeAt(id);
    if (written === undefined && shape.kind === "ref" && shape.schema !== id) return firstPageOf(schemas[shape.schema]?.default, open(shape));
    return firstPageOf(written, open(shape));
  };
  return { at: (id) => open(shapeAt(id)), open, firstPage };
}

function firstPageOf(written: JsonText | undefined, shape: Shape): number {
  const startsAtZero = written === undefined ? shape.kind === "integer" && shape.min === "0" : written === "0";
  return startsAtZero ? 0 : 1;
}

const ANY: Shape = { kind: "any" };

/** The fields of an object shape; none of any other. */
export const fieldsOf = (shape: Shape): readonly Field[] => (shape.kind === "object" ? shape.fields : []);

/** The response that a page is: 200, else the first other 2xx, with JSON; and the shape of that JSON. */
export function pageOf(operation: Operation, shapes: Shapes): { readonly response: Response; readonly shape: Shape } | undefined {
  const successes = operation.responses.filter(({ status }) => (status.kind === "code" ? Math.floor(status.code / 100) === 2 : status.kind === "range" && status.hundreds === 2));
  const response = successes.find(({ status }) => status.kind === "code" && status.code === 200) ?? successes[0];
  const schema = response?.contents.find((content) => content.kind === "json")?.schema;
  return response === undefined || schema === undefined ? undefined : { response, shape: shapes.at(schema) };
}
