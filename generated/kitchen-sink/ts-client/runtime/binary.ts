// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { writeBytes } from "./bytes.js";
import { openDownload } from "./download.js";
import { isRange } from "./media-type.js";
import type { Codec } from "./spec.js";

/** Any bytes. Received, they are a `Download`: a stream that can also be had whole. For what can be sent, see `BinaryBody`. */
const bytes: Codec = {
  streams: "bytes",
  read: openDownload,
  write: (value, mediaType) => {
    const own = value instanceof Blob && value.type !== "" ? value.type : "application/octet-stream";
    return { ...writeBytes(value), contentType: mediaType === "" || isRange(mediaType) ? own : mediaType };
  },
};

/* @__NO_SIDE_EFFECTS__ */
export function binary(): Codec {
  return bytes;
}
