import type { SchemaId } from "../../../contract/model.js";
import { type Code, code, type Printable } from "../../../emit/code.js";
import { formatFunction } from "../formats.js";
import type { Names } from "../names.js";
import type { TextTests } from "./rules.js";

/** That a text matches a pattern: an expression of type bool that says true only of texts that surely do. `schema`: whose pattern it is. */
export type MatchPattern = (pattern: string, text: Printable, schema: SchemaId | undefined) => Code | undefined;

/** What rules of texts are said with. With formats that assert nothing, each text has each format. */
export function makeTests(names: Pick<Names, "runtime">, matches: MatchPattern | undefined): TextTests {
  return {
    matches: (pattern, text, schema) => matches?.(pattern, text, schema),
    hasFormat: (format, text) => {
      const name = formatFunction(format);
      return name === undefined ? undefined : code`${names.runtime("check", name)}(${text})`;
    },
    wire: (name) => names.runtime("wire", name),
  };
}
