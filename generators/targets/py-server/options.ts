import type { OptionsOf, OptionTable } from "../target.js";

export const pyServerOptions = {
  package: { kind: "text", summary: "Name of the package; made of the contract's title and `_server` if not given" },
  pyproject: { kind: "boolean", default: true, summary: "Make pyproject.toml, so that the folder can be installed; without it it only has the package" },
  dates: { kind: "choice", values: ["datetime", "text"], default: "datetime", summary: "What a `format: date-time` string is: a datetime, or the text as sent" },
  numbers: { kind: "choice", values: ["float", "decimal"], default: "float", summary: "What a `type: number` is: a float, or a Decimal with every digit" },
  schemas: { kind: "choice", values: ["used", "all"], default: "used", summary: "Which schemas have models: those that operations and webhooks lead to, or all" },
  formats: { kind: "choice", values: ["assert", "annotate"], default: "assert", summary: "Whether `format` is a rule, or says only what is meant" },
  document: { kind: "boolean", default: true, summary: "Take the contract along, for /openapi.json and /docs" },
  handlers: { kind: "boolean", default: false, summary: "Make a program with a method for each operation; it is yours" },
  ray: { kind: "boolean", default: false, summary: "Make deployment.py, which runs the service on Ray Serve" },
} as const satisfies OptionTable;

export type PyServerOptions = OptionsOf<typeof pyServerOptions>;
