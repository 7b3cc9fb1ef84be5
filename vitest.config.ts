import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/bench/**", "**/node_modules/**"],
    // Forks, because tests of commands change the current folder.
    pool: "forks",
    testTimeout: 20_000,
  },
});
