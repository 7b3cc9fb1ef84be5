import type { Contract, Operation } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import type { TargetInput } from "../target.js";

const note = (code: string, message: string, origin: string, hint: string): Diagnostic => ({ code, severity: "note", message, origin, hint });

/** What of a contract the client can't express, operation by operation. */
export function reportSupport({ contract }: TargetInput): readonly Diagnostic[] {
  return [...contract.operations.flatMap((operation) => reportOperation(contract, operation)), ...reportSchemes(contract)];
}

function reportOperation(contract: Contract, operation: Operation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (["TRACE", "CONNECT"].includes(operation.method.toUpperCase())) {
    found.push(note("ts-client-method", `fetch refuses the method ${operation.method}: '${operation.id}' fails when it is called`, operation.origin, "call it with a client that is not built on fetch"));
  }
  if (["GET", "HEAD"].includes(operation.method) && operation.body) {
    found.push(note("ts-client-body", `fetch sends no body with ${operation.method}: the body of '${operation.id}' can't be sent`, operation.origin, "use POST or QUERY for operations with a body"));
  }
  if (operation.callbacks.length > 0) {
    found.push(note("ts-client-callback", `the callbacks of '${operation.id}' are the server's calls: a client has no part in them`, operation.origin, "a server target receives callbacks"));
  }
  for (const content of [...(operation.body?.contents ?? []), ...operation.responses.flatMap((response) => response.contents)]) {
    if (/[/+]xml$/i.test(content.mediaType) && content.schema !== undefined && contract.schemas[content.schema]?.shape.kind !== "string") {
      found.push(note("ts-client-xml", `${content.mediaType} is passed on as text: its schema is not applied`, content.origin, "offer application/json beside it"));
    }
  }
  return found;
}

const reportSchemes = (contract: Contract): readonly Diagnostic[] =>
  contract.securitySchemes
    .filter((scheme) => scheme.kind === "apiKey" && scheme.in === "cookie")
    .map((scheme) => note("ts-client-cookie", `scripts in browsers can't set the cookie of the scheme '${scheme.name}'`, scheme.origin, "in browsers set it by the server and send it with `init: { credentials: \"include\" }`"));
