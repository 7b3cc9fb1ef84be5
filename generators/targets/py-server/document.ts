import type { JsonObject } from "../../contract/json.js";
import type { File } from "../../emit/file.js";
import { layDocument } from "../../languages/document.js";

/** `openapi.json`: the canonical document. */
export const printDocument = (document: JsonObject): File => ({ path: "openapi.json", owner: "generator", content: { kind: "text", text: `${layDocument(document)}\n` } });
