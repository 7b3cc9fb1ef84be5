import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { File } from "../../generators/emit/file.js";
import { planOutput, writeOutput } from "../../generators/emit/output.js";
import { countIntact, hashOf, readOwnership } from "../../generators/emit/record.js";

let base: string;
let folder: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "mortise-output-"));
  folder = join(base, "out");
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const text = (path: string, content: string, owner: File["owner"] = "generator"): File => ({ path, owner, content: { kind: "text", text: content } });

const run = (files: readonly File[], force = false) => writeOutput(planOutput(files, folder, { assets: base, force }));
const plan = (files: readonly File[]) => planOutput(files, folder, { assets: base });
const states = (files: readonly File[]) => Object.fromEntries(plan(files).files.map(({ path, state }) => [path, state]));
const put = (path: string, content: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const read = (path: string) => readFileSync(join(folder, path), "utf8");
const list = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe("writing", () => {
  test("the first run writes everything, and a record of it", () => {
    expect(run([text("a.ts", "a\n"), text("b/c.ts", "c\n")])).toEqual({ written: ["a.ts", "b/c.ts"], removed: [], diagnostics: [] });
    expect(list()).toEqual([".mortise/.gitignore", ".mortise/files.json", "a.ts", "b/c.ts"]);
    expect(read("b/c.ts")).toBe("c\n");
    expect(JSON.parse(read(".mortise/files.json"))).toMatchObject({ files: { "a.ts": hashOf("a\n"), "b/c.ts": hashOf("c\n") } });
  });

  test("a second run writes nothing, not even the record", () => {
    const files = [text("a.ts", "a\n"), text("b/c.ts", "c\n")];
    run(files);
    const plan = planOutput(files, folder, { assets: base });
    expect(plan.recorded).toBe(true);
    expect(writeOutput(plan)).toEqual({ written: [], removed: [], diagnostics: [] });
  });

  test("only what changed is written", () => {
    run([text("a.ts", "a\n"), text("b.ts", "b\n")]);
    expect(run([text("a.ts", "a\n"), text("b.ts", "b2\n")]).written).toEqual(["b.ts"]);
  });

  test("an asset is copied byte by byte", () => {
    writeFileSync(join(base, "runtime.bin"), Buffer.from([0, 255, 13, 10]));
    run([{ path: "runtime.bin", owner: "generator", content: { kind: "asset", asset: "runtime.bin" } }]);
    expect([...readFileSync(join(folder, "runtime.bin"))]).toEqual([0, 255, 13, 10]);
  });

  test("the record is the same wherever the folder is, and in whatever order files are emitted", () => {
    run([text("z.ts", "z"), text("a.ts", "a")]);
    const first = read(".mortise/files.json");
    folder = join(base, "elsewhere", "deep");
    run([text("a.ts", "a"), text("z.ts", "z")]);
    expect(read(".mortise/files.json")).toBe(first);
  });
});

describe("who owns what", () => {
  test.each([
    { case: "untouched", disk: "old", want: "old", state: "same" },
    { case: "the contract changed", disk: "old", want: "new", state: "stale" },
    { case: "edited by hand", disk: "mine", want: "old", state: "edited" },
    { case: "edited, and the contract changed", disk: "mine", want: "new", state: "edited" },
    { case: "edited to what is wanted now", disk: "new", want: "new", state: "same" },
    { case: "deleted", disk: undefined, want: "old", state: "missing" },
    { case: "checked out with CRLF", disk: "o\r\nl\r\nd", want: "o\nl\nd", state: "same", first: "o\nl\nd" },
    { case: "checked out with CRLF, and the contract changed", disk: "o\r\nl\r\nd", want: "new", state: "stale", first: "o\nl\nd" },
  ])("$case: $state", ({ disk, want, state, first = "old" }) => {
    run([text("a.ts", first)]);
    if (disk === undefined) rmSync(join(folder, "a.ts"));
    else put("a.ts", disk);
    expect(states([text("a.ts", want)])).toEqual({ "a.ts": state });
    run([text("a.ts", want)]);
    expect(state === "same" || read("a.ts") === want).toBe(true);
  });

  test("a file that Mortise didn't write is not overwritten", () => {
    put("a.ts", "mine");
    const planned = plan([text("a.ts", "new")]);
    expect(planned.files).toEqual([{ path: "a.ts", state: "foreign" }]);
    expect(planned.diagnostics).toMatchObject([{ code: "output-foreign", severity: "error" }]);
    expect(() => writeOutput(planned)).toThrow("diagnostics");
    run([text("a.ts", "new")], true);
    expect(read("a.ts")).toBe("new");
  });

  test("a folder in the way of a file is not removed", () => {
    put("a.ts/mine.txt", "mine");
    expect(states([text("a.ts", "new")])).toEqual({ "a.ts": "foreign" });
  });

  test("a file that is no longer emitted is removed, with the folders it leaves empty", () => {
    run([text("a.ts", "a"), text("b/c/d.ts", "d"), text("b/e.ts", "e")]);
    put("b/mine.ts", "mine");
    expect(run([text("a.ts", "a")])).toMatchObject({ written: [], removed: ["b/c/d.ts", "b/e.ts"] });
    expect(list()).toEqual([".mortise/.gitignore", ".mortise/files.json", "a.ts", "b/mine.ts"]);
    expect(existsSync(join(folder, "b/c"))).toBe(false);
  });

  test("a file that is no longer emitted stays if it was edited, and is the user's from then on", () => {
    run([text("a.ts", "a"), text("b.ts", "b")]);
    put("b.ts", "mine");
    expect(states([text("a.ts", "a")])).toEqual({ "a.ts": "same", "b.ts": "orphaned-edited" });
    expect(run([text("a.ts", "a")]).removed).toEqual([]);
    expect(read("b.ts")).toBe("mine");
    expect(states([text("a.ts", "a")])).toEqual({ "a.ts": "same" });
    expect(states([text("a.ts", "a"), text("b.ts", "b")])).toEqual({ "a.ts": "same", "b.ts": "foreign" });
  });

  test("a file of the user's is written once", () => {
    const handlers = text("handlers.ts", "start here", "user");
    run([handlers]);
    expect(read("handlers.ts")).toBe("start here");
    put("handlers.ts", "mine");
    expect(run([text("handlers.ts", "start elsewhere", "user")]).written).toEqual([]);
    expect(read("handlers.ts")).toBe("mine");
    rmSync(join(folder, "handlers.ts"));
    expect(run([handlers]).written).toEqual([]);
    expect(run([]).removed).toEqual([]);
  });

  test("a file of the user's that was there first is left alone", () => {
    put("handlers.ts", "mine");
    expect(run([text("handlers.ts", "start here", "user")]).written).toEqual([]);
    expect(read("handlers.ts")).toBe("mine");
  });

  test("a name that only changes its case is written anew", () => {
    run([text("types/user.ts", "u")]);
    run([text("types/User.ts", "u")]);
    expect(list()).toEqual([".mortise/.gitignore", ".mortise/files.json", "types/User.ts"]);
  });

  test("a file gives way to a folder, and a folder to a file", () => {
    run([text("a", "1")]);
    run([text("a/b", "2")]);
    expect(read("a/b")).toBe("2");
    run([text("a", "3")]);
    expect(read("a")).toBe("3");
  });
});

describe("the record", () => {
  test("names like those of the prototype are names", () => {
    const files = [text("__proto__", "p"), text("constructor", "c"), text("toString.ts", "t")];
    run(files);
    expect(states(files)).toEqual(
      Object.fromEntries([
        ["__proto__", "same"],
        ["constructor", "same"],
        ["toString.ts", "same"],
      ]),
    );
    expect(run([]).removed).toEqual(["__proto__", "constructor", "toString.ts"]);
  });

  test("with merge conflicts in it, it still tells both sides", () => {
    run([text("a.ts", "theirs")]);
    const record = read(".mortise/files.json");
    const line = record.split("\n").find((each) => each.includes("a.ts")) as string;
    put(
      ".mortise/files.json",
      record.replace(line, ["<<<<<<< ours", line, "=======", line.replace(hashOf("theirs"), hashOf("ours")), ">>>>>>> theirs"].join("\n")),
    );
    for (const content of ["ours", "theirs"]) {
      put("a.ts", content);
      expect(states([text("a.ts", "new")])).toEqual({ "a.ts": "stale" });
    }
    put("a.ts", "<<<<<<< ours");
    expect(states([text("a.ts", "new")])).toEqual({ "a.ts": "edited" });
  });

  test("paths in it that lead out are not believed", () => {
    put("../victim.txt", "precious");
    const lines = ["../victim.txt", "/etc/hostname", "a/../../victim.txt", ".mortise/../../victim.txt"].map(
      (path) => `    ${JSON.stringify(path)}: "${hashOf("precious")}"`,
    );
    put(".mortise/files.json", `{\n  "files": {\n${lines.join(",\n")}\n  }\n}\n`);
    expect([...readOwnership(folder).keys()]).toEqual([]);
    expect(run([]).removed).toEqual([]);
    expect(readFileSync(join(base, "victim.txt"), "utf8")).toBe("precious");
  });

  test("that is lost makes files foreign, unless they are as they would be", () => {
    run([text("a.ts", "a"), text("b.ts", "b")]);
    rmSync(join(folder, ".mortise"), { recursive: true });
    expect(states([text("a.ts", "a"), text("b.ts", "new")])).toEqual({ "a.ts": "same", "b.ts": "foreign" });
  });

  test.each([
    { case: "as written", change: () => {}, count: 2 },
    { case: "a file edited", change: () => put("a.ts", "mine"), count: undefined },
    { case: "a file gone", change: () => rmSync(join(folder, "b/c.ts")), count: undefined },
    { case: "an interrupted run", change: () => put(".mortise/files.next.json", "{}"), count: undefined },
    { case: "an unfinished file", change: () => put(".mortise/0a.tmp", ""), count: undefined },
    { case: "the record changed", change: () => put(".mortise/files.json", `${read(".mortise/files.json")}\n`), count: undefined },
    { case: "the record gone", change: () => rmSync(join(folder, ".mortise/files.json")), count: undefined },
    { case: "a file of somebody else's", change: () => put("mine.ts", ""), count: 2 },
  ])("counts an output that is intact: $case", ({ change, count }) => {
    run([text("a.ts", "a"), text("b/c.ts", "c")]);
    change();
    expect(countIntact(folder)).toBe(count);
  });
});

describe("an interrupted run", () => {
  test("is taken up: what it wrote and what it didn't are both known", () => {
    run([text("a.ts", "a1"), text("b.ts", "b1"), text("c.ts", "c1")]);
    // As a run that was killed between a.ts and b.ts leaves it.
    const next = read(".mortise/files.json").replace(hashOf("a1"), hashOf("a2")).replace(hashOf("b1"), hashOf("b2"));
    put(".mortise/files.next.json", next);
    put(".mortise/5f5f.tmp", "half a fi");
    put("a.ts", "a2");
    const wanted = [text("a.ts", "a3"), text("b.ts", "b3"), text("c.ts", "c1")];
    expect(states(wanted)).toEqual({ "a.ts": "stale", "b.ts": "stale", "c.ts": "same" });
    expect(run(wanted).written).toEqual(["a.ts", "b.ts"]);
    expect(list()).toEqual([".mortise/.gitignore", ".mortise/files.json", "a.ts", "b.ts", "c.ts"]);
  });

  test("that is interrupted again still knows what the first one wrote", () => {
    run([text("a.ts", "a1"), text("y.ts", "y1"), text("z/old.ts", "z1")]);
    // The first interrupted run wrote y.ts and new.ts.
    const next = read(".mortise/files.json").replace(hashOf("y1"), hashOf("y2")).replace("z/old.ts", "new.ts").replace(hashOf("z1"), hashOf("n1"));
    put(".mortise/files.next.json", next);
    put("y.ts", "y2");
    put("new.ts", "n1");
    put("x/mine.ts", "mine");
    put("z/mine.ts", "mine");
    // The second one ends at 'z', whose folder isn't empty.
    const wanted = [text("a.ts", "a3"), text("y.ts", "y3"), text("zz.ts", "z3")];
    expect(run([...wanted, text("z", "3")]).diagnostics).toMatchObject([{ code: "output-unwritable" }]);
    put("y.ts", "y2");
    put("new.ts", "n1");
    expect(states(wanted)).toEqual({ "a.ts": "same", "new.ts": "orphaned", "y.ts": "stale", "zz.ts": "missing" });
    expect(run(wanted).diagnostics).toEqual([]);
    expect(list()).toEqual([".mortise/.gitignore", ".mortise/files.json", "a.ts", "x/mine.ts", "y.ts", "z/mine.ts", "zz.ts"]);
  });

  test("that had all files but not yet its record is finished", () => {
    run([text("a.ts", "a")]);
    put(".mortise/files.next.json", read(".mortise/files.json"));
    run([text("a.ts", "a")]);
    expect(list()).toEqual([".mortise/.gitignore", ".mortise/files.json", "a.ts"]);
  });
});

describe("staying inside", () => {
  test.each([
    ["", "is empty"],
    ["/etc/passwd", "is absolute"],
    ["../a.ts", "has the segment '..'"],
    ["a/../../b.ts", "has the segment '..'"],
    ["a//b.ts", "has the segment ''"],
    ["./a.ts", "has the segment '.'"],
    ["a\\..\\b.ts", "has a character"],
    ["C:a.ts", "has a character"],
    ["a\u0000.ts", "has a character"],
    ["a\n.ts", "has a character"],
    ["a?.ts", "has a character"],
    ["con", "device on Windows"],
    ["types/Aux.ts", "device on Windows"],
    ["COM1.d.ts", "device on Windows"],
    ["nul/a.ts", "device on Windows"],
    ["a./b.ts", "ends in a dot"],
    ["a.ts ", "ends in a dot"],
    [`${"x".repeat(256)}`, "more than 255 bytes"],
    [`${"é".repeat(128)}`, "more than 255 bytes"],
    [".mortise/files.json", "is in .mortise"],
    [".Mortise/a", "is in .mortise"],
  ])("refuses the path %j", (path, reason) => {
    expect(() => plan([text(path, "")])).toThrow(reason);
  });

  test.each([
    [["a.ts", "A.ts"], "'a.ts' and 'A.ts'"],
    [["a.ts", "a.ts"], "'a.ts' and 'a.ts'"],
    [["Types/a.ts", "types/b.ts"], "'Types' and 'types'"],
    [["caf\u00e9.ts", "cafe\u0301.ts"], "two files that are one"],
    [["a/b.ts", "a"], "'a' both as a file and as a folder"],
    [["a/b.ts", "A"], "'a' both as a file and as a folder"],
  ])("refuses %j together", (paths, reason) => {
    expect(() => plan(paths.map((path) => text(path, "")))).toThrow(reason);
  });

  test.each(["console.ts", "auxiliary/a.ts", "com.ts", "com10.ts", "...a", "types/User.ts", "__proto__.ts", "données/été.ts"])(
    "takes the path %j",
    (path) => {
      expect(run([text(path, "x")]).written).toEqual([path]);
    },
  );

  test("writes nothing through a link that leads out", () => {
    mkdirSync(join(base, "victim"), { recursive: true });
    mkdirSync(folder);
    symlinkSync(join(base, "victim"), join(folder, "types"));
    expect(plan([text("types/User.ts", "x")]).diagnostics).toMatchObject([{ code: "output-outside", severity: "error" }]);
    expect(readdirSync(join(base, "victim"))).toEqual([]);
  });

  test("keeps its notes inside too", () => {
    mkdirSync(join(base, "victim"));
    mkdirSync(folder);
    symlinkSync(join(base, "victim"), join(folder, ".mortise"));
    expect(plan([text("a.ts", "x")]).diagnostics).toMatchObject([{ code: "output-outside" }]);
  });

  test("removes nothing through a link that leads out", () => {
    run([text("types/User.ts", "x")]);
    rmSync(join(folder, "types"), { recursive: true });
    mkdirSync(join(base, "victim"));
    writeFileSync(join(base, "victim/User.ts"), "x");
    symlinkSync(join(base, "victim"), join(folder, "types"));
    expect(plan([]).diagnostics).toMatchObject([{ code: "output-outside" }]);
    expect(readdirSync(join(base, "victim"))).toEqual(["User.ts"]);
  });

  test("a link to a file is replaced, not written through", () => {
    run([text("a.ts", "old")]);
    writeFileSync(join(base, "victim.txt"), "precious");
    rmSync(join(folder, "a.ts"));
    symlinkSync(join(base, "victim.txt"), join(folder, "a.ts"));
    run([text("a.ts", "new")]);
    expect(readFileSync(join(base, "victim.txt"), "utf8")).toBe("precious");
    expect(read("a.ts")).toBe("new");
  });

  test("the output folder itself may be a link, and folders in it may link to each other", () => {
    mkdirSync(join(base, "real/b"), { recursive: true });
    symlinkSync(join(base, "real"), folder);
    symlinkSync("b", join(base, "real/a"));
    expect(run([text("a/x.ts", "x")]).written).toEqual(["a/x.ts"]);
    expect(readFileSync(join(base, "real/b/x.ts"), "utf8")).toBe("x");
  });

  test.each([
    { case: "a file where the output folder is to be", prepare: () => writeFileSync(folder, "mine") },
    { case: "a file where a folder is to be", prepare: () => put("types", "mine") },
  ])("$case is a diagnostic", ({ prepare }) => {
    prepare();
    expect(plan([text("types/User.ts", "x")]).diagnostics).toMatchObject([{ code: "output-blocked", severity: "error" }]);
  });
});
