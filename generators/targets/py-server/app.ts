import { type Code, code, joinLines, nothing, type Printable, verbatim, word, wrapped } from "../../emit/code.js";
import { listHooks } from "../../languages/problems.js";
import { call, dict } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { type ArgumentCode, printHead } from "../../languages/python/functions.js";
import { literal } from "../../languages/python/literals.js";
import { importName } from "../../languages/python/module.js";
import { orNone, typeOf } from "../../languages/python/types.js";
import { toSnake } from "../../languages/python/words.js";
import type { ServerPrinter } from "./printer.js";
import { printVerifiers } from "./security.js";

const replace = importName("dataclasses", "replace");
const dataclass = importName("dataclasses", "dataclass");

/** Written apart: a template that begins with a space is indented. */
const equals = verbatim(" = ");

/** `app.py`: how a service is put behind FastAPI. */
export const printApp = (printer: ServerPrinter): readonly Code[] => [...printProblems(printer), printCreateRouter(printer), printCreateApp(printer), ...printOptions(printer)];

/** What makes an application takes. */
export function argumentsOf(printer: ServerPrinter): { readonly positional: readonly ArgumentCode[]; readonly keywords: readonly ArgumentCode[] } {
  const { own, names, schemes } = printer;
  return {
    positional: [{ name: word("service"), type: own.service }],
    keywords: [
      ...(schemes.length === 0 ? [] : [{ name: word("security"), type: own.security }]),
      ...(listHooks(printer).length === 0 ? [] : [{ name: word("problems"), type: code`${own.problems} | None`, default: word("None") }]),
      { name: word("options"), type: code`${names.runtime("server", "Options")} | None`, default: word("None") },
    ],
  };
}

const passed = (printer: ServerPrinter): Code => code`${call(word("_complete"), argumentNames(printer))}`;

const argumentNames = (printer: ServerPrinter): readonly Printable[] => argumentsOf(printer).keywords.map(({ name }) => name);

const isPlain = (printer: ServerPrinter): boolean => argumentsOf(printer).keywords.length === 1;

const aboutService = "`service` may be `Depends(...)` of a function that gives one: then each request has a service of its own, with whatever that function depends on.";

function printCreateRouter(printer: ServerPrinter): Code {
  const { own, names } = printer;
  const head = printHead({ head: verbatim("def create_router"), self: false, ...argumentsOf(printer), returns: [names.outside("fastapi", "APIRouter")] }, 0);
  const text = `Makes a router that answers the contract's operations, for \`app.include_router\`.\n\n${aboutService}`;
  return code`
    ${head}
        ${docstring({ text })}
        return ${names.runtime("server", "Server")}(${own.contract}, service, ${optionsOf(printer)}).router()
  `;
}

const optionsOf = (printer: ServerPrinter): Code => (isPlain(printer) ? verbatim("options") : passed(printer));

function printCreateApp(printer: ServerPrinter): Code {
  const { own, names } = printer;
  const { positional, keywords } = argumentsOf(printer);
  const application = names.outside("fastapi", "FastAPI");
  const more: ArgumentCode = { name: word("lifespan"), type: code`${names.outside("starlette.types", "Lifespan")}[${application}] | None`, default: word("None") };
  const head = printHead({ head: verbatim("def create_app"), self: false, positional, keywords: [...keywords, more], returns: [application] }, 0);
  const text = `Makes an application that answers the contract's operations, and where it is: /openapi.json and /docs, /healthz and /readyz.

It is a FastAPI application as any other: add middleware and routes of your own. It is ready, as /readyz says, once \`lifespan\` has started.

${aboutService}`;
  return code`
    ${head}
        ${docstring({ text })}
        return ${names.runtime("server", "Server")}(${own.contract}, service, ${optionsOf(printer)}).app(lifespan)
  `;
}

/** What the two functions make of their own arguments. */
function printOptions(printer: ServerPrinter): readonly Code[] {
  if (isPlain(printer)) return [];
  const { names, schemes } = printer;
  const options = names.runtime("server", "Options");
  const { keywords } = argumentsOf(printer);
  const positional = keywords.map(({ name, type }): ArgumentCode => ({ name, type }));
  const head = printHead({ head: verbatim("def _complete"), self: false, positional, keywords: [], returns: [options] }, 0);
  const changes = [
    ...(schemes.length === 0 ? [] : [[word("verifiers"), printVerifiers(printer)] as const]),
    ...(listHooks(printer).length === 0 ? [] : [[word("problems"), printHooks(printer)] as const]),
  ];
  return [
    code`
      ${head}
          ${listHooks(printer).length === 0 ? nothing : code`problems = problems or ${printer.own.problems}()`}
          return ${call(replace, [code`options or ${options}()`], changes)}
    `,
  ];
}

const hookName = (name: string): Code => verbatim(toSnake(name));

const printHooks = (printer: ServerPrinter): Code => dict(listHooks(printer).map(({ name }) => [literal(name), code`problems.${hookName(name)}`] as const));

/** A function for each schema of the contract's own for what goes wrong. */
function printProblems(printer: ServerPrinter): readonly Code[] {
  const { own, names } = printer;
  const hooks = listHooks(printer);
  if (hooks.length === 0) return [];
  const fields = hooks.map(({ name, schema }) => {
    const render = code`${importName("collections.abc", "Callable")}[[${names.runtime("server", "Problem")}], ${typeOf(printer, { kind: "ref", schema }, "response")}]`;
    return code`${hookName(name)}: ${orNone(render)}${equals}${wrapped(code`None`)}`;
  });
  return [
    code`
      @${dataclass}(frozen=True, slots=True, kw_only=True)
      class ${own.problems}:
          ${docstring({ text: "Renders what goes wrong before or after a method into the contract's own schemas. Without a function it is a problem document (RFC 9457)." })}

          ${joinLines(fields)}
    `,
  ];
}
