/** An answer, ready for whatever carries it. */
export interface Reply {
  readonly status: number;
  /** Names and values in turn; bytes as characters U+0000 to U+00FF. Without the length of a body that is there. */
  readonly headers: string[];
  /** Absent: there is none. Texts are sent as UTF-8; a stream is sent as it comes. */
  readonly body?: string | Uint8Array | ReplyStream | undefined;
  /** To be called where a stream is not sent after all. */
  readonly discard?: () => void;
}

/** Pieces of a body, made when there is room for them. */
export type ReplyStream = AsyncIterable<string | Uint8Array>;

/** An answer of JSON that no handler gives. */
export function jsonReply(status: number, value: object): Reply {
  return { status, headers: ["content-type", "application/json"], body: JSON.stringify(value) };
}

export function isStream(body: Reply["body"]): body is ReplyStream {
  return typeof body === "object" && !(body instanceof Uint8Array);
}

/** Whether an answer to this method and of this status has a body at all (RFC 9110, section 6.4.1). */
export function hasBody(method: string, status: number): boolean {
  return method !== "HEAD" && status !== 204 && status !== 205 && status !== 304;
}
