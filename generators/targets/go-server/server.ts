import { type Code, code, type Ident, joinLines, list, nothing, type Printable, verbatim, word } from "../../emit/code.js";
import { comment, docComment } from "../../languages/go/comments.js";
import { column, entry, field } from "../../languages/go/layout.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import { listHooks } from "../../languages/problems.js";
import { type Entries, fieldsOf, runtimeNames, type RuntimeName, type ServerPrinter } from "./printer.js";
import type { Routes } from "./routes.js";
import { printSchemes, printVerifiers } from "./security.js";

const context = importName("context", "Context");
const router = importName("github.com/gin-gonic/gin", "IRouter");
const handler = importName("net/http", "Handler");
const logger = importName("log/slog", "Logger");
const tracer = importName("go.opentelemetry.io/otel/trace", "Tracer", "trace");

/** `register.go`: how a service is put behind Gin or net/http, and what can be set. */
export function printRegister(printer: ServerPrinter, routes: Routes, hasDocument: boolean): readonly Code[] {
  return [...printEntry(printer), printRun(printer), printOptions(printer), ...printParts(printer), printNew(printer, routes, hasDocument), printAnswerer(printer)];
}

function printEntry({ own }: ServerPrinter): readonly Code[] {
  const panics = "It panics where a security scheme has no function: a server never fails open.";
  return [
    code`
      ${docComment({ text: `${own.register} answers the contract's requests behind Gin. On a *gin.Engine, routes of your own come first, and what nobody knows is answered 404. On a group, the contract's paths begin behind the group's prefix, which must be the contract's alone. ${panics}` })}
      func ${own.register}(router ${router}, service ${own.service}, options ${own.options}) {
        newServer(service, options).Register(router)
      }
    `,
    code`
      ${docComment({ text: `${own.newHandler} answers the contract's requests without Gin. ${panics}` })}
      func ${own.newHandler}(service ${own.service}, options ${own.options}) ${handler} {
        return newServer(service, options)
      }
    `,
  ];
}

function printRun({ own, names }: ServerPrinter): Code {
  const server = (name: string): Printable => names.runtime("server", name);
  return code`
    ${docComment({ text: `${own.run} listens at an address such as ":8080", and serves until the context is over, or the process is asked to end (SIGINT, SIGTERM): then it takes no more requests, and gives those that are under way half a minute. Its limits are those for requests from strangers.` })}
    func ${own.run}(ctx ${context}, address string, handler ${handler}) error {
      return ${server("Run")}(ctx, address, handler)
    }

    ${docComment({ text: `${own.callOf} gives what is known of the request that a context belongs to: that of an operation's method, or one made of it. It is nil for others.` })}
    func ${own.callOf}(ctx ${context}) *${own.runtime("Call")} {
      return ${server("CallOf")}(ctx)
    }
  `;
}

const said = (text: string, name: Ident, type: Printable): Code => joinLines([docComment({ text }), field(name, type)]);

function printOptions(printer: ServerPrinter): Code {
  const { own, schemes } = printer;
  const run = own.runtime;
  const lines = joinLines([
    schemes.length === 0 ? nothing : said("Security says who may call.", word("Security"), own.security),
    listHooks(printer).length === 0 ? nothing : said("Problems renders what goes wrong into the contract's own schemas.", word("Problems"), own.problems),
    said("Middleware stands around all operations, the first outermost.", word("Middleware"), code`[]${run("Middleware")}`),
    own.tagFields.size === 0 ? nothing : said("Tags stands around the operations of a tag.", word("Tags"), own.tags),
    printer.contract.operations.length === 0 ? nothing : said("Operations has what holds for one operation only.", word("Operations"), own.operations),
    said("MaxBodyBytes is the most bytes that a body may have. Zero: 10 MiB.", word("MaxBodyBytes"), word("int64")),
    said("MaxDepth is the deepest nesting of a JSON body. Zero: 100.", word("MaxDepth"), word("int")),
    said("UnknownQuery says what becomes of query parameters that the contract doesn't know.", word("UnknownQuery"), run("UnknownQuery")),
    said("CheckResponses says whether answers are checked before they are sent.", word("CheckResponses"), run("ResponseCheck")),
    said("Logger gets a line for each request. Nil: JSON on standard output.", word("Logger"), code`*${logger}`),
    said("Tracer makes a span for each request. Nil: that of OpenTelemetry's global provider.", word("Tracer"), tracer),
    said("Health says where liveness and readiness are answered.", word("Health"), run("Health")),
    said("Docs says where the contract and a page about it are served.", word("Docs"), run("Docs")),
  ]);
  return code`
    ${docComment({ text: `${own.options} is what a server is made with. The zero value is ready for use${schemes.length === 0 ? "" : ", but for Security"}.` })}
    type ${own.options} struct {
      ${lines}
    }
  `;
}

/** The structs that options are made of. */
function printParts(printer: ServerPrinter): readonly Code[] {
  const { own, names, contract } = printer;
  const hooks = listHooks(printer).map(({ name, schema }) => field(word(name), code`func(problem ${own.runtime("Problem")}) ${names.schemas.get(schema)?.response ?? word("any")}`));
  const tags = [...own.tagFields.values()].map((name) => field(name, code`[]${own.runtime("Middleware")}`));
  const operations = contract.operations.flatMap(({ id }) => {
    const name = names.operations.get(id)?.method;
    return name ? [field(name, own.runtime("OperationOptions"))] : [];
  });
  const parts: readonly (readonly [Ident, string, readonly Code[]])[] = [
    [own.problems, "renders what goes wrong before or after a method into the contract's own schemas. Without a function it is a problem document (RFC 9457).", hooks],
    [own.tags, "is the middleware of each tag.", tags],
    [own.operations, "has what holds for one operation only.", operations],
  ];
  return parts.flatMap(([name, text, fields]) =>
    fields.length === 0
      ? []
      : [
          code`
            ${docComment({ text: `${name} ${text}` })}
            type ${name} struct {
              ${joinLines(fields)}
            }
          `,
        ],
  );
}

/** An entry a line: maps of many names are read line by line. */
const lines = (type: Printable, entries: readonly (readonly [Printable, Printable])[]): Printable | undefined =>
  entries.length === 0 ? undefined : code`${type}${list(entries.map(([name, value]) => entry(name, value)), { open: "{", close: "}" })}`;

function printNew(printer: ServerPrinter, routes: Routes, hasDocument: boolean): Code {
  const { own, names, contract, codecs } = printer;
  const server = (name: string): Printable => names.runtime("server", name);
  const hooks = listHooks(printer).map(({ name, schema }) => [literal(name), code`${server("HookOf")}(options.Problems.${word(name)}, ${codecs.append(schema, "response").function})`] as const);
  const tags = [...own.tagFields].map(([tag, name]) => [literal(tag), code`options.Tags.${name}`] as const);
  const operations = contract.operations.flatMap(({ id }) => {
    const name = names.operations.get(id)?.method;
    return name ? [[literal(id), code`options.Operations.${name}`] as const] : [];
  });
  const options: Entries = [
    [word("Verifiers"), lines(code`map[string]${server("Verifier")}`, printVerifiers(printer))],
    [word("Problems"), lines(code`map[string]${server("ProblemHook")}`, hooks)],
    [word("Middleware"), verbatim("options.Middleware")],
    [word("TagMiddleware"), lines(code`map[string][]${server("Middleware")}`, tags)],
    [word("Operations"), lines(code`map[string]${server("OperationOptions")}`, operations)],
    ...["MaxBodyBytes", "MaxDepth", "UnknownQuery"].map((name) => [word(name), code`options.${word(name)}`] as const),
    [word("Responses"), verbatim("options.CheckResponses")],
    ...["Logger", "Tracer", "Health", "Docs"].map((name) => [word(name), code`options.${word(name)}`] as const),
  ];
  const rows = contract.operations.flatMap(({ id }) => {
    const route = routes.functions.get(id);
    return route ? [code`${route},`] : [];
  });
  const contractOf: Entries = [
    [word("Title"), literal(contract.about.title)],
    [word("Document"), hasDocument ? own.document : undefined],
    [word("Schemes"), printSchemes(printer)],
    [word("Routes"), rows.length === 0 ? undefined : verbatim("planned")],
  ];
  // A table, since a list of calls would be the largest function of all.
  const table = code`
    ${comment(`${own.routes} makes the routes of all operations.`)}
    var ${own.routes} = []func(${own.service}) ${server("Route")}{
      ${joinLines(rows)}
    }
  `;
  const collect = code`
    planned := make([]${server("Route")}, 0, len(${own.routes}))
    for _, route := range ${own.routes} {
      planned = append(planned, route(service))
    }
  `;
  return code`
    ${rows.length === 0 ? nothing : table}

    ${comment("newServer plans all operations of the contract.")}
    func newServer(service ${own.service}, options ${own.options}) *${server("Server")} {
      ${rows.length === 0 ? nothing : collect}
      contract := &${server("Contract")}${fieldsOf(contractOf)}
      made, err := ${server("New")}(contract, ${server("Options")}${fieldsOf(options)})
      if err != nil {
        panic(err)
      }
      return made
    }
  `;
}

function printAnswerer({ own, names }: ServerPrinter): Code {
  const answer = names.runtime("server", "Answer");
  return code`
    ${comment("answerer is what all responses are.")}
    type ${own.answerer} interface {
      answer(to *${answer})
    }

    ${comment(`${own.writeAnswer} writes a response of an operation.`)}
    func ${own.writeAnswer}(response any, to *${answer}) bool {
      answers, ok := response.(${own.answerer})
      if ok {
        answers.answer(to)
      }
      return ok
    }
  `;
}

/** What people use of the runtime, under names of the package. */
export function printRuntime(printer: ServerPrinter): readonly Code[] {
  const { own, names } = printer;
  const server = (name: string): Printable => names.runtime("server", name);
  const types: Readonly<Record<(typeof runtimeNames.types)[number], string>> = {
    Problem: "is a problem document (RFC 9457) as it is sent.",
    ProblemCode: "says what went wrong, for machines.",
    ProblemError: "ends a request with a problem document. Methods of the service, middleware and security functions return it. Answers that the contract describes are better returned as responses.",
    Violation: "is one broken rule, as a problem document lists it.",
    Call: "is what is known of a request beside its values.",
    Handler: "answers an operation: request points to its request struct, the response is one of its responses.",
    Middleware: "stands around operations: after the request has been read and checked, before the answer is written.",
    OperationOptions: "are what holds for one operation only.",
    Health: "says where liveness and readiness are answered.",
    Docs: "says where the contract and a page about it are served.",
    UnknownQuery: "says what becomes of query parameters that the contract doesn't know.",
    ResponseCheck: "says whether answers are checked before they are sent. One that breaks the contract is logged, and answered 500.",
  };
  const row = (name: RuntimeName): Code => code`${own.runtime(name)}${column}= ${server(name)}`;
  const group = (text: string, keyword: "const" | "var", rows: readonly RuntimeName[]): Code => code`
    ${comment(text)}
    ${word(keyword)} (
      ${joinLines(rows.map(row))}
    )
  `;
  return [
    ...runtimeNames.types.map((name) => code`
      ${docComment({ text: `${own.runtime(name)} ${types[name]}` })}
      type ${own.runtime(name)} = ${server(name)}
    `),
    group("What can be chosen in options.", "const", runtimeNames.constants),
    group("The codes of problems.", "const", runtimeNames.codes),
    group("What methods of the service and security functions often return.", "var", runtimeNames.variables),
  ];
}
