import { renameSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { config, contract, makeBench } from "./mortise.js";

const { start, put, read, path, setUp } = makeBench();

const operations = "generated/users/ts-client/operations/users.ts";

test("--watch makes it again on every save, goes on after errors, and ends when it is told to", { timeout: 60_000 }, async () => {
  setUp();
  const { child, until, output, ended } = start("generate", "--watch");
  try {
    await until("watching 2 files (Ctrl-C ends it)\n");
    expect(read(operations)).toContain("getUser");

    put("openapi.yaml", contract.replace("getUser", "fetchUser"));
    await until("changed)");
    expect(read(operations)).toContain("fetchUser");

    put("openapi.yaml", contract.replace("schemas/User'", "schemas/Usr'"));
    await until("ref-unresolved");
    expect(read(operations)).toContain("fetchUser");

    // Many editors write another file and move it over the old one.
    put("openapi.yaml.swp", contract.replace("getUser", "loadUser"));
    renameSync(path("openapi.yaml.swp"), path("openapi.yaml"));
    await until("changed)", 2);
    expect(read(operations)).toContain("loadUser");

    rmSync(path("openapi.yaml"));
    await until("file-unreadable");
    put("openapi.yaml", contract);
    await until("changed)", 3);

    put("mortise.yaml", config.replace("ts-client", "ts-clint"));
    await until("there is no target 'ts-clint'");
    put("mortise.yaml", config.replace("ts-client: {}", "ts-client: { package: true }"));
    await until("new");
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  } finally {
    child.kill("SIGKILL");
  }
  expect(output()).not.toContain("bug of Mortise");
});

test("--watch watches every file of a contract", { timeout: 60_000 }, async () => {
  setUp();
  put("openapi.yaml", contract.replace("'#/components/schemas/User'", "schemas/user.yaml"));
  put("schemas/user.yaml", "type: object\nproperties: { id: { type: integer } }\n");
  const { child, until } = start("generate", "--watch");
  try {
    await until("watching 3 files");
    put("schemas/user.yaml", "type: object\nproperties: { nickname: { type: integer } }\n");
    await until("ts-client", 2);

    put("openapi.yaml", contract.replace("'#/components/schemas/User'", "schemas/person.yaml"));
    await until("error");
    put("schemas/person.yaml", "type: object\n");
    await until("ts-client", 3);

    put("openapi.yaml", contract.replace("'#/components/schemas/User'", "people/person.yaml"));
    await until("error", 2);
    put("people/person.yaml", "type: object\n");
    await until("ts-client", 4);
  } finally {
    child.kill("SIGKILL");
  }
});
