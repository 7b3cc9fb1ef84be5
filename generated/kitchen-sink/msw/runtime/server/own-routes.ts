import { docsPage, type Page } from "./docs.js";
import type { Exchange } from "./exchange.js";
import type { ServerContract, ServerOptions } from "./options.js";
import { ProblemError } from "./problem.js";
import { jsonReply, type Reply } from "./reply.js";

/** What a server answers beside its contract: health, readiness, the contract itself. */
export interface OwnRoutes {
  has(path: string): boolean;
  /** Throws `ProblemError`: 404 or 405. */
  answer(exchange: Exchange): Reply | Promise<Reply>;
}

type Route = () => Reply | Promise<Reply>;

/** Plans the server's own routes. The contract's paths come first: a template that a path fits is asked before these. */
export function planOwnRoutes(contract: ServerContract, options: ServerOptions, isClosing: () => boolean): OwnRoutes {
  const routes = new Map([...healthRoutes(options, isClosing), ...docsRoutes(contract, options)]);
  return {
    has: (path) => routes.has(path),
    answer: ({ path, method }) => {
      const route = routes.get(path);
      if (route === undefined) throw new ProblemError("not_found");
      if (method === "GET" || method === "HEAD") return route();
      throw new ProblemError("method_not_allowed", { headers: { allow: "GET, HEAD" } });
    },
  };
}

function healthRoutes({ health = {} }: ServerOptions, isClosing: () => boolean): readonly (readonly [string, Route])[] {
  if (health === false) return [];
  const { live = "/healthz", ready = "/readyz", isReady } = health;
  const answerReady = async (): Promise<Reply> => {
    const isWelcome = !isClosing() && (isReady === undefined || (await isReady()));
    return uncached(isWelcome ? jsonReply(200, { status: "ok" }) : jsonReply(503, { status: "unavailable" }));
  };
  return [
    ...(live === false ? [] : [[live, () => uncached(jsonReply(200, { status: "ok" }))] as const]),
    ...(ready === false ? [] : [[ready, answerReady] as const]),
  ];
}

function uncached(reply: Reply): Reply {
  return { ...reply, headers: [...reply.headers, "cache-control", "no-store"] };
}

function docsRoutes({ document, title = "API" }: ServerContract, { docs = {} }: ServerOptions): readonly (readonly [string, Route])[] {
  if (docs === false || document === undefined) return [];
  const { document: documentPath = "/openapi.json", page = "/docs" } = docs;
  const answerDocument = async (): Promise<Reply> => ({
    status: 200,
    headers: ["content-type", "application/json"],
    body: await document(),
  });
  const answerPage = async (): Promise<Reply> => pageReply(await docsPage(title, await document()));
  return [
    ...(documentPath === false ? [] : [[documentPath, answerDocument] as const]),
    ...(page === false ? [] : [[page, answerPage] as const]),
  ];
}

/** The page's own script, known by its hash, is all that runs there. */
function pageReply({ html, scriptHash }: Page): Reply {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; base-uri 'none'; frame-ancestors 'none'`;
  return {
    status: 200,
    headers: ["content-type", "text/html; charset=utf-8", "content-security-policy", policy, "x-content-type-options", "nosniff"],
    body: html,
  };
}
