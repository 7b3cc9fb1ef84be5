import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { File } from "../../generators/emit/file.js";
import * as hostile from "../fixtures/hostile/make.js";
import { hasPython, lint, runPython, typecheck } from "../python/tools.js";
import { makeFolder, writeFiles } from "./generate.js";
import { emitPyClient, emitPyServer, importAll } from "./generate-py.js";

const home = makeFolder("py-hostile");
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

/** Names that mean something to Python, to Pydantic, to FastAPI or to what is printed: as a module's, a class's, a field's, an argument's or a method's. */
const pyNames: readonly string[] = [
  "None", "True", "False", "self", "cls", "class", "def", "async", "await", "lambda", "match", "case", "type", "_", "__init__", "__name__", "__file__", "__main__", "__class__", "__dict__", "__slots__", "__getattr__", "__all__", "__doc__", "__pydantic_extra__", "__pydantic_fields__", "__import__", "__builtins__",
  "str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "set", "object", "property", "super", "id", "input", "print", "exec", "eval", "open", "format", "filter", "iter", "next", "Exception", "BaseException", "NotImplementedError",
  "Any", "Annotated", "Literal", "ClassVar", "TypeAlias", "TYPE_CHECKING", "KW_ONLY", "StrEnum", "IntEnum", "ABC", "Protocol", "Sequence", "Callable", "AsyncIterator", "AsyncIterable", "Final", "UUID", "Decimal", "datetime", "date", "Date", "DateTime",
  "BaseModel", "Model", "Field", "TypeAdapter", "model_config", "model_fields", "model_dump", "model_validate", "model_construct", "model_extra", "copy", "json", "dict_", "schema", "validate", "construct", "from_orm", "root", "RootModel", "extra",
  "FastAPI", "APIRouter", "Depends", "Request", "Lifespan", "Server", "Options", "Security", "Problems", "Problem", "ProblemError", "Violation", "Headers", "File", "Json", "Nullable", "CONTRACT", "ROUTES", "RULES", "Route", "Parameter", "Content", "Body", "Part", "Header", "Response", "Text", "Branch", "Contract", "Scheme",
  "app", "contract", "service", "services", "security", "routes", "models", "operations", "runtime", "branches", "py.typed", "create_app", "create_router", "run", "current_call", "in_thread", "principal", "body", "content_type", "headers", "status", "options", "requests", "request", "name", "value", "values", "mro", "names", "sys", "os", "typing", "pydantic", "users_server",
  "status_", "a b", "1st", "ﬁ", "ſ", "K", "µ", "ｎａｍｅ", "x\u0301", "\u{1f600}", '"""', "\\", "\\N{DIGIT ONE}", "{0}", "%s", "#noqa", "# type: ignore", "# fmt: off", "coding: latin-1", "-*- coding: utf-7 -*-", "\n    import os", "'''", '""""', "\\u0022",
];

/** Each name as a schema's where OpenAPI allows it, and as a member's, a constant's, a tag's, an operation's, a parameter's and in a description. */
function hostilePyNames(): hostile.Files {
  const components = pyNames.filter((name) => /^[A-Za-z0-9._-]+$/.test(name));
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const members = Object.fromEntries(pyNames.map((name, index) => [name, index % 2 === 0 ? { type: "string", description: `${name}"""`, default: name } : { type: ["integer", "null"] }]));
  return hostile.contract({
    tags: pyNames.map((name) => ({ name, description: `"""${name}\n${name}\\` })),
    paths: Object.fromEntries(
      pyNames.map((name, index) => [
        `/py/${index}`,
        {
          post: {
            operationId: name,
            tags: [name],
            summary: name,
            description: `\n"""${name}\n# ${name}\\`,
            parameters: [{ name, in: "query", description: `${name}\n"""`, schema: { type: "string", enum: [name, "b"], default: name } }],
            requestBody: { content: { "application/json": { schema: ref(components[index % components.length] ?? "") } } },
            responses: { "200": { description: name, headers: { body: { schema: { type: "string" } }, Status: { schema: { type: "string" } } }, content: { "application/json": { schema: ref("All") } } }, default: { description: `"""${name}` } },
          },
        },
      ]),
    ),
    components: {
      schemas: {
        ...Object.fromEntries(components.map((name, index) => [name, index % 3 === 0 ? { type: "string", enum: pyNames } : index % 3 === 1 ? { oneOf: [{ type: "string" }, ref("All")] } : { type: "object", description: `"""${name}`, properties: members }])),
        All: { type: "object", required: pyNames, properties: members, additionalProperties: { type: "string" } },
      },
    },
  });
}

