/** An assignment between our type and openapi-typescript's that the compiler refuses, and why that is right. One that compiles fails the test. */
export interface Exception {
  readonly contract: string;
  /** `Schema (face) direction`. */
  readonly assignment: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  { contract: "kitchen-sink", assignment: "Arrays (response) ours to theirs", reason: "`prefixItems` without `minItems` lets every item be absent; openapi-typescript requires them all" },
  { contract: "kitchen-sink", assignment: "Arrays (response) theirs to ours", reason: "openapi-typescript passes over `unevaluatedItems`, so its items are unknown where ours have a type" },
  { contract: "kitchen-sink", assignment: "Objects (response) ours to theirs", reason: "openapi-typescript passes over `patternProperties`, so other members have the type of `additionalProperties` alone" },
  { contract: "kitchen-sink", assignment: "Objects (response) theirs to ours", reason: "a required member that `properties` does not name is a member of ours, and not of openapi-typescript's" },
  { contract: "kitchen-sink", assignment: "Enums (response) theirs to ours", reason: "`const: null` is null; openapi-typescript says unknown" },
  { contract: "kitchen-sink", assignment: "Compositions (response) theirs to ours", reason: "`required` in an `allOf` branch of its own makes the other branch's member required; openapi-typescript passes over it" },
  { contract: "kitchen-sink", assignment: "Unions (response) ours to theirs", reason: "all seven JSON types are any JSON value: unknown" },
  { contract: "kitchen-sink", assignment: "Discriminators (response) theirs to ours", reason: "contains Heat" },
  { contract: "kitchen-sink", assignment: "Heat (response) theirs to ours", reason: "with `defaultMapping` (3.2) each mapped branch says its tag; openapi-typescript does not know `defaultMapping`" },
  { contract: "kitchen-sink", assignment: "Cake (response) ours to theirs", reason: "a subtype by `allOf` does not narrow the tag of its base (OpenAPI 3.2, 4.25: no effect on validation); openapi-typescript narrows it" },
  { contract: "kitchen-sink", assignment: "Pasta (response) ours to theirs", reason: "as Cake" },
  { contract: "kitchen-sink", assignment: "Directions (response) theirs to ours", reason: "a member that a branch names beside `allOf` is intersected; openapi-typescript loses its type" },
  { contract: "legacy-3.0", assignment: "Cat (response) ours to theirs", reason: "as Cake of the kitchen sink" },
];
