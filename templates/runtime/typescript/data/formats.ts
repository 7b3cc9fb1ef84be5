import { isDate } from "../check/formats/date-time.js";

/** Whether a value has a format. What the wire profile doesn't know says nothing, nor does a format of texts about numbers. */
export function hasFormat(format: string, value: unknown): boolean {
  return format !== "date" || typeof value !== "string" || isDate(value);
}
