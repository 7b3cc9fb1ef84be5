import type { Contract, SecurityScheme } from "../../contract/model.js";
import { type Code, code, joinLines, type Printable, verbatim } from "../../emit/code.js";
import { hasContent } from "../../languages/contents.js";
import { docComment } from "../../languages/go/comments.js";
import { importName } from "../../languages/go/module.js";
import type { ClientPrinter } from "./printer.js";

/** What people use of the runtime, and when: types with what is said of them. */
const types = {
  Option: "settles something of a client.",
  CallOption: "settles something of one call. What it says nothing of is the client's.",
  SharedOption: "settles something of a client, or of one call.",
  APIError: "is an answer that is no success. The errors of single statuses wrap it, so errors.As finds it whatever the status.",
  OffContractError: "is an answer that the contract doesn't describe. Its status is real; the body is not what was promised.",
  ConnectionError: "says that no answer came: the name didn't resolve, the connection was refused or broke off.",
  TimeoutError: "says that no answer came in time.",
  RequestError: "says that a call can't be put on the wire as it was made: nothing was sent.",
  Middleware: "stands around each attempt of a call: it sees every request and every answer.",
  RoundTripperFunc: "is a function as a http.RoundTripper.",
  CallInfo: "says which call a request belongs to.",
  Retries: "says when and how a call is tried again.",
  Reconnect: "says how streams go on after the connection broke off.",
  TokenSource: "gives a credential, at each attempt.",
  TokenFunc: "is a function as a TokenSource.",
  CredentialError: "says that a credential could not be had, or not be renewed.",
  Refreshable: "is a credential that is renewed when the server answers 401.",
  TokenConfig: "says how tokens are had of an OAuth 2 token endpoint.",
  TokenSet: "is what a token endpoint answers.",
  TokenError: "says that the token endpoint refused.",
} as const;

interface Wrapper {
  readonly doc: string;
  readonly parameters: readonly (readonly [name: string, type: Printable | TypeName])[];
  readonly result: Printable | TypeName;
  readonly variadic?: boolean;
}

type TypeName = keyof typeof types;

const duration = importName("time", "Duration");
const background = importName("context", "Context");
const response = importName("net/http", "Response");
const text = verbatim("string");

/** Functions with what they take. */
const functions = {
  WithHTTPClient: { doc: "sends requests by a client of your own: its transport, cookies and timeout. Default: http.DefaultClient.", parameters: [["httpClient", code`*${importName("net/http", "Client")}`]], result: "Option" },
  WithMiddleware: { doc: "adds middleware; the first is outermost.", parameters: [["middleware", "Middleware"]], result: "SharedOption", variadic: true },
  WithHeader: { doc: "sends a header with each request. It gives way to headers of the operation itself, but for Accept.", parameters: [["name", text], ["value", text]], result: "SharedOption" },
  WithTimeout: { doc: "limits the time that one attempt may take until its answer is read; of a stream until it begins. For all attempts together give the call a context with a deadline.", parameters: [["timeout", duration]], result: "SharedOption" },
  WithRetries: { doc: "says when and how calls are tried again. Without it, idempotent calls are twice, after answers and failures that pass.", parameters: [["retries", "Retries"]], result: "SharedOption" },
  WithoutRetries: { doc: "sends each call once.", parameters: [], result: "SharedOption" },
  WithIdempotencyKeys: { doc: "sends an Idempotency-Key with POST and PATCH, a new one for each call and the same for each of its attempts, which makes them safe to retry. Only for servers that know the header.", parameters: [], result: "SharedOption" },
  WithIdempotencyKey: { doc: "sends a key of your own with a call, which makes it safe to retry. Only for servers that know the header.", parameters: [["key", text]], result: "CallOption" },
  WithRequestID: { doc: "sends an id in a header, such as X-Request-Id, new for each call.", parameters: [["header", text]], result: "SharedOption" },
  WithLogger: { doc: "tells what happens: calls at the level debug, retries at warn. No headers, queries or bodies.", parameters: [["logger", code`*${importName("log/slog", "Logger")}`]], result: "SharedOption" },
  WithTracer: { doc: "makes a span for each call. Default: that of OpenTelemetry's global provider.", parameters: [["tracer", importName("go.opentelemetry.io/otel/trace", "Tracer", "trace")]], result: "SharedOption" },
  WithReconnect: { doc: "says how streams go on after the connection broke off. Without it those of GET and its like do, where that neither loses nor repeats an item.", parameters: [["reconnect", "Reconnect"]], result: "SharedOption" },
  IntoResponse: { doc: "gives the answer as net/http has it: status, headers, final URL. Its body has been read, or is the result's.", parameters: [["response", code`**${response}`]], result: "CallOption" },
  NewRefreshable: {
    doc: "makes a credential of what gives it, and of what gives another one for what the server refused (empty: there is none). Calls that meet the 401 at the same time share one refresh, and each is sent once more.",
    parameters: [["token", "TokenFunc"], ["refresh", code`func(ctx ${background}, refused string) (string, error)`]],
    result: "Refreshable",
  },
  ClientCredentials: { doc: "is a credential by the client credentials grant (RFC 6749, section 4.4).", parameters: [["config", "TokenConfig"]], result: "TokenSource" },
  RefreshTokens: { doc: "is a credential by a refresh token (RFC 6749, section 6).", parameters: [["config", "TokenConfig"]], result: "TokenSource" },
  Filename: { doc: "is the name that an answer gives its file: without any folder, and empty where it gives none.", parameters: [["header", importName("net/http", "Header")]], result: text },
} as const satisfies Readonly<Record<string, Wrapper>>;

