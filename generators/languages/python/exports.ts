import { Code, code, type Import, joinBlocks, list, word } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { call, dict, tuple } from "./calls.js";
import { docstring } from "./comments.js";
import { literal } from "./literals.js";
import { compareExports, importName, printFile, relativeModule } from "./module.js";

/** A package's own module: brought in by whoever asks it for one of its names. */
const lazyNames = importName("./runtime/wire/lazy", "lazy_names");

/** Imports that stand in no text. */
const mention = (imports: readonly Import[]): Code => new Code([{ kind: "laid", text: "", imports: new Set(imports) }]);

/**
 * The `__init__.py` of a package that gives names of its modules. Each module is imported when one of its names is first asked for (PEP 562): who needs one
 * of a thousand models doesn't wait for the others. Type checkers and editors see plain imports.
 */
export function printPackage(path: string, about: string, names: readonly Import[]): File {
  const own = `${path === "" ? "" : `${path}/`}__init__`;
  const sorted = [...names].sort((a, b) => compareExports(a.name, b.name));
  const modules = new Map<string, Import[]>();
  for (const name of sorted) modules.set(name.module, [...(modules.get(name.module) ?? []), name]);
  const rows = [...modules].map(([module, given]) => [literal(relativeModule(own, module)), tuple(given.map(({ name }) => literal(name)))] as const);
  const lazy = code`
    if not TYPE_CHECKING:
        __getattr__, __dir__ = ${call(lazyNames, [word("__name__"), dict(rows)])}
  `;
  const all = code`__all__ = ${list(sorted.map(({ name }) => literal(name)), { open: "[", close: "]", indent: 4 })}`;
  const text = code`${mention(sorted.map((name) => ({ ...name, typeOnly: true })))}${joinBlocks([all, lazy])}`;
  return printFile(own, sorted.length === 0 ? [] : [text], { doc: docstring({ text: about }) });
}
