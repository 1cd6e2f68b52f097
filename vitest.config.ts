import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: { TZ: "UTC" },
    // For what hangs, not for what is slow: two cores may be shared.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
