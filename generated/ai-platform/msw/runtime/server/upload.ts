/** Bytes that came with a request: a part of a multipart body, or a whole body of bytes. They can be read once, unless they are kept. */
export interface Upload {
  /** As the client says it, without folders: for showing, never for a path. */
  readonly filename: string | undefined;
  /** As sent. */
  readonly contentType: string | undefined;
  /** In bytes; `undefined`: not known yet. */
  readonly size: number | undefined;
  stream(): AsyncIterable<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  /** UTF-8. */
  text(): Promise<string>;
}
