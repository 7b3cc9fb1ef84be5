import type { SchemaId } from "../../../contract/model.js";
import { type Code, code, type Printable } from "../../../emit/code.js";
import type { Names } from "../names.js";
import type { TextTests } from "./rules.js";

/** The functions of the runtime's package `check` that know a format of texts. */
const formats: Readonly<Record<string, string>> = {
  date: "IsDate",
  time: "IsTime",
  "date-time": "IsDateTime",
  duration: "IsDuration",
  email: "IsEmail",
  "idn-email": "IsIDNEmail",
  hostname: "IsHostname",
  "idn-hostname": "IsIDNHostname",
  ipv4: "IsIPv4",
  ipv6: "IsIPv6",
  uri: "IsURI",
  "uri-reference": "IsURIReference",
  iri: "IsIRI",
  "iri-reference": "IsIRIReference",
  "uri-template": "IsURITemplate",
  uuid: "IsUUID",
  "json-pointer": "IsJSONPointer",
  "relative-json-pointer": "IsRelativeJSONPointer",
  regex: "IsRegex",
  byte: "IsByte",
};

/** That a text matches a pattern: an expression of type bool that says true only of texts that surely do. `schema`: whose pattern it is. */
export type MatchPattern = (pattern: string, text: Printable, schema: SchemaId | undefined) => Code | undefined;

/** What rules of texts are said with. With formats that assert nothing, each text has each format. */
export function makeTests(names: Pick<Names, "runtime">, matches: MatchPattern | undefined): TextTests {
  return {
    matches: (pattern, text, schema) => matches?.(pattern, text, schema),
    hasFormat: (format, text) => {
      const name = Object.hasOwn(formats, format) ? formats[format] : undefined;
      return name === undefined ? undefined : code`${names.runtime("check", name)}(${text})`;
    },
    wire: (name) => names.runtime("wire", name),
  };
}
