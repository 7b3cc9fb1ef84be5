import type { NodeListener } from "./node.js";
import type { Server } from "./server.js";
import { cutTarget } from "./target.js";

type Parts = Parameters<NodeListener>;

/** Middleware for Express, Connect and their like. */
export type ExpressHandler = (request: Parts[0], response: Parts[1], next: (error?: unknown) => void) => void;

export interface OthersOptions {
  /** What becomes of paths that the contract doesn't have: `answer` them (404, the default), or leave them to what comes `next`. */
  readonly others?: "answer" | "next" | undefined;
}

/**
 * The server as middleware: `app.use(toExpress(server))`. To be put before `express.json()` and other parsers of bodies, since it reads
 * them itself; mounted at a path, it answers below that path. Who may call is for `security` to say, or for middleware in front of all
 * paths: a path may be written in several ways (`/%75sers`, `/x/../users`), of which middleware at a path knows one.
 */
export function toExpress(server: Server, { others = "answer" }: OthersOptions = {}): ExpressHandler {
  if (others === "answer") return (request, response) => server.node(request, response);
  return (request, response, next) => {
    if (server.knows(cutTarget(request.url ?? "/").path)) server.node(request, response);
    else next();
  };
}
