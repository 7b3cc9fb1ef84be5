import type { Operation, Parameter } from "../../contract/model.js";
import { type Code, code, type Ident, joinLines } from "../../emit/code.js";
import { toPascal } from "../../emit/names.js";
import type { Names } from "../../languages/typescript/names.js";
import { printParameter } from "../../languages/typescript/operations.js";
import type { TypePrinter } from "../../languages/typescript/types.js";

/** The type of the path parameters that the operations of one path have in common. */
export interface SharedPath {
  readonly name: Ident;
  /** The first operation of the module that has it: it is declared there. */
  readonly first: Operation;
}

/**
 * Names what a path says of its parameters once for all its operations, by operation id. An operation that says something of them itself
 * has no part in it, so another operation of the path changes nothing here.
 */
export function nameSharedPaths(names: Names): ReadonlyMap<string, SharedPath> {
  const shared = new Map<string, SharedPath>();
  for (const operations of names.groups.values()) {
    const paths = new Map<string, SharedPath>();
    for (const operation of operations) {
      const parameters = pathParameters(operation);
      if (parameters.length === 0 || !parameters.every((parameter) => isOfPath(operation, parameter))) continue;
      const known = paths.get(operation.path) ?? { name: names.claim(`${describePath(operation)}Path`), first: operation };
      paths.set(operation.path, known);
      shared.set(operation.id, known);
    }
  }
  return shared;
}

const pathParameters = ({ parameters }: Operation): readonly Parameter[] => parameters.filter((parameter) => parameter.in === "path");

/** Does a parameter stand beside the operation, with its path? */
const isOfPath = ({ origin }: Operation, parameter: Parameter): boolean => parameter.origin.startsWith(`${origin.slice(0, origin.lastIndexOf("/"))}/parameters/`);

/** `/users/{id}/posts` -> `UserPosts`: what stands before a parameter is one of many. */
function describePath({ segments }: Operation): string {
  const words = segments.map((segment, index) => {
    const text = segment.flatMap((part) => (part.kind === "text" ? [part.text] : [])).join(" ");
    const isOne = segments[index + 1]?.some(({ kind }) => kind === "parameter") === true;
    return toPascal(isOne ? singularOf(text) : text);
  });
  return words.join("") || "Whole";
}

/** Of an English plural; a word that is none stays, or loses an s. */
const singularOf = (word: string): string => word.replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1").replace(/(?<=[^sui])s$/, "");

/** The declaration of a shared path. */
export function printSharedPath(printer: TypePrinter, { name, first }: SharedPath): Code {
  return code`
    interface ${name} {
      ${joinLines(pathParameters(first).map((parameter) => printParameter(printer, parameter, undefined)))}
    }
  `;
}
