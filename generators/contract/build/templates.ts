import type { Diagnostic } from "../../diagnostic.js";
import type { PathPart, PathSegment, Pointer } from "../model.js";

/** A path template cut into segments, and what is wrong with it. */
export interface Template {
  readonly segments: readonly PathSegment[];
  /** Parameter names in the order of the path, each once. */
  readonly names: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

type Report = (severity: Diagnostic["severity"], message: string, hint: string) => void;

/**
 * Cuts a path template (OpenAPI 3.2, 4.8.2 Path Templating) into segments. Total: braces that don't match are text.
 * `/v{version}.json` is one segment of three parts; `/` is one empty segment; a trailing slash adds an empty one. A fragment, by
 * which some contracts tell two operations of one path apart, is never sent and is no part of the segments.
 */
export function parseTemplate(path: string, origin: Pointer): Template {
  const problems: Diagnostic[] = [];
  const problem: Report = (severity, message, hint) => {
    problems.push({ code: "path-syntax", severity, message, origin, at: "key", hint });
  };
  if (!path.startsWith("/")) problem("error", `the path '${path}' doesn't begin with a slash`, `write '/${path}'`);
  const segments: PathPart[][] = [[]];
  const names: string[] = [];
  for (const piece of cutBraces(path.replace(/^\//, "").replace(/#[^{}]*$/, ""))) {
    if (piece.kind === "text") addText(segments, piece.text);
    else {
      segments.at(-1)?.push({ kind: "parameter", name: piece.name });
      if (names.includes(piece.name)) problem("error", `the path '${path}' has the parameter '{${piece.name}}' twice`, "give each its own name");
      else names.push(piece.name);
    }
  }
  checkText(path, segments, names, problem);
  return { segments, names, diagnostics: problems };
}

/** `{name}` with a name is a parameter; every other brace is text. */
const cutBraces = (text: string): readonly PathPart[] =>
  text.split(/\{([^{}]+)\}/).flatMap((piece, index): readonly PathPart[] => {
    if (index % 2 === 1) return [{ kind: "parameter", name: piece }];
    return piece === "" ? [] : [{ kind: "text", text: piece }];
  });

function addText(segments: PathPart[][], text: string): void {
  text.split("/").forEach((piece, index) => {
    if (index > 0) segments.push([]);
    if (piece !== "") segments.at(-1)?.push({ kind: "text", text: piece });
  });
}

function checkText(path: string, segments: readonly PathSegment[], names: readonly string[], problem: Report): void {
  const text = segments.flatMap((segment) => segment.map((part) => (part.kind === "text" ? part.text : ""))).join("");
  if (text.includes("{}")) problem("error", `the path '${path}' has '{}' without a name`, "write the name of a parameter between the braces");
  else if (/[{}]/.test(text)) problem("error", `the braces of the path '${path}' don't match`, "write each parameter as '{name}'");
  if (text.includes("?") || path.includes("#")) {
    const [sign, hint] = text.includes("?") ? ["?", "declare query parameters ('in: query') instead"] : ["#", "remove the fragment: it is never sent"];
    problem("warning", `the path '${path}' contains '${sign}', which ends a path`, hint);
  }
  const odd = names.find((name) => /[?#/]/.test(name));
  if (odd !== undefined) problem("warning", `the path parameter '{${odd}}' has a name with a sign that ends a path or a segment`, "use letters, digits and '_'");
}

/** What a router sees of a template: `/a/{x}` and `/a/{y}` are the same. */
export const routeOf = (segments: readonly PathSegment[]): string =>
  segments.map((segment) => segment.map((part) => (part.kind === "text" ? part.text : "{}")).join("")).join("/");
