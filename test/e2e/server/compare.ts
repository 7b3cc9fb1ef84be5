/** Takes in everything that comes piece by piece: files as their bytes, streams as lists. */
export async function settle(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  if ("bytes" in value && typeof value.bytes === "function") return (await (value.bytes as () => Promise<Uint8Array>).call(value)) as unknown;
  if (Symbol.asyncIterator in value) {
    const items: unknown[] = [];
    for await (const item of value as AsyncIterable<unknown>) items.push(item);
    return items;
  }
  if (Array.isArray(value)) return Promise.all(value.map(settle));
  const entries = await Promise.all(Object.entries(value).map(async ([name, member]) => [name, await settle(member)] as const));
  return Object.fromEntries(entries);
}

/**
 * Where what arrived differs from what was sent: "" if it doesn't. `filled`: names of members that may be there though they were not sent.
 * An empty list or record may be missing: in many styles nothing tells it from none.
 */
export async function contains(arrived: unknown, sent: unknown, filled: ReadonlySet<string>, at = ""): Promise<string> {
  if (sent instanceof Blob) return contains(arrived, new Uint8Array(await sent.arrayBuffer()), filled, at);
  if (sent instanceof Uint8Array) return arrived instanceof Uint8Array && Buffer.compare(arrived, sent) === 0 ? "" : tell(at, arrived, sent);
  if (Array.isArray(sent)) {
    if (sent.length === 0 && arrived === undefined) return "";
    if (!Array.isArray(arrived) || arrived.length !== sent.length) return tell(at, arrived, sent);
    return first(sent.map((item, index) => contains(arrived[index], item, filled, `${at}/${index}`)));
  }
  if (typeof sent !== "object" || sent === null) return Object.is(arrived, sent) || (arrived === 0 && sent === 0) ? "" : tell(at, arrived, sent);
  if (Object.values(sent).every((member) => member === undefined) && arrived === undefined) return "";
  if (typeof arrived !== "object" || arrived === null || Array.isArray(arrived)) return tell(at, arrived, sent);
  const own = Object.entries(sent).filter(([, member]) => member !== undefined);
  const found = await first(own.map(([name, member]) => contains(Object.hasOwn(arrived, name) ? (arrived as Record<string, unknown>)[name] : undefined, member, filled, `${at}/${name}`)));
  if (found !== "") return found;
  const more = Object.entries(arrived).filter(([name, member]) => member !== undefined && !Object.hasOwn(sent, name) && !filled.has(name) && !isEmptyPlace(at, name, member));
  return more.length === 0 ? "" : `${at}: ${more.map(([name]) => name).join()} was never sent`;
}

/** A handler gets a record for every place that the operation has parameters in. */
const isEmptyPlace = (at: string, name: string, member: unknown): boolean => at === "" && (name === "contentType" || (typeof member === "object" && member !== null && Object.keys(member).length === 0));

async function first(checks: readonly Promise<string>[]): Promise<string> {
  return (await Promise.all(checks)).find((found) => found !== "") ?? "";
}

const print = (value: unknown): string => JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? `${member}n` : member)) ?? "nothing";
const tell = (at: string, arrived: unknown, sent: unknown): string => `${at}: ${print(sent)} arrived as ${print(arrived)}`;
