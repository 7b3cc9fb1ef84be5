import type { AssertionKeyword, Contract, Direction, JsonText, SchemaId, Shape } from "../../../contract/model.js";
import { defaultOf } from "../../defaults.js";
import type { TypeStyle } from "../types.js";
import { branchesOf, type Content, flattenContent } from "./flatten.js";

/** Values that JSON has no word for, made of those it has. */
export type Leaf = "date" | "bigint";

/** What becomes of a value to which some schemas apply together. */
export interface Conversion {
  /** The schemas, in order; the same ones are planned once. */
  readonly key: string;
  readonly schemas: readonly SchemaId[];
  readonly content: Content;
  readonly leaf?: Leaf;
  /** Some schema here names members, so members without a name are dropped. */
  readonly names: boolean;
  /** Defaults of absent members. */
  readonly defaults: ReadonlyMap<string, JsonText>;
  /** The value doesn't stay as it is. */
  readonly needed: boolean;
}

export interface ConversionPlan {
  readonly of: (...schemas: readonly SchemaId[]) => Conversion;
}

export interface PlanOptions {
  readonly contract: Contract;
  readonly direction: Direction;
  readonly style: TypeStyle;
}

/** A conversion while it is planned: `needed` is settled once all are known. */
interface Draft {
  readonly key: string;
  readonly schemas: readonly SchemaId[];
  readonly content: Content;
  readonly leaf?: Leaf;
  names: boolean;
  readonly defaults: Map<string, JsonText>;
  needed: boolean;
  readonly users: Draft[];
}

/** Plans the conversions of everything that is reached from `roots`. */
export function planConversion(options: PlanOptions, roots: readonly SchemaId[]): ConversionPlan {
  const drafts = new Map<string, Draft>();
  const open: Draft[] = [];
  const draftOf = (schemas: readonly SchemaId[]): Draft => {
    const real = schemas.map((id) => followAliases(options.contract, id));
    const key = real.join(" ");
    const known = drafts.get(key);
    if (known) return known;
    const draft = makeDraft(options, key, real);
    drafts.set(key, draft);
    open.push(draft);
    return draft;
  };
  for (const root of roots) draftOf([root]);
  const staysAsItIs = (id: SchemaId): boolean => isPlain(options, id);
  for (let draft = open.pop(); draft !== undefined; draft = open.pop()) for (const part of partsOf(draft.content)) if (!part.every(staysAsItIs)) draftOf(part).users.push(draft);
  settleNames(drafts, draftOf);
  for (const draft of drafts.values()) if (changesValue(options, draft)) spread(draft);
  return { of: (...schemas) => draftOf(schemas) };
}

/** Keywords that say nothing of what is in a value. */
const ofWholes: ReadonlySet<AssertionKeyword> = new Set(["type", "enum", "const", "multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "format"]);

/** Most schemas: a text, a number or anything at all, with nothing in it that a conversion could change. */
function isPlain({ contract, style }: PlanOptions, id: SchemaId): boolean {
  const schema = contract.schemas[id];
  return schema !== undefined && schema.assertions.every(({ keyword }) => ofWholes.has(keyword)) && leafOf(schema.shape, style) === undefined;
}

/** A schema that says nothing but a reference is what it refers to. */
function followAliases(contract: Contract, id: SchemaId): SchemaId {
  let seen: Set<SchemaId> | undefined;
  let at = id;
  for (;;) {
    const schema = contract.schemas[at];
    const only = schema?.assertions[0];
    if (schema?.assertions.length !== 1 || only?.keyword !== "$ref" || seen?.has(at)) return at;
    (seen ??= new Set()).add(at);
    at = only.schema;
  }
}

function makeDraft(options: PlanOptions, key: string, schemas: readonly SchemaId[]): Draft {
  const { contract, direction } = options;
  const content = flattenContent(contract, schemas, direction);
  const leaf = direction === "request" ? schemas.map((id) => leafOf(contract.schemas[id]?.shape, options.style)).find((found) => found !== undefined) : undefined;
  return { key, schemas, content, ...(leaf && { leaf }), names: false, defaults: direction === "request" ? defaultsOf(contract, content) : new Map<string, JsonText>(), needed: false, users: [] };
}

function leafOf(shape: Shape | undefined, style: TypeStyle): Leaf | undefined {
  if (shape?.kind === "nullable") return leafOf(shape.of, style);
  if (style.dates === "Date" && shape?.kind === "string" && shape.format === "date-time") return "date";
  return style.int64 === "bigint" && shape?.kind === "integer" && (shape.format === "int64" || shape.format === "uint64") ? "bigint" : undefined;
}

function defaultsOf(contract: Contract, { members, required }: Content): Map<string, JsonText> {
  const found = new Map<string, JsonText>();
  for (const [name, schemas] of members) {
    const value = required.has(name) ? undefined : schemas.map((id) => defaultOf(contract, id)).find((each) => each !== undefined);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

/** The groups of schemas that apply to a part of the value, or to the value itself in a branch. */
function* partsOf(content: Content): Generator<readonly SchemaId[]> {
  yield* content.members.values();
  for (const { schema } of content.patterns) yield [schema];
  for (const { schema } of content.extras) yield [schema];
  for (const schemas of content.prefix) if (schemas) yield schemas;
  if (content.items.length > 0) yield content.items;
  for (const choice of content.choices) for (const schema of branchesOf(choice)) yield [schema];
}

export const namesMembers = ({ members, hidden, patterns, extras }: Content): boolean => members.size + hidden.size + patterns.length + extras.length > 0;

/** Branches name members for the value that they stand beside; such branches may lead in circles. */
function settleNames(drafts: ReadonlyMap<string, Draft>, draftOf: (schemas: readonly SchemaId[]) => Draft): void {
  const owners = new Map<Draft, Draft[]>();
  const open: Draft[] = [];
  for (const draft of drafts.values()) {
    if (namesMembers(draft.content)) open.push(draft);
    for (const choice of draft.content.choices) {
      for (const schema of branchesOf(choice)) {
        const branch = draftOf([schema]);
        const list = owners.get(branch);
        if (list) list.push(draft);
        else owners.set(branch, [draft]);
      }
    }
  }
  for (let draft = open.pop(); draft !== undefined; draft = open.pop()) {
    if (draft.names) continue;
    draft.names = true;
    open.push(...(owners.get(draft) ?? []));
  }
}

/** Whether a value of these schemas is changed at its own level. A valid request has no other members where none are allowed. */
function changesValue({ direction }: PlanOptions, { content, leaf, names, defaults }: Draft): boolean {
  if (leaf !== undefined || defaults.size > 0 || content.hidden.size > 0) return true;
  if (!namesMembers(content)) return names && content.choices.length > 1;
  return content.extras.length === 0 && !(content.closed && direction === "request");
}

function spread(start: Draft): void {
  const open = [start];
  for (let draft = open.pop(); draft !== undefined; draft = open.pop()) {
    if (draft.needed) continue;
    draft.needed = true;
    open.push(...draft.users);
  }
}
