import type { Contract } from "../../generators/contract/model.js";
import { planRules, type RulesOptions, type RulesRoot } from "../../generators/languages/json-schema/index.js";
import { readJson } from "../../templates/runtime/typescript/check/json-reader.js";
import { writeJson } from "../../templates/runtime/typescript/check/write-json.js";
import type { Schemas } from "../../templates/runtime/typescript/data/index.js";

export interface PrintedSchemas {
  readonly schemas: Schemas;
  /** What a schema is called; "" where every value is valid. */
  readonly nameOf: (root: RulesRoot) => string;
}

/** The schemas of a contract as they are printed for mocks, read with all digits. */
export function schemasOf(contract: Contract, roots: readonly RulesRoot[], formats: RulesOptions["formats"] = "assert"): PrintedSchemas {
  const rules = planRules(contract, roots, { formats, purpose: "make" });
  const document = readJson(Buffer.from(rules.text())) as { readonly $defs: Schemas };
  return { schemas: document.$defs, nameOf: ({ schema, direction }) => rules.nameOf(schema, direction) };
}

/** A value as it goes over the wire. */
export const textOf = (value: unknown): string => writeJson(value);
