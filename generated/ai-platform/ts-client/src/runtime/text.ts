// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { UnreadableBody } from "./errors.js";
import { isRange } from "./media-type.js";
import type { Codec } from "./spec.js";
import { textOf } from "./value.js";

const plain: Codec = textCodec((text) => text);

/** `text/*`, XML, YAML and the like, as a text in UTF-8. */
/* @__NO_SIDE_EFFECTS__ */
export function text(decode?: (value: unknown) => unknown): Codec {
  return decode === undefined ? plain : textCodec(decode);
}

/* @__NO_SIDE_EFFECTS__ */
function textCodec(decode: (value: unknown) => unknown): Codec {
  return {
    streams: false,
    read: async ({ response }) => {
      const body = await response.text();
      try {
        return decode(body);
      } catch (error) {
        throw new UnreadableBody(
          `the body is not what the contract promises (${error instanceof Error ? error.message : String(error)})`,
          body,
          { cause: error },
        );
      }
    },
    write: (value, mediaType) => ({
      body: textOf(value),
      contentType: mediaType === "" || isRange(mediaType) ? "text/plain;charset=utf-8" : mediaType,
    }),
  };
}
