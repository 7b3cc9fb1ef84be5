import type { OptionsOf, OptionTable } from "../target.js";

export const goServerOptions = {
  module: { kind: "text", summary: "Import path of the output folder; example.com/ and the package's name if not given" },
  package: { kind: "text", summary: "Name of the package; made of the contract's title if not given" },
  gomod: { kind: "boolean", default: true, summary: "Make go.mod and go.sum; without them the folder is a package of a module that is there" },
  dates: { kind: "choice", values: ["time", "text"], default: "time", summary: "What a `format: date-time` string is: a time.Time, or the text as sent" },
  integers: { kind: "choice", values: ["exact", "int64"], default: "exact", summary: "What an integer without limits is: a number of any size, or an int64" },
  schemas: { kind: "choice", values: ["used", "all"], default: "used", summary: "Which schemas have types: those that operations and webhooks lead to, or all" },
  formats: { kind: "choice", values: ["assert", "annotate"], default: "assert", summary: "Whether `format` is a rule, or says only what is meant" },
  document: { kind: "boolean", default: true, summary: "Take the contract along, for /openapi.json and /docs" },
  handlers: { kind: "boolean", default: false, summary: "Make a program in cmd/server with a method for each operation; it is yours" },
} as const satisfies OptionTable;

export type GoServerOptions = OptionsOf<typeof goServerOptions>;
