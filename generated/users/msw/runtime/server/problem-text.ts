import type { Violation } from "../check/report.js";
import { problemOf, type Refusal } from "./problem.js";

/**
 * The JSON text of a problem document, member by member as `problemOf` has it. What the server itself refuses is of known form, and is
 * written in half of the time that `JSON.stringify` takes.
 */
export function problemText(problem: Refusal, traceId: string): string {
  // What handlers throw may hold anything.
  if (problem instanceof Error) return JSON.stringify(problemOf(problem, traceId));
  const { type, title, status, code, detail, trace_id, violations, truncated } = problemOf(problem, traceId);
  return (
    `{"type":"${type}","title":"${title}","status":${status},"code":"${code}","detail":${quote(detail)},"trace_id":"${trace_id}"` +
    (violations === undefined ? "" : `,"violations":[${listText(violations)}]`) +
    (truncated === true ? ',"truncated":true}' : "}")
  );
}

function listText(violations: readonly Violation[]): string {
  let text = "";
  for (const { in: place, pointer, rule, message } of violations) {
    if (text !== "") text += ",";
    text += `{"in":"${place}","pointer":${quote(pointer)},"rule":${quote(rule)},"message":${quote(message)}}`;
  }
  return text;
}

/** Printable ASCII without what JSON escapes. */
const plain = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}
