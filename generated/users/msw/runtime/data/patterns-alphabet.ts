/** Code points that texts are made of, the usual ones first: what people read without effort. */
const usual = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_. /:@,+#&=!?%*'\"()[]{}<>;$^~|\\`\t\n\réßñç中日本語русΩαक😀\u00a0\u2028";

const usualPoints: readonly string[] = [...usual];

/** The members of a set that texts are made of: usual ones if it has some. Empty only if it has no member at all. */
export function membersOf(set: RegExp): readonly string[] {
  let members = known.get(set.source);
  if (members === undefined) {
    members = nicest(usualPoints.filter((point) => set.test(point)));
    if (members.length === 0) members = findMembers(set);
    if (known.size > 5_000) known.clear();
    known.set(set.source, members);
  }
  return members;
}

/** Where much may stand, letters and digits do; and nothing that can't be seen stands beside what can. */
function nicest(members: readonly string[]): readonly string[] {
  const plain = members.filter((point) => /[a-z\d]/i.test(point));
  if (plain.length >= 10) return plain;
  const visible = members.filter((point) => !/[\s\p{C}]/u.test(point));
  if (visible.length > 0) return visible;
  return members.includes(" ") ? [" "] : members;
}

const known = new Map<string, readonly string[]>();

/** The first few of all code points. */
function findMembers(set: RegExp): readonly string[] {
  const members: string[] = [];
  for (let point = 0; point <= 0x10ffff && members.length < 20; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const text = String.fromCodePoint(point);
    if (set.test(text)) members.push(text);
  }
  return members;
}

/** Code points that belong to the same sets. */
export interface Letters {
  readonly members: readonly string[];
  readonly isWord: boolean;
  /** By index of the set. */
  readonly in: readonly boolean[];
}

/**
 * The alphabet that several sets tell apart: for each way of belonging to some of them and not to others the members that are met first,
 * among the usual ones, the first 1,500 code points and members of each set. `every`: among all code points, which takes a second.
 */
export function classify(sets: readonly RegExp[], every: boolean): readonly Letters[] {
  const classes = new Map<string, { members: string[]; isWord: boolean; in: readonly boolean[] }>();
  const add = (point: string): void => {
    const found = sets.map((set) => set.test(point));
    const isWord = /\w/.test(point);
    const key = `${isWord ? "w" : ""}${found.map(Number).join("")}`;
    const known = classes.get(key);
    if (known === undefined) classes.set(key, { members: [point], isWord, in: found });
    else if (known.members.length < 64 && !known.members.includes(point)) known.members.push(point);
  };
  usualPoints.forEach(add);
  for (const set of sets) membersOf(set).forEach(add);
  const last = every ? 0x10ffff : 0x600;
  for (let point = 1; point <= last; point++) if (point < 0xd800 || point > 0xdfff) add(String.fromCodePoint(point));
  return [...classes.values()];
}
