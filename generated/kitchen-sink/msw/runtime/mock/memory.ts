/** What mocks remember between requests. */
export interface Memory {
  /** Forgets all that requests did: collections are again as they were at first. */
  clear(): void;
  /** Grows with every change. */
  readonly version: number;
  /** How many items a collection has at first. */
  readonly size: number;
  /** Whether changes are remembered at all. */
  readonly isKept: boolean;
  /** The collection at a path, as it is known so far; made by `open` if it isn't there. */
  collection(path: string, open: () => Collection): Collection;
  /** To be called for every change. `path`: of the item that is gone, or of the one that is there (again). */
  changed(collection: Collection): void;
  remove(path: string): void;
  restore(path: string): void;
  /** Whether the thing at a path, or one around it, was removed. */
  isGone(path: string): boolean;
}

/** Things of one kind by their identity, the oldest first. A thing that stands alone is the only item of its collection. */
export interface Collection {
  readonly items: Map<string, Item>;
  /** Counts what was created, for seeds. */
  created: number;
  isChanged: boolean;
  /** The positions that opaque cursors stand for. */
  readonly cursors: Map<string, number>;
}

/** What is known of one thing: what clients sent and servers made of it. Each schema that it is answered in adds what it demands. */
export interface Item {
  /** What the random parts of it are made from. */
  readonly seed: string;
  known: unknown;
  /** By schema, as it was answered. */
  readonly faces: Map<string, unknown>;
}

/** Unchanged collections can be made again: more than so many are not kept. */
const mostUnchanged = 1000;

/**
 * A memory for one or several mocks.
 *
 * @param size How many items a collection has at first.
 * @param isKept False: what requests change is forgotten at once.
 */
export function openMemory(size = 12, isKept = true): Memory {
  const collections = new Map<string, Collection>();
  const gone = new Set<string>();
  let version = 0;
  return {
    size,
    isKept,
    get version() {
      return version;
    },
    clear() {
      collections.clear();
      gone.clear();
      version += 1;
    },
    collection(path, open) {
      const known = collections.get(path);
      if (known !== undefined) return known;
      if (collections.size >= mostUnchanged) for (const [other, { isChanged }] of collections) if (!isChanged) collections.delete(other);
      const made = open();
      collections.set(path, made);
      return made;
    },
    changed(collection) {
      collection.isChanged = true;
      version += 1;
    },
    remove(path) {
      gone.add(path);
      for (const other of collections.keys()) if (isBelow(other, path)) collections.delete(other);
      version += 1;
    },
    restore(path) {
      gone.delete(path);
    },
    isGone: (path) => gone.size > 0 && prefixesOf(path).some((prefix) => gone.has(prefix)),
  };
}

function isBelow(path: string, parent: string): boolean {
  return path.startsWith(parent) && path.charAt(parent.length) === "/";
}

/** The path and all that it is below. */
function prefixesOf(path: string): readonly string[] {
  const prefixes = [path];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) prefixes.push(path.slice(0, end));
  return prefixes;
}
