import type { Json, JsonObject } from "../json.js";
import { escapeToken } from "../pointer.js";
import type { FileDocument } from "../read/document.js";
import type { Pointer } from "../model.js";

/** A document that was read: a file, or something from the net. */
export interface LoadedFile {
  /** Where it was found: `file:///...` or `https://...`, without a fragment. */
  readonly uri: string;
  /** As people read it: the path as it leads from the folder of the run; a URL. */
  readonly name: string;
  /** Path from the folder of the contract, with `/`; a URL. */
  readonly path: string;
  readonly document: FileDocument;
  readonly sha256: string;
  readonly isRemote: boolean;
}

/** A schema resource (JSON Schema Core, 4.3.5): what a URI leads to, and the names of places in it. */
export interface Resource {
  readonly file: LoadedFile;
  /** Base of the references in it. */
  readonly uri: string;
  readonly path: Path | undefined;
  readonly value: Json;
  readonly anchors: Map<string, Anchor>;
  hasDynamicAnchor: boolean;
}

/** What a reference leads to. */
export interface Target {
  readonly file: LoadedFile;
  readonly tokens: readonly string[];
  readonly value: Json;
  readonly container: Json | undefined;
}

/** One text for each place of each file. */
export const keyOf = (file: LoadedFile, tokens: readonly string[]): string => `${file.uri}${pointerOfTokens(tokens)}`;

export interface Anchor {
  readonly path: Path | undefined;
  readonly value: JsonObject;
}

/** The way from the root of a file to a value, as a list from its end; the root is undefined. */
export interface Path {
  readonly parent: Path | undefined;
  readonly key: string | number;
}

/** The names and indexes of a path, from the root. */
export function tokensOfPath(path: Path | undefined): string[] {
  const tokens: string[] = [];
  for (let at = path; at !== undefined; at = at.parent) tokens.push(String(at.key));
  return tokens.reverse();
}

/** The pointer of a path in its own file: `#/components/schemas/User`. */
export const pointerOfPath = (path: Path | undefined): Pointer => pointerOfTokens(tokensOfPath(path));

export const pointerOfTokens = (tokens: readonly string[]): Pointer => ["#", ...tokens.map(escapeToken)].join("/");

export const pathOfTokens = (tokens: readonly string[]): Path | undefined =>
  tokens.reduce<Path | undefined>((parent, key) => ({ parent, key }), undefined);
