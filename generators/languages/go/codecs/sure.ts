import { schemasOfShape } from "../../../contract/graph.js";
import type { Assertion, Contract, Schema, SchemaId, Shape } from "../../../contract/model.js";
import { fitsInteger } from "../literals.js";

/** Rules that a shape repeats: what a reader takes for it has this form. */
const forms: ReadonlySet<Assertion["keyword"]> = new Set([
  "false", "$ref", "$dynamicRef", "type", "items", "prefixItems", "required", "properties", "additionalProperties", "allOf", "anyOf", "oneOf", "discriminator",
]);

/** The rules of a schema that its shape doesn't repeat. With formats that assert nothing, `format` is none. */
export const simpleRules = ({ assertions, shape }: Schema, formats: "assert" | "annotate"): readonly Assertion[] =>
  assertions.filter((rule) => !forms.has(rule.keyword) && !(rule.keyword === "format" && (formats === "annotate" || haveSize(shape, rule.format))));

/** Whether all constants are integers of the size that a format says. */
function haveSize(shape: Shape, format: string): boolean {
  const core = shape.kind === "nullable" ? shape.of : shape;
  const [, unsigned, bits] = /^(u?)int(32|64)$/.exec(format) ?? [];
  return core.kind === "enum" && bits !== undefined && core.members.every(({ value }) => value === "null" || fitsInteger(value, bits === "32" ? 32 : 64, unsigned === ""));
}

/** Tells which schemas are sure. */
export interface Sure {
  readonly has: (id: SchemaId) => boolean;
}

/**
 * The schemas whose values a reader can check in the pass in which it reads them: they are exact, their own rules can be said of what is
 * read, and so it is with everything that their shape refers to. Found out when somebody asks, for what is reached from there: most schemas
 * of a contract are never read. Iterative: all that doubtful schemas are parts of is doubtful.
 */
export function findSure(contract: Contract, canSay: (schema: Schema) => boolean): Sure {
  const known = new Map<SchemaId, boolean>();
  const has = (id: SchemaId): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    settle(contract, canSay, id, known);
    return known.get(id) ?? false;
  };
  return { has };
}

/** Settles a schema, and all that is reached from it and wasn't known. */
function settle(contract: Contract, canSay: (schema: Schema) => boolean, start: SchemaId, known: Map<SchemaId, boolean>): void {
  const users = new Map<SchemaId, SchemaId[]>();
  const doubtful: SchemaId[] = [];
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (known.has(id)) continue;
    const schema = contract.schemas[id];
    const isSure = schema !== undefined && schema.exact && canSay(schema);
    known.set(id, isSure);
    if (!isSure) doubtful.push(id);
    for (const part of schema === undefined ? [] : schemasOfShape(schema.shape)) {
      const list = users.get(part);
      if (list) list.push(id);
      else users.set(part, [id]);
      if (known.get(part) === false) doubtful.push(part);
      open.push(part);
    }
  }
  for (let id = doubtful.pop(); id !== undefined; id = doubtful.pop()) {
    for (const user of users.get(id) ?? []) {
      if (known.get(user)) doubtful.push(user);
      known.set(user, false);
    }
  }
}
