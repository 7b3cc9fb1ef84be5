// Loaded before a program by NODE_OPTIONS=--require: writes its CPU time (ms) and peak memory (MB) to a file when it ends.
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const file = process.env.MEASURE_FILE;
  if (!file) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 }));
});
