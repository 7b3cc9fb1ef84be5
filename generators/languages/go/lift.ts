import type { Contract, Shape } from "../../contract/model.js";
import { type IsFile, liftShapes as lift } from "../lift.js";

export { bodySchema, itemSchema, liftedSchemas } from "../lift.js";

/** Whether a type of this shape has to be declared under a name of its own: Go has no unions, tuples, constants or structs in place that could be read. */
export function needsName(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
      return shape.fields.length > 0;
    case "enum":
      return !shape.members.every(({ value }) => value === "true" || value === "false");
    case "union":
    case "tuple":
      return true;
    case "nullable":
      return needsName(shape.of);
    default:
      return false;
  }
}

/** The contract, with a schema for each shape that needs a name in Go: see `languages/lift.ts`. */
export const liftShapes = (contract: Contract, isFile: IsFile): Contract => lift(contract, isFile, needsName);
