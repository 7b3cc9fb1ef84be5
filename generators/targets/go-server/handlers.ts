import type { Operation } from "../../contract/model.js";
import { type Code, code, type Ident, joinBlocks, joinLines } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { importName, printUserFile } from "../../languages/go/module.js";
import type { ServerPrinter } from "./printer.js";
import { verifyParameters } from "./security.js";

const folder = "cmd/server";
const context = importName("context", "Context");

/** A program that serves the contract, with a method for each operation that answers 501: the user's from the first version on. */
export function printHandlerFiles(printer: ServerPrinter): readonly File[] {
  const { names } = printer;
  return [
    printUserFile(`${folder}/main`, "main", [printMain(printer)]),
    printUserFile(`${folder}/service`, "main", [printStruct(printer)]),
    ...[...names.groups].map(([file, operations]) => printUserFile(`${folder}/${file === "main" || file === "service" ? `${file}_operations` : file}`, "main", [printMethods(printer, operations)])),
  ];
}

/** A name that the package exports, as a program sees it. */
const api = ({ names }: ServerPrinter, name: Ident) => importName(names.module, name, names.package);

function printStruct(printer: ServerPrinter): Code {
  const { own } = printer;
  return code`
    // service answers the operations of the contract. What it has no method for is answered with 501.
    type service struct {
      ${api(printer, own.unimplemented)}
    }
  `;
}

function printMethods(printer: ServerPrinter, operations: readonly Operation[]): Code {
  const { names, own } = printer;
  return joinBlocks(
    operations.flatMap((operation) => {
      const found = names.operations.get(operation.id);
      if (!found) return [];
      return [
        code`
          func (s *service) ${found.method}(ctx ${context}, req ${api(printer, found.request)}) (${api(printer, found.response)}, error) {
            return s.${own.unimplemented}.${found.method}(ctx, req)
          }
        `,
      ];
    }),
  );
}

function printMain(printer: ServerPrinter): Code {
  const { own } = printer;
  const background = importName("context", "Background");
  const [failed, exit] = [importName("log/slog", "Error"), importName("os", "Exit")];
  const makeRouter = importName("github.com/gin-gonic/gin", "New");
  return code`
    // main serves the contract on port 8080, until it is asked to end.
    func main() {
      router := ${makeRouter}()
      router.Use(${importName("github.com/gin-gonic/gin", "Recovery")}())
      ${api(printer, own.register)}(router, &service{}, ${printOptions(printer)})
      if err := ${api(printer, own.run)}(${background}(), ":8080", router); err != nil {
        ${failed}("server", "error", err)
        ${exit}(1)
      }
    }
  `;
}

/** Nobody gets in before somebody has written who may. */
function printOptions(printer: ServerPrinter): Code {
  const { own, contract, schemes } = printer;
  const options = api(printer, own.options);
  if (schemes.length === 0) return code`${options}{}`;
  const fields = contract.securitySchemes.flatMap((scheme) => {
    const name = own.schemeFields.get(scheme.name);
    return name === undefined ? [] : [code`
      ${name}: func(${verifyParameters(scheme)}) (any, error) {
        return nil, ${api(printer, own.runtime("ErrUnauthorized"))}
      },
    `];
  });
  return code`
    ${options}{
      // Say here who may call: until then, nobody may.
      Security: ${api(printer, own.security)}{
        ${joinLines(fields)}
      },
    }
  `;
}
