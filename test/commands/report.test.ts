import { describe, expect, test } from "vitest";
import type { Diagnostic, Location } from "../../generators/diagnostic.js";
import { locateDiagnostics, printFinding, selectFindings, visible, widthOf, type Origins } from "../../generators/report.js";

/** The text of a file, and the place of `mark` in it. */
function framed(text: string, mark: string, extra: Partial<Diagnostic> = {}, columns = 100): string {
  const lines = text.split("\n");
  const line = lines.findIndex((each) => each.includes(mark));
  const location: Location = { file: "api.yaml", line: line + 1, column: (lines[line] as string).indexOf(mark) + 1, length: mark.length };
  const origins: Origins = { locate: () => location, line: (_, number) => lines[number - 1] };
  const diagnostic: Diagnostic = { code: "some-code", severity: "error", message: "it is wrong", origin: "#/x", ...extra };
  return locateDiagnostics([diagnostic], origins)
    .map((finding) => printFinding(finding, origins, { colours: false, columns }))
    .join("\n");
}

describe("a code frame", () => {
  test.each([
    {
      case: "underlines what is meant, with the hint beside it",
      frame: framed("schema:\n  $ref: 'Usr'", "'Usr'", { hint: "did you mean 'User'?" }),
      want: [
        "api.yaml:2:9  error  some-code  it is wrong",
        "    1 | schema:",
        "    2 |   $ref: 'Usr'",
        "      |         ^^^^^  did you mean 'User'?",
      ],
    },
    {
      case: "in the first line",
      frame: framed("openapi: 2", "2"),
      want: ["api.yaml:1:10  error  some-code  it is wrong", "    1 | openapi: 2", "      |          ^"],
    },
    {
      case: "leaves an empty line before out",
      frame: framed("a:\n\nb: 1", "b"),
      want: ["api.yaml:3:1  error  some-code  it is wrong", "    3 | b: 1", "      | ^"],
    },
    { case: "with tabs", frame: framed("\t\ta: 1", "a"), want: ["api.yaml:1:3  error  some-code  it is wrong", "    1 |   a: 1", "      |   ^"] },
    {
      case: "with wide and combining characters",
      frame: framed("名前: e\u0301x", "x"),
      want: ["api.yaml:1:7  error  some-code  it is wrong", "    1 | 名前: e\u0301x", "      |       " + " ^"],
    },
    {
      case: "shows what a terminal would act on",
      frame: framed("a: \u001b[31mred\u001b[0m \u202eevil", "red", { message: "no \u001b]0;title\u0007 \u009b31m\r\nhere", hint: "\u001b[2J" }),
      want: [
        "api.yaml:1:9  error  some-code  no \ufffd]0;title\ufffd \ufffd31m\ufffd\ufffdhere",
        "    1 | a: \ufffd[31mred\ufffd[0m \ufffdevil",
        "      |         ^^^  \ufffd[2J",
      ],
    },
    {
      case: "six digits of lines",
      frame: framed(`${"\n".repeat(123_455)}x`, "x"),
      want: ["api.yaml:123456:1  error  some-code  it is wrong", "123456 | x", "       | ^"],
    },
  ])("$case", ({ frame, want }) => {
    expect(frame.split("\n")).toEqual(want);
  });

  test("cuts a long line around what is meant", () => {
    const [, line = "", carets = ""] = framed(`{"${"a".repeat(5000)}":1,"wrong":2,"${"b".repeat(5000)}":3}`, '"wrong"', {}, 80).split("\n");
    expect(line.length).toBeLessThanOrEqual(82);
    expect(line).toMatch(/^ {4}1 \| …a+":1,"wrong":2,"b+…$/);
    expect(carets.indexOf("^^^^^^^")).toBe(line.indexOf('"wrong"'));
    expect(carets.trimEnd().endsWith("^^^^^^^")).toBe(true);
  });

  test("without a place there is the message, and the hint below it", () => {
    const [finding] = locateDiagnostics([{ code: "usage", severity: "error", message: "no", hint: "yes" }]);
    expect(finding && printFinding(finding, undefined, { colours: false, columns: 80 })).toBe("error  usage  no\n      yes");
  });

  test("a place that nobody finds stays a pointer", () => {
    const [finding] = locateDiagnostics([{ code: "x", severity: "note", message: "m", origin: "#/paths/~1a" }]);
    expect(finding && printFinding(finding, undefined, { colours: false, columns: 80 })).toBe("#/paths/~1a  note  x  m");
  });

  test("colours where they are welcome", () => {
    const [finding] = locateDiagnostics([{ code: "x", severity: "error", message: "m" }]);
    expect(finding && printFinding(finding, undefined, { colours: true, columns: 80 })).toContain("\u001b[31merror\u001b[39m");
  });
});

describe("findings", () => {
  const at = (file: string, line: number, column: number, severity: Diagnostic["severity"] = "error", message = "m"): Diagnostic => ({
    code: "c",
    severity,
    message,
    origin: { file, line, column, length: 1 },
  });

  test("are sorted by file, line and column; what has no place comes first; twins are one", () => {
    const findings = locateDiagnostics([
      at("b.yaml", 1, 1),
      at("a.yaml", 10, 1),
      at("a.yaml", 9, 5),
      at("a.yaml", 9, 5),
      at("a.yaml", 9, 1),
      { code: "c", severity: "warning", message: "m" },
    ]);
    expect(findings.map(({ location }) => location && `${location.file}:${location.line}:${location.column}`)).toEqual([
      undefined,
      "a.yaml:9:1",
      "a.yaml:9:5",
      "a.yaml:10:1",
      "b.yaml:1:1",
    ]);
  });

  test("that are too many leave notes out first, then warnings", () => {
    const findings = locateDiagnostics([at("a", 1, 1, "note"), at("a", 2, 1, "warning"), at("a", 3, 1), at("a", 4, 1, "warning"), at("a", 5, 1)]);
    const { shown, left } = selectFindings(findings, 3);
    expect([shown.map(({ location }) => location?.line), left]).toEqual([[2, 3, 5], 2]);
  });
});

test.each([
  ["abc", 3],
  ["\u001b[31mred\u001b[39m", 3],
  ["名前", 4],
  ["e\u0301", 1],
  ["👍", 2],
  ["…", 1],
])("%j is %i columns wide", (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test("visible text keeps what is harmless", () => {
  expect(visible("Größe 名前 👍 — 'x'")).toBe("Größe 名前 👍 — 'x'");
});
