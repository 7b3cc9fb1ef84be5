import { encode, encodeCookie, encodeHeader, encodeReserved, percent } from "./encode.js";
import { RequestError } from "./errors.js";
import type { ParameterStyle, ValueSpec } from "./spec.js";
import { kindOf, membersOf, textOf } from "./value.js";

/** A value as the URL, header or cookie takes it; `undefined`: nothing is written. */
export type ValueWriter = (value: unknown) => string | undefined;

export type Place = "path" | "query" | "header" | "cookie";

/** One row of the table in RFC 6570, appendix A, with the styles that OpenAPI adds. */
interface StyleRow {
  readonly first: string;
  /** Between exploded values. */
  readonly separator: string;
  /** Between values that are not exploded. */
  readonly delimiter: string;
  readonly named: boolean;
  /** Follows the name of an empty value. */
  readonly ifEmpty: string;
}

const rows: Readonly<Record<Exclude<ParameterStyle, "deepObject">, StyleRow>> = {
  matrix: { first: ";", separator: ";", delimiter: ",", named: true, ifEmpty: "" },
  label: { first: ".", separator: ".", delimiter: ",", named: false, ifEmpty: "" },
  simple: { first: "", separator: ",", delimiter: ",", named: false, ifEmpty: "" },
  form: { first: "", separator: "&", delimiter: ",", named: true, ifEmpty: "=" },
  spaceDelimited: { first: "", separator: "&", delimiter: "%20", named: true, ifEmpty: "=" },
  pipeDelimited: { first: "", separator: "&", delimiter: "%7C", named: true, ifEmpty: "=" },
  cookie: { first: "", separator: "; ", delimiter: ",", named: true, ifEmpty: "=" },
};

/** How a value of this name, place and coding is written (OpenAPI 3.2, 4.12.3 to 4.12.6). Made once for each operation. */
export function writerOf(name: string, place: Place, spec: ValueSpec): ValueWriter {
  const style = spec.style ?? (place === "query" || place === "cookie" ? "form" : "simple");
  const explode = spec.explode ?? (style === "form" || style === "cookie");
  if (style === "deepObject") {
    const write = encoderOf(name, place, spec, "");
    return (value) => (value === undefined ? undefined : writeDeep(encode(name), value, write));
  }
  // A cookie's values are never parted by an ampersand (OpenAPI 3.2, 4.12.5).
  const row = place === "cookie" && style === "form" ? { ...rows.form, separator: "; " } : rows[style];
  const label = place === "header" || style === "cookie" ? name : encode(name);
  const writeOne = encoderOf(name, place, spec, style === "matrix" ? ";" : "");
  // A semicolon ends a matrix parameter wherever it stands.
  const writeItem = encoderOf(name, place, spec, explode ? row.separator : style === "matrix" ? ",;" : row.delimiter);
  return (value) => {
    if (value === undefined) return undefined;
    if (kindOf(value) === "primitive") return row.first + labelled(row, label, writeOne(textOf(value)));
    return (explode ? writeExploded : writeJoined)(row, label, value as object, writeItem);
  };
}

/** `color=blue,black`, `color=R,100,G,200`. */
function writeJoined(row: StyleRow, label: string, value: object, write: (text: string) => string): string {
  const texts = Array.isArray(value)
    ? itemsOf(value)
    : membersOf(value).flatMap(([name, member]) => [name, textOf(member)]);
  return row.first + labelled(row, label, texts.map(write).join(row.delimiter));
}

/**
 * `color=blue&color=black`, `R=100&G=200`. Nothing tells an empty list from an absent one; only in a path it can't be
 * left out.
 */
function writeExploded(
  row: StyleRow,
  label: string,
  value: object,
  write: (text: string) => string,
): string | undefined {
  const texts: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) if (item !== undefined) texts.push(labelled(row, label, write(textOf(item))));
  } else {
    for (const [name, member] of membersOf(value))
      texts.push(`${write(name).replaceAll("=", percent)}=${write(textOf(member))}`);
  }
  if (texts.length > 0) return row.first + texts.join(row.separator);
  if (row === rows.matrix) return row.first + label;
  return row.named ? undefined : row.first;
}

function itemsOf(list: readonly unknown[]): readonly string[] {
  return list.filter((item) => item !== undefined).map(textOf);
}

function labelled(row: StyleRow, label: string, text: string): string {
  if (!row.named) return text;
  return text === "" ? label + row.ifEmpty : `${label}=${text}`;
}

/** How texts of a parameter are escaped, so that `delimiter` in them isn't taken for the one between values. */
function encoderOf(name: string, place: Place, spec: ValueSpec, delimiter: string): (text: string) => string {
  if (place === "header") return (text) => encodeHeader(name, text);
  if (spec.style === "cookie") return (text) => encodeCookie(name, text);
  const isEncoded = delimiter.startsWith("%");
  const write =
    spec.allowReserved === true
      ? (text: string) => encodeReserved(text, place === "path" ? "path" : "query", isEncoded ? "" : delimiter)
      : encode;
  // A dot is unreserved, but it parts the exploded values of a label.
  if (delimiter === ".") return (text) => write(text).replaceAll(".", percent);
  if (!isEncoded) return write;
  return (text) => {
    const encoded = write(text);
    if (encoded.includes(delimiter))
      throw new RequestError(
        `Parameter '${name}' can't hold '${decodeURIComponent(delimiter)}': in its style, that parts the values`,
      );
    return encoded;
  };
}

/**
 * `filter[name][first]=Ada`. OpenAPI leaves deeper nesting and lists open; these are the forms that `qs` and most
 * servers read.
 */
function writeDeep(path: string, value: unknown, write: (text: string) => string): string | undefined {
  if (kindOf(value) === "primitive") return `${path}=${write(textOf(value))}`;
  const members = membersOf(value as object).map(([name, member]) =>
    writeDeep(`${path}%5B${encode(name)}%5D`, member, write),
  );
  return members.length === 0 ? undefined : members.filter((text) => text !== undefined).join("&");
}
