import { type Code, code, word } from "../../emit/code.js";
import { docComment } from "../../languages/go/comments.js";
import { fieldsOf, slice } from "../../languages/go/composites.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import { printSchemeRow } from "./auth.js";
import { client, type ClientPrinter } from "./printer.js";
import { defaultServer, fillServer } from "./servers.js";

const request = importName("net/http", "Request");
const response = importName("net/http", "Response");

/** `client.go`: how a client is made, and what it can do beside the operations. */
export function printClient(printer: ClientPrinter): readonly Code[] {
  const { own, contract } = printer;
  const first = defaultServer(contract.servers);
  const where = first === undefined ? "at a base URL, such as https://api.example.com/v1" : `at a base URL; empty, it is the contract's first: ${fillServer(first)}`;
  const option = own.runtime("Option");
  return [
    code`
      ${docComment({ text: `${own.client} calls the operations of the contract: a method for each. It has no state that changes, so it can be shared freely.` })}
      type ${own.client} struct {
        base *${client(printer, "Client")}
      }

      ${docComment({ text: `${own.newClient} makes a client of the API ${where}.` })}
      func ${own.newClient}(baseURL string, options ...${option}) (*${own.client}, error) {
        base, err := ${client(printer, "New")}(${own.contract}, baseURL, options...)
        if err != nil {
          return nil, err
        }
        return &${own.client}{base}, nil
      }

      // With gives another client, with these options on top.
      func (c *${own.client}) With(options ...${option}) (*${own.client}, error) {
        base, err := c.base.With(options...)
        if err != nil {
          return nil, err
        }
        return &${own.client}{base}, nil
      }

      ${docComment({ text: `Do sends what the contract doesn't know, with this client's base URL, headers, credentials, retries and middleware. A request whose URL has no host goes below the base URL: http.NewRequestWithContext(ctx, "GET", "/beta?deep=true", nil). To another origin it goes without credentials and without the client's headers. Every status is an answer; who gets it closes its body.` })}
      func (c *${own.client}) Do(request *${request}) (*${response}, error) {
        return c.base.Do(request)
      }
    `,
    printContract(printer),
  ];
}

function printContract(printer: ClientPrinter): Code {
  const { own, contract } = printer;
  const first = defaultServer(contract.servers);
  const about = fieldsOf([
    [word("Title"), literal(contract.about.title)],
    [word("Servers"), contract.servers.length === 0 ? undefined : slice(word("string"), contract.servers.map(({ url }) => literal(url)))],
    [word("DefaultServer"), first && literal(fillServer(first))],
    [word("Schemes"), contract.securitySchemes.length === 0 ? undefined : slice(client(printer, "Scheme"), contract.securitySchemes.map((scheme) => printSchemeRow(printer, scheme)))],
  ]);
  return code`
    ${docComment({ text: `${own.contract} is what the client has to know beside the operations.` })}
    var ${own.contract} = &${client(printer, "Contract")}${about}
  `;
}
