import { type Code, code, type Ident, joinLines, verbatim } from "../../emit/code.js";
import { importName } from "../../languages/go/module.js";

/** The document in the program. */
export const printEmbed = (name: Ident): Code => joinLines([
  verbatim(`// ${name} has the contract, as /openapi.json gives it.\n//\n//go:embed openapi.json`),
  code`var ${name} ${importName("embed", "FS")}`,
]);
