/** What a path leads to: what its methods have, and what the template's parameters stand for. */
export interface Match<T> {
  readonly methods: ReadonlyMap<string, T>;
  /** As sent, percent-encoded, in the order of the template. */
  readonly values: readonly string[];
}

export interface Router<T> {
  /** Finds the template with the most literal text that a path fits (wire profile, "Parameters"). `path`: as sent. */
  find(path: string): Match<T> | undefined;
}

/** One template, by its form: two that differ in nothing but the names of their parameters are one. */
interface Entry<T> {
  readonly methods: Map<string, T>;
  /** Characters of literal text. */
  readonly weight: number;
}

/** Where the templates part ways. */
interface Node<T> {
  /** By decoded text. */
  readonly literals: Map<string, Node<T>>;
  /** Segments of text and parameters, such as `{name}.json`: what stands between the parameters, as it is sent. */
  readonly mixed: { readonly form: readonly string[]; readonly node: Node<T> }[];
  variable: Node<T> | undefined;
  entry: Entry<T> | undefined;
}

export interface RouterRow<T> {
  readonly method: string;
  /** The template: `/users/{id}`. */
  readonly path: string;
  readonly value: T;
}

/**
 * Makes a router. A path is cut at `/` first, then each segment is decoded, so `%2F` never parts two. An empty segment is a segment
 * like any other and no parameter's value: neither `/users/` nor `//users` is `/users`.
 */
export function createRouter<T>(rows: Iterable<RouterRow<T>>): Router<T> {
  const root = createNode<T>();
  const fixed = new Map<string, Match<T>>();
  for (const { method, path, value } of rows) {
    const entry = entryAt(root, path);
    entry.methods.set(method, value);
    if (!/[{%]/.test(path)) fixed.set(path, { methods: entry.methods, values: [] });
  }
  return {
    // A template that is literal text only has the most of it.
    find: (path) => fixed.get(path) ?? search(root, path),
  };
}

function createNode<T>(): Node<T> {
  return { literals: new Map(), mixed: [], variable: undefined, entry: undefined };
}

/** The entry of a template, made where it isn't there yet. */
function entryAt<T>(root: Node<T>, path: string): Entry<T> {
  let node = root;
  let weight = 0;
  for (const segment of segmentsOf(path)) {
    const form = segment.split(/\{[^{}]*\}/).map((text) => decode(text) ?? text);
    weight += form.join("").length;
    node = childAt(node, form);
  }
  node.entry ??= { methods: new Map(), weight };
  return node.entry;
}

/** `texts`: what stands before, between and behind the parameters of a segment. */
function childAt<T>(node: Node<T>, texts: readonly string[]): Node<T> {
  const [first = ""] = texts;
  if (texts.length === 1) {
    const child = node.literals.get(first) ?? createNode<T>();
    node.literals.set(first, child);
    return child;
  }
  if (texts.length === 2 && texts.join("") === "") return (node.variable ??= createNode<T>());
  const form = texts.map((text) => encodeURI(text));
  const known = node.mixed.find((other) => other.form.join("{}") === form.join("{}"));
  if (known !== undefined) return known.node;
  const child = { form, node: createNode<T>() };
  node.mixed.push(child);
  return child.node;
}

function segmentsOf(path: string): readonly string[] {
  return (path.startsWith("/") ? path.slice(1) : path).split("/");
}

/** Looks at every template that fits: at most as many steps as there are parts of templates. */
function search<T>(root: Node<T>, path: string): Match<T> | undefined {
  if (!path.startsWith("/")) return undefined;
  const segments = segmentsOf(path);
  let best: Entry<T> | undefined;
  let found: readonly string[] = [];
  const values: string[] = [];

  function visit(node: Node<T>, depth: number): void {
    const segment = segments[depth];
    if (segment === undefined) {
      if (node.entry === undefined || node.entry.weight <= (best?.weight ?? -1)) return;
      best = node.entry;
      found = values.slice();
      return;
    }
    const text = segment.includes("%") ? decode(segment) : segment;
    const literal = text === undefined ? undefined : node.literals.get(text);
    if (literal !== undefined) visit(literal, depth + 1);
    if (segment === "") return;
    for (const { form, node: child } of node.mixed) {
      const parts = matchMixed(form, segment.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase()));
      if (parts !== undefined) visitWith(child, depth, parts);
    }
    if (node.variable !== undefined) visitWith(node.variable, depth, [segment]);
  }

  function visitWith(node: Node<T>, depth: number, parts: readonly string[]): void {
    const before = values.length;
    values.push(...parts);
    visit(node, depth + 1);
    values.length = before;
  }

  visit(root, 0);
  return best === undefined ? undefined : { methods: best.methods, values: found };
}

/**
 * The texts of the parameters in a segment such as `{name}.{kind}`; `undefined`: it doesn't fit. Each but the last is as short as it can
 * be, and none is empty: so there is one way only to read it, and one pass finds it. The segment is taken as sent: an escaped `.` is
 * a part of a value and no literal text.
 */
function matchMixed(form: readonly string[], segment: string): readonly string[] | undefined {
  const [first = ""] = form;
  const last = form.at(-1) ?? "";
  if (!segment.startsWith(first) || !segment.endsWith(last)) return undefined;
  const end = segment.length - last.length;
  const values: string[] = [];
  let start = first.length;
  for (const text of form.slice(1, -1)) {
    const next = segment.indexOf(text, start + 1);
    if (next < 0) return undefined;
    values.push(segment.slice(start, next));
    start = next + text.length;
  }
  if (start >= end) return undefined;
  values.push(segment.slice(start, end));
  return values;
}

/** Strictly UTF-8; `undefined`: there is a sequence that isn't. */
function decode(text: string): string | undefined {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
