// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { RequestError } from "./errors.js";

/** Sets a header in a plain record, the form that `fetch` takes fastest. */
export function setHeader(headers: Record<string, string>, name: string, value: string): void {
  if (name === "__proto__")
    throw new RequestError("A plain record, as fetch reads headers, can't hold a header called '__proto__'");
  headers[name] = value;
}
