import type { SchemaId } from "../contract/model.js";
import type { Members, Scalar } from "./resource-members.js";

type Path = readonly string[];

/** Names in one spelling: without case and punctuation. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** One of several, as English says it, mostly. */
export function singular(noun: string): string {
  if (/ies$/.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|us)es$/.test(noun)) return noun.slice(0, -2);
  return /[^su]s$/.test(noun) ? noun.slice(0, -1) : noun;
}

/** What things are called by. */
export interface ItemNames {
  /** What the path calls one of them. */
  readonly noun: string;
  /** The path's parameter. */
  readonly parameter: string;
  readonly scalar?: Scalar | undefined;
}

const usual = ["id", "uuid", "uid", "sid", "guid", "key", "number", "name", "slug", "login", "username", "code"];

/** Where an item says who it is: the member that the path's parameter is named after, else one of the usual names. */
export function findIdentity(members: Members, item: SchemaId, { noun, parameter, scalar }: ItemNames): Path | undefined {
  const all = [...members.of(item).values()].filter(({ access }) => access !== "writeOnly");
  const name = plain(parameter);
  const word = plain(parameter.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/).at(-1) ?? "");
  const rest = noun !== "" && name.startsWith(noun) ? name.slice(noun.length) : "";
  const wanted = [name, rest, word === name ? "" : word, ...usual.map((each) => noun + each), ...usual].filter((each) => each !== "");
  for (const each of wanted) {
    const found = all.find((member) => plain(member.name) === each && fits(members.scalarOf(member.schema), scalar));
    if (found !== undefined) return [found.name];
  }
  return undefined;
}

function fits(member: Scalar | undefined, parameter: Scalar | undefined): boolean {
  return member !== undefined && member.kind !== "boolean" && (parameter === undefined || parameter.kind === member.kind);
}

/** An item in an answer: where it stands, and where its identity stands in it. */
export interface FoundItem {
  readonly body: Path;
  readonly identity: Path;
  readonly item: SchemaId;
}

const wrappers = ["data", "result", "item", "record", "entry", "response", "payload", "value"];

/** The answer is the item, or has it in a member: one that is called after it, or by a usual name, or the only one that can be it. */
export function findItem(members: Members, schema: SchemaId, names: ItemNames): FoundItem | undefined {
  const identity = findIdentity(members, schema, names);
  if (identity !== undefined) return { body: [], identity, item: schema };
  const inner = [...members.of(schema).values()].flatMap((member) => {
    const within = findIdentity(members, member.schema, names);
    return within === undefined ? [] : [{ body: [member.name], identity: within, item: member.schema }];
  });
  const named = inner.find(({ body }) => [names.noun, ...wrappers].includes(plain(body[0] ?? "")));
  return named ?? (inner.length === 1 ? inner[0] : undefined);
}
