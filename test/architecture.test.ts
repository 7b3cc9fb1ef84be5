import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();

const generators = filesIn("generators").filter((path) => path.endsWith(".ts"));
const textOf = new Map(generators.map((path) => [path, readFileSync(join(root, path), "utf8")]));

/** A text without its comments and the contents of its template literals' fixed text, so that prose in them isn't taken for code. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

interface Import {
  readonly from: string;
  readonly to: string;
  /** The whole statement is `import type`, which leaves nothing at run time. */
  readonly typeOnly: boolean;
}

/** What a file imports, statically or by `import()`; paths from the repo's folder, packages as they are named. */
function importsOf(from: string): readonly Import[] {
  const text = withoutComments(textOf.get(from) ?? "");
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?\sfrom\s+"([^"]+)"/gm),
    ...text.matchAll(/^import()\s+"([^"]+)"/gm),
    ...text.matchAll(/\bimport\(()"([^"]+)"\)/g),
  ];
  return found.map(([, type, specifier = ""]) => ({
    from,
    typeOnly: Boolean(type),
    to: specifier.startsWith(".") ? posix.join(dirname(from), specifier).replace(/\.js$/, ".ts") : specifier,
  }));
}

const imports = generators.flatMap(importsOf);
const internal = imports.filter(({ to }) => to.startsWith("generators/"));

/** The room of the house that a file is in. */
function roomOf(path: string): string {
  const [, room = "", ...rest] = path.split("/");
  return rest.length === 0 ? "top" : room;
}

/** What each room may import. `top`: the files beside `cli.ts`, which make up the command line together with `commands` and `config`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  top: ["top", "commands", "config", "targets", "languages", "emit", "contract"],
  commands: ["top", "config", "mock", "targets", "languages", "emit", "contract"],
  mock: ["top", "config", "mock", "targets", "languages", "emit", "contract"],
  config: ["top", "config", "targets", "emit", "contract"],
  targets: ["targets", "languages", "emit", "contract"],
  languages: ["languages", "emit", "contract"],
  emit: ["emit"],
  contract: ["contract"],
};

/** What everybody may import. */
const shared = "generators/diagnostic.ts";

test("there is something to look at", () => {
  expect(generators.length).toBeGreaterThan(50);
  expect(internal.length).toBeGreaterThan(100);
  expect(internal.filter(({ to }) => !textOf.has(to))).toEqual([]);
});

describe("imports", () => {
  test.each(Object.entries(allowed))("%s imports only what is below it", (room, rooms) => {
    const wrong = internal.filter(({ from, to }) => roomOf(from) === room && to !== shared && !rooms.includes(roomOf(to)));
    expect(wrong).toEqual([]);
  });

  test("every folder has its rule", () => {
    expect([...new Set(generators.map(roomOf))].filter((room) => !Object.hasOwn(allowed, room))).toEqual([]);
  });

  test("only cli.ts brings in commands, and nothing brings in cli.ts", () => {
    expect(internal.filter(({ from, to }) => roomOf(to) === "commands" && from !== "generators/cli.ts")).toEqual([]);
    expect(internal.filter(({ to }) => to === "generators/cli.ts")).toEqual([]);
  });

  test("targets and languages see the model, not how it is made", () => {
    const seen = ["model", "graph", "json", "json-text", "pointer"].map((name) => `generators/contract/${name}.ts`);
    const wrong = internal.filter(
      ({ from, to }) => ["targets", "languages"].includes(roomOf(from)) && roomOf(to) === "contract" && !seen.includes(to),
    );
    expect(wrong).toEqual([]);
  });

  test("no target imports another, and no language", () => {
    const wrong = internal.filter(({ from, to }) => {
      const [, room, name] = from.split("/");
      const [, otherRoom, other] = to.split("/");
      const isFolder = to.split("/").length > 3 && from.split("/").length > 3;
      return isFolder && room === otherRoom && ["targets", "languages"].includes(room ?? "") && name !== other;
    });
    expect(wrong).toEqual([]);
  });

  test("contract and emit know no target language", () => {
    const packages = imports.filter(({ from, to }) => ["contract", "emit"].includes(roomOf(from)) && /typescript|ts-morph/.test(to));
    expect(packages).toEqual([]);
  });

  test("there is no cycle", () => {
    expect(findCycle(internal.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });

  test("a cycle would be found", () => {
    const edge = (from: string, to: string): Import => ({ from, to, typeOnly: false });
    expect(findCycle([edge("a", "b"), edge("b", "c"), edge("c", "b"), edge("d", "a")])).toEqual(["b", "c", "b"]);
  });
});

/** The files of one cycle, the first one again at the end. */
function findCycle(edges: readonly Import[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    done.add(path);
    for (const to of next.get(path) ?? []) {
      const cycle = visit(to, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    return [];
  };
  for (const path of next.keys()) {
    const cycle = visit(path, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

describe("the house style", () => {
  test("no file has more than 400 lines", () => {
    const sources = [...generators, ...filesIn("test"), ...filesIn("scripts"), ...filesIn("templates/runtime")].filter((path) =>
      /\.(ts|mjs)$/.test(path),
    );
    const long = sources.filter((path) => readFileSync(join(root, path), "utf8").split("\n").length > 401);
    // Every type of the model in one file, so that it can be read as one.
    expect(long.filter((path) => path !== "generators/contract/model.ts")).toEqual([]);
  });

  test("only cli.ts touches the process", () => {
    const wrong = generators.filter(
      (path) => path !== "generators/cli.ts" && /\bprocess\s*\.|from "(?:node:)?process"/.test(withoutComments(textOf.get(path) ?? "")),
    );
    expect(wrong).toEqual([]);
  });

  test("nothing is called utils, helpers or common", () => {
    const all = [...generators, ...filesIn("test"), ...filesIn("templates"), ...filesIn("scripts")];
    expect(all.filter((path) => path.split("/").some((part) => /^(utils?|helpers?|common)(\.|$)/i.test(part)))).toEqual([]);
  });

  test.each([
    ["a default export", /^export default\b/m],
    ["any", /(?::|\bas|<)\s*any\b(?!["'`])(?=\s*[;,)>\]=[|&{]|$)/m],
    ["a switched-off check", /@ts-(?:ignore|nocheck)/],
    ["unfinished work", /\b(?:TODO|FIXME|XXX)\b/],
    ["an enum", /^(?:export )?(?:const )?enum\b/m],
  ])("no generator has %s", (_, pattern) => {
    expect(generators.filter((path) => pattern.test(withoutComments(textOf.get(path) ?? "")))).toEqual([]);
  });

  test("classes are Code, Scope and errors, and a number that keeps its digits", () => {
    const classes = generators.flatMap((path) =>
      [...withoutComments(textOf.get(path) ?? "").matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(([, name = ""]) => name),
    );
    expect(classes.filter((name) => !/Error$/.test(name)).sort()).toEqual(["Code", "ExactNumber", "Scope"]);
  });
});
