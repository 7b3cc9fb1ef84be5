/** `json-pointer`: RFC 6901, section 3. */
export function isJsonPointer(text: string): boolean {
  return text === "" || (text.startsWith("/") && !wrongEscape.test(text));
}

/**
 * `relative-json-pointer`: draft-bhutton-relative-json-pointer-00, section 3, which has an index manipulation (`0-1`).
 */
export function isRelativeJsonPointer(text: string): boolean {
  const prefix = steps.exec(text)?.[0];
  if (prefix === undefined) return false;
  const rest = text.slice(prefix.length);
  return rest === "#" || isJsonPointer(rest);
}

const wrongEscape = /~(?![01])/;
const steps = /^(?:0|[1-9][0-9]*)(?:[+-](?:0|[1-9][0-9]*))?/;
