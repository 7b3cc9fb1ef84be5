export interface JsonLimits {
  /** How deep arrays and objects may stand in each other: up to 1000, by default 100. */
  readonly maxDepth?: number;
}

export const defaultDepth = 100;

/** What can be wrong with a JSON text: its grammar, depth or numbers; a member name that comes twice; its UTF-8. */
export type JsonRule = "json" | "duplicate" | "encoding";

const messages: Readonly<Record<JsonRule, string>> = {
  json: "must be one JSON value",
  duplicate: "must not have a member name twice",
  encoding: "must be UTF-8",
};

/** Bytes or text that are not the one strict JSON value that they have to be. The message says nothing of the text. */
export class MalformedJson extends Error {
  override readonly name = "MalformedJson";
  readonly code = "malformed_json";
  readonly rule: JsonRule;

  constructor(rule: JsonRule) {
    super(messages[rule]);
    this.rule = rule;
  }
}
