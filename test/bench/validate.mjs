// Time of one validation of the order benchmark: printed validators beside ajv (formats on, all errors), on a valid and an invalid order.
// node test/bench/validate.mjs [--rounds=N]      needs: npm install --prefix test/bench
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
const rounds = Number(process.argv.find((word) => word.startsWith("--rounds="))?.slice(9) ?? 9);
const contract = join(root, "test/bench/order.openapi.json");
const read = (name) => readFileSync(join(root, "test/bench", name), "utf8");

if (!existsSync(join(root, "test/bench/node_modules/ajv"))) {
  console.error("missing: ajv\nrun: npm install --prefix test/bench");
  process.exit(2);
}

/** Prints the checks of the contract's component schemas beside the runtime, and loads them. */
async function loadPrinted() {
  const folder = mkdtempSync(join(tmpdir(), "mortise-validate-"));
  const print = join(folder, "print.mjs");
  const entry = `
    import { build } from "${root}/generators/contract/build/index.js";
    import { load } from "${root}/generators/contract/load.js";
    import { printModule } from "${root}/generators/languages/typescript/module.js";
    import { nameContract } from "${root}/generators/languages/typescript/names.js";
    import { planChecks } from "${root}/generators/languages/typescript/validators/index.js";
    const { contract } = build(await load(${JSON.stringify(contract)}));
    const roots = [{ schema: "#/components/schemas/Order", direction: "request" }];
    const checks = planChecks({ contract, names: nameContract(contract) }, roots, { formats: "assert" });
    export const files = [...checks.modules()].map(([module, blocks]) => printModule(module, blocks));
  `;
  buildSync({ stdin: { contents: entry, resolveDir: root, loader: "ts" }, bundle: true, platform: "node", format: "esm", outfile: print, banner: { js: `import { createRequire } from "node:module"; const require = createRequire(${JSON.stringify(join(root, "package.json"))});` } });
  const { files } = await import(pathToFileURL(print).href);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const file of files) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.content.text);
  }
  cpSync(join(root, "templates/runtime/typescript/check"), join(folder, "runtime/check"), { recursive: true });
  buildSync({ entryPoints: [join(folder, "checks/**/*.ts"), join(folder, "runtime/**/*.ts")], outdir: folder, outbase: folder, format: "esm", target: "es2023" });
  const checks = await import(pathToFileURL(join(folder, "checks/order.js")).href);
  rmSync(folder, { recursive: true });
  return checks;
}

/** ajv as people set it up for OpenAPI, on the same schema. */
function compileAjv() {
  const Ajv = require("ajv").default;
  const ajv = new Ajv({ allErrors: true, strict: false });
  require("ajv-formats").default(ajv);
  const { components } = JSON.parse(read("order.openapi.json"));
  const schemas = JSON.parse(JSON.stringify(components.schemas).replaceAll("#/components/schemas/", "#/$defs/"));
  return ajv.compile({ $defs: schemas, $ref: "#/$defs/Order" });
}

const { isOrder, checkOrder } = await loadPrinted();
const ajv = compileAjv();

/** As a server does it: the fast function, and where it says no the full one. */
function validate(value) {
  if (isOrder(value)) return undefined;
  const found = [];
  checkOrder(value, "", { add: (pointer, rule, message) => void found.push({ pointer, rule, message }) });
  return found;
}

const contenders = { mortise: (value) => validate(value)?.length ?? 0, ajv: (value) => (ajv(value) ? 0 : ajv.errors.length) };

/** Nanoseconds a validation, over values that were read separately, as requests are. */
function measure(run, values, times) {
  const start = process.hrtime.bigint();
  let sum = 0;
  for (let index = 0; index < times; index += 1) sum += run(values[index % values.length]);
  return { time: Number(process.hrtime.bigint() - start) / times, sum };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

console.log(`microseconds a validation, median of ${rounds} rounds, contenders alternating; Node ${process.version}\n`);
console.log("order   | mortise |   ajv | ajv / mortise | findings of each");
for (const [name, file] of [["valid", "order.json"], ["invalid", "order_bad.json"]]) {
  const values = Array.from({ length: 64 }, () => JSON.parse(read(file)));
  const times = { mortise: [], ajv: [] };
  const counts = {};
  for (const key of Object.keys(contenders)) measure(contenders[key], values, 50_000);
  for (let round = 0; round < rounds; round += 1) {
    for (const key of Object.keys(contenders)) {
      times[key].push(measure(contenders[key], values, 20_000).time);
      counts[key] = contenders[key](values[0]);
    }
  }
  const [ours, theirs] = [median(times.mortise) / 1000, median(times.ajv) / 1000];
  console.log(`${name.padEnd(7)} | ${ours.toFixed(2).padStart(7)} | ${theirs.toFixed(2).padStart(5)} | ${(theirs / ours).toFixed(2).padStart(13)} | ${counts.mortise}, ${counts.ajv}`);
}
