// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

/**
 * The file name of a `Content-Disposition` (RFC 6266, section 4.3): `filename*` (RFC 8187) wins over `filename`. A
 * folder in it is dropped.
 */
export function parseFilename(disposition: string | null): string | undefined {
  if (disposition === null) return undefined;
  const extended = /;\s*filename\*\s*=\s*([\w-]+)'[^']*'([^;\s]+)/i.exec(disposition);
  const name =
    (extended === null ? undefined : decodeExtended(extended[1] ?? "", extended[2] ?? "")) ??
    parseParameter(disposition, "filename");
  const bare = name === undefined ? undefined : fromUtf8Bytes(name).split(/[/\\]/).at(-1);
  return bare === "" || bare === "." || bare === ".." ? undefined : bare;
}

/** A parameter of a header value, quoted or not (RFC 9110, section 5.6.6). */
export function parseParameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s"]+))`, "i").exec(value);
  return found?.[1]?.replace(/\\(.)/g, "$1") ?? found?.[2];
}

function decodeExtended(charset: string, text: string): string | undefined {
  try {
    if (charset.toLowerCase() === "utf-8") return decodeURIComponent(text);
    return charset.toLowerCase() === "iso-8859-1"
      ? text.replace(/%([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : undefined;
  } catch {
    return undefined;
  }
}

/** Many servers put UTF-8 into the plain form, which arrives as one character a byte. */
function fromUtf8Bytes(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
  } catch {
    return text;
  }
}
