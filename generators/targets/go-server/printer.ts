import type { Contract } from "../../contract/model.js";
import type { Ident } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import type { Checks } from "../../languages/go/checks/index.js";
import type { Codecs } from "../../languages/go/codecs/index.js";
import type { DeclarationPrinter } from "../../languages/go/declarations.js";
import type { Names } from "../../languages/go/names.js";
import { toExported } from "../../languages/go/words.js";

/** What a server is printed from. */
export interface ServerPrinter extends DeclarationPrinter {
  readonly own: OwnNames;
  readonly checks: Checks;
  readonly codecs: Codecs;
  /** Names of the security schemes that some operation requires, in the order of the contract. */
  readonly schemes: readonly string[];
}

/** What the package of a server exports beside the contract's own names. The contract's come first. */
export interface OwnNames {
  readonly service: Ident;
  readonly unimplemented: Ident;
  readonly register: Ident;
  readonly newHandler: Ident;
  readonly run: Ident;
  readonly callOf: Ident;
  readonly options: Ident;
  readonly security: Ident;
  readonly problems: Ident;
  readonly tags: Ident;
  readonly operations: Ident;
  /** What only the package sees. */
  readonly answerer: Ident;
  readonly writeAnswer: Ident;
  readonly routes: Ident;
  readonly document: Ident;
  /** The package's own names for what people use of the runtime. */
  readonly runtime: (name: RuntimeName) => Ident;
  /** By tag and operation: fields of the structs that are called so. */
  readonly tagFields: ReadonlyMap<string, Ident>;
  readonly schemeFields: ReadonlyMap<string, Ident>;
}

/** What people use of the runtime, by the name that it has there; the package has it under the first name that the contract leaves. */
export const runtimeNames = {
  types: ["Problem", "ProblemCode", "ProblemError", "Violation", "Call", "Handler", "Middleware", "OperationOptions", "Health", "Docs", "UnknownQuery", "ResponseCheck"],
  constants: ["IgnoreUnknown", "RejectUnknown", "CheckOutsideRelease", "CheckAlways", "CheckNever"],
  codes: ["MalformedJSON", "InvalidRequest", "Unauthorized", "Forbidden", "NotFound", "MethodNotAllowed", "PayloadTooLarge", "UnsupportedMediaType", "RateLimited", "Internal", "NotImplemented", "BadGateway", "Unavailable", "Timeout"],
  variables: ["ErrNotImplemented", "ErrForbidden", "ErrUnauthorized"],
} as const;
export type RuntimeName = (typeof runtimeNames)[keyof typeof runtimeNames][number];

/** Names everything of the server's own. */
export function nameServer(names: Names, contract: Contract, schemes: readonly string[]): OwnNames {
  const { claim } = names;
  const { types, constants, codes, variables } = runtimeNames;
  const runtime = new Map<RuntimeName, Ident>();
  for (const name of [...types, ...constants, ...variables]) runtime.set(name, claim(name, `Server${name}`));
  for (const name of codes) runtime.set(name, claim(`Code${name}`, `ProblemCode${name}`));
  return {
    service: claim("Service", "ServerService"),
    unimplemented: claim("Unimplemented", "UnimplementedService"),
    register: claim("Register", "RegisterService"),
    newHandler: claim("NewHandler", "NewServiceHandler"),
    run: claim("Run", "RunServer"),
    callOf: claim("CallOf", "ServerCallOf"),
    options: claim("Options", "ServerOptions"),
    security: claim("Security", "ServerSecurity"),
    problems: claim("Problems", "ServerProblems"),
    tags: claim("TagMiddleware", "ServerTagMiddleware"),
    operations: claim("Operations", "ServerOperations"),
    answerer: claim("answerer"),
    writeAnswer: claim("writeAnswer"),
    routes: claim("routes"),
    document: claim("document", "openapiDocument"),
    runtime: (name) => runtime.get(name) ?? claim(name),
    tagFields: nameFields(new Set(contract.operations.flatMap(({ tags }) => tags)), "Tag"),
    schemeFields: nameFields(schemes, "Scheme"),
  };
}

function nameFields(texts: Iterable<string>, fallback: string): ReadonlyMap<string, Ident> {
  const scope = new Scope({ reserved: new Set(), fallback });
  return new Map([...texts].map((text) => [text, scope.claim(toExported(text) || fallback)]));
}

export { type Entries, fieldsOf, slice, struct } from "../../languages/go/composites.js";
