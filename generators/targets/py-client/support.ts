import type { Contract, Operation } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import { isUncheckedText } from "../../languages/roots.js";
import type { TargetInput } from "../target.js";

const note = (code: string, message: string, origin: string, hint: string): Diagnostic => ({ code, severity: "note", message, origin, hint });

/** What of a contract the client can't do, operation by operation. */
export const reportSupport = ({ contract }: TargetInput): readonly Diagnostic[] => [
  ...contract.operations.flatMap((operation) => reportOperation(contract, operation)),
  ...contract.securitySchemes
    .filter(({ kind }) => kind === "mutualTLS")
    .map((scheme) => note("py-client-mtls", `the credential of '${scheme.name}' is a TLS certificate, which is the transport's matter`, scheme.origin, "give the client an httpx client with that certificate: http=")),
];

function reportOperation(contract: Contract, operation: Operation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (operation.method.toUpperCase() === "CONNECT") {
    found.push(note("py-client-method", `httpx makes a tunnel of ${operation.method}: '${operation.id}' fails when it is called`, operation.origin, "use another method"));
  }
  if (operation.callbacks.length > 0) {
    found.push(note("py-client-callback", `the callbacks of '${operation.id}' are the server's calls: a client has no part in them`, operation.origin, "a server target receives callbacks"));
  }
  for (const content of [...(operation.body?.contents ?? []), ...operation.responses.flatMap((response) => response.contents)]) {
    if (isUncheckedText(contract, content)) {
      found.push(note("py-client-text", `${content.mediaType} is passed on as text: its schema is not applied`, content.origin, "offer application/json beside it"));
    }
  }
  return found;
}
