// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { UnreadableBody } from "./errors.js";
import { jsonText } from "./json-text.js";
import type { Codec, Reading, Written } from "./spec.js";

const plain: Codec = jsonCodec(JSON.parse);

/**
 * JSON (RFC 8259). Writes `bigint` with all its digits and `Date` as its ISO text. `decode` makes the value that users
 * see of the parsed one: needed where dates or big integers have types of their own.
 */
/* @__NO_SIDE_EFFECTS__ */
export function json(decode?: (value: unknown) => unknown): Codec {
  return decode === undefined ? plain : jsonCodec((text) => decode(JSON.parse(text)));
}

/** JSON with another way of parsing. */
/* @__NO_SIDE_EFFECTS__ */
export function jsonCodec(parse: (text: string) => unknown): Codec {
  const read = async ({ response }: Reading): Promise<unknown> => parseBody(await response.text(), parse);
  return { streams: false, parse, read, write: writeJson };
}

/** Parses a JSON body; what can't be parsed is an `UnreadableBody`. */
export function parseBody(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UnreadableBody(text === "" ? "the body is empty" : reasonOf(error), text, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof SyntaxError
    ? `the body is not JSON (${message})`
    : `the body is not what the contract promises (${message})`;
}

function writeJson(value: unknown, mediaType: string): Written {
  return {
    body: jsonText(value),
    contentType: mediaType === "" || mediaType.includes("*") ? "application/json" : mediaType,
  };
}
