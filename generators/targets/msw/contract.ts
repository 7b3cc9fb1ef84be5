import type { Server } from "../../contract/model.js";
import { type Code, code, joinLines, list, nothing, type Printable } from "../../emit/code.js";
import { literal } from "../../languages/typescript/literals.js";
import { printSchemes } from "../../languages/typescript/server/security.js";
import type { MswPrinter } from "./printer.js";

/** `contract.ts`: all that a mock has to know, for MSW and for servers of our own. */
export function printContract(printer: MswPrinter): Code {
  const { own, mock, names, contract } = printer;
  const routes = [...own.groups.values()].map(({ module, routes: name }): Printable => code`...${{ kind: "import", module, name, typeOnly: false }},`);
  const answers = [...mock.answers.values()].map((found): Printable => code`...${found},`);
  // What stands on a server of its own is answered below the others too: a mock is one service.
  const urls = [...new Set([...contract.servers, ...contract.operations.flatMap(({ servers }) => servers)].map(fillServer))];
  return code`
    /** All that a mock of the contract has to know. */
    export const ${mock.contract.name}: ${names.runtime("MockContract", true)} = {
      title: ${literal(contract.about.title)},
      ${urls.length === 0 ? nothing : code`servers: ${list(urls.map(literal), { open: "[", close: "]" })},`}
      routes: {
        ${joinLines(routes)}
      },
      ${printSchemes(printer)}
      answers: {
        ${joinLines(answers)}
      },
      ${mock.schemas.name === "schemas" ? code`${mock.schemas},` : code`schemas: ${mock.schemas},`}
    };
  `;
}

/** A server's URL, with its variables by their defaults (OpenAPI 3.2, 4.6). */
const fillServer = ({ url, variables }: Server): string => variables.reduce((filled, { name, default: value }) => filled.replaceAll(`{${name}}`, () => value), url);
