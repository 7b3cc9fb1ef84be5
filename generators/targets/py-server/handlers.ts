import type { Operation, SecurityScheme } from "../../contract/model.js";
import { type Code, code, joinBlocks, type Printable, word } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { call } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { type ArgumentCode, printHead } from "../../languages/python/functions.js";
import { compareNames, compareNatural, importName, printFrom, printUserFile } from "../../languages/python/module.js";
import type { OperationNames } from "../../languages/python/names.js";
import type { ServerPrinter } from "./printer.js";
import { usedSchemes } from "./security.js";
import { printMethodHead } from "./service.js";

/**
 * A program that serves the contract, with a method for each operation that answers 501: the user's from the first version on. What is added to the contract
 * later is answered with 501 until somebody writes its method, since the service derives from what answers so.
 */
export function printProgram(printer: ServerPrinter, name: string): File {
  const doc = docstring({ text: "Serves the contract on port 8000: `python main.py`, or `uvicorn main:app`." });
  return ownPackage(printUserFile("main", [printClass(printer), ...printVerifiers(printer), printMain(printer)], { doc }), name);
}

/** What stands beside the package names it from outside, by the packages that have names for people. */
function ownPackage(file: File, name: string): File {
  if (file.content.kind !== "text") return file;
  const found = new Map<string, string[]>();
  const rest = file.content.text.replace(/^from \.([\w.]+) import (?:\(([^)]*)\)|(.*))\n/gm, (_, module: string, broken: string | undefined, flat: string | undefined) => {
    const [first = ""] = module.split(".", 1);
    const home = first === "models" || first === "operations" ? `${name}.${first}` : name;
    found.set(home, [...(found.get(home) ?? []), ...(broken ?? flat ?? "").split(",").map((each) => each.trim()).filter((each) => each !== "")]);
    return found.size === 1 && found.get(home)?.length !== 0 ? mark : "";
  });
  const lines = [...found].sort(([a], [b]) => compareNatural(a, b)).map(([module, names]) => printFrom(module, names.sort(compareNames), 0));
  const at = rest.indexOf(mark);
  return { ...file, content: { kind: "text", text: `${rest.slice(0, at)}${lines.join("\n")}\n${rest.slice(at).replaceAll(mark, "")}` } };
}

/** Where the imports of the package stand. */
const mark = "\u0000";

const className = word("Service");

function printClass(printer: ServerPrinter): Code {
  const methods = printer.contract.operations.flatMap((operation) => {
    const names = printer.names.operations.get(operation.id);
    return names ? [printMethod(printer, operation, names)] : [];
  });
  return code`
    class ${className}(${printer.own.unimplemented}):
        ${docstring({ text: "What it has no method for is answered with 501." })}

        ${joinBlocks(methods)}
  `;
}

const printMethod = (printer: ServerPrinter, operation: Operation, names: OperationNames): Code => code`
  ${printMethodHead(printer, operation, names)}
      raise ${printer.names.runtime("server", "ProblemError")}("not_implemented")
`;

/** A function for each security scheme. Nobody gets in before somebody has written who may. */
const printVerifiers = (printer: ServerPrinter): readonly Code[] =>
  usedSchemes(printer).map((scheme) => {
    const scopes: ArgumentCode = { name: word("scopes"), type: code`${importName("collections.abc", "Sequence")}[str]` };
    const head = printHead({ head: code`async def ${verifyName(printer, scheme)}`, self: false, positional: [credentialOf(printer, scheme), scopes], keywords: [], returns: [word("object")] }, 0);
    return code`
      ${head}
          ${docstring({ text: "Say here who may call: until then, nobody may." })}
          return None
    `;
  });

const verifyName = ({ own }: ServerPrinter, { name }: SecurityScheme): Code => code`verify_${own.schemeFields.get(name) ?? word("scheme")}`;

function credentialOf({ names }: ServerPrinter, { kind }: SecurityScheme): ArgumentCode {
  switch (kind) {
    case "apiKey":
    case "http":
      return { name: word("key"), type: word("str") };
    case "basic":
      return { name: word("credential"), type: names.runtime("server", "BasicCredential") };
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return { name: word("token"), type: word("str") };
    case "mutualTLS":
      return { name: word("request"), type: names.outside("starlette.requests", "Request") };
  }
}

function printMain(printer: ServerPrinter): Code {
  const { own, names } = printer;
  const security = usedSchemes(printer).map((scheme): readonly [Printable, Printable] => [own.schemeFields.get(scheme.name) ?? word("scheme"), verifyName(printer, scheme)]);
  const app = call(importName("./app", "create_app"), [code`${className}()`], [[word("security"), security.length === 0 ? undefined : call(own.security, [], security)]]);
  return code`
    app = ${app}

    if __name__ == "__main__":
        ${names.runtime("server", "run")}(app)
  `;
}
