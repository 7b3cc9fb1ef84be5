// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { UnreadableBody } from "./errors.js";
import { formText } from "./parameters.js";
import type { Codec, MemberSpec } from "./spec.js";

/**
 * `application/x-www-form-urlencoded`. `members` says how single members are written (`style`, `explode`,
 * `allowReserved`, or `contentType`); without it a list is repeated and an object is JSON. `URLSearchParams` and texts
 * go as they are. Reads into `FormData`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function form(members: Readonly<Record<string, MemberSpec>> = {}): Codec {
  return {
    streams: false,
    read: readFormData,
    write: (value) => ({
      body: value instanceof URLSearchParams ? value.toString() : formText(value, members),
      contentType: "application/x-www-form-urlencoded",
    }),
  };
}

/** Reads a form, of either media type. */
export async function readFormData({
  response,
  mediaType,
}: {
  readonly response: Response;
  readonly mediaType: string;
}): Promise<FormData> {
  try {
    return await response.formData();
  } catch (error) {
    throw new UnreadableBody(
      `the body is not ${mediaType} (${error instanceof Error ? error.message : String(error)})`,
      "",
      { cause: error },
    );
  }
}
