import type { JsonObject } from "../contract/json.js";
import type { Contract } from "../contract/model.js";
import type { Diagnostic } from "../diagnostic.js";
import type { File } from "../emit/file.js";

/** One row of a target's option table: it makes the type, the default, `--help`, the check and the JSON Schema for editors. */
export type OptionSpec = { readonly summary: string } & (
  | { readonly kind: "boolean"; readonly default: boolean }
  | { readonly kind: "choice"; readonly values: readonly string[]; readonly default: string }
  | { readonly kind: "text"; readonly default?: string }
);

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The values that an option table stands for. */
export type OptionsOf<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends { readonly kind: "boolean" }
    ? boolean
    : T[K] extends { readonly kind: "choice"; readonly values: readonly (infer V)[] }
      ? V
      : T[K] extends { readonly default: string }
        ? string
        : string | undefined;
};

/** What a product is made from: the model, and the canonical document for products that pass the document itself on. */
export interface TargetInput {
  readonly contract: Contract;
  readonly document: JsonObject;
}

/** A product. `emit` is pure: no disk, clock, network or randomness; the same input gives the same bytes. */
export interface Target<T extends OptionTable = OptionTable> {
  readonly name: string;
  readonly summary: string;
  readonly options: T;
  readonly emit: (input: TargetInput, options: OptionsOf<T>) => readonly File[] | Promise<readonly File[]>;
  /** What of this contract the target can't express, and what it does instead: notes of the support report. */
  readonly support: (input: TargetInput, options: OptionsOf<T>) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
}

/** A contract that a target can't print at all. `emit` throws it; the run tells the reason and leaves the target's output as it was. */
export class UnprintableError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}
