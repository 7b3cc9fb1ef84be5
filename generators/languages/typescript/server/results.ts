import type { Content, Header, Operation, Response } from "../../../contract/model.js";
import { type Code, code, list, type Printable, render, verbatim, word } from "../../../emit/code.js";
import { printFormBody, printItem } from "../contents.js";
import { typeKey } from "../literals.js";
import { printMediaType } from "../operations.js";
import { documented, excludeStatuses, statusesOf } from "../results.js";
import { printType, printUnion } from "../types.js";
import type { ServerPrinter } from "./printer.js";
import { isTextual } from "./requests.js";

/** The union of what an operation's handler may answer, by status: documented codes, then ranges and `default` without them. */
export function printResult(printer: ServerPrinter, operation: Operation): Printable {
  const { responses } = operation;
  const codes = responses.flatMap(({ status }) => (status.kind === "code" ? [status.code] : []));
  const ranges = responses.flatMap(({ status }) => (status.kind === "range" ? [status.hundreds] : []));
  const found = responses.flatMap((response): readonly Way[] => {
    const { status } = response;
    const ways = printWays(printer, operation, response);
    if (status.kind === "code") return ways.map((rest) => ({ status: status.code, rest }));
    const excluded = status.kind === "range" ? codes.filter((known) => Math.floor(known / 100) === status.hundreds) : documented(printer, codes, ranges);
    const all = excludeStatuses(statusesOf(printer, status.kind === "range" ? status.hundreds : undefined), excluded);
    return ways.map((rest) => ({ status: all, rest }));
  });
  return printUnion(groupWays(found).map(({ statuses, rest }) => printMembers([code`status: ${printUnion(statuses)}`, ...rest])));
}

/** One way to answer: a status, and the members beside it. */
interface Way {
  readonly status: Printable;
  readonly rest: readonly Code[];
}

/** Codes that are answered alike are one branch. */
function groupWays(ways: readonly Way[]): readonly { readonly statuses: readonly Printable[]; readonly rest: readonly Code[] }[] {
  const groups = new Map<string, { readonly statuses: Printable[]; readonly rest: readonly Code[] }>();
  for (const { status, rest } of ways) {
    const key = `${typeof status} ${rest.map((member) => render(member)).join("\n")}`;
    const group = groups.get(key);
    if (group) group.statuses.push(status);
    else groups.set(key, { statuses: [status], rest });
  }
  return [...groups.values()];
}

const printMembers = (members: readonly Printable[]): Code => list(members, { open: "{", close: "}", separator: ";", padding: " " });

/** The members beside the status: one list for each media type. */
function printWays(printer: ServerPrinter, operation: Operation, response: Response): readonly (readonly Code[])[] {
  const headers = printHeaders(printer, response.headers);
  const contents = operation.method === "HEAD" ? [] : response.contents;
  if (contents.length === 0) return [[headers, verbatim("body?: undefined")]];
  const isChosen = contents.length > 1 || contents.some(({ mediaType }) => mediaType.includes("*"));
  return contents.map((content) => [...(isChosen ? [code`contentType: ${printMediaType(content.mediaType)}`] : []), headers, code`body: ${printSent(printer, content)}`]);
}

function printHeaders(printer: ServerPrinter, headers: readonly Header[]): Code {
  const named = headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  if (named.length === 0) return code`headers?: ${printer.names.runtime("OtherHeaders", true)}`;
  const members = named.map(({ name, required, schema }) => code`${typeKey(name)}${verbatim(required ? ":" : "?:")} ${printType(printer, { kind: "ref", schema }, "response")}${verbatim(required ? "" : " | undefined")}`);
  return code`headers${verbatim(named.some(({ required }) => required) ? ":" : "?:")} ${printMembers([...members, verbatim("[name: string]: unknown")])}`;
}

/** The type of a body as a handler gives it. */
function printSent(printer: ServerPrinter, content: Content): Printable {
  switch (content.kind) {
    case "json":
      return content.schema === undefined ? word("unknown") : printType(printer, { kind: "ref", schema: content.schema }, "response");
    case "text":
      return isTextual(printer, content) ? printType(printer, { kind: "ref", schema: content.schema ?? "" }, "response") : word("string");
    case "binary":
      return printer.names.binary("response");
    case "events":
    case "jsonLines": {
      const item = printItem(printer, content, "response");
      return code`Iterable<${item}> | AsyncIterable<${item}>`;
    }
    case "form":
    case "multipart":
      return printFormBody(printer, content, "response");
  }
}
