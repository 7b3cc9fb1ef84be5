import { cutUrl } from "./target.js";
import type { OthersOptions } from "./express.js";
import type { Server } from "./server.js";

/** Middleware for Hono: what is used of its context. */
export type HonoHandler = (
  context: { readonly req: { readonly raw: Request } },
  next: () => Promise<void>,
) => Promise<Response | void>;

/** The server as middleware: `app.use(toHono(server))`. Under a base path, give the server the same one: `basePath`. */
export function toHono(server: Server, { others = "answer" }: OthersOptions = {}): HonoHandler {
  return async ({ req }, next) => {
    if (others === "answer" || server.knows(cutUrl(req.raw.url).path)) return server.fetch(req.raw);
    await next();
    return undefined;
  };
}
