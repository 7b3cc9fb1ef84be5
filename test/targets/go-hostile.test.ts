import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { File } from "../../generators/emit/file.js";
import * as hostile from "../fixtures/hostile/make.js";
import { makeFolder, writeFiles } from "./generate.js";
import { emitGoClient, emitGoServer, inShared, type Product, uniteProducts } from "./generate-go.js";
import { hasGo, judgeModule, runGo } from "./go-build.js";

const home = makeFolder("go-hostile");
afterAll(() => rmSync(home, { recursive: true, force: true }), 120_000);

const contracts: Readonly<Record<string, () => hostile.Files>> = {
  texts: hostile.hostileTexts,
  names: hostile.hostileNames,
  paths: hostile.hostilePaths,
  // Groups nested too deep are a warning to a client; a server refuses what it can't check.
  patterns: () => hostile.hostilePatterns(hostile.PATTERNS.filter((pattern) => !pattern.startsWith("(".repeat(300)))),
  mediatypes: hostile.hostileMediaTypes,
  filenames: hostile.hostileFileNames,
  cycles: hostile.cycles,
  filecycles: hostile.fileCycles,
  wires: hostile.hostileWires,
};

/** Names that mean something to Go: as a file's, a comment's, a package's, a type's, a method's or an import's. */
const goNames: readonly string[] = [
  "user_test", "user_linux", "user_windows_amd64", "user_js", "linux", "test", "doc", "main", "init", "internal", "vendor", "testdata", "wire", "check", "server", "client", "cmd", "go.mod",
  "error", "string", "any", "len", "nil", "true", "iota", "append", "new", "make", "int", "float64", "byte", "comparable", "min", "clear", "type", "func", "struct", "interface", "package", "import", "range", "chan", "_", "C",
  "Error", "String", "GoString", "Format", "MarshalJSON", "UnmarshalJSON", "GobEncode", "GobDecode", "ReadByte", "WriteByte", "ReadRune", "UnreadByte", "UnreadRune", "Seek", "Scan", "Value", "Values", "Get", "IsNull", "IsSet", "Extra", "Body", "Header", "Status", "Response", "Request", "Unimplemented", "Service", "Register", "Options", "Security", "Client", "NewClient", "With", "Do",
  "Nullable", "Null", "Integer", "Date", "File", "Problem", "Violation", "time", "uuid", "http", "gin", "json", "context",
  "github.com/evil/module", "go:generate touch canary", "go:build ignore", "go:linkname a b", "export x", "line /etc/passwd:1", "a`b", 'json:"-"', "-", "-,", "a,omitempty", "a,string",
];

/** Each name as a schema's where OpenAPI allows it, and as a member's, a constant's, a tag's, an operation's, a parameter's and in a description. */
function hostileGoNames(): hostile.Files {
  const components = goNames.filter((name) => /^[A-Za-z0-9._-]+$/.test(name));
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const members = Object.fromEntries(goNames.map((name, index) => [name, index % 2 === 0 ? { type: "string", description: `//${name}` } : { type: ["integer", "null"] }]));
  return hostile.contract({
    tags: goNames.map((name) => ({ name, description: `//${name}\n\n${name}\n//${name}` })),
    paths: Object.fromEntries(
      goNames.map((name, index) => [
        `/go/${index}`,
        {
          post: {
            operationId: name,
            tags: [name],
            summary: name,
            description: `\n//${name}\n/*${name}`,
            parameters: [{ name, in: "query", schema: { type: "string", enum: [name, "b"] } }],
            requestBody: { content: { "application/json": { schema: ref(components[index % components.length] ?? "") } } },
            responses: { "200": { description: name, headers: { Error: { schema: { type: "string" } } }, content: { "application/json": { schema: ref("All") } } }, default: { description: `//${name}` } },
          },
        },
      ]),
    ),
    components: {
      schemas: {
        ...Object.fromEntries(components.map((name, index) => [name, index % 3 === 0 ? { type: "string", enum: goNames } : index % 3 === 1 ? { oneOf: [{ type: "string" }, ref("All")] } : { type: "object", description: `//${name}`, properties: members }])),
        All: { type: "object", required: goNames, properties: members, additionalProperties: { type: "string" } },
      },
    },
  });
}

