import type { Direction, SchemaId } from "../../../contract/model.js";
import type { Code, Printable } from "../../../emit/code.js";
import { makeRegistry } from "./functions.js";
import { type CodecPrinter, makeWay, type Verb, type Way } from "./plan.js";
import { itemReader } from "./read.js";
import { itemWriter } from "./append.js";
import { makeTests, type MatchPattern } from "./tests.js";

export type { CodecPrinter } from "./plan.js";
export type { MatchPattern } from "./tests.js";

export interface CodecOptions {
  /**
   * The check of a schema, a `check.Func`, on the side that checks; undefined where every value is valid. Given, rules are kept while reading
   * where that is sure, and branches of unions are told apart by them. Not given, what is read is not checked.
   */
  readonly valid?: (schema: SchemaId, direction: Direction) => Printable | undefined;
  /** How a text is matched with a pattern while reading. Not given, schemas with patterns are checked on their trees. */
  readonly matches?: MatchPattern;
  /** Whether types that tags alone can't describe get methods for encoding/json. Default: they do. */
  readonly methods?: boolean;
}

/** How values of a schema are read. */
export interface ReadCodec {
  /** A `func(r *wire.Reader, v *T) bool`. */
  readonly function: Printable;
  /** The type `T`. */
  readonly type: Printable;
  /** With `Checks`, what it says true of is valid: no tree has to be made. */
  readonly sure: boolean;
}

export interface AppendCodec {
  /** A `func(b []byte, v *T) []byte`. */
  readonly function: Printable;
  readonly type: Printable;
}

export interface Codecs {
  /** Asked for before `files`. */
  readonly read: (schema: SchemaId, direction: Direction) => ReadCodec;
  readonly append: (schema: SchemaId, direction: Direction) => AppendCodec;
  /** Prints everything that was asked for: stems of files (`user` of `user_json.go`) with their declarations. */
  readonly files: () => ReadonlyMap<string, readonly Code[]>;
}

interface Root {
  readonly function: Printable;
  readonly type: Printable;
  readonly way: Way;
}

/**
 * Plans the functions that read and write the JSON of values (design, section 4): one pass over the bytes, without reflection. A value that a
 * checking reader takes is valid and equal to what was written; what it refuses may be valid all the same.
 */
export function planCodecs(printer: CodecPrinter, options: CodecOptions = {}): Codecs {
  const tests = makeTests(printer.names, options.matches);
  const made = new Map<Direction, { readonly way: Way; readonly print: (into: Map<string, Code[]>) => void }>();
  const wayOf = (direction: Direction): Way => {
    const known = made.get(direction);
    if (known) return known.way;
    const registry = makeRegistry(printer, direction, options.methods ?? true);
    const { valid } = options;
    const way = makeWay(printer, { direction, checks: valid !== undefined, knowsPatterns: options.matches !== undefined, ...(valid && { valid: (id: SchemaId) => valid(id, direction) }) }, tests, registry.functions);
    made.set(direction, { way, print: (into) => registry.print(way, into) });
    return way;
  };
  // Parameters, headers and failures that operations share are asked for by each.
  const roots = new Map<string, Root>();
  const rootOf = (schema: SchemaId, direction: Direction, verb: Verb): Root => {
    const key = `${verb} ${direction} ${schema}`;
    const known = roots.get(key);
    if (known) return known;
    const way = wayOf(direction);
    const shape = { kind: "ref", schema } as const;
    const part = verb === "read" ? way.part(shape) : way.written(shape);
    const root = { function: verb === "read" ? itemReader(way, part) : itemWriter(way, part), type: way.type(shape), way };
    roots.set(key, root);
    return root;
  };
  return {
    read: (schema, direction) => {
      const { function: read, type, way } = rootOf(schema, direction, "read");
      return { function: read, type, sure: way.sure.has(schema) };
    },
    append: (schema, direction) => {
      const { function: write, type } = rootOf(schema, direction, "append");
      return { function: write, type };
    },
    files: () => {
      const files = new Map<string, Code[]>();
      for (const { print } of made.values()) print(files);
      return files;
    },
  };
}
