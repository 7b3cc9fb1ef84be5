import type { OptionsOf, OptionTable } from "../target.js";

export const tsServerOptions = {
  dates: { kind: "choice", values: ["string", "Date"], default: "string", summary: "What a `format: date-time` string is: the text as sent, or a Date" },
  int64: { kind: "choice", values: ["number", "bigint"], default: "number", summary: "What a 64-bit integer is: a number (exact up to 2^53), or a bigint" },
  formats: { kind: "choice", values: ["assert", "annotate"], default: "assert", summary: "Whether `format` is a rule, or says only what is meant" },
  handlers: { kind: "boolean", default: false, summary: "Make files for your handlers in handlers/, and add to them what new operations need; they are yours" },
  document: { kind: "boolean", default: true, summary: "Take the contract along, for /openapi.json and /docs" },
} as const satisfies OptionTable;

export type TsServerOptions = OptionsOf<typeof tsServerOptions>;
