import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { defineConfig, type Plugin } from "vite";

const worker = createRequire(import.meta.url).resolve("msw/mockServiceWorker.js");

/** The service worker of msw, from the package itself: no copy of it stands here. */
const serveWorker: Plugin = {
  name: "msw-worker",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "mockServiceWorker.js", source: readFileSync(worker) });
  },
  configureServer({ middlewares }) {
    middlewares.use("/mockServiceWorker.js", (_, response) => response.setHeader("content-type", "text/javascript").end(readFileSync(worker)));
  },
};

export default defineConfig({ plugins: [serveWorker], build: { target: "es2022" } });
