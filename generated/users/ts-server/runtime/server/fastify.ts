import type { NodeListener } from "./node.js";
import type { Server } from "./server.js";

type Parts = Parameters<NodeListener>;

/** What is used of a Fastify request, reply and instance. */
interface FastifyRequestLike {
  readonly raw: Parts[0];
}

interface FastifyReplyLike {
  readonly raw: Parts[1];
  hijack(): unknown;
}

interface FastifyLike {
  readonly supportedMethods: readonly string[];
  /** Since Fastify 5. */
  addHttpMethod?(method: string, options: { hasBody: boolean }): unknown;
  addHook(name: "onRequest", hook: (request: FastifyRequestLike, reply: FastifyReplyLike, done: () => void) => void): unknown;
  route(options: { method: string[]; url: string; handler: () => void; exposeHeadRoute: boolean }): unknown;
}

/** A Fastify plugin, for Fastify 4 and 5. */
export type FastifyPlugin = (app: FastifyLike, options: object, done: (error?: Error) => void) => void;

/**
 * The server as a plugin: `app.register(toFastify(server))`. Routes of the app's own are found first. Requests come here before Fastify
 * parses their bodies; hooks of the app that run earlier do run.
 *
 * Fastify itself refuses paths with broken percent-encoding; give it `fastifyOptions(server)` to have them answered by the contract too.
 */
export function toFastify(server: Server): FastifyPlugin {
  return (app, _options, done) => {
    app.addHook("onRequest", (request, reply) => answer(server, request, reply));
    addOthers(app);
    app.route({ method: [...app.supportedMethods], url: "/*", handler: () => undefined, exposeHeadRoute: false });
    done();
  };
}

/** Methods that Fastify doesn't know by itself, though node does: a path of the contract answers them with 405. */
const others = (
  "ACL BIND CHECKOUT COPY LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY PROPFIND PROPPATCH PURGE " +
  "QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE"
).split(" ");

function addOthers(app: FastifyLike): void {
  for (const method of others) {
    try {
      if (!app.supportedMethods.includes(method)) app.addHttpMethod?.(method, { hasBody: true });
    } catch {
      // This node doesn't know the method: nobody can send it.
    }
  }
}

/** For `fastify({ ...fastifyOptions(server) })`. */
export function fastifyOptions(server: Server): FastifyOptions {
  return { frameworkErrors: (_error, request, reply) => answer(server, request, reply) };
}

export interface FastifyOptions {
  readonly frameworkErrors: (error: Error, request: FastifyRequestLike, reply: FastifyReplyLike) => void;
}

function answer(server: Server, request: FastifyRequestLike, reply: FastifyReplyLike): void {
  reply.hijack();
  server.node(request.raw, reply.raw);
}
