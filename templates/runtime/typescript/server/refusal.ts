import type { Faults } from "./faults.js";
import { ProblemError } from "./problem.js";
import type { Route } from "./route.js";

/** The status of a request that breaks the contract: 422 only where the operation declares that, and not 400. */
export function violationStatus({ responses }: Route): number {
  return Object.hasOwn(responses, "422") && !Object.hasOwn(responses, "400") ? 422 : 400;
}

/** The problem with all that is wrong with a request. */
export function refuse(faults: Faults, status: number): ProblemError {
  return new ProblemError(faults.isMalformed ? "malformed_json" : "invalid_request", { status, ...faults.list() });
}
