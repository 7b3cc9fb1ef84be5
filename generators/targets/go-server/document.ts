import type { JsonObject } from "../../contract/json.js";
import { type Code, code, type Ident, joinLines, verbatim } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { layDocument } from "../../languages/document.js";
import { importName } from "../../languages/go/module.js";

/** `openapi.json`: the canonical document. */
export const printDocument = (document: JsonObject): File => ({ path: "openapi.json", owner: "generator", content: { kind: "text", text: `${layDocument(document)}\n` } });

/** The document in the program. */
export const printEmbed = (name: Ident): Code => joinLines([
  verbatim(`// ${name} has the contract, as /openapi.json gives it.\n//\n//go:embed openapi.json`),
  code`var ${name} ${importName("embed", "FS")}`,
]);
