import type { Operation } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines, list, type Printable, verbatim, word } from "../../emit/code.js";
import { docComment } from "../../languages/go/comments.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import type { OperationNames } from "../../languages/go/names.js";
import { planParameters } from "../../languages/go/operations.js";
import { toUnexported } from "../../languages/go/words.js";
import { printAnswers, printResponse } from "./answers.js";
import { fieldsOf, type ServerPrinter, slice } from "./printer.js";
import { printBodyContent, printParameter, printParameterLoads } from "./requests.js";

const context = importName("context", "Context");

/** The routes of an operation's group: a function a route, and how responses are written. */
export interface Routes {
  /** By operation id: the function that gives its route. */
  readonly functions: ReadonlyMap<string, Ident>;
  readonly print: (operations: readonly Operation[]) => readonly Code[];
}

/** Plans the routes of a contract. */
export function planRoutes(printer: ServerPrinter): Routes {
  const { names, contract } = printer;
  const functions = new Map(contract.operations.flatMap(({ id }) => {
    const own = names.operations.get(id);
    return own ? [[id, names.claim(`${toUnexported(own.method)}Route`)] as const] : [];
  }));
  return {
    functions,
    print: (operations) =>
      operations.flatMap((operation) => {
        const own = names.operations.get(operation.id);
        const name = functions.get(operation.id);
        return own && name ? [joinBlocks([printRoute(printer, operation, own, name), printAnswers(printer, operation, own)])] : [];
      }),
  };
}

function printRoute(printer: ServerPrinter, operation: Operation, names: OperationNames, name: Ident): Code {
  const { own } = printer;
  const server = (each: string): Printable => printer.names.runtime("server", each);
  const parameters = planParameters(printer, operation);
  const route = fieldsOf([
    [word("ID"), literal(operation.id)],
    [word("Method"), literal(operation.method)],
    [word("Path"), literal(operation.path.replace(/#.*$/, ""))],
    [word("Tags"), operation.tags.length === 0 ? undefined : slice(word("string"), operation.tags.map(literal))],
    [word("Security"), printSecurity(printer, operation)],
    [word("Parameters"), parameters.length === 0 ? undefined : slice(server("Parameter"), parameters.map((field) => printParameter(printer, field)))],
    [word("Load"), printParameterLoads(printer, parameters, names)],
    [word("Body"), printBody(printer, operation, names)],
    [word("Responses"), operation.responses.length === 0 ? undefined : slice(server("Response"), operation.responses.map((response) => printResponse(printer, operation, response)))],
    [word("New"), code`
      func() any {
        return new(${names.request})
      }
    `],
    [word("Handle"), code`
      func(ctx ${context}, request any) (any, error) {
        return service.${names.method}(ctx, *request.(*${names.request}))
      }
    `],
    [word("Answer"), code`
      func(response any, to *${server("Answer")}) bool {
        answer, ok := response.(${names.response})
        return ok && ${own.writeAnswer}(answer, to)
      }
    `],
  ]);
  return joinLines([
    docComment({ text: `${name} is what the server has to know of ${names.method}.` }),
    code`
      func ${name}(service ${own.service}) ${server("Route")} {
        return ${server("Route")}${route}
      }
    `,
  ]);
}

function printSecurity(printer: ServerPrinter, { security }: Operation): Printable | undefined {
  if (security.length === 0) return undefined;
  const alternatives = security.map(({ requirements }) => braces(requirements.map(({ scheme, scopes }) => fieldsOf([[word("Scheme"), literal(scheme)], [word("Scopes"), scopes.length === 0 ? undefined : slice(word("string"), scopes.map(literal))]]))));
  return slice(code`[]${printer.names.runtime("server", "Requirement")}`, alternatives);
}

const braces = (items: readonly Printable[]): Code => list(items, { open: "{", close: "}" });

function printBody(printer: ServerPrinter, operation: Operation, names: OperationNames): Printable | undefined {
  const { body } = operation;
  if (!body || body.contents.length === 0) return undefined;
  const server = (each: string): Printable => printer.names.runtime("server", each);
  const contents = body.contents.map((content) => printBodyContent(printer, operation, content, names));
  return code`&${server("Body")}${fieldsOf([[word("Required"), body.required ? verbatim("true") : undefined], [word("Contents"), slice(server("Content"), contents)]])}`;
}
