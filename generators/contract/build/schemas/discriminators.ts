import { didYouMean } from "../../closest.js";
import { isObject, type JsonObject } from "../../json.js";
import type { AssertionOf, SchemaId } from "../../model.js";
import { escapeToken, unescapeToken } from "../../pointer.js";
import { fieldOf, membersOf, textOf } from "../fields.js";
import type { Positions } from "./positions.js";
import { at, type Reading, schemasIn } from "./reading.js";
import { tagsOf } from "./tags.js";

type UnionKeyword = "anyOf" | "oneOf";

/** What a `discriminator` and the union beside it make: which branch each tag chooses. */
export interface Tagging {
  readonly union: UnionKeyword;
  readonly assertion: AssertionOf<"discriminator">;
}

const COMPONENTS = "#/components/schemas/";

/** Which union keyword of a schema its discriminator replaces, if any. */
export const unionOf = (reading: Reading): UnionKeyword | undefined => taggingOf(reading)?.union;

/** The `discriminator` assertion: only beside `oneOf` or `anyOf`, and only where every branch has a tag. */
export const readDiscriminator = (reading: Reading): AssertionOf<"discriminator"> | undefined => taggingOf(reading)?.assertion;

function taggingOf(reading: Reading): Tagging | undefined {
  const { taggings } = reading.draft;
  const { id } = reading.position;
  if (!Object.hasOwn(reading.keywords, "discriminator")) return undefined;
  if (!taggings.has(id)) taggings.set(id, readTagging(reading));
  return taggings.get(id);
}

/** A schema named by a mapping: a pointer, or the bare name of a component (OpenAPI 3.2, Discriminator Object). */
export function findNamed(positions: Positions, name: string): SchemaId | undefined {
  if (positions.has(name)) return name;
  const component = `${COMPONENTS}${escapeToken(name)}`;
  return positions.has(component) ? component : undefined;
}

/** The explicit entries of a discriminator's mapping that lead to a schema; the others are reported. */
export function readMapping(reading: Reading, discriminator: JsonObject): readonly { readonly tag: string; readonly schema: SchemaId }[] {
  return membersOf(discriminator, "mapping").flatMap(([tag, name]) => {
    if (typeof name !== "string") return [];
    const schema = findNamed(reading.draft.positions, name);
    if (schema === undefined) reportUnknown(reading, `${at(reading, "discriminator", "mapping")}/${escapeToken(tag)}`, name);
    return schema === undefined ? [] : [{ tag, schema }];
  });
}

/** Likely names are looked for so often: in a contract with more mistakes than this, they have one reason. */
const MAX_GUESSES = 50;

function reportUnknown(reading: Reading, origin: string, name: string): void {
  const { draft } = reading;
  const mayGuess = draft.diagnostics.filter(({ code }) => code === "discriminator-mapping").length < MAX_GUESSES;
  const bare = name.slice(name.lastIndexOf("/") + 1);
  draft.report({
    code: "discriminator-mapping",
    severity: "warning",
    message: `'${name}' names no schema, so this value chooses none`,
    origin,
    hint: (mayGuess ? didYouMean(bare, componentNames(draft.positions)) : undefined) ?? "write the name of a component schema, or a pointer to it",
  });
}

const componentNames = (positions: Positions): readonly string[] => [...positions.values()].flatMap(({ place }) => (place.kind === "component" ? [place.name] : []));

/** A branch of a union: the schemas it leads to by references alone, itself first. */
interface TaggedBranch {
  readonly schema: SchemaId;
  readonly chain: readonly SchemaId[];
  readonly tags: string[];
}

