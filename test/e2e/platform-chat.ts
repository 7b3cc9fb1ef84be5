import { type Route, send, sendProblem } from "./server.js";

interface ChatBody {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly stream?: boolean;
}

const usage = { input_tokens: 3, output_tokens: 2 };

/** Echoes, word by word with `stream: true`. The last message can ask for trouble. */
export function chatRoutes(): Readonly<Record<string, Route["handle"]>> {
  return {
    "POST /chat": async ({ response, json, seen }) => {
      const { messages, stream } = json() as ChatBody;
      const said = String(messages.at(-1)?.content);
      if (said === "overload") return sendProblem(response, 429, "Too many requests", {}, { "retry-after": "0" });
      if (stream !== true) return send(response, 200, { id: "c1", model: "echo", message: { role: "assistant", content: said }, finish_reason: "stop", usage });
      if (seen.headers.accept?.startsWith("text/event-stream") !== true) return sendProblem(response, 400, `Not asked for events, but for ${seen.headers.accept}`);
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
      response.write(": a comment, as proxies like them\r\n\r\n");
      for (const word of said.split(" ")) {
        // Cut in the middle of characters, lines and events.
        const bytes = Buffer.from(`data: ${JSON.stringify({ type: "delta", text: word })}\n\n`);
        response.write(bytes.subarray(0, 30));
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (!response.write(bytes.subarray(30))) await new Promise((resolve) => response.once("drain", resolve));
        if (word === "break") return void response.destroy();
        if (word === "garbage") return void response.end("data: {not json\n\n");
        if (response.destroyed) return;
      }
      if (said.endsWith("forever")) return;
      response.write(`event: message\ndata: {"type":"done",\ndata: "finish_reason":"stop","usage":${JSON.stringify(usage)}}\n\n`);
      response.end("data: [DONE]\n\n");
    },
  };
}