const targets = { "go-server": (path: string, name: string) => emitGoServer(path, { ...inShared(name), handlers: true }), "go-client": (path: string, name: string) => emitGoClient(path, inShared(name)) } as const;

describe.skipIf(!hasGo).each(Object.keys(targets) as (keyof typeof targets)[])("%s of hostile contracts (skipped where Go 1.26 is absent)", (target) => {
  test("compiles, is laid out, has no word that is a command, stays in its folder", { timeout: 900_000 }, async () => {
    const products: Product[] = [];
    for (const [name, make] of Object.entries({ ...contracts, gonames: hostileGoNames })) {
      const files = await targets[target](writeContract(name, make()), name);
      checkPaths(files);
      products.push({ name, files });
    }
    const folder = join(home, target);
    for (const { path, text } of uniteProducts(products)) {
      if (path.endsWith(".go")) expect(commands(text), path).toEqual([]);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    // A canary that a build or `go generate` touches would stand beside the sources.
    expect(firstLines(judgeModule(folder, { lint: false }))).toBe("");
    expect(firstLines(runGo(folder, ["generate", "./..."]).stderr)).toBe("");
    expect(readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /(^|\/)canary$/.test(path))).toEqual([]);
    expect(existsSync("canary")).toBe(false);
    // Every file that is printed is compiled: no name of a file and no comment keeps it out.
    const ignored = runGo(folder, ["list", "-f", "{{range .IgnoredGoFiles}}{{.}} {{end}}{{range .TestGoFiles}}{{.}} {{end}}{{range .CgoFiles}}{{.}} {{end}}", "./..."]).stdout.trim();
    expect(ignored).toBe("");
  });

  test("deep, wide and large: compiles, in bounded time", { timeout: 900_000 }, async () => {
    const large: Readonly<Record<string, hostile.Files>> = {
      deep: hostile.deepSchema(1_000),
      deeplists: hostile.deepSchema(1_000, hostile.DEEP["items"]),
      deepunions: hostile.deepSchema(1_000, hostile.DEEP["oneOf"]),
      references: hostile.referenceChain(1_000),
      extensions: hostile.extensionChain(300),
      allof: hostile.allOfBomb(40),
      unions: hostile.unionBomb(20, 4),
      members: hostile.memberBomb(60),
      enums: hostile.wideEnum(5_000),
      operations: hostile.manyOperations(1_000),
    };
    const products: Product[] = [];
    for (const [name, files] of Object.entries(large)) products.push({ name, files: await targets[target](writeContract(name, files), name) });
    const folder = join(home, `${target}-large`);
    writeFiles(folder, uniteProducts(products).map(({ path, text }): File => ({ path, owner: "generator", content: { kind: "text", text } })));
    expect(firstLines(judgeModule(folder, { lint: false }))).toBe("");
  });

  test("5,000 operations, 10,000 schemas: generated in seconds", { timeout: 300_000 }, async () => {
    const files = await targets[target](writeContract("manyoperations", hostile.manyOperations(5_000)), "manyoperations");
    expect(files.length).toBeGreaterThan(50);
    const schemas = await targets[target](writeContract("manyschemas", hostile.manySchemas(10_000)), "manyschemas");
    expect(schemas.length).toBeGreaterThan(10_000);
  });
});

function writeContract(name: string, files: hostile.Files): string {
  const folder = join(home, "contracts", name);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return join(folder, files[0]?.path ?? "");
}

/** Lines that Go's tools obey: `//go:`, `//export`, `//line`, cgo and old build tags. The contract's own document is embedded. */
const commands = (text: string): readonly string[] => text.split("\n").filter((line) => /^\s*(\/\/(go:|export |line )|\/\*line |\/\/ ?\+build|import "C")/.test(line) && line !== "//go:embed openapi.json");

/** File names that any file system takes (Windows' devices, characters and case too), none of them outside. */
function checkPaths(files: readonly File[]): void {
  for (const { path } of files) {
    expect(path).toBe(normalize(path));
    for (const segment of path.split("/")) {
      expect(segment).toMatch(/^[A-Za-z0-9_.-]{1,120}$/);
      expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[. ]$|^\.\.?$/i);
    }
  }
  const folded = files.map(({ path }) => path.toLowerCase());
  expect(folded.filter((path, index) => folded.indexOf(path) !== index)).toEqual([]);
}

const firstLines = (text: string): string => text.split("\n").slice(0, 8).join("\n");
