import type { Operation } from "../../contract/model.js";
import type { File } from "../../emit/file.js";
import { toKebab } from "../../emit/names.js";
import { fillTemplate } from "../../emit/template.js";
import { sampleCall } from "../../languages/typescript/samples.js";
import type { TypePrinter } from "../../languages/typescript/types.js";
import { successResponses } from "../../languages/results.js";
import { sampleClient } from "./client.js";

/** npm's rule for names: lower case, an optional scope, no leading dot; other text is made to fit. */
export function packageName(wanted: string | undefined, title: string): string {
  if (wanted !== undefined && /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(wanted)) return wanted;
  return `${toKebab(wanted ?? title) || "api"}-client`;
}

/** A version that npm takes: the contract's where it is one, else 0.0.0 and the contract's as build metadata would be lost, so it is left out. */
const packageVersion = (version: string): string => (/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version) ? version : "0.0.0");

/** Text of a contract inside Markdown: one line, no markup that would start a tag or close a table cell. */
const inline = (text: string): string => text.replace(/\s+/g, " ").replace(/[<>|`]/g, (sign) => `\\${sign}`).trim();

const firstParagraph = (text: string | undefined): string => inline((text ?? "").split(/\n\s*\n/)[0] ?? "");

/** A fenced block can't be closed by what stands in it. */
const fence = (text: string): string => text.replaceAll("```", "` ` `");

/** The sources as an npm package: `package.json` with `exports`, a README with real calls, a `tsconfig.json` that builds types. */
export function printPackage(printer: TypePrinter, wanted: string | undefined, sources: readonly File[]): readonly File[] {
  const { contract } = printer;
  const name = packageName(wanted, contract.about.title);
  const text = (path: string, body: string): File => ({ path, owner: "generator", content: { kind: "text", text: body } });
  return [
    text("package.json", fillTemplate("ts-client/package.json.hbs", { name: JSON.stringify(name), version: JSON.stringify(packageVersion(contract.about.version)), description: JSON.stringify(inline(`Client of ${contract.about.title}`)) })),
    text("tsconfig.json", fillTemplate("ts-client/tsconfig.json.hbs", {})),
    text("README.md", fillTemplate("ts-client/README.md.hbs", readmeView(printer, name))),
    ...sources.map((file): File => ({ ...file, path: `src/${file.path}` })),
  ];
}

function readmeView(printer: TypePrinter, name: string) {
  const { contract, names } = printer;
  const { operations } = contract;
  const streams = (operation: Operation): boolean => {
    const contents = successResponses(operation).flatMap((response) => response.contents);
    return contents.length > 0 && contents.every((content) => content.kind === "events" || content.kind === "jsonLines");
  };
  const plain = operations.find((operation) => operation.method === "GET" && !operation.pagination && !streams(operation)) ?? operations.find((operation) => !streams(operation)) ?? operations[0];
  const call = (operation: Operation | undefined) => (operation ? { name: names.operations.get(operation.id)?.call ?? "", text: fence(sampleCall(printer, operation)), items: fence(sampleCall(printer, operation, "", ".items")) } : undefined);
  const paged = operations.find((operation) => operation.pagination);
  const streamed = operations.find(streams);
  const first = call(plain);
  return {
    name,
    title: inline(contract.about.title),
    description: firstParagraph(contract.about.summary ?? contract.about.description),
    client: fence(sampleClient(contract)),
    imports: ["createClient", ...new Set([first?.name, call(paged)?.name, call(streamed)?.name].filter((part) => part !== undefined))].join(", "),
    hasCall: first !== undefined,
    call: first?.text ?? "",
    statuses: plain ? plain.responses.flatMap((response) => (response.status.kind === "code" ? [{ status: response.status.code, ok: response.status.code < 300 }] : [])) : [],
    hasPages: paged !== undefined,
    pages: call(paged)?.items ?? "",
    hasStream: streamed !== undefined,
    stream: call(streamed)?.text ?? "",
    operations: operations.map((operation) => ({
      call: names.operations.get(operation.id)?.call ?? "",
      route: inline(`${operation.method} ${operation.path}`),
      summary: firstParagraph(operation.summary ?? operation.description),
    })),
  };
}
