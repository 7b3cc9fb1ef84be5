import { describe } from "vitest";
import { hasPython } from "../python/tools.js";
import { hasGo } from "../targets/go-build.js";
import { callGo, callPython, callTypeScript } from "./pairs/callers.js";
import { testPair } from "./pairs/exchange.js";
import { buildPythonRecorder } from "./py-server/run.js";

const build = () => buildPythonRecorder("kitchen-sink");

/** The clients of all languages against the Python server, on uvicorn. */
describe.skipIf(!hasPython)("whatever a TypeScript client sends arrives in Python, whatever Python answers comes back", () => testPair(build, callTypeScript));
describe.skipIf(!hasPython || !hasGo)("whatever a Go client sends arrives in Python, whatever Python answers comes back", () => testPair(build, callGo));
describe.skipIf(!hasPython)("whatever a Python client sends arrives in Python, whatever Python answers comes back", () => testPair(build, callPython("sync")));
describe.skipIf(!hasPython)("whatever an asynchronous Python client sends arrives in Python, whatever Python answers comes back", () => testPair(build, callPython("async")));
