import type { OptionsOf, OptionTable } from "../target.js";

export const tsClientOptions = {
  dates: { kind: "choice", values: ["string", "Date"], default: "string", summary: "What a `format: date-time` string is: the text as sent, or a Date" },
  int64: { kind: "choice", values: ["number", "bigint"], default: "number", summary: "What a 64-bit integer is: a number (exact up to 2^53), or a bigint" },
  package: { kind: "boolean", default: false, summary: "Emit a publishable npm package (package.json, README, tsconfig) around the sources" },
  packageName: { kind: "text", summary: "The npm name of the package; by default made of the contract's title" },
} as const satisfies OptionTable;

export type TsClientOptions = OptionsOf<typeof tsClientOptions>;
