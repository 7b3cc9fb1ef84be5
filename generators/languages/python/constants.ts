import type { Ident } from "../../emit/code.js";
import { evaluatedMarks } from "./evaluated.js";
import type { Names } from "./names.js";

/** The constants that stand for operations, by operation id: `GET_USER`. What their modules import is called otherwise: the runtime's `OPEN`, a model `A`. */
export function nameConstants(names: Names): ReadonlyMap<string, Ident> {
  evaluatedMarks.forEach((mark) => names.runtime("wire", mark));
  return new Map([...names.operations].map(([id, { method }]) => [id, names.claim(method.toUpperCase(), `${method.toUpperCase()}_OPERATION`)]));
}
