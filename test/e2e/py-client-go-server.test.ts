import { describe } from "vitest";
import { hasPython } from "../python/tools.js";
import { hasGo } from "../targets/go-build.js";
import { buildRecorder } from "./go-server/run.js";
import { callPython } from "./pairs/callers.js";
import { testPair } from "./pairs/exchange.js";

/** The Python client against the Go server, which is built with the race detector. */
describe.skipIf(!hasGo || !hasPython)("whatever a Python client sends arrives in Go, whatever Go answers comes back", () => testPair(() => buildRecorder("kitchen-sink"), callPython("sync")));
