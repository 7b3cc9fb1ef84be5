import { describe } from "vitest";
import { hasGo } from "../targets/go-build.js";
import { callGo, callTypeScript } from "./pairs/callers.js";
import { testPair } from "./pairs/exchange.js";
import { buildRecorder } from "./go-server/run.js";

const build = () => buildRecorder("kitchen-sink");

/** The clients of TypeScript and Go against the Go server; it and the Go client are built with the race detector. */
describe.skipIf(!hasGo)("whatever a TypeScript client sends arrives in Go, whatever Go answers comes back", () => testPair(build, callTypeScript));
describe.skipIf(!hasGo)("whatever a Go client sends arrives in Go, whatever Go answers comes back", () => testPair(build, callGo));
