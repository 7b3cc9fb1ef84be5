/** Makes values of schemas: valid by construction, the same for the same seed. */
export interface Data {
  /**
   * A valid value as JSON: plain data, numbers beyond doubles as `Decimal` (as the JSON reader of `check` gives them).
   *
   * @throws {NoValue} if no value can be found.
   */
  make(schema: string, wish?: Wish): unknown;
  /** Whether a value is valid: the exact verdict. */
  accepts(schema: string, value: unknown): boolean;
  /** Values that are one change away from a valid one, each with the violation that it must cause; by and by all that can be made. */
  nearMisses(schema: string, wish?: Wish): Iterable<NearMiss>;
}

/** What a value should be like. */
export interface Wish {
  /** Equal seeds make equal values. "" if absent. */
  readonly seed?: string;
  /** Of what the value is, such as a parameter's or a member's name: `email`, `created_at`. It decides between valid values only. */
  readonly name?: string;
  /** Whether examples and defaults of the contract come first, where they are valid (`first`, the default), or are taken no notice of. */
  readonly examples?: "first" | "never";
  /**
   * Members that should be as they are here, in the same nesting: those that make no valid value are left out. An array stands for the
   * whole list.
   */
  readonly given?: unknown;
  /** `small`: only what must be there. `full`: optional members too, as far as nesting allows. Default: `full`. */
  readonly size?: "small" | "full";
  /** The moment around which dates lie, in ms since 1970. Fixed if absent, so that values stay the same. */
  readonly now?: number;
}

export interface NearMiss {
  readonly value: unknown;
  /** A JSON pointer into the value and the keyword (wire profile, "Errors"): among the violations that the value causes. */
  readonly violation: { readonly pointer: string; readonly rule: string };
  /** What was changed, for people: `name: one character more than 40`. */
  readonly change: string;
}
