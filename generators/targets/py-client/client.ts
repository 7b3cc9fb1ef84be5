import { type Code, code, joinBlocks, nothing, type Printable, verbatim, word } from "../../emit/code.js";
import { call, someTuple } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { printHead } from "../../languages/python/functions.js";
import { literal } from "../../languages/python/literals.js";
import { importModule, importName } from "../../languages/python/module.js";
import { none } from "../../languages/python/types.js";
import { credentialArguments, credentialDocs, givenCredentials, printScheme } from "./auth.js";
import { printMethods } from "./calls.js";
import { client, type ClientPrinter, type Kind, spec } from "./printer.js";
import { defaultServer, fillServer } from "./servers.js";

const inClass = 4;

/** `client.py`: both clients, with their methods where the contract has a single group of operations. */
export const printClients = (printer: ClientPrinter): readonly Code[] => [printClient(printer, "sync"), printClient(printer, "async")];

const bases = { sync: "SyncClient", async: "AsyncBaseClient" } as const;

const uses = {
  sync: "Calls the operations of the contract, a method for each. It has no state that changes, so threads can share it; `with` closes its connections.",
  async: "Calls the operations of the contract from async code, a method for each. It has no state that changes; `async with` closes its connections.",
} as const;

function printClient(printer: ClientPrinter, kind: Kind): Code {
  const { own, contract } = printer;
  const groups = [...own.groups.values()].map((both) => both[kind]);
  const parents = groups.length === 0 ? [client(printer, bases[kind])] : groups;
  const methods = groups.length === 0 ? printMethods(printer, contract.operations, kind, "client") : nothing;
  return code`
    class ${call(own.clients[kind].name, parents)}:
        ${docstring({ text: uses[kind] })}

        ${joinBlocks([printInit(printer, kind), methods])}
  `;
}

const httpTypes = { sync: "Client", async: "AsyncClient" } as const;

function printInit(printer: ClientPrinter, kind: Kind): Code {
  const { contract, lazy } = printer;
  const first = defaultServer(contract.servers);
  const where = first === undefined ? "Where the API lives: https://api.example.com/v1." : `Where the API lives; ${fillServer(first)} if not given.`;
  const http = code`${{ ...importModule("httpx"), typeOnly: true }}.${word(httpTypes[kind])}`;
  const options = code`${importName("typing", "Unpack", undefined, true)}[${client(lazy, "ClientOptions")}]`;
  const keywords = [...credentialArguments(printer), { name: word("http"), type: code`${http} | None`, default: none }, { name: verbatim("**options"), type: options }];
  const head = printHead(
    { head: verbatim("def __init__"), self: true, positional: [{ name: word("base_url"), type: word("str"), ...(first === undefined ? {} : { default: literal("") }) }], keywords, returns: [none] },
    inClass,
  );
  const documented = [
    { name: "base_url", text: where },
    ...credentialDocs(printer),
    { name: "http", text: "An httpx client of your own, which stays open: its transport, proxies, headers, cookies and event hooks are used." },
    { name: "**options", text: "See `ClientOptions`." },
  ];
  const text = "Makes a client. Credentials are texts, functions that are asked at each attempt, or `Refreshable`; they are never sent to another origin.";
  return code`
    ${head}
        ${docstring({ text, arguments: documented })}
        ${call(verbatim("super().__init__"), [printer.own.contract, word("base_url"), givenCredentials(printer), word("http"), word("options")])}
  `;
}

/** `calls/users.py`: the methods of one group, for both clients. */
export function printGroup(printer: ClientPrinter, group: string, about: string): readonly Code[] {
  const both = printer.own.groups.get(group);
  const operations = printer.names.groups.get(group) ?? [];
  if (both === undefined) return [];
  return (["sync", "async"] as const).map((kind) => {
    const base: Printable = client(printer, bases[kind]);
    return code`
      class ${both[kind].name}(${base}):
          ${docstring({ text: `Calls the ${about}${kind === "async" ? " from async code" : ""}: one method for each.` })}

          ${printMethods(printer, operations, kind, `calls/${group}`)}
    `;
  });
}

/** `contract.py`: what the runtime has to know beside the operations. */
export function printContract(printer: ClientPrinter): Code {
  const { contract, own } = printer;
  const first = defaultServer(contract.servers);
  const value = call(spec(printer, "Contract"), [], [
    [word("title"), literal(contract.about.title)],
    [word("servers"), someTuple(contract.servers.map(({ url }) => literal(url)))],
    [word("default_server"), first && literal(fillServer(first))],
    [word("schemes"), someTuple(contract.securitySchemes.map((scheme) => printScheme(printer, scheme)))],
  ]);
  return code`${own.contract.name} = ${value}`;
}
