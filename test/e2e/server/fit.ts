/** What a generated check looks like. */
export interface Checked {
  readonly is?: (value: unknown) => boolean;
  readonly check?: (value: unknown, at: string, found: { add(pointer: string, rule: string, message: string): void }) => void;
}

type Members = Record<string, unknown>;

/**
 * A value that a check accepts. Of one that it doesn't, members are made anew, and left out in the end: a record of thirty members that have rules of
 * their own is never right as a whole.
 *
 * @param asJson - the JSON value that is checked in the value's place.
 */
export function fit(makeOne: () => unknown, checked: Checked | undefined, asJson: (value: unknown) => unknown): unknown {
  const accepts = (value: unknown): boolean => checked?.is === undefined || checked.is(asJson(value));
  for (let attempt = 0; attempt < 60; attempt += 1) {
    let value = makeOne();
    for (let round = 0; round < 6 && isRecord(value) && !accepts(value); round += 1) value = mend(value, round < 4 ? makeOne() : {}, brokenMembers(asJson(value), checked));
    if (accepts(value)) return value;
  }
  throw new Error(`no value is accepted: ${JSON.stringify(asJson(makeOne()))}`);
}

const isRecord = (value: unknown): value is Members => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

function mend(value: Members, other: unknown, broken: ReadonlySet<string>): unknown {
  if (!isRecord(other)) return value;
  const kept = Object.entries(value).filter(([name]) => !broken.has(name));
  return Object.fromEntries([...kept, ...Object.entries(other).filter(([name]) => broken.has(name))]);
}

function brokenMembers(value: unknown, checked: Checked | undefined): ReadonlySet<string> {
  const broken = new Set<string>();
  checked?.check?.(value, "", { add: (pointer) => void broken.add((pointer.split("/")[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~")) });
  return broken;
}
