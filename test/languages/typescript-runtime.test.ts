import { describe, expect, test } from "vitest";
import { loadRuntime, runtimeUrl } from "../../generators/languages/typescript/runtime.js";

describe("the runtime that Mortise itself runs", () => {
  test("its modules come with their types", async () => {
    const { isInt64, isDateTime } = await loadRuntime("check/index");
    expect([isInt64(1), isInt64(1.5), isDateTime("2026-02-28T12:00:00Z"), isDateTime("2026-02-30T12:00:00Z")]).toEqual([true, false, true, false]);
  });

  test("it is one copy, whoever asks", async () => {
    const { NoValue } = await loadRuntime("data/index");
    expect((await import(/* @vite-ignore */ runtimeUrl("data/index")) as { readonly NoValue: unknown }).NoValue).toBe(NoValue);
  });
});
