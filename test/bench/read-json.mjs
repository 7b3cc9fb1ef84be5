// Time of readJson beside JSON.parse of the same text: ordinary documents, numbers of many digits, and hostile texts of ten megabytes.
// node test/bench/read-json.mjs [--rounds=N] [--only=WORD]
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildSync } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const flag = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const rounds = Number(flag("rounds") ?? 5);
const entry = 'export { readJson } from "./json-reader.js";';
const folder = `${root}/templates/runtime/typescript/check`;
const bundle = buildSync({ stdin: { contents: entry, resolveDir: folder, loader: "ts" }, bundle: true, write: false, format: "esm", target: "es2023" });
const { readJson } = await import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString("base64")}`);

const encoder = new TextEncoder();
const size = 10_000_000;
const list = (count, item) => Array.from({ length: count }, (_, index) => item(index)).join(",");
const vector = (print, count = 1_536) => () => `{"embedding":[${list(count, () => print(Math.random() - 0.5))}]}`;
const names = (count, name) => (round) => `{${list(count, (index) => `"${name(index, round)}":1`)}}`;
const fill = (piece) => () => `[${piece.repeat(size / piece.length)}0]`;
const order = readFileSync(resolve(root, "test/bench/order.json"), "utf8");

/** The text of a round: names differ from round to round, as those of requests do, because V8 keeps names that it knows. */
const inputs = {
  "an order (1 KB)": () => order,
  "4,000 orders": () => `[${list(4_000, () => order)}]`,
  "vector, String's digits": vector(String),
  "vector, floats as doubles": vector((value) => String(Math.fround(value))),
  "vector, floats' digits": vector((value) => String(Number(value.toPrecision(8)))),
  "vector, %.17g (decimals)": vector((value) => value.toPrecision(17)),
  "vector, 10 MB": vector(String, 500_000),
  "long ids (decimals), 10 MB": fill("1234567890123456789,"),
  "decimals of 100 digits, 10 MB": fill(`0.${"123456789".repeat(11)},`),
  "1e-400 (decimals), 10 MB": fill("1e-400,"),
  "1e200, 10 MB": fill("1e200,"),
  "zeros and tiny, 10 MB": fill("0,0.0,1e-80,"),
  "500,000 names": names(500_000, (index, round) => `name${index}_${round}`),
  "500,000 names, escapes": names(500_000, (index, round) => `\\u0061${index}_${round}`),
  "500,000 names, integers": names(500_000, (index, round) => index * 7_919 + round),
  "500,000 names, suspected": (round) => `{":":":",${names(500_000, (index) => `n${index}_${round}`)().slice(1)}`,
  "500,000 names, a decimal": (round) => `{"n":1e-400,"z":0,${names(500_000, (index) => `n${index}_${round}`)().slice(1)}`,
  "500,000 names, one twice": (round) => `{"n7_${round}":0,${names(500_000, (index) => `n${index}_${round}`)().slice(1)}`,
  "10 MB of small objects": fill('{"a":1},'),
  "10 MB of prototype names": fill('{"__proto__":{"constructor":1},"toString":2},'),
  "10 MB of ':' texts": fill('{"a":":x"},'),
  "10 MB of \":\\\":\" texts": fill('{"a\\":":"\\":"},'),
  "10 MB of escaped emoji": fill('"\\ud83d\\ude00",'),
  "10 MB of empty texts": fill('"",'),
  "10 MB of empty arrays": fill("[],"),
  "10 MB of digits": fill("1,"),
  "10 MB of digits as texts": fill('"1234567890123456",", 1234567890123456",'),
  "10 MB, 100 deep": fill(`${'{"a":['.repeat(49)}${"]}".repeat(49)},`),
  "10 MB of white space": fill("1          ,"),
};

/** Milliseconds of CPU time (the collector's too) of a call, over as many as take a while. */
function measure(call, times) {
  const start = process.cpuUsage();
  for (let index = 0; index < times; index++) {
    try {
      call();
    } catch (error) {
      if (error.code !== "malformed_json") throw error;
    }
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / times;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const print = (time) => (time < 10 ? time.toPrecision(3) : time.toFixed(0)).padStart(10);

console.log(`milliseconds of CPU time a text, median of ${rounds} rounds, contenders alternating; Node ${process.version}\n`);
console.log(`${"text".padEnd(32)} | JSON.parse |   readJson | ratio`);
for (const [name, make] of Object.entries(inputs)) {
  if (!name.includes(flag("only") ?? "")) continue;
  const times = { parse: [], read: [] };
  for (let round = 0; round < rounds; round++) {
    // Each contender gets a text of its own, of the same kind.
    const [text, bytes] = [make(round * 2), encoder.encode(make(round * 2 + 1))];
    const repeats = Math.max(1, Math.floor(2_000_000 / text.length));
    if (round === 0 && repeats > 1) measure(() => readJson(bytes), repeats);
    times.parse.push(measure(() => JSON.parse(text), repeats));
    times.read.push(measure(() => readJson(bytes), repeats));
  }
  const [parse, read] = [median(times.parse), median(times.read)];
  console.log(`${name.padEnd(32)} | ${print(parse)} | ${print(read)} | ${(read / parse).toFixed(2).padStart(5)}`);
}
