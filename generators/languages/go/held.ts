import { parseJsonText } from "../../contract/json.js";
import type { Contract, Shape } from "../../contract/model.js";
import { resolveShape } from "../shapes.js";
import { fitsInteger } from "./literals.js";

/** What decides how values are held in Go. */
export interface GoStyle {
  /** `date-time` as `time.Time`, `date` as `wire.Date`; or both as text. */
  readonly dates: "time" | "text";
  /** Integers without limits: of any size, or of 64 bits. */
  readonly integers: "exact" | "int64";
  /** With formats that assert nothing, any text may stand where a date or a UUID is meant. */
  readonly formats: "assert" | "annotate";
}

/** What kind of Go type holds the values of a shape. `raw`: JSON text. `enum`: constants of texts or of integers; `struct`: an object's. */
export type Held =
  | "bool" | "string" | "float64" | "int32" | "int64" | "uint32" | "uint64" | "integer" | "time" | "date" | "uuid" | "bytes" | "raw"
  | "enum" | "struct" | "map" | "slice" | "tuple" | "union" | "null" | "never" | "pointer";

/** How Go holds values of a shape, behind all its references. `pointer`: a value or null. */
export function holdShape(contract: Contract, shape: Shape, style: GoStyle): Held {
  const target = resolveShape(contract, shape);
  switch (target?.kind) {
    case undefined:
    case "ref":
    case "any":
      return "raw";
    case "boolean":
      return "bool";
    case "number":
      return "float64";
    case "integer":
      return holdInteger(target, style);
    case "string":
      return holdText(target, style);
    case "binary":
      return "string";
    case "enum":
      return holdEnum(target);
    case "object":
      return "struct";
    case "array":
      return "slice";
    case "nullable":
      return "pointer";
    case "map":
    case "tuple":
    case "union":
    case "null":
    case "never":
      return target.kind;
  }
}

const sizes = [["int32", 32, true], ["int64", 64, true], ["uint32", 32, false], ["uint64", 64, false]] as const;

/** By its format, else by its limits, else of any size. */
export function holdInteger(shape: Extract<Shape, { kind: "integer" }>, { integers, formats }: GoStyle): Held {
  const said = sizes.find(([name]) => name === shape.format);
  if (said && (formats === "assert" || said[1] === 64)) return said[0];
  const { min, max } = shape;
  if (min !== undefined && max !== undefined) {
    const fits = sizes.find(([name, bits, signed]) => (name === "int64" || name === "uint64") && fitsInteger(min, bits, signed) && fitsInteger(max, bits, signed));
    if (fits) return fits[0];
  }
  return integers === "int64" ? "int64" : "integer";
}

function holdText({ format, encoding }: Extract<Shape, { kind: "string" }>, { dates, formats }: GoStyle): Held {
  if (formats === "annotate") return "string";
  if (dates === "time" && format === "date-time") return "time";
  if (dates === "time" && format === "date") return "date";
  if (format === "uuid") return "uuid";
  return format === "byte" || (format === undefined && encoding === "base64") ? "bytes" : "string";
}

/** Constants of one type are held as that type; mixed ones as JSON text. */
export function holdEnum({ members }: Extract<Shape, { kind: "enum" }>): Held {
  const kinds = new Set(members.map(({ value }) => kindOfConstant(value)));
  if (kinds.size !== 1) return "raw";
  const [only] = kinds;
  if (only === "string" || only === "integer") return "enum";
  return only === "boolean" ? "bool" : "raw";
}

/** The type of a constant: `integer` where 64 bits hold it. */
export function kindOfConstant(text: string): "string" | "integer" | "boolean" | "other" {
  if (text.startsWith('"')) return "string";
  if (fitsInteger(text, 64)) return "integer";
  return typeof parseJsonText(text) === "boolean" ? "boolean" : "other";
}
