// CPU time and allocations of reading (decode + check) and writing one order in Go, side by side in one run: Mortise's printed codec,
// encoding/json, goccy/go-json, sonic, and jx, which only validates the grammar: what any codec over it (ogen's) pays at least.
// node test/bench/go/codec.mjs [ROUNDS]      needs: npm run build, Go >= 1.26
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
const from = async (path) => import(join(process.env.MORTISE_DIST ?? join(root, "dist"), path));
const [{ load }, { build }, { liftShapes }, { makePrinter }, { printDeclarations }, { printFile }, { planCodecs }, { planChecks }, { code }] = await Promise.all(
  ["contract/load", "contract/build/index", "languages/go/lift", "languages/go/printer", "languages/go/declarations", "languages/go/module", "languages/go/codecs/index", "languages/go/checks/index", "emit/code"].map((path) => from(`${path}.js`)),
);

const folder = mkdtempSync(join(tmpdir(), "mortise-bench-go-"));
const write = (path, text) => writeFileSync(join(folder, path), text);
try {
  const contract = liftShapes(build(await load(join(root, "test/bench/order.openapi.json"))).contract, () => false);
  const printer = makePrinter(contract, { reserved: [], methods: [], package: "main", module: "bench" }, { dates: "time", integers: "exact" });
  const checks = planChecks(printer, [], { formats: "assert" });
  const codecs = planCodecs({ ...printer, formats: "assert" }, { valid: checks.of, matches: (pattern, text) => code`${checks.pattern(pattern, "order", "order")}.Surely(${text})` });
  codecs.read("#/components/schemas/Order", "request");
  codecs.append("#/components/schemas/Order", "response");
  checks.of("#/components/schemas/Order", "request");
  for (const [stem, blocks] of codecs.files()) write(`${stem}_json.go`, printFile("", "main", blocks).content.text);
  for (const [stem, blocks] of checks.modules()) write(`${stem}_checks.go`, printFile("", "main", blocks).content.text);
  for (const [stem, ids] of printer.names.files) write(`${stem}.go`, printFile("", "main", ids.flatMap((id) => printDeclarations(printer, id))).content.text);
  for (const name of ["wire", "check"]) {
    mkdirSync(join(folder, name));
    const runtime = join(root, "templates/runtime/go", name);
    for (const file of readdirSync(runtime).filter((each) => each.endsWith(".go") && !each.endsWith("_test.go"))) write(join(name, file), readFileSync(join(runtime, file), "utf8").replaceAll("mortise/runtime/", "bench/"));
  }
  cpSync(join(root, "test/bench/order.json"), join(folder, "order.json"));
  for (const file of ["go.mod", "go.sum"]) cpSync(join(import.meta.dirname, file), join(folder, file));
  cpSync(join(import.meta.dirname, "main.go.txt"), join(folder, "main.go"));
  const built = spawnSync("go", ["build", "-o", "bench", "."], { cwd: folder, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  spawnSync("./bench", process.argv.slice(2), { cwd: folder, stdio: "inherit" });
} finally {
  rmSync(folder, { recursive: true });
}
