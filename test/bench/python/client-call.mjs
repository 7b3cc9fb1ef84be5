// A call through the generated Python client against bare httpx. node test/bench/python/client-call.mjs [rounds] [calls a round]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findPython } from "../../../scripts/python.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const script = fileURLToPath(new URL("client-call.py", import.meta.url));
const { status } = spawnSync(findPython(), [script, `${root}generated/users/py-client`, "users_client", ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
