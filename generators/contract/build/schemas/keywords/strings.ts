import { fieldOf } from "../../fields.js";
import { isPattern } from "../patterns.js";
import { at, type Readers } from "../reading.js";
import { readLeast, readMost } from "./counts.js";

/** The formats that the wire profile asserts. Others are annotations. */
const ASSERTED_FORMATS: ReadonlySet<string> = new Set([
  "date", "time", "date-time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri", "uri-reference",
  "iri", "iri-reference", "uri-template", "uuid", "json-pointer", "relative-json-pointer", "regex", "int32", "int64", "uint32", "uint64", "byte",
]);

/** Validation 6.3 and 7.3. */
export const strings: Readers<"minLength" | "maxLength" | "pattern" | "format"> = {
  minLength: (reading) => readLeast(reading, "minLength"),
  maxLength: (reading) => readMost(reading, "maxLength"),
  pattern: (reading) => {
    const pattern = fieldOf(reading.keywords, "pattern");
    return typeof pattern === "string" && isPattern(reading, pattern, at(reading, "pattern")) ? { keyword: "pattern", pattern } : undefined;
  },
  format: ({ keywords }) => {
    const format = fieldOf(keywords, "format");
    return typeof format === "string" && ASSERTED_FORMATS.has(format) ? { keyword: "format", format } : undefined;
  },
};
