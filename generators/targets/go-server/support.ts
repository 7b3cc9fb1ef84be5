import type { Contract, Operation } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import { reportIntegers } from "../../languages/go/integers.js";
import { isUncheckedText } from "../../languages/roots.js";
import type { TargetInput } from "../target.js";
import type { GoServerOptions } from "./options.js";

const note = (code: string, message: string, origin: string, hint: string): Diagnostic => ({ code, severity: "note", message, origin, hint });

/** What of a contract the server can't do, operation by operation, and what the options lose. */
export const reportSupport = ({ contract }: TargetInput, options: Pick<GoServerOptions, "integers">): readonly Diagnostic[] => [
  ...contract.operations.flatMap((operation) => reportOperation(contract, operation)),
  ...reportIntegers(contract, "go-server", options, "greater ones are refused, as being of another type"),
];

function reportOperation(contract: Contract, operation: Operation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (operation.method.toUpperCase() === "CONNECT") {
    found.push(note("go-server-method", `net/http answers ${operation.method} as a tunnel: '${operation.id}' is never reached`, operation.origin, "use another method"));
  }
  if (!/^[A-Z]+$/.test(operation.method)) {
    found.push(note("go-server-method", `Gin's groups take no method '${operation.method}': registered on a group, '${operation.id}' is not reached`, operation.origin, "register on the engine, or use NewHandler"));
  }
  if (operation.callbacks.length > 0) {
    found.push(note("go-server-callback", `the callbacks of '${operation.id}' are calls that your handler makes: their types are not printed`, operation.origin, "make the receiver's contract a contract of its own, and use its go-client"));
  }
  if (operation.servers.length > 0) {
    found.push(note("go-server-servers", `'${operation.id}' has servers of its own: it is answered with all others`, operation.origin, "put what stands elsewhere into a contract of its own"));
  }
  for (const content of [...(operation.body?.contents ?? []), ...operation.responses.flatMap((response) => response.contents)]) {
    if (isUncheckedText(contract, content)) {
      found.push(note("go-server-text", `${content.mediaType} is passed on as text: its schema is not applied`, content.origin, "offer application/json beside it"));
    }
  }
  return found;
}
