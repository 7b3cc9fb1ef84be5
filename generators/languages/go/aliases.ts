import { type Code, code, joinBlocks, verbatim } from "../../emit/code.js";
import type { Names, OwnName } from "./names.js";

const about: Readonly<Record<OwnName, string>> = {
  Nullable: "is a member that may be absent, null, or a value.",
  Date: "is a day of the calendar, without a time zone.",
  Integer: "is an integer of any size.",
  File: "is a file of a multipart body.",
};

/** The package's own names for the runtime's types that it mentions. To be asked when all else was printed. */
export function printAliases(names: Names): readonly Code[] {
  const aliases = [...names.aliases()].sort(([a], [b]) => (a < b ? -1 : 1));
  return aliases.map(([name, own]) => {
    const type = names.runtime("wire", name);
    if (name !== "Nullable") return code`
      // ${own} ${verbatim(about[name])}
      type ${own} = ${type}
    `;
    const [nothing, something] = [names.claim("Null", "NullOf"), names.claim("Value", "ValueOf")];
    return joinBlocks([
      code`
        // ${own} ${verbatim(about[name])}
        type ${own}[T any] = ${type}[T]
      `,
      code`
        // ${nothing} is null where an absent member would be another thing.
        func ${nothing}[T any]() ${own}[T] {
          return ${names.runtime("wire", "NullOf")}[T]()
        }
      `,
      code`
        // ${something} is a value where null would be another thing.
        func ${something}[T any](value T) ${own}[T] {
          return ${names.runtime("wire", "ValueOf")}(value)
        }
      `,
    ]);
  });
}
