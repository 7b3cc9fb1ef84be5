import type { Diagnostic } from "../../diagnostic.js";
import type { TargetInput } from "../target.js";
import { planAnswers } from "../../languages/statuses.js";

const note = (code: string, message: string, origin: string, hint: string): Diagnostic => ({ code, severity: "note", message, origin, hint });

/** What of a contract the mocks can't do, operation by operation. */
export const reportSupport = ({ contract }: TargetInput): readonly Diagnostic[] =>
  contract.operations.flatMap((operation) =>
    planAnswers(operation).length === 0
      ? [note("msw-no-answer", `'${operation.id}' documents no answer that a mock could give`, operation.origin, "document a response")]
      : [],
  );
