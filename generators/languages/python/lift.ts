import type { Contract } from "../../contract/model.js";
import { type IsFile, liftShapes as lift } from "../lift.js";
import { needsDeclaration } from "./naming-rules.js";

export { bodySchema, itemSchema, liftedSchemas } from "../lift.js";

/** The contract, with a schema for each shape that needs a name in Python: see `languages/lift.ts`. */
export const liftShapes = (contract: Contract, isFile: IsFile): Contract => lift(contract, isFile, needsDeclaration);
