import type { Contract, Schema, Shape } from "../../contract/model.js";
import { isNamedEnum } from "../enums.js";
import { isPlainUnion, type TypeStyle } from "./forms.js";

/** Names don't depend on how dates and numbers read. */
const anyStyle: TypeStyle = { dates: "text", numbers: "float" };

/** More alternatives than these are too much to read in place. */
const fewBranches = 3;

/** Whether an inline schema is declared under a name, or written where it is used: classes, enums with a good name, and unions that need more than their types to be told apart. */
export function needsName(contract: Contract, schema: Schema): boolean {
  const { shape } = schema;
  switch (shape.kind) {
    case "object":
      return shape.fields.length > 0;
    case "union":
      return shape.branches.length > fewBranches || !isPlainUnion(contract, anyStyle, shape);
    case "nullable":
      return shape.of.kind !== "ref" && needsName(contract, { ...schema, shape: shape.of });
    case "enum":
      return shape.members.length > 1 && isNamedEnum(contract, schema);
    default:
      return false;
  }
}

/** The same for shapes within shapes, which no schema stands behind (where `allOf` puts two together). */
export function needsDeclaration(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
      return shape.fields.length > 0;
    case "union":
      return true;
    case "nullable":
      return needsDeclaration(shape.of);
    default:
      return false;
  }
}
