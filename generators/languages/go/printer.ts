import type { Contract, SchemaId } from "../../contract/model.js";
import { findAll } from "./circles.js";
import type { DeclarationPrinter } from "./declarations.js";
import { planEnums } from "./enums.js";
import type { TypeStyle } from "./forms.js";
import { nameContract, type ProductNames } from "./names.js";
import { planUnions } from "./unions.js";

/** Names and plans all types of a contract. `contract` has been through `liftShapes`. `received`: see `TypePrinter`. */
export function makePrinter(contract: Contract, product: ProductNames, style: TypeStyle, received?: ReadonlySet<SchemaId>): DeclarationPrinter {
  const names = nameContract(contract, product);
  const types = { contract, names, style, ...findAll(contract, style), ...(received && { received }) };
  const enums = planEnums(contract, names, style);
  return { ...types, enums, unions: planUnions(types) };
}
