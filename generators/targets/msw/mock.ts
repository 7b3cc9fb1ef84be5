import { type Code, code, joinBlocks, joinLines, nothing } from "../../emit/code.js";
import { listHooks } from "../../languages/problems.js";
import { handlersOf } from "../../languages/typescript/server/handlers.js";
import { printProblems } from "../../languages/typescript/server/problems.js";
import type { MswPrinter } from "./printer.js";

/** `mock.ts`: `createMock`, with what it can be told and what it gives. */
export const printMock = (printer: MswPrinter): Code => joinBlocks([printProblems(printer), printOptions(printer), printInterface(printer), printCreate(printer)]);

function printOptions(printer: MswPrinter): Code {
  const { own, mock, names, schemes } = printer;
  const security = code`${names.runtime("MockSecurity", true)}<${{ kind: "import", module: "security", name: own.security, typeOnly: true }}>`;
  const members = joinLines([
    schemes.length === 0
      ? nothing
      : code`
          /** Taken no notice of (\`off\`, the default), asked for (\`present\`: any credential will do), or judged by functions as a server's. */
          security?: ${security} | undefined;
        `,
    listHooks(printer).length > 0 ? code`problems?: ${own.problems} | undefined;` : nothing,
  ]);
  const common = names.runtime("CommonMockOptions", true);
  const text = code`/** What a mock is made with. */`;
  return members.empty
    ? joinLines([text, code`export type ${mock.options} = ${common};`])
    : code`
        ${text}
        export interface ${mock.options} extends ${common} {
          ${members}
        }
      `;
}

function printInterface(printer: MswPrinter): Code {
  const { mock, names } = printer;
  const runtime = (name: string): ReturnType<typeof names.runtime> => names.runtime(name, true);
  const handlers = handlersOf(printer);
  return code`
    /** A mock of the contract. */
    export interface ${mock.mock} {
      /** For \`setupWorker(...mock.handlers)\` of msw/browser, and \`setupServer(...mock.handlers)\` of msw/node. */
      readonly handlers: ReturnType<typeof ${runtime("mswHandlers")}>;
      /**
       * Answers an operation otherwise, until \`reset\`: with a status (its body is made up), a value, what a function gives as a server's
       * handler does, late, or by a network error.
       */
      use<Operation extends keyof ${handlers}>(
        operation: Operation,
        override: ${runtime("OverrideOf")}<${handlers}[Operation]>,
        terms?: ${runtime("OverrideTerms")},
      ): void;
      /** Takes back what \`use\` has said. */
      reset(): void;
      /** What was created, changed and deleted. */
      readonly memory: ${runtime("Memory")};
      /** Valid values of the contract's types: \`mock.data.name({ given, seed })\`. */
      readonly data: ${runtime("Factories")}<${{ ...mock.values, typeOnly: true }}>;
      /** Answers without MSW. */
      fetch(request: Request): Promise<Response>;
    }
  `;
}

function printCreate({ mock, names: { runtime } }: MswPrinter): Code {
  return code`
    /** Makes a mock: its answers are valid by the contract, made up from a seed, and its requests are checked as a server's. */
    export function createMock(options: ${mock.options} = {}): ${mock.mock} {
      const data = ${runtime("openData")}(${mock.contract}.schemas);
      const service = ${runtime("openMock")}(${mock.contract}, data, options);
      return {
        handlers: ${runtime("mswHandlers")}(service),
        use: service.use as ${mock.mock}["use"],
        reset: service.reset,
        memory: service.memory,
        data: ${runtime("createFactories")}<${{ ...mock.values, typeOnly: true }}>(data, ${mock.valueSchemas}),
        fetch: service.fetch,
      };
    }
  `;
}
