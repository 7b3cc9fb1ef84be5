import type { Operation } from "../../contract/model.js";
import { type Code, code, joinBlocks, type Printable, verbatim, word } from "../../emit/code.js";
import { call } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { printHead } from "../../languages/python/functions.js";
import { lineWidth, printCode, relativeModule } from "../../languages/python/module.js";
import type { OperationNames } from "../../languages/python/names.js";
import { operationDoc } from "../../languages/python/operations.js";
import type { Answer } from "../../languages/python/results.js";
import { streamsOf } from "../../languages/results.js";
import { itemTypeOf } from "./pages.js";
import { type CallNames, type ClientPrinter, inOperation, type Kind } from "./printer.js";
import { planSignature, printGiven } from "./requests.js";
import { answersOf, successesOf } from "./results.js";

/** Columns before a method. */
const inClass = 4;

/** A method as it is printed for one kind of client. `path`: the module that it stands in. */
interface Method {
  readonly printer: ClientPrinter;
  readonly operation: Operation;
  readonly names: OperationNames;
  readonly calls: CallNames;
  readonly kind: Kind;
  readonly path: string;
}

/** The methods of operations, for one kind of client: thin lines, since all that is to be done stands in the runtime. */
export const printMethods = (printer: ClientPrinter, operations: readonly Operation[], kind: Kind, path: string): Code =>
  joinBlocks(
    operations.flatMap((operation) => {
      const names = printer.names.operations.get(operation.id);
      const calls = printer.own.calls.get(operation.id);
      return names && calls ? printOperation({ printer, operation, names, calls, kind, path }) : [];
    }),
  );

function printOperation(method: Method): readonly Code[] {
  const { printer, operation, names, calls } = method;
  const kind = streamsOf(operation);
  const doc = operationDoc(printer, operation);
  const whole = printCall(method, names.method, answersOf(printer, operation, names, false), doc, kind === "always");
  const stream = kind === "either" ? [printCall(method, calls.stream, answersOf(printer, operation, names, true), docstring({ text: `Does what \`${names.method}\` does, and asks for the answer as a stream.` }), true)] : [];
  return [whole, ...stream, ...printPages(method)];
}

/** The import of what the runtime has to know: it brings the types of a whole group in, so it waits for the first call. */
function importSpec({ calls, path }: Method): Code {
  const start = verbatim(`from ${relativeModule(path, calls.spec.module)} import `);
  const flat = code`${start}${calls.spec.name}`;
  return 2 * inClass + printCode(flat).length <= lineWidth ? flat : code`
    ${start}(
        ${calls.spec.name},
    )
  `;
}

function printCall(method: Method, name: Printable, answers: readonly Answer[], doc: Code, streams: boolean): Code {
  const { printer, operation, names, calls, kind } = method;
  const { lazy } = printer;
  const returns = answers.map((answer) => inOperation(names, answer.name, true));
  const head = printHead({ head: code`${verbatim(kind === "sync" ? "def" : "async def")} ${name}`, self: true, ...planSignature(lazy, operation, kind), returns: returns.length === 0 ? [word("None")] : returns }, inClass);
  const given = call(verbatim("self._call"), printGiven(lazy, operation, calls.spec.name), [[word("streams"), streams ? verbatim("True") : undefined]]);
  const made = kind === "sync" ? given : code`await ${given}`;
  return code`
    ${head}
        ${doc}
        ${importSpec(method)}

        ${printReturn(method, made, returns, streamsOf(operation) === "either" ? (streams ? "stream" : "whole") : undefined)}
  `;
}

/** `_call` gives what the operation gives; of one that answers either way, the method knows better. */
function printReturn({ names, calls }: Method, made: Code, returns: readonly Printable[], either: "whole" | "stream" | undefined): Code {
  if (returns.length === 0) return made;
  if (either === undefined) return code`return ${made}`;
  return code`
    result: ${inOperation(names, either === "stream" ? calls.streamResult : names.result, true)} = ${made}
    return result
  `;
}

/** The methods that walk through pages. */
function printPages(method: Method): readonly Code[] {
  const { printer, operation, names, calls, kind } = method;
  const { lazy } = printer;
  const successes = successesOf(printer, operation, names);
  if (!operation.pagination || successes.length === 0) return [];
  const iterator = lazy.names.outside("collections.abc", kind === "sync" ? "Iterator" : "AsyncIterator");
  const pages = successes.map((answer) => inOperation(names, answer.name, true));
  const item = itemTypeOf(lazy, operation, operation.pagination) ?? lazy.names.json;
  const print = (name: Printable, gives: readonly Printable[], own: "_items" | "_pages", text: string): Code => {
    const head = printHead({ head: code`def ${name}`, self: true, ...planSignature(lazy, operation, kind), returns: [iteratorOf(iterator, gives)] }, inClass);
    return code`
      ${head}
          ${docstring({ text })}
          ${importSpec(method)}

          return ${call(verbatim(`self.${own}`), printGiven(lazy, operation, calls.spec.name))}
    `;
  };
  return [
    print(calls.all, [item], "_items", `Gives the items of all pages of \`${names.method}\`, each page fetched when it is needed. A page that fails raises \`ApiError\`.`),
    print(calls.pages, pages, "_pages", `Gives what \`${names.method}\` gives, page by page. A page that fails raises \`ApiError\`.`),
  ];
}

/** `Iterator[A | B]`, a line each where they are too long for one. */
function iteratorOf(iterator: Printable, gives: readonly Printable[]): Code {
  const join = (separator: Code): Code => gives.reduce<Code>((all, each, index) => (index === 0 ? code`${each}` : code`${all}${separator}${each}`), code``);
  const flat = code`${iterator}[${join(verbatim(" | "))}]`;
  return gives.length < 2 || inClass + ") -> :".length + printCode(flat).length <= lineWidth ? flat : code`
    ${iterator}[
        ${join(verbatim("\n| "))}
    ]
  `;
}
