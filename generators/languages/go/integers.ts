import type { Contract } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import { formOf, type TypeStyle } from "./forms.js";

/**
 * What a product says of `integers: int64` in its support report: that integers without limits may be greater than what it holds. One
 * note, at the first of them. `target` is its name, `then` what becomes of greater ones.
 */
export function reportIntegers(contract: Contract, target: string, { integers }: Pick<TypeStyle, "integers">, then: string): readonly Diagnostic[] {
  if (integers === "exact") return [];
  const style: TypeStyle = { dates: "text", integers: "exact" };
  const found = Object.values(contract.schemas).filter(({ shape }) => shape.kind !== "ref" && formOf(contract, style, shape).kind === "integer");
  const first = found[0];
  if (first === undefined) return [];
  const message = `${found.length === 1 ? "an integer without limits is" : `${found.length} integers without limits are`} held as int64: ${then}`;
  return [{ code: `${target}-int64`, severity: "note", message, origin: first.id, hint: "leave the option `integers` at `exact`, or give them a format or limits" }];
}
