import type { Content, Operation, Response } from "../../contract/model.js";
import { type Code, code, type Import, type Printable, render, word } from "../../emit/code.js";
import { mergeFailures, succeeds } from "../results.js";
import { printContentType } from "./contents.js";
import { printUnion, type TypePrinter } from "./types.js";

/** The type of a response's body, over its media types; `undefined` where it has none. */
export function printData(printer: TypePrinter, operation: Operation, contents: readonly Content[]): Printable {
  if (contents.length === 0 || operation.method === "HEAD") return word("undefined");
  return printUnion(contents.map((content) => printContentType(printer, content, "response")));
}

/** The type of every status, or of those of one hundred. */
export const statusesOf = (printer: TypePrinter, hundreds?: number): Import => printer.names.runtime(hundreds === undefined ? "Status" : `Status${hundreds}XX`, true);

export const excludeStatuses = (from: Import, without: readonly Printable[]): Printable => (without.length === 0 ? from : code`Exclude<${from}, ${printUnion(without)}>`);

/** The union of results by status, of successes only the media types that are wanted: documented codes, then ranges and `default` without them, then what the contract doesn't know. */
export function printResult(printer: TypePrinter, operation: Operation, wanted: (content: Content) => boolean = () => true): Printable {
  const dataOf = (response: Response): Printable => printData(printer, operation, succeeds(response.status) ? response.contents.filter(wanted) : response.contents);
  const responses = mergeFailures(operation.responses, (response) => render(code`${dataOf(response)}`));
  const codes = responses.flatMap((response) => (response.status.kind === "code" ? [response.status.code] : []));
  const ranges = responses.flatMap((response) => (response.status.kind === "range" ? [response.status.hundreds] : []));
  const single = responses.flatMap((response) => (response.status.kind === "code" ? [{ response, code: response.status.code }] : []));
  const branches: Printable[] = groupByData(single.map(({ response, code: status }) => ({ ok: succeeds(response.status), status, data: dataOf(response) }))).map(({ ok, statuses, data }) =>
    branch(printer, ok, printUnion(statuses), data),
  );
  for (const response of responses) {
    const { status } = response;
    if (status.kind === "range") {
      const without = codes.filter((known) => Math.floor(known / 100) === status.hundreds);
      branches.push(branch(printer, succeeds(status), excludeStatuses(statusesOf(printer, status.hundreds), without), dataOf(response)));
    } else if (status.kind === "default") branches.push(...printDefault(printer, codes, ranges, dataOf(response)));
  }
  if (!responses.some((response) => response.status.kind === "default")) {
    branches.push(code`${printer.names.runtime("OffContract", true)}<${excludeStatuses(statusesOf(printer), documented(printer, codes, ranges))}>`);
  }
  return printUnion(branches);
}

interface Documented {
  readonly ok: boolean;
  readonly status: number;
  readonly data: Printable;
}

/** Failures with the same body are one branch; each success stands for itself. */
function groupByData(found: readonly Documented[]): readonly { readonly ok: boolean; readonly statuses: readonly number[]; readonly data: Printable }[] {
  const groups = new Map<string, { readonly ok: boolean; readonly statuses: number[]; readonly data: Printable }>();
  for (const { ok, status, data } of found) {
    const key = ok ? String(status) : render(code`${data}`);
    const group = groups.get(key);
    if (group) group.statuses.push(status);
    else groups.set(key, { ok, statuses: [status], data });
  }
  return [...groups.values()];
}

/** The statuses that have a response of their own, by code or range. */
export const documented = (printer: TypePrinter, codes: readonly number[], ranges: readonly number[]): readonly Printable[] => [
  ...codes.filter((known) => !ranges.includes(Math.floor(known / 100))),
  ...ranges.map((hundreds) => statusesOf(printer, hundreds)),
];

const branch = (printer: TypePrinter, ok: boolean, status: Printable, data: Printable): Code => code`${printer.names.runtime(ok ? "Success" : "Failure", true)}<${status}, ${data}>`;

/** `default` stands for every status that is not documented: failures, and successes too where no 2xx is documented. */
function printDefault(printer: TypePrinter, codes: readonly number[], ranges: readonly number[], data: Printable): readonly Printable[] {
  const known = documented(printer, codes, ranges);
  if (codes.some((status) => status >= 200 && status < 300) || ranges.includes(2)) return [branch(printer, false, excludeStatuses(statusesOf(printer), known), data)];
  return [branch(printer, true, statusesOf(printer, 2), data), branch(printer, false, excludeStatuses(statusesOf(printer), [...known, statusesOf(printer, 2)]), data)];
}
