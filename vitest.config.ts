import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/bench/**", "**/node_modules/**"],
    // Forks, because tests of commands change the current folder.
    pool: "forks",
    testTimeout: 20_000,
    // Most of the time a test waits for a compiler or a server. By default two processors get one worker.
    maxWorkers: 2,
  },
});
