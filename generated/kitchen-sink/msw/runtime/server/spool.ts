/** Takes what of a request's files is too large for memory, one after the other, and gives back any stretch of it. */
export interface Spool {
  /** Puts bytes behind those that are there. One at a time. */
  write(chunk: Uint8Array): Promise<void>;
  /** The bytes from `start` up to `end`, counted from the first that was written. */
  read(start: number, end: number): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Removes what was kept. Never rejects. */
  remove(): Promise<void>;
}

/** Opens a place outside memory: a temporary file, where there are files. */
export type OpenSpool = () => Promise<Spool>;
