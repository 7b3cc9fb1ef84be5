import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { pyClient } from "../../generators/targets/py-client/index.js";
import { findPython, hasPython, pythonEnvironment } from "../python/tools.js";
import { makeFolder, readContract, root, writeFiles } from "../targets/generate.js";
import { startPlatform } from "./platform-server.js";

/** A program as people write it, against a server of the platform: streams, uploads, pages, files, failures as values and as errors. */
describe.skipIf(!hasPython)("the Python client of the platform", async () => {
  const folder = makeFolder("py-platform");
  const input = await readContract(join(root, "specs/ai-platform/openapi.yaml"));
  writeFiles(folder, await pyClient.emit(input, { package: undefined, pyproject: true, dates: "datetime", numbers: "float", schemas: "used" }));
  const server = await startPlatform();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("does what a program wants of it", { timeout: 60_000 }, async () => {
    const program = fileURLToPath(new URL("py-client/use_platform.py", import.meta.url));
    const child = spawn(findPython(), ["-W", "error", program, folder, server.url], { env: pythonEnvironment(), stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (data: Buffer) => (text += data.toString()));
    const status = await new Promise<number | null>((resolve) => child.on("exit", resolve));
    expect(status).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      missing: "Not found",
      raised: [404, true],
      dates: [true, true],
      changed: "guest",
      ready: { model: "failing" },
      audit: [1, 2, 3, 4, 5],
      uploaded: 201,
      files: 5,
      downloaded: "a",
      whole: "hello there",
      overload: true,
      events: [{ type: "delta", text: "grüße" }, { type: "delta", text: "an" }, { type: "delta", text: "alle" }, { type: "done", finish_reason: "stop" }],
      first: { type: "delta", text: "forever" },
      break: "ApiConnectionError",
      garbage: "OffContractError",
      async: ["delta", "delta", "done"],
      "async audit": [1, 2, 3, 4, 5],
      "async downloaded": "a",
    });
    const patch = server.seen.find(({ headers }) => headers["content-type"] === "application/merge-patch+json");
    expect(JSON.parse(String(patch?.body))).toEqual({ avatar_file_id: null, role: "guest" });
  });
});
