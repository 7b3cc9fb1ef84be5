import type { OptionsOf, OptionTable } from "../target.js";

export const mswOptions = {
  formats: { kind: "choice", values: ["assert", "annotate"], default: "assert", summary: "Whether `format` is a rule, or says only what is meant" },
} as const satisfies OptionTable;

export type MswOptions = OptionsOf<typeof mswOptions>;
