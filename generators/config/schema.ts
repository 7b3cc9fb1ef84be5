import { settings, targetSettings, type Setting } from "../config.js";
import { targets, type TargetRow } from "../targets/registry.js";
import type { OptionSpec } from "../targets/target.js";

/** A JSON Schema, as this file writes it. */
type Schema = Readonly<Record<string, unknown>>;

const mapping = (properties: Schema, rest: Schema = {}): Schema => ({ type: "object", properties, additionalProperties: false, ...rest });

function schemaOfOption(spec: OptionSpec): Schema {
  const described = { description: spec.summary, ...(spec.default !== undefined && { default: spec.default }) };
  if (spec.kind === "boolean") return { type: "boolean", ...described };
  return spec.kind === "choice" ? { enum: spec.values, ...described } : { type: "string", minLength: 1, ...described };
}

function schemaOfTarget(target: TargetRow): Schema {
  const options = Object.entries(target.options).map(([name, spec]) => [name, schemaOfOption(spec)]);
  const always = Object.entries(targetSettings).map(([name, { summary }]) => [name, { type: "string", minLength: 1, description: summary }]);
  return { ...mapping(Object.fromEntries([...always, ...options])), type: ["object", "null"], description: target.summary };
}

function schemaOfMember(row: Setting): Schema {
  if (row.kind === "targets") {
    return mapping(Object.fromEntries(targets.map((target) => [target.name, schemaOfTarget(target)])), {
      description: row.summary,
      minProperties: 1,
    });
  }
  if (row.kind === "list") return { type: "array", items: { type: "string" }, description: row.summary };
  return { type: "string", minLength: 1, description: row.summary };
}

/** The JSON Schema (2020-12) of mortise.yaml, made from the tables that it is checked by, for editors. */
export function configSchema(): Schema {
  const rows = Object.entries(settings as Readonly<Record<string, Setting>>).filter(([, row]) => row.member !== undefined);
  const contract = mapping(Object.fromEntries(rows.map(([name, row]) => [name, schemaOfMember(row)])), {
    required: rows.filter(([, row]) => row.member === "required").map(([name]) => name),
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "mortise.yaml",
    description: "Which contracts Mortise makes what of, and where.",
    ...mapping(
      {
        contracts: {
          type: "object",
          minProperties: 1,
          additionalProperties: contract,
          description: "Each contract under the name that 'mortise generate NAME' knows it by.",
        },
      },
      { required: ["contracts"] },
    ),
  };
}
