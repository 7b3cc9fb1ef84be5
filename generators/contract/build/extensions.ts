import { didYouMean } from "../closest.js";
import { ExactNumber, isObject, type Json, type JsonObject } from "../json.js";
import type { Operation, Pointer } from "../model.js";
import { childOf } from "../pointer.js";
import { type Draft, report } from "./draft.js";
import { fieldOf } from "./fields.js";

/** Reports a value of one of our own extensions that is not what it must be. */
export function reportExtension(draft: Pick<Draft, "diagnostics" | "reported">, name: string, origin: Pointer, message: string, hint: string): void {
  report(draft, { code: "extension-wrong", severity: "error", message: `'${name}' ${message}`, origin, hint });
}

/** `x-mortise-name`: the name in generated code, as written. */
export function readPinnedName(draft: Pick<Draft, "diagnostics" | "reported">, value: JsonObject, pointer: Pointer): { readonly pinnedName?: string } {
  const name = fieldOf(value, "x-mortise-name");
  if (name === undefined) return {};
  if (typeof name === "string" && name.trim() !== "") return { pinnedName: name };
  reportExtension(draft, "x-mortise-name", childOf(pointer, "x-mortise-name"), "must be a text that is not empty", "write a name, such as 'listUsers', or remove it");
  return {};
}

const KNOWN = ["x-mortise-name", "x-mortise-pagination", "x-mortise-batch", "x-mortise-roles"];

/** Reports extensions of ours that don't exist, on an operation. */
export function checkExtensions(draft: Draft, value: JsonObject, pointer: Pointer): void {
  for (const name of Object.keys(value)) {
    if (!name.startsWith("x-mortise-") || KNOWN.includes(name)) continue;
    report(draft, {
      code: "extension-unknown",
      severity: "warning",
      message: `'${name}' has no meaning on an operation`,
      origin: childOf(pointer, name),
      at: "key",
      hint: didYouMean(name, KNOWN) ?? `the extensions of an operation are ${KNOWN.join(", ")}`,
    });
  }
}

/** `x-mortise-roles`: who may call the operation, `[admin, editor]`. */
export function readRoles(draft: Draft, value: JsonObject, pointer: Pointer): Pick<Operation, "roles"> {
  const roles = fieldOf(value, "x-mortise-roles");
  if (roles === undefined) return {};
  if (Array.isArray(roles) && roles.every((role): role is string => typeof role === "string" && role !== "")) return { roles: [...new Set<string>(roles)] };
  reportExtension(draft, "x-mortise-roles", childOf(pointer, "x-mortise-roles"), "must be a list of role names", "write [admin, editor]");
  return {};
}

/** `x-mortise-batch`: calls that may be answered together, `{ max_size: 16, max_wait_ms: 20 }`. */
export function readBatch(draft: Draft, value: JsonObject, pointer: Pointer): Pick<Operation, "batch"> {
  const batch = fieldOf(value, "x-mortise-batch");
  if (batch === undefined) return {};
  const fail = (origin: Pointer, message: string): Pick<Operation, "batch"> => {
    reportExtension(draft, "x-mortise-batch", origin, message, "write { max_size: 16, max_wait_ms: 20 }");
    return {};
  };
  const at = childOf(pointer, "x-mortise-batch");
  if (!isObject(batch)) return fail(at, "must be an object with 'max_size' and 'max_wait_ms'");
  const unknown = Object.keys(batch).find((name) => name !== "max_size" && name !== "max_wait_ms");
  if (unknown !== undefined) return fail(childOf(at, unknown), `has no field '${unknown}'`);
  const maxSize = wholeNumber(fieldOf(batch, "max_size"));
  const maxWaitMs = wholeNumber(fieldOf(batch, "max_wait_ms"));
  if (maxSize === undefined || maxSize < 1) return fail(at, "needs 'max_size', a whole number of at least 1");
  if (maxWaitMs === undefined || maxWaitMs < 0) return fail(at, "needs 'max_wait_ms', a whole number of milliseconds");
  return { batch: { maxSize, maxWaitMs } };
}

function wholeNumber(value: Json | undefined): number | undefined {
  if (value instanceof ExactNumber || typeof value !== "number") return undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}
