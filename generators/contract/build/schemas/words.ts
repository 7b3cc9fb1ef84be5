import type { Json, JsonObject } from "../../json.js";
import { toJsonText } from "../../json-text.js";
import type { JsonText } from "../../model.js";
import { type Column, makeColumn } from "./column.js";
import { problemOfDefault } from "./defaults.js";
import type { FactBook } from "./facts/collect.js";
import type { Position, Positions } from "./positions.js";

/** What people read of a schema, and its default. */
export interface Words {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** One that the schema can't take is none: nobody could fill it in. */
  readonly default: JsonText | undefined;
  readonly examples: readonly JsonText[];
}

const NO_EXAMPLES: readonly JsonText[] = [];

export const NO_WORDS: Words = { title: undefined, description: undefined, deprecated: false, default: undefined, examples: NO_EXAMPLES };

/**
 * The words of every schema. In OpenAPI 3.0 nothing beside a `$ref` has an effect, but what it says in words is still worth reading;
 * a default has an effect.
 */
export function readWords(positions: Positions, book: FactBook): Column<Words> {
  const words = makeColumn<Words>(positions);
  for (const position of positions.values()) {
    const { id, schema, keywords } = position;
    if (typeof schema === "boolean") continue;
    const { title, description, deprecated } = schema;
    const fallback = keywords["default"];
    const isUsable = fallback !== undefined && problemOfDefault(book, id, fallback) === undefined;
    words.put(position, {
      title: typeof title === "string" ? title : undefined,
      description: typeof description === "string" ? description : undefined,
      deprecated: deprecated === true,
      default: isUsable ? toJsonText(fallback) : undefined,
      examples: readExamples(schema),
    });
  }
  return words;
}

/** `examples` (a list since 3.1) or `example`. */
function readExamples({ examples, example }: JsonObject): readonly JsonText[] {
  if (Array.isArray(examples)) return (examples as readonly Json[]).map(toJsonText);
  return example === undefined ? NO_EXAMPLES : [toJsonText(example)];
}

/** The default of a schema or of the schema that it refers to (an annotation applies where the reference stands, Core 7.7.1). */
export function findDefault(positions: Positions, words: Column<Words>, schema: Position): JsonText | undefined {
  let position: Position | undefined = schema;
  for (let steps = 0; position !== undefined && steps < positions.size; steps++) {
    if (position.keywords["default"] !== undefined) return words.of(position)?.default;
    const target: Json | undefined = position.keywords["$ref"];
    position = typeof target === "string" ? positions.get(target) : undefined;
  }
  return undefined;
}
