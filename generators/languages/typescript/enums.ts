import type { Contract, Schema, Shape } from "../../contract/model.js";
import { isNamedEnum } from "../enums.js";

/** Structures get a type of their own wherever they stand; what is short reads better in place. */
function isStructure(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
      return shape.fields.length > 0;
    case "union":
      return shape.tag !== undefined || shape.branches.length > 3;
    default:
      return false;
  }
}

/** Whether an inline schema is declared under a name, or written where it is used: an enum with an object of constants, if it has two or more. */
export const needsName = (contract: Contract, schema: Schema): boolean =>
  isStructure(schema.shape) || (schema.shape.kind === "enum" && schema.shape.members.length > 1 && isNamedEnum(contract, schema));
