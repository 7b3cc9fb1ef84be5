import { type Code, code, joinLines, nothing, verbatim } from "../../../emit/code.js";
import { docComment } from "../comments.js";
import { printContentType } from "../contents.js";
import { printDeclarations } from "../declarations.js";
import { webhookModule } from "../names.js";
import { printUnion } from "../types.js";
import type { ServerPrinter } from "./printer.js";

/** The types of what the server sends by itself: who sends it, and when, is the user's matter. */
export function printWebhooks(printer: ServerPrinter): readonly Code[] {
  const { contract, names } = printer;
  const payloads = contract.webhooks.map((webhook) => {
    const name = names.webhooks.get(webhook.id);
    const contents = webhook.body?.contents ?? [];
    if (!name) return nothing;
    const type = contents.length === 0 ? verbatim("undefined") : printUnion(contents.map((content) => printContentType(printer, content, "response")));
    const text = [webhook.summary, webhook.description].filter(Boolean).join("\n\n") || `Payload of the webhook ${webhook.id}.`;
    return joinLines([docComment({ text, deprecated: webhook.deprecated }), code`export type ${name} = ${type};`]);
  });
  return [...payloads, ...(names.typeModules.get(webhookModule) ?? []).map((id) => printDeclarations(printer, id))];
}
