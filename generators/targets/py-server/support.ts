import type { Contract, Operation } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import { isUncheckedText } from "../../languages/roots.js";
import type { TargetInput } from "../target.js";

const note = (code: string, message: string, origin: string, hint: string): Diagnostic => ({ code, severity: "note", message, origin, hint });

/** What of a contract the server can't do, operation by operation. */
export const reportSupport = ({ contract }: TargetInput): readonly Diagnostic[] => contract.operations.flatMap((operation) => reportOperation(contract, operation));

function reportOperation(contract: Contract, operation: Operation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (operation.method.toUpperCase() === "CONNECT") {
    found.push(note("py-server-method", `servers of Python answer ${operation.method} as a tunnel: '${operation.id}' is never reached`, operation.origin, "use another method"));
  }
  if (operation.callbacks.length > 0) {
    found.push(note("py-server-callback", `the callbacks of '${operation.id}' are calls that your service makes: their types are not printed`, operation.origin, "make the receiver's contract a contract of its own, and use its py-client"));
  }
  if (operation.servers.length > 0) {
    found.push(note("py-server-servers", `'${operation.id}' has servers of its own: it is answered with all others`, operation.origin, "put what stands elsewhere into a contract of its own"));
  }
  for (const content of [...(operation.body?.contents ?? []), ...operation.responses.flatMap((response) => response.contents)]) {
    if (isUncheckedText(contract, content)) {
      found.push(note("py-server-text", `${content.mediaType} is passed on as text: its schema is not applied`, content.origin, "offer application/json beside it"));
    }
  }
  return found;
}
