// Loaded before a program by NODE_OPTIONS=--require: writes its CPU time (ms) and peak memory (MB) to a file when it ends,
// one line a process: some programs start others.
const { appendFileSync } = require("node:fs");
process.on("exit", () => {
  const file = process.env.MEASURE_FILE;
  if (!file) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  appendFileSync(file, `${JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 })}\n`);
});
