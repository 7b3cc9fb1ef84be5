import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { buildClient, type Variant } from "./clients.js";

/** What a bundler makes of a program, without the help of `sideEffects` in a package.json. */
async function bundle(variant: Variant, program: string): Promise<{ readonly text: string; readonly modules: readonly string[] }> {
  const { js } = await buildClient(variant);
  const { outputFiles, metafile } = await build({
    stdin: { contents: `import { createClient, OPERATION } from "./index.js";\n`.replace("OPERATION", (/^\w+/.exec(program) ?? [""])[0]) + `console.log(await ${program});`, resolveDir: js, loader: "js" },
    bundle: true, minify: true, format: "esm", target: "es2022", platform: "neutral", write: false, metafile: true, logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  const modules = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path.replace(/^.*?(?=(?:runtime|operations|types)\/)/, ""));
  return { text: outputFiles[0]?.text ?? "", modules };
}

describe("one operation brings along what it needs, and no more", () => {
  test.each<readonly [variant: Variant, program: string, path: string, notThere: readonly string[]]>([
    ["users", "getUser(createClient(), { path: { id: 7 } })", "/users/{id}", ["listUsers", "next_cursor", "deleteUser", "admin"]],
    ["platform", "getMe(createClient())", '"/me"', ["/files", "/jobs", "/chat", "/auth/login", "multipart/form-data", "next_cursor"]],
    ["platform-exact", "getMe(createClient())", '"/me"', ["/files", "/jobs", "/admin/audit", "multipart/form-data"]],
    ["kitchen", "readMenu(createClient())", "/staff/anyone", ["/mirror", "/recipes", "/orders", "/pantry", "multipart/form-data"]],
  ])("%s: %s", async (variant, program, path, notThere) => {
    const { text, modules } = await bundle(variant, program);
    expect(text).toContain(path);
    expect(notThere.filter((each) => text.includes(each))).toEqual([]);
    for (const module of ["multipart", "multipart-write", "form", "events", "lines", "sse", "item-stream", "pages", "next-page", "stream", "download", "binary", "oauth"]) expect(modules).not.toContain(`runtime/${module}.js`);
    if (!variant.endsWith("exact") && variant !== "kitchen") expect(modules).not.toContain("runtime/exact-json.js");
    expect(modules.filter((module) => module.startsWith("operations/"))).toHaveLength(1);
    expect(text.length).toBeLessThan(32_000);
  });

  test("streams bring no pages, uploads no streams", async () => {
    const chat = await bundle("platform", 'chat.stream(createClient(), { body: { messages: [] } })');
    expect(chat.modules).toContain("runtime/events.js");
    expect(chat.modules).not.toContain("runtime/multipart-write.js");
    expect(chat.modules).not.toContain("runtime/pages.js");
    const upload = await bundle("platform", "uploadFiles(createClient(), { body: { metadata: { purpose: \"chat\" }, files: [] } })");
    expect(upload.modules).toContain("runtime/multipart-write.js");
    expect(upload.modules).not.toContain("runtime/events.js");
    const list = await bundle("platform", "listUsers(createClient())");
    expect(list.modules).toContain("runtime/pages.js");
    expect(list.text).not.toContain("/admin/audit");
  });
});