const targets = {
  "py-server": (path: string, name: string) => emitPyServer(path, { package: name, schemas: "all" }),
  "py-client": (path: string, name: string) => emitPyClient(path, { package: name, schemas: "all" }),
} as const;

const firstLines = (text: string): string => text.split("\n").slice(0, 8).join("\n");

function judge(folder: string, names: readonly string[]): string {
  const imported = runPython(folder, ["-W", "error", "-c", importAll(names)]);
  const commands = runPython(folder, ["-c", findCommands]);
  return firstLines([commands.stdout + commands.stderr, lint(folder), typecheck(folder), imported.status === 0 ? imported.stdout : imported.stderr].filter((word) => word !== "").join("\n"));
}

/** Packages in one folder, which is linted by the configuration of the first. */
async function generate(target: keyof typeof targets, folder: string, made: Readonly<Record<string, hostile.Files>>): Promise<void> {
  for (const [name, contract] of Object.entries(made)) {
    const files = await targets[target](writeContract(name, contract), name);
    checkPaths(files);
    writeFiles(folder, files.filter(({ path }) => path !== "pyproject.toml" || !existsSync(join(folder, path))));
  }
}

describe.skipIf(!hasPython).each(Object.keys(targets) as (keyof typeof targets)[])("%s of hostile contracts (skipped where Python 3.11 is absent)", (target) => {
  test("is imported, typechecked and laid out, has no word that is a command, stays in its folder", { timeout: 900_000 }, async () => {
    const folder = join(home, target);
    const made = Object.fromEntries(Object.entries({ ...contracts, pynames: hostilePyNames }).map(([name, make]) => [name, make()]));
    await generate(target, folder, made);
    expect(judge(folder, Object.keys(made))).toBe("");
    // A canary that an import touches would stand beside the packages.
    expect(readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /(^|\/)canary$/.test(path))).toEqual([]);
    expect(existsSync("canary")).toBe(false);
  });

  test("deep, wide and large: is imported, in bounded time", { timeout: 900_000 }, async () => {
    const folder = join(home, `${target}-large`);
    const made: Readonly<Record<string, hostile.Files>> = {
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
    await generate(target, folder, made);
    const imported = runPython(folder, ["-W", "error", "-c", importAll(Object.keys(made))]);
    expect(firstLines([lint(folder), imported.status === 0 ? "" : imported.stderr.slice(-2_000)].filter((word) => word !== "").join("\n"))).toBe("");
  });

  test("5,000 operations, 10,000 schemas: generated in seconds", { timeout: 300_000 }, async () => {
    const files = await targets[target](writeContract("manyoperations", hostile.manyOperations(5_000)), "manyoperations");
    expect(files.length).toBeGreaterThan(50);
    const schemas = await targets[target](writeContract("manyschemas", hostile.manySchemas(10_000)), "manyschemas");
    // Long chains of schemas share modules, so that no import runs into the limit of Python's stack.
    const models = schemas.filter(({ path }) => path.includes("/models/")).flatMap(({ content }) => [...(content.kind === "text" ? content.text : "").matchAll(/^class \w+\(Model\):$/gm)]);
    expect(models.length).toBeGreaterThanOrEqual(10_000);
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

/** A program that prints the comments which Python's tools obey and that are none of ours. The runtime's are, and a pragma of `__pydantic_extra__`. */
const findCommands = `
import re, sys, tokenize
from pathlib import Path
for path in Path(".").rglob("*.py"):
    if "runtime" in path.parts:
        continue
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.ENCODING and token.string != "utf-8":
                print(path, token.string)
            if token.type == tokenize.COMMENT and re.search(r"coding[:=]|fmt:|noqa|type:|pragma|mypy:|ruff:|pyright:", token.string):
                if not token.line.lstrip().startswith("__pydantic_extra__: dict["):
                    print(path, token.string)
`;

/** File names that any file system takes (Windows' devices, characters and case too), none of them outside. */
function checkPaths(files: readonly File[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    expect(path).toBe(normalize(path));
    expect(seen.has(path.toLowerCase()), path).toBe(false);
    seen.add(path.toLowerCase());
    for (const segment of path.split("/")) {
      expect(segment).toMatch(/^[A-Za-z0-9_.-]{1,120}$/);
      expect(segment).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|[. ]$|^\.\.?$/i);
    }
  }
}
