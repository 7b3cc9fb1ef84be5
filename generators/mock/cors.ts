import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from "node:http";

/** Whether a browser asks if it may send a request (Fetch, CORS-preflight request). */
export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined;

/** Yes, whatever it is: a mock has nothing to protect. */
export function answerPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  const wanted = headers["access-control-request-headers"];
  response.writeHead(204, {
    ...originHeaders(headers.origin ?? "*"),
    "access-control-allow-methods": headers["access-control-request-method"] ?? "*",
    ...(wanted !== undefined && { "access-control-allow-headers": wanted }),
    ...(headers["access-control-request-private-network"] === "true" && { "access-control-allow-private-network": "true" }),
    "access-control-max-age": "600",
  });
  response.end();
}

/** Lets a page of another origin read the answer to its request, every header of it. */
export function allowOrigin({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
  if (origin === undefined) return;
  const writeHead = response.writeHead.bind(response);
  // The carrier sets the headers one by one where `writeHead` is not the response's own; so all of them are known here.
  response.writeHead = ((status: number): ServerResponse => {
    const exposed = response.getHeaderNames().filter((name) => name !== "set-cookie");
    const headers: Readonly<Record<string, OutgoingHttpHeader>> = { ...originHeaders(origin), ...(exposed.length > 0 && { "access-control-expose-headers": exposed.join(", ") }) };
    for (const [name, value] of Object.entries(headers)) if (name === "vary") response.appendHeader(name, String(value));
    else response.setHeader(name, value);
    return writeHead(status);
  }) as ServerResponse["writeHead"];
}

/** By name, and not `*`: requests may bring cookies and credentials (Fetch, CORS protocol and credentials). */
const originHeaders = (origin: string): Readonly<Record<string, string>> => ({
  "access-control-allow-origin": origin,
  "access-control-allow-credentials": "true",
  vary: "Origin",
});
