const known = new Map<string, string>();

/** The words of a name, in lower case, with single spaces: `createdAt`, `created_at` and `Created-At` are `created at`. */
export function wordsOf(name: string): string {
  let words = known.get(name);
  if (words === undefined) {
    words = name
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
      .replace(/[^\p{L}\d]+/gu, " ")
      .trim()
      .toLowerCase();
    if (known.size > 10_000) known.clear();
    known.set(name, words);
  }
  return words;
}
