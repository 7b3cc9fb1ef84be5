import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFolder } from "../targets/generate.js";
import { buildClient } from "./clients.js";
import { findProgram, startAll, wanted, writeProgram } from "./everywhere.js";

const path = findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
const folder = makeFolder("browser");
const servers = await startAll();

describe.skipIf(path === undefined)("in a browser, from a page of another origin (skipped where there is no Chromium: node scripts/runtimes.mjs)", () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const site = createServer((request, response) => void serveFile(request.url ?? "").then((text) => response.writeHead(text === undefined ? 404 : 200, { "content-type": request.url === "/" ? "text/html" : "text/javascript" }).end(text)));

  beforeAll(async () => {
    await writeProgram(folder, servers);
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({
      executablePath: path ?? "",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The page, the program, and the clients as they were compiled: no bundler between. */
  async function serveFile(url: string): Promise<string | undefined> {
    const [, place = "", rest = ""] = /^\/(?:(users|platform)\/)?([\w./-]*)$/.exec(url) ?? [];
    if (url === "/") return "<!doctype html><meta charset=utf-8><link rel=icon href=data:><title>clients</title>";
    if (rest.includes("..")) return undefined;
    const at = place === "" ? folder : (await buildClient(place as "users" | "platform")).js;
    return readFileSync(join(at, rest), "utf8");
  }

  /** Runs a module on the page, and gives what it says as JSON. As a text, because Vitest would rewrite its imports. */
  const say = async (body: string): Promise<unknown> =>
    JSON.parse(
      String(await page.evaluate(`(async () => {
        const [users, platform, { run }] = await Promise.all([import("/users/index.js"), import("/platform/index.js"), import("/program.js")]);
        const given = ${JSON.stringify(servers)};
        ${body}
      })().then(JSON.stringify)`)),
    ) as unknown;

  test("the same program as everywhere", { timeout: 30_000 }, async () => {
    expect(await say("return run(users, platform, given);")).toEqual(wanted);
    expect(complaints).toEqual([]);
  });

  test("a file that somebody picked, up and down", async () => {
    await page.setContent("<input type=file multiple>");
    await page.setInputFiles("input", [{ name: "Bild ö.png", mimeType: "image/png", buffer: Buffer.from([137, 80, 78, 71]) }, { name: "b.txt", mimeType: "text/plain", buffer: Buffer.from("text") }]);
    const said = await say(`
      const client = platform.createClient({ baseUrl: given.platform, auth: { apiKey: "key-1" } });
      const files = [...document.querySelector("input").files];
      const made = await platform.unwrap(platform.uploadFiles(client, { body: { metadata: { purpose: "avatar" }, files } }));
      const download = await platform.unwrap(platform.downloadFile(client, { path: { file_id: made[0].id } }));
      return { made: made.map(({ name, media_type, bytes }) => [name, media_type, bytes]), name: download.filename, bytes: [...await download.bytes()] };
    `);
    expect(said).toEqual({ made: [["Bild ö.png", "image/png", 4], ["b.txt", "text/plain", 4]], name: "Bild ö.png", bytes: [137, 80, 78, 71] });
  });

  test("a relative base URL is the page's, cookies go along by option", async () => {
    const said = await say(`
      const asked = [];
      const fetch = async (input, init) => (asked.push([new URL(input, location.href).pathname, init.credentials]), Response.json({ status: "ok" }));
      await platform.checkLive(platform.createClient({ baseUrl: "/api", fetch, init: { credentials: "include" } }));
      return asked;
    `);
    expect(said).toEqual([["/api/health/live", "include"]]);
  });
});