type FunctionName = keyof typeof functions;
export type RuntimeName = TypeName | FunctionName | "CallOf" | "FileOf" | "NewFile";

const hasScheme = (contract: Contract, ...kinds: readonly SecurityScheme["kind"][]): boolean => contract.securitySchemes.some(({ kind }) => kinds.length === 0 || kinds.includes(kind));

/** What is of use only to contracts that have something. */
const isOfUse: Readonly<Partial<Record<RuntimeName, (contract: Contract) => boolean>>> = {
  ...Object.fromEntries(["TokenSource", "TokenFunc", "CredentialError", "Refreshable", "NewRefreshable"].map((name) => [name, (contract: Contract) => hasScheme(contract)])),
  ...Object.fromEntries(["TokenConfig", "TokenSet", "TokenError", "ClientCredentials", "RefreshTokens"].map((name) => [name, (contract: Contract) => hasScheme(contract, "bearer", "oauth2", "openIdConnect")])),
  ...Object.fromEntries(["Reconnect", "WithReconnect"].map((name) => [name, hasContent("events", "jsonLines")])),
  Filename: hasContent("binary"),
  FileOf: hasContent("multipart"),
  NewFile: hasContent("multipart"),
};

/** What of the runtime the package of a contract's client has under names of its own. */
export const wantedNames = (contract: Contract): readonly RuntimeName[] =>
  ([...Object.keys(types), ...Object.keys(functions), "CallOf", "FileOf", "NewFile"] as readonly RuntimeName[]).filter((name) => isOfUse[name]?.(contract) ?? true);

/** `options.go`: what people use of the runtime. */
export function printRuntime(printer: ClientPrinter): readonly Code[] {
  const wanted = new Set<string>(wantedNames(printer.contract));
  const { own } = printer;
  return [
    ...(Object.keys(types) as TypeName[]).filter((name) => wanted.has(name)).map((name) => joinLines([docComment({ text: `${own.runtime(name)} ${types[name]}` }), code`type ${own.runtime(name)} = ${printer.names.runtime("client", name)}`])),
    ...(Object.keys(functions) as FunctionName[]).filter((name) => wanted.has(name)).map((name) => printFunction(printer, name, functions[name])),
    printCallOf(printer),
    ...(wanted.has("FileOf") ? [printFiles(printer)] : []),
  ];
}

function printFunction(printer: ClientPrinter, name: FunctionName, { doc, parameters, result, variadic = false }: Wrapper): Code {
  const { own } = printer;
  const typeOf = (type: Printable | TypeName): Printable => (typeof type === "string" && Object.hasOwn(types, type) ? own.runtime(type as TypeName) : (type as Printable));
  const dots = verbatim(variadic ? "..." : "");
  const taken = parameters.map(([each, type], index) => code`${verbatim(index === 0 ? "" : ", ")}${verbatim(each)} ${dots}${typeOf(type)}`);
  const given = verbatim(parameters.map(([each]) => each).join(", "));
  const star = verbatim(result === "Refreshable" ? "*" : "");
  return code`
    ${docComment({ text: `${own.runtime(name)} ${doc}` })}
    func ${own.runtime(name)}(${joinCode(taken)}) ${star}${typeOf(result)} {
      return ${printer.names.runtime("client", name)}(${given}${dots})
    }
  `;
}

const joinCode = (pieces: readonly Code[]): Code => pieces.reduce((all, piece) => code`${all}${piece}`, code``);

const printCallOf = (printer: ClientPrinter): Code => code`
  ${docComment({ text: `${printer.own.runtime("CallOf")} says which call a request belongs to, by its context: for middleware. It is false for requests that are none of a client's.` })}
  func ${printer.own.runtime("CallOf")}(ctx ${background}) (${printer.own.runtime("CallInfo")}, bool) {
    return ${printer.names.runtime("client", "CallOf")}(ctx)
  }
`;

function printFiles({ own, names }: ClientPrinter): Code {
  const file = names.own("File");
  const open = code`func() (${importName("io", "ReadCloser")}, error)`;
  return code`
    ${docComment({ text: `${own.runtime("FileOf")} is a file in memory.` })}
    func ${own.runtime("FileOf")}(filename, contentType string, content []byte) *${file} {
      return ${names.runtime("wire", "FileOf")}(filename, contentType, content)
    }

    ${docComment({ text: `${own.runtime("NewFile")} is a file whose content is opened when it is sent, each time from its beginning. A size of -1 is not known.` })}
    func ${own.runtime("NewFile")}(filename, contentType string, size int64, open ${open}) *${file} {
      return ${names.runtime("wire", "NewFile")}(filename, contentType, size, open)
    }
  `;
}

