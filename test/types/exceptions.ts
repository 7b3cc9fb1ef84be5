/** An assignment between our type and openapi-typescript's that the compiler refuses, and why that is right. One that compiles fails the test. */
export interface Exception {
  readonly contract: string;
  /** `Schema (face) direction`. */
  readonly assignment: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [];
