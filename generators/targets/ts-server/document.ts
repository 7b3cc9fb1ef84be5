import type { JsonObject } from "../../contract/json.js";
import { type Code, code } from "../../emit/code.js";
import { layDocument } from "../../languages/document.js";
import { templateLiteral } from "../../languages/typescript/literals.js";

/** `openapi.ts`: the canonical document as text. It is brought in when somebody asks for it. */
export const printDocument = (document: JsonObject): Code => code`
  /** The contract, as \`/openapi.json\` gives it. */
  export const openapi: string = ${templateLiteral(layDocument(document))};
`;
