import type { Diagnostic, Location } from "../diagnostic.js";
import type { JsonObject } from "./json.js";
import type { Pointer } from "./model.js";

export type SpecificationVersion = "3.0" | "3.1" | "3.2";

/** A contract read from its files: one canonical document, and where each part of it came from. */
export interface Source {
  /** The file that was named, as it was named. */
  readonly path: string;
  /** Everything in one document: references to other files lead to components here. Swagger 2.0 has become 3.0. */
  readonly document: JsonObject;
  readonly version: SpecificationVersion;
  /** Every file that was read, the named one first: paths relative to its folder, with the SHA-256 of the bytes in hex. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly diagnostics: readonly Diagnostic[];
  /** The file, line and column of what stands at a pointer. Reads positions lazily, once a file. */
  readonly locate: (pointer: Pointer, at?: "key" | "value") => Location | undefined;
  /** The text of a line, for the code frame. */
  readonly line: (file: string, line: number) => string | undefined;
}
