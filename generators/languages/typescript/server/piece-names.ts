import type { Content, Header, Parameter, Response, SchemaId } from "../../../contract/model.js";
import { toCamel, toPascal } from "../../../emit/names.js";
import type { Way } from "./contents.js";
import type { Piece } from "./pieces.js";
import type { ServerPrinter } from "./printer.js";
import type { ProblemHook } from "../../problems.js";

type Names = Piece["names"];

/** What a schema's values are called: as its check is, `user` of `isUser`. */
function nameValue(printer: ServerPrinter, schema: SchemaId | undefined, way: Way): string {
  const check = schema === undefined ? undefined : printer.rules.check(schema, way === "in" ? "request" : "response");
  const stem = check?.is.name.replace(/^is/, "").replace(/(?<=.)(Response|Body|Header)$/, "") ?? "any";
  return toCamel(stem) || "any";
}

const kinds = { json: "Json", text: "Text", binary: "Bytes", events: "Events", jsonLines: "Lines", form: "Form", multipart: "Parts" } as const;

/** What the values of a content, or the items of a stream, are called. Any text at all is `plainText`. */
export function nameItem(printer: ServerPrinter, { kind, schema, itemSchema }: Content, way: Way): string {
  const base = nameValue(printer, itemSchema ?? schema, way);
  return kind === "text" && (base === "string" || base === "any") ? "plain" : base;
}

/** `userBody` of a request, `userJson` of an answer. */
export function nameContent(printer: ServerPrinter, content: Content, way: Way): Names {
  const base = nameItem(printer, content, way);
  const kind = kinds[content.kind];
  return way === "out" ? [`${base}${kind}`] : content.kind === "json" ? [`${base}Body`] : [`${base}${kind}Body`];
}

/** `userAnswer`; with headers `userAnswerWithLink`, or `userAnswerWithHeaders`; `errorFailure` where problems are rendered into it. */
export function nameResponse(printer: ServerPrinter, { contents, headers }: Response, hook: ProblemHook | undefined): Names {
  const bodies = new Set(contents.map((content) => `${nameItem(printer, content, "out")}${content.kind === "json" ? "" : kinds[content.kind]}`));
  const base = toCamel([...bodies].slice(0, 2).join(" or ")) || "empty";
  const [header, another] = headers;
  return [`${base}${hook ? "Failure" : "Answer"}${header ? `With${another ? "Headers" : toPascal(header.name)}` : ""}`];
}

const places = { path: "Path", query: "Query", querystring: "Querystring", header: "Header", cookie: "Cookie" } as const;

/** `idInPath`; with another of this name about, as its check is called. */
export function nameParameter(printer: ServerPrinter, parameter: Parameter): Names {
  const place = `In${places[parameter.in]}`;
  return [`${toCamel(parameter.name) || "parameter"}${place}`, `${nameValue(printer, parameter.schema, "in")}${place}`];
}

/** `locationHeader`. */
export function nameHeader(printer: ServerPrinter, header: Header): Names {
  return [`${toCamel(header.name) || "answer"}Header`, `${nameValue(printer, header.schema, "out")}Header`];
}
