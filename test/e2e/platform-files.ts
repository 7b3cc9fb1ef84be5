import { createHash, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { parseMultipart, type Part } from "./multipart.js";
import { type Route, send, sendProblem } from "./server.js";

export interface StoredFile {
  readonly part: Part;
  readonly metadata: Part;
  readonly about: Readonly<Record<string, unknown>>;
}

/** Keeps files in memory. `?limit` and `?offset` page through them; `Range` gives some of a content. */
export function fileRoutes(files: Map<string, StoredFile>): Readonly<Record<string, Route | Route["handle"]>> {
  return {
    "GET /files": ({ response, seen }) => {
      const [offset, limit] = [Number(seen.query.get("offset") ?? 0), Number(seen.query.get("limit") ?? 20)];
      const all = [...files.values()].map(({ about }) => about);
      send(response, 200, { items: all.slice(offset, offset + limit), total: all.length });
    },
    "POST /files": {
      streams: true,
      handle: async ({ request, response }) => {
        const parts = parseMultipart(await buffer(request), String(request.headers["content-type"]));
        const metadata = parts.find((part) => part.name === "metadata");
        if (metadata === undefined) return sendProblem(response, 400, "No metadata");
        const made = parts.filter((part) => part.name === "files").map((part): StoredFile => {
          const { purpose, labels, expires_at: expires = null } = JSON.parse(metadata.content.toString()) as Readonly<Record<string, unknown>>;
          const about = { id: randomUUID(), name: part.filename, bytes: part.content.length, media_type: part.headers["content-type"], sha256: createHash("sha256").update(part.content).digest("hex"), purpose, labels, created_at: "2026-03-14T09:26:53Z", expires_at: expires };
          files.set(about.id, { part, metadata, about });
          return { part, metadata, about };
        });
        send(response, 201, made.map(({ about }) => about));
      },
    },
    "GET /files/:id": ({ response }, { id }) => {
      const file = files.get(id ?? "");
      if (file === undefined) return sendProblem(response, 404, "Not found");
      send(response, 200, file.about);
    },
    "DELETE /files/:id": ({ response }, { id }) => (files.delete(id ?? "") ? send(response, 204) : sendProblem(response, 404, "Not found")),
    "GET /files/:id/content": ({ response, seen }, { id }) => {
      const file = files.get(id ?? "");
      if (file === undefined) return sendProblem(response, 404, "Not found");
      const { content, filename = "" } = file.part;
      const range = /^bytes=(\d+)-(\d+)$/.exec(seen.headers.range ?? "");
      const [from, to] = range === null ? [0, content.length] : [Number(range[1]), Number(range[2]) + 1];
      response.writeHead(range === null ? 200 : 206, {
        "content-type": "application/octet-stream",
        "content-length": String(to - from),
        "content-disposition": `attachment; filename="plain.bin"; filename*=UTF-8''${encodeURIComponent(filename)}`,
        ...(range === null ? {} : { "content-range": `bytes ${from}-${to - 1}/${content.length}` }),
      });
      response.end(content.subarray(from, to));
    },
  };
}
