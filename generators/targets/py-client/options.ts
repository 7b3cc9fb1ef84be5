import type { OptionsOf, OptionTable } from "../target.js";

export const pyClientOptions = {
  package: { kind: "text", summary: "Name of the package; made of the contract's title and `_client` if not given" },
  pyproject: { kind: "boolean", default: true, summary: "Make pyproject.toml, so that the folder can be installed; without it it only has the package" },
  dates: { kind: "choice", values: ["datetime", "text"], default: "datetime", summary: "What a `format: date-time` string is: a datetime, or the text as sent" },
  numbers: { kind: "choice", values: ["float", "decimal"], default: "float", summary: "What a `type: number` is: a float, or a Decimal with every digit" },
  schemas: { kind: "choice", values: ["used", "all"], default: "used", summary: "Which schemas have models: those that operations and webhooks lead to, or all" },
} as const satisfies OptionTable;

export type PyClientOptions = OptionsOf<typeof pyClientOptions>;
