import { type Code, code, joinBlocks, joinLines, nothing, type Printable, verbatim } from "../../emit/code.js";
import { listHooks } from "../../languages/problems.js";
import { literal } from "../../languages/typescript/literals.js";
import { handlersOf } from "../../languages/typescript/server/handlers.js";
import { printArgument, printParameter } from "../../languages/typescript/server/operations.js";
import type { ServerPrinter } from "../../languages/typescript/server/printer.js";
import { printProblems } from "../../languages/typescript/server/problems.js";
import { printSchemes } from "../../languages/typescript/server/security.js";

/** `server.ts`: `createServer`, with what it can be told. */
export function printServer(printer: ServerPrinter, hasDocument: boolean): Code {
  return joinBlocks([printProblems(printer), printOptions(printer), printContract(printer, hasDocument), printCreate(printer)]);
}

function printOptions(printer: ServerPrinter): Code {
  const { own, names, schemes } = printer;
  const security: Printable = { kind: "import", module: "security", name: own.security, typeOnly: true };
  const hasProblems = listHooks(printer).length > 0;
  const members = joinLines([
    schemes.length === 0 ? nothing : code`security: ${security}${printArgument(printer)};`,
    hasProblems ? code`problems?: ${own.problems} | undefined;` : nothing,
    code`
      /** What holds for one operation only. */
      operations?: { [Operation in keyof ${handlersOf(printer)}]?: ${names.runtime("OperationOptions", true)} } | undefined;
    `,
  ]);
  return code`
    /** What a server is made with. */
    export interface ${own.options}${printParameter(printer)} extends Omit<${names.runtime("CommonOptions", true)}, "operations"> {
      ${members}
    }
  `;
}

function printContract(printer: ServerPrinter, hasDocument: boolean): Code {
  const { own, names, contract } = printer;
  const routes = [...own.groups.values()].map(({ module, routes: name }): Printable => code`...${{ kind: "import", module, name, typeOnly: false }},`);
  return code`
    const contract: ${names.runtime("ServerContract", true)} = {
      title: ${literal(contract.about.title)},
      routes: {
        ${joinLines(routes)}
      },
      ${printSchemes(printer)}
      ${hasDocument ? code`document: async () => (await import(${literal("./openapi.js")})).openapi,` : nothing}
    };
  `;
}

function printCreate(printer: ServerPrinter): Code {
  const { own, names, schemes } = printer;
  const argument = printArgument(printer);
  const optional = schemes.length === 0 ? verbatim(" = {}") : nothing;
  return code`
    /**
     * Makes the server. It answers by node:http (\`await server.listen(8080)\`), as a function from \`Request\` to \`Response\`
     * (\`server.fetch\`), or inside Express, Fastify or Hono.
     */
    export function createServer${printParameter(printer)}(
      handlers: ${handlersOf(printer)}${argument},
      options: ${own.options}${argument}${optional},
    ): ${names.runtime("Server", true)} {
      return ${names.runtime("serve")}(contract, handlers, options);
    }
  `;
}
