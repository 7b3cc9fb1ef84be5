import { ExactNumber, isDoubleExact, type Json } from "../json.js";

/**
 * The value of a plain scalar in the core schema (YAML 1.2.2, section 10.3.2). `.inf` and `.nan` have no JSON form and stay texts,
 * as do `yes`, dates and everything else that the core schema doesn't know.
 */
export function resolvePlain(text: string): Json {
  const first = text.charCodeAt(0);
  // Letters other than those of true, false, null start no number: most scalars leave here.
  if (first >= 0x30 && first <= 0x39) return resolveNumber(text) ?? text;
  switch (text) {
    case "":
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
  }
  return first === 0x2d || first === 0x2b || first === 0x2e ? (resolveNumber(text) ?? text) : text;
}

/** A number of the core schema, or undefined. Numbers that a double would change become exact, in JSON's form. */
export function resolveNumber(text: string): number | ExactNumber | undefined {
  if (/^0o[0-7]+$/.test(text) || /^0x[\dA-Fa-f]+$/.test(text)) return exactly(BigInt(text).toString());
  const parts = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent] = parts;
  if (whole === "" && fraction === "") return undefined;
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  return exactly(`${sign === "-" ? "-" : ""}${digits}${fraction === "" ? "" : `.${fraction}`}${exponent === undefined ? "" : `e${exponent}`}`);
}

const exactly = (decimal: string): number | ExactNumber => (isDoubleExact(decimal) ? Number(decimal) : new ExactNumber(decimal));

/** The value of a scalar with an explicit tag; undefined if text and tag don't fit or the tag has no meaning in JSON. */
export function resolveTagged(tag: string, text: string): Json | undefined {
  switch (tag) {
    case "str":
    case "binary":
    case "timestamp":
      return text;
    case "int":
    case "float":
      return resolveNumber(text);
    case "bool":
    case "null": {
      const value = resolvePlain(text);
      return typeof value === "boolean" === (tag === "bool") && (value === null || typeof value === "boolean") ? value : undefined;
    }
    default:
      return undefined;
  }
}
