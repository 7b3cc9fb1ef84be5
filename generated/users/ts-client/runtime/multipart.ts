// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { readFormData } from "./form.js";
import { readParts } from "./multipart-read.js";
import { type PartSpec, type PositionalSpec, writeMultipart } from "./multipart-write.js";
import type { Codec } from "./spec.js";

export type { PartSpec, PositionalSpec };

/**
 * `multipart/*` (RFC 2046, RFC 7578). Members become parts: bytes are files, lists are repeated, objects are JSON, the
 * rest is text; `parts` says how single members are written, `positional` how the parts of a list are
 * (`multipart/mixed` and its like). Nothing is buffered: files are read when they are sent. `FormData` goes as it is.
 * Reads into `FormData`; parts without a name are "0", "1" ...
 */
/* @__NO_SIDE_EFFECTS__ */
export function multipart(parts: Readonly<Record<string, PartSpec>> = {}, positional: PositionalSpec = {}): Codec {
  return {
    streams: false,
    read: (reading) =>
      reading.mediaType === "multipart/form-data" ? readFormData(reading) : readParts(reading.response),
    write: (value, mediaType) =>
      value instanceof FormData ? { body: value } : writeMultipart(value, mediaType, parts, positional),
  };
}
