// Go servers of the order contract side by side, each in a process of its own: Mortise's behind Gin and alone, Gin with binding tags (also
// with sonic), Gin that answers what it reads, oapi-codegen (with and without kin-openapi), and ogen. POST /orders, which is checked and answered as it came.
// node test/bench/go/server.mjs [rounds] [requests a round] [connections] [parts of names]      needs: npm run build, Go >= 1.26
// PROFILE=mortise PROFILES=/tmp: CPU and allocation profiles of the servers whose names begin so.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
const sources = join(import.meta.dirname, "server");
const cli = process.env.MORTISE ?? join(root, "dist/cli.js");
const contract = join(root, "test/bench/order.openapi.json");
const folder = process.env.KEEP ?? mkdtempSync(join(tmpdir(), "mortise-bench-go-server-"));

function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: ["ignore", "inherit", "inherit"], env: { GOFLAGS: "-p=2", ...process.env } });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
}

try {
  mkdirSync(join(folder, "oapi"), { recursive: true });
  for (const file of readdirSync(sources)) cpSync(join(sources, file), join(folder, basename(file, ".txt")));
  for (const file of ["order.json", "order_bad.json", "order.openapi.json"]) cpSync(join(root, "test/bench", file), join(folder, file));
  run(process.execPath, cli, "generate", contract, "--target", "go-server", "--out", join(folder, "orders"), ...["gomod=false", "module=bench.test/orders/go-server", "package=orders"].flatMap((option) => ["--option", `go-server.${option}`]));
  run("go", "run", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen", "-generate", "types,gin,strict-server,spec", "-package", "oapi", "-o", "oapi/api.go", "order.openapi.json");
  run("go", "run", "github.com/ogen-go/ogen/cmd/ogen", "--target", "ogen", "--package", "ogen", "--clean", "--loglevel", "error", "order.openapi.json");
  run("go", "build", "-o", "bench", ".");
  run(join(folder, "bench"), ...process.argv.slice(2));
} finally {
  if (process.env.KEEP === undefined) rmSync(folder, { recursive: true });
}
