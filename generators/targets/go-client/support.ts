import type { Operation } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import { reportIntegers } from "../../languages/go/integers.js";
import { isUncheckedText } from "../../languages/roots.js";
import type { TargetInput } from "../target.js";
import type { GoClientOptions } from "./options.js";

const note = (code: string, message: string, origin: string, hint: string): Diagnostic => ({ code, severity: "note", message, origin, hint });

/** What of a contract the client can't do, operation by operation, and what the options lose. */
export const reportSupport = ({ contract }: TargetInput, options: Pick<GoClientOptions, "integers">): readonly Diagnostic[] => [
  ...contract.operations.flatMap((operation) => reportOperation(contract, operation)),
  ...reportIntegers(contract, "go-client", options, "an answer with a greater one is an OffContractError"),
  ...contract.securitySchemes
    .filter(({ kind }) => kind === "mutualTLS")
    .map((scheme) => note("go-client-mtls", `the credential of '${scheme.name}' is a TLS certificate, which is the transport's matter`, scheme.origin, "set it up in the http.Client that WithHTTPClient takes")),
];

function reportOperation(contract: TargetInput["contract"], operation: Operation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (operation.method.toUpperCase() === "CONNECT") {
    found.push(note("go-client-method", `net/http makes a tunnel of ${operation.method}: '${operation.id}' fails when it is called`, operation.origin, "use another method"));
  }
  if (operation.callbacks.length > 0) {
    found.push(note("go-client-callback", `the callbacks of '${operation.id}' are the server's calls: a client has no part in them`, operation.origin, "a server target receives callbacks"));
  }
  for (const content of [...(operation.body?.contents ?? []), ...operation.responses.flatMap((response) => response.contents)]) {
    if (isUncheckedText(contract, content)) {
      found.push(note("go-client-text", `${content.mediaType} is passed on as text: its schema is not applied`, content.origin, "offer application/json beside it"));
    }
    if (content.kind === "multipart" && content.schema !== undefined && contract.schemas[content.schema]?.shape.kind === "tuple") {
      found.push(note("go-client-tuple", `files can't be sent in the parts by position of '${operation.id}'`, content.origin, "give the parts names"));
    }
  }
  return found;
}
