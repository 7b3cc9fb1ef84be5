import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, preview, type PreviewServer } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findProgram } from "../e2e/everywhere.js";
import { makeFolder } from "../targets/generate.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const repo = fileURLToPath(new URL("../../", import.meta.url));
const program = findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
const folder = makeFolder("front-end");

/** `mortise mock` for the contract of users: its address, once it says so. */
async function startMock(engine: "prism" | "native", port: number): Promise<ChildProcess> {
  const words = ["dist/cli.js", "mock", "specs/users/openapi.yaml", "--engine", engine, "--port", String(port)];
  const child = spawn(process.execPath, words, { cwd: repo, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => (said += text.toString()));
  for (const start = Date.now(); Date.now() - start < 30_000; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (child.exitCode !== null) throw new Error(`the mock ended: ${said}`);
    const isThere = await fetch(`http://127.0.0.1:${port}/users`, { headers: { authorization: "Bearer a-token" } }).then((answer) => answer.ok, () => false);
    if (isThere) return child;
  }
  throw new Error(`the mock doesn't answer: ${said}`);
}

/** The page, built for a source of its data, and served. */
async function serveFrontEnd(source: string, name: string): Promise<PreviewServer> {
  const outDir = join(folder, name);
  mkdirSync(outDir, { recursive: true });
  const common = { root: here, configFile: join(here, "vite.config.ts"), logLevel: "error" as const };
  await build({ ...common, define: { "import.meta.env.VITE_API": JSON.stringify(source) }, build: { outDir, emptyOutDir: true } });
  return preview({ ...common, build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
}

describe.skipIf(program === undefined)("one page, against each mock (skipped where there is no Chromium: node scripts/runtimes.mjs)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: program ?? "", args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const rows = (page: Page) => page.locator("#users tr");

  /** Opens the page; what it complains of is told. */
  async function open(source: string, name: string): Promise<{ readonly page: Page; readonly complaints: readonly string[]; readonly close: () => Promise<void> }> {
    const site = await serveFrontEnd(source, name);
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(site.resolvedUrls?.local[0] ?? "");
    await page.waitForSelector("body[data-ready]", { timeout: 20_000 });
    return { page, complaints, close: () => page.close().then(() => site.close()) };
  }

  const add = async (page: Page, name: string, email: string): Promise<string> => {
    await page.fill("[name=name]", name);
    await page.fill("[name=email]", email);
    await page.evaluate(() => (document.getElementById("message")!.textContent = ""));
    await page.click("#add button");
    await page.waitForFunction(() => document.getElementById("message")?.textContent !== "");
    return (await page.textContent("#message")) ?? "";
  };

  const screenshot = (page: Page, name: string) => (process.env["MORTISE_SCREENSHOTS"] === undefined ? undefined : page.screenshot({ path: join(process.env["MORTISE_SCREENSHOTS"], `${name}.png`) }));

  /** What a mock with memory does: what was added is listed, what was deleted is gone, lists have pages. */
  async function useMemory(page: Page): Promise<void> {
    const before = await rows(page).count();
    expect(before).toBe(5);
    expect(await add(page, "Zoë Müller", "zoe@example.com")).toBe("Zoë Müller was added");
    while (await page.isVisible("#more")) {
      const shown = await rows(page).count();
      await page.click("#more");
      await page.waitForFunction((count) => document.querySelectorAll("#users tr").length > count || document.querySelector<HTMLElement>("#more")?.hidden, shown);
    }
    const zoe = page.locator("#users tr", { hasText: "Zoë Müller" });
    expect(await zoe.count()).toBe(1);
    const names = await rows(page).count();
    await zoe.locator("button").click();
    await page.waitForFunction((count) => document.querySelectorAll("#users tr").length === count - 1, names);
    expect(await page.textContent("#message")).toBe("Zoë Müller is gone");
  }

  test("MSW, with a service worker", { timeout: 60_000 }, async () => {
    const { page, complaints, close } = await open("msw", "msw");
    try {
      expect(await page.textContent("#source")).toBe("mocks in the browser");
      expect(await add(page, "Zoë", "no address")).toMatch(/^Bad Request: email .*/);
      await screenshot(page, "msw");
      await useMemory(page);
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });

  test("mortise mock --engine native", { timeout: 60_000 }, async () => {
    const child = await startMock("native", 4_611);
    try {
      const { page, complaints, close } = await open("http://127.0.0.1:4611", "native");
      try {
        expect(await add(page, "Zoë", "no address")).toMatch(/^Bad Request: email .*/);
        await screenshot(page, "native");
        await useMemory(page);
        expect(complaints).toEqual([]);
      } finally {
        await close();
      }
    } finally {
      child.kill();
      await once(child, "exit");
    }
  });

  test("mortise mock --engine prism", { timeout: 90_000 }, async () => {
    const child = await startMock("prism", 4_612);
    try {
      const { page, complaints, close } = await open("http://127.0.0.1:4612", "prism");
      try {
        expect(await rows(page).count()).toBeGreaterThan(0);
        expect(await add(page, "Zoë", "zoe@example.com")).toMatch(/ was added$/);
        await screenshot(page, "prism");
        expect(complaints).toEqual([]);
      } finally {
        await close();
      }
    } finally {
      child.kill();
      await once(child, "exit");
    }
  });
});
