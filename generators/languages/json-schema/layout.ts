/** A JSON value to be laid out: a text is JSON already. */
export type Tree = string | readonly Tree[] | { readonly members: readonly (readonly [string, Tree])[]; /** One line a member, however short. */ readonly isOpen?: boolean };

/** What is longer gets a line for each of its parts. */
const longestLine = 120;

/** Lays out a JSON value as a person would: what fits stands on one line. */
export const layOut = (tree: Tree): string => layOutAt(tree, 0, 0);

/** `taken`: what stands on the line before. Trees are as deep as schemas are nested in one definition. */
function layOutAt(tree: Tree, depth: number, taken: number): string {
  if (typeof tree === "string") return tree;
  const flat = isOpen(tree) ? undefined : flatten(tree, longestLine - taken);
  if (flat !== undefined) return flat;
  const indent = "  ".repeat(depth + 1);
  const [open, close, lines] = Array.isArray(tree)
    ? (["[", "]", (tree as readonly Tree[]).map((each) => layOutAt(each, depth + 1, indent.length + 1))] as const)
    : (["{", "}", (tree as Exclude<Tree, string | readonly Tree[]>).members.map(([name, each]) => layOutMember(name, each, depth + 1, indent.length + 1))] as const);
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.map((line) => `${indent}${line}`).join(",\n")}\n${"  ".repeat(depth)}${close}`;
}

function layOutMember(name: string, tree: Tree, depth: number, taken: number): string {
  const head = `${JSON.stringify(name)}: `;
  return head + layOutAt(tree, depth, taken + head.length);
}

const isOpen = (tree: Exclude<Tree, string>): boolean => "isOpen" in tree && tree.isOpen === true;

/** The tree on one line; undefined where it needs more room. */
function flatten(tree: Tree, room: number): string | undefined {
  if (typeof tree === "string") return tree.length <= room ? tree : undefined;
  const [open, close, parts] = Array.isArray(tree)
    ? (["[", "]", (tree as readonly Tree[]).map((each) => ["", each] as const)] as const)
    : (["{", "}", (tree as Exclude<Tree, string | readonly Tree[]>).members.map(([name, each]) => [`${JSON.stringify(name)}: `, each] as const)] as const);
  let line: string = open;
  for (const [index, [head, each]] of parts.entries()) {
    line += index === 0 ? head : `, ${head}`;
    const flat = flatten(each, room - line.length);
    if (flat === undefined) return undefined;
    line += flat;
  }
  line += close;
  return line.length <= room ? line : undefined;
}
