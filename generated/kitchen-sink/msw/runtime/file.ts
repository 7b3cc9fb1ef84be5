import type { BinaryBody } from "./bytes.js";

/** What a file of a multipart body may be: bytes, or bytes with a name (`file(...)`). A `File` has its name already. */
export type FileBody = BinaryBody | NamedFile;

export interface FileOptions {
  readonly filename?: string | undefined;
  /** Wins over the media type of a `Blob` and of the contract. */
  readonly contentType?: string | undefined;
  /** Further headers of the part. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const mark: unique symbol = Symbol("file");

/** A part with a name, media type or headers of its own. Made by `file`. */
export interface NamedFile extends FileOptions {
  readonly [mark]: true;
  readonly content: BinaryBody | string;
}

/** Bytes with a name: `file(createReadStream("a.png"), { filename: "a.png", contentType: "image/png" })`. */
export function file(content: BinaryBody | string, options: FileOptions = {}): NamedFile {
  return { ...options, content, [mark]: true };
}

export function isNamedFile(value: unknown): value is NamedFile {
  return typeof value === "object" && value !== null && mark in value;
}
