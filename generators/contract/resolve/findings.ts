import type { Severity } from "../../diagnostic.js";
import type { Kind } from "../grammar.js";
import type { Json, JsonObject } from "../json.js";
import type { LoadedFile, Path, Resource } from "./places.js";

/** A reference that was found: where it stands, what it says and what it must lead to. */
export interface Site {
  readonly file: LoadedFile;
  readonly resource: Resource;
  /**
   * reference: `$ref` where OpenAPI has one. dynamic: `$dynamicRef`. name: a discriminator's mapping. pathItem: `$ref` of a path
   * item, whose fields may stand beside it. inline: `$ref` where OpenAPI has none; what it leads to belongs in its place.
   */
  readonly way: "reference" | "dynamic" | "name" | "pathItem" | "inline";
  readonly role: Kind;
  readonly text: string;
  /** The object that has the reference, and under which name. */
  readonly holder: JsonObject;
  readonly key: string;
  /** The way to the holder. */
  readonly path: Path | undefined;
  /** What the holder stands in; undefined for the root of a file. */
  readonly container: Json | undefined;
}

/** A diagnostic by file and path: its pointer is known when all parts have their place. */
export interface Finding {
  readonly file: LoadedFile;
  readonly path: Path | undefined;
  readonly at: "key" | "value";
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
}

/** A number or flag where a text belongs that people read; its text is put there. */
export interface Slip {
  readonly file: LoadedFile;
  readonly holder: JsonObject;
  readonly key: string;
  readonly path: Path;
}

/** What walks through the files find. */
export interface Findings {
  readonly sites: Site[];
  readonly slips: Slip[];
  readonly diagnostics: Finding[];
  /** Notes by what they say: one is shown, with how often it holds. */
  readonly notes: Map<string, { readonly finding: Finding; count: number }>;
  /** Every object that was read as one of OpenAPI's, and as which: `Schema`, `Response`. */
  readonly roleOf: Map<object, string>;
}

export const startFindings = (): Findings => ({ sites: [], slips: [], diagnostics: [], notes: new Map(), roleOf: new Map() });
