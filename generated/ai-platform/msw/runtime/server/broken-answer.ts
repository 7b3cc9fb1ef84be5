import type { Check, Finding } from "../check/findings.js";

/** A handler's answer breaks the contract. Goes to the log; the client gets 500, and nothing of the value. */
export class BrokenAnswer extends Error {
  override readonly name: string = "BrokenAnswer";
  readonly violations: readonly AnswerViolation[];

  constructor(reason: string, violations: readonly AnswerViolation[] = []) {
    super(reason);
    this.violations = violations;
  }
}

export interface AnswerViolation extends Finding {
  readonly in: "header" | "body";
}

/** What has gone wrong with a request, as the log is told. */
export interface Failure {
  readonly error: unknown;
  readonly violations?: readonly AnswerViolation[];
}

export function failureOf(error: unknown): Failure {
  return error instanceof BrokenAnswer ? { error, violations: error.violations } : { error };
}

/** Enough to mend an answer by; a list of a million broken items has a million violations. */
const most = 100;

/** Throws `BrokenAnswer` with what is wrong, if something is. `at`: where the value stands. */
export function checkAnswer(rules: Partial<Check>, value: unknown, place: "header" | "body", at: string): void {
  if (rules.is === undefined || rules.is(value)) return;
  const violations: AnswerViolation[] = [];
  rules.check?.(value, at, {
    add: (pointer, rule, message) => {
      if (violations.length < most) violations.push({ in: place, pointer, rule, message });
    },
  });
  throw new BrokenAnswer("The answer breaks the contract", violations);
}
