/** A media type without its parameters, in lower case; "" for none. */
export function essenceOf(contentType: string | null | undefined): string {
  if (contentType === null || contentType === undefined) return "";
  const end = contentType.indexOf(";");
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** `application/json`, `text/json` and everything with the suffix `+json` (RFC 6839, 3.1). */
export function isJson(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return essence.endsWith("/json") || essence.endsWith("+json");
}

export function isForm(mediaType: string): boolean {
  return essenceOf(mediaType) === "application/x-www-form-urlencoded";
}

/** A range has a `*` before its parameters: it says what may come, not what is sent. */
export function isRange(mediaType: string): boolean {
  return essenceOf(mediaType).includes("*");
}

/**
 * What a record keyed by media types and ranges has for a media type: the same one, else another JSON for JSON, else
 * the narrowest range (RFC 9110, 12.5.1). `essence` is without parameters, in lower case.
 */
export function matchMediaType<T>(entries: readonly MediaEntry<T>[], essence: string): T | undefined {
  let best: MediaEntry<T> | undefined;
  let bestRank = 0;
  for (const entry of entries) {
    const rank = rankOf(entry, essence);
    if (rank > bestRank) [best, bestRank] = [entry, rank];
  }
  return best?.value;
}

export interface MediaEntry<T> {
  /** As in the contract. */
  readonly mediaType: string;
  readonly essence: string;
  readonly value: T;
}

function rankOf({ essence: known }: MediaEntry<unknown>, essence: string): number {
  if (known === essence) return 5;
  if (known === "*/*") return 1;
  if (known.includes("*")) return matchesRange(known, essence) ? 2 + (known.endsWith("/*") ? 0 : 1) : 0;
  return isJson(known) && isJson(essence) ? 4 : 0;
}

/** `image/*`, and `application/*+json`. */
function matchesRange(range: string, essence: string): boolean {
  const star = range.indexOf("*");
  return (
    essence.length > range.length - 1 &&
    essence.startsWith(range.slice(0, star)) &&
    essence.endsWith(range.slice(star + 1))
  );
}