function readTagging(reading: Reading): Tagging | undefined {
  const discriminator = fieldOf(reading.keywords, "discriminator");
  const property = isObject(discriminator) ? textOf(discriminator, "propertyName") : undefined;
  const union = (["oneOf", "anyOf"] as const).find((keyword) => schemasIn(reading, keyword) !== undefined);
  if (!isObject(discriminator) || property === undefined || union === undefined) return undefined;
  const { positions } = reading.draft;
  const branches = (schemasIn(reading, union) ?? []).map((schema): TaggedBranch => ({ schema, chain: chainOf(positions, schema), tags: [] }));
  const outside = placeMapping(readMapping(reading, discriminator), branches);
  addImplicitTags(positions, branches, property, new Set(outside.map(({ tag }) => tag)));
  const untagged = branches.filter(({ tags }) => tags.length === 0);
  const otherwise = findOtherwise(reading, discriminator, untagged);
  if (otherwise === undefined && untagged.length > 0) return reportUntagged(reading, property, untagged[0]);
  const mapping = [...branches.flatMap(({ tags, schema }) => tags.map((tag) => ({ tag, schema }))), ...outside];
  return { union, assertion: { keyword: "discriminator", property, mapping, ...(otherwise !== undefined && { otherwise }) } };
}

function chainOf(positions: Positions, schema: SchemaId): readonly SchemaId[] {
  const chain = new Set([schema]);
  for (const id of chain) {
    const target = fieldOf(positions.get(id)?.keywords ?? {}, "$ref");
    if (typeof target === "string" && positions.has(target)) chain.add(target);
  }
  return [...chain];
}

/** Gives branches the tags that the mapping names, and gives back the entries that lead elsewhere: to a branch of a branch, as a rule. */
function placeMapping(mapping: readonly { readonly tag: string; readonly schema: SchemaId }[], branches: readonly TaggedBranch[]): typeof mapping {
  return mapping.filter(({ tag, schema }) => {
    const branch = branches.find(({ chain }) => chain.includes(schema));
    branch?.tags.push(tag);
    return branch === undefined;
  });
}

/**
 * Tags of branches that the mapping doesn't name. The specification gives them the name of their component. Where the tag's own
 * constants say otherwise, no value with that name could be valid, and the constants are what is meant, if they are the branch's alone.
 */
function addImplicitTags(positions: Positions, branches: readonly TaggedBranch[], property: string, taken: ReadonlySet<string>): void {
  const constants = branches.map(({ schema }) => tagsOf(positions, schema, property));
  const owners = new Map<string, number>();
  for (const tag of [...taken, ...branches.flatMap(({ tags }) => tags)]) owners.set(tag, Infinity);
  constants.forEach((tags) => tags?.forEach((tag) => owners.set(tag, (owners.get(tag) ?? 0) + 1)));
  branches.forEach((branch, index) => {
    if (branch.tags.length > 0) return;
    const own = constants[index];
    if (own !== undefined && own.length > 0 && own.every((tag) => owners.get(tag) === 1)) branch.tags.push(...own);
    else branch.tags.push(...nameOf(branch.chain[1]).filter((tag) => !branches.some(({ tags }) => tags.includes(tag))));
  });
}

/** The component name of the schema that a branch refers to. */
export function nameOf(schema: SchemaId | undefined): readonly string[] {
  const name = schema?.startsWith(COMPONENTS) ? schema.slice(COMPONENTS.length) : undefined;
  return name === undefined || name.includes("/") ? [] : [unescapeToken(name)];
}

/** `defaultMapping` (3.2), or the one branch that is no object, such as `type: null`: it takes what has no tag. */
function findOtherwise(reading: Reading, discriminator: JsonObject, untagged: readonly TaggedBranch[]): SchemaId | undefined {
  const named = textOf(discriminator, "defaultMapping");
  if (named !== undefined) {
    const schema = findNamed(reading.draft.positions, named);
    if (schema === undefined) reportUnknown(reading, at(reading, "discriminator", "defaultMapping"), named);
    return schema;
  }
  const [only, ...others] = untagged;
  if (only === undefined || others.length > 0) return undefined;
  const last = reading.draft.positions.get(only.chain.at(-1) ?? only.schema);
  const type = fieldOf(last?.keywords ?? {}, "type");
  return typeof type === "string" && type !== "object" ? only.schema : undefined;
}

function reportUntagged(reading: Reading, property: string, branch: TaggedBranch | undefined): undefined {
  reading.draft.report({
    code: "discriminator-untagged",
    severity: "warning",
    message: `nothing says which '${property}' chooses this branch, so the discriminator is not used`,
    origin: branch?.schema ?? at(reading, "discriminator"),
    hint: `give the branch a required '${property}' with a 'const' or 'enum', or make it a component schema`,
  });
  return undefined;
}
