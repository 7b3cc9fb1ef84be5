import type { Faults } from "./faults.js";
import { ProblemError, type Refusal, refusalOf } from "./problem.js";
import type { Route } from "./route.js";

/** The status of a request that breaks the contract: 422 only where the operation declares that, and not 400. */
export function violationStatus({ responses }: Route): number {
  return Object.hasOwn(responses, "422") && !Object.hasOwn(responses, "400") ? 422 : 400;
}

/** All that is wrong with a request. */
export function refuse(faults: Faults, status: number): Refusal {
  const { violations, truncated } = faults.list();
  return refusalOf(faults.isMalformed ? "malformed_json" : "invalid_request", { status, violations, truncated });
}

/** The same as an error, for a handler that is already at work. */
export function refusalError(faults: Faults, status: number): ProblemError {
  const { code, parts } = refuse(faults, status);
  return new ProblemError(code, parts);
}
