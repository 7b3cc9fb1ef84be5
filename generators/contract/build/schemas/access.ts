import type { Access, Assertion, AssertionOf, Member, Place, SchemaId } from "../../model.js";
import type { Assertions } from "./order.js";
import type { Position } from "./positions.js";
import type { Draft } from "./reading.js";
import { sortAssertions } from "./table.js";

/** The members that only one direction has, by name. */
type Faces = ReadonlyMap<string, Access>;

/** Whether each schema is readOnly or writeOnly itself, through its references or by an `allOf` branch; "both" is left out. */
export type Accesses = ReadonlyMap<SchemaId, Access>;

/** Access of every schema (OpenAPI 3.0.4, Schema Object, `readOnly`; Validation 9.4). `order`: what a schema applies in place comes before it. */
export function findAccess(draft: Draft, assertions: Assertions, order: readonly Position[]): Accesses {
  const accesses = new Map<SchemaId, Access>();
  for (const position of order) {
    const access = ownAccess(draft, position) ?? inheritedAccess(assertions.of(position) ?? [], accesses);
    if (access !== undefined) accesses.set(position.id, access);
  }
  return accesses;
}

function ownAccess({ report }: Draft, { id, keywords }: Position): Access | undefined {
  const readOnly = keywords["readOnly"] === true;
  const writeOnly = keywords["writeOnly"] === true;
  if (!readOnly || !writeOnly) return readOnly ? "readOnly" : writeOnly ? "writeOnly" : undefined;
  report({
    code: "access-conflict",
    severity: "warning",
    message: "'readOnly' and 'writeOnly' together would leave no place for it, so both are ignored",
    origin: `${id}/writeOnly`,
    hint: "remove one of them",
  });
  return undefined;
}

function inheritedAccess(assertions: readonly Assertion[], accesses: Accesses): Access | undefined {
  if (accesses.size === 0) return undefined;
  for (const base of basesOf(assertions)) {
    const access = accesses.get(base);
    if (access !== undefined) return access;
  }
  return undefined;
}

/**
 * Writes the access of members into `properties` and `required`. A schema that marks a member as readOnly says so for all that it
 * applies to the same value: an inline `allOf` branch that requires the member takes it over, and a referenced base that requires
 * it is replaced by a copy of its own (placed where the reference stands), since others refer to that base without the mark.
 * Gives the ids of the copies, whose positions are added.
 */
export function applyAccess(draft: Draft, assertions: Assertions, order: readonly Position[], accesses: Accesses): readonly SchemaId[] {
  if (accesses.size === 0) return [];
  const faces = new Map<SchemaId, Faces>();
  for (const position of order) {
    const said = assertions.of(position) ?? [];
    const hasMarks = said.some((assertion) => assertion.keyword === "properties" && assertion.members.some(({ schema }) => accesses.has(schema)));
    if (!hasMarks && !basesOf(said).some((base) => faces.has(base))) continue;
    const own = hasMarks ? said.map((assertion) => (assertion.keyword === "properties" ? markMembers(assertion, accesses) : assertion)) : said;
    faces.set(position.id, facesOf(own, faces));
    assertions.put(position, own);
  }
  const copies: SchemaId[] = [];
  for (const [id, found] of faces) if (!isInlineBase(draft, id, assertions)) settle({ draft, assertions, faces, copies }, id, found);
  return copies;
}

const markMembers = ({ members }: AssertionOf<"properties">, accesses: Accesses): Assertion => ({
  keyword: "properties",
  members: members.map((member): Member => ({ ...member, access: accesses.get(member.schema) ?? "both" })),
});

/** Marks of the schema itself and of all that it applies by `$ref` and `allOf`. The nearest wins. */
function facesOf(assertions: readonly Assertion[], known: ReadonlyMap<SchemaId, Faces>): Faces {
  const found = new Map<string, Access>();
  for (const assertion of assertions) {
    if (assertion.keyword !== "properties") continue;
    for (const { name, access } of assertion.members) if (access !== "both") found.set(name, access);
  }
  for (const base of basesOf(assertions)) for (const [name, access] of known.get(base) ?? []) if (!found.has(name)) found.set(name, access);
  return found;
}

const NO_BASES: readonly SchemaId[] = [];

function basesOf(assertions: readonly Assertion[]): readonly SchemaId[] {
  let bases = NO_BASES;
  for (let index = 0; index < assertions.length; index += 1) {
    const assertion = assertions[index] as Assertion;
    if (assertion.keyword === "$ref") bases = [...bases, assertion.schema];
    else if (assertion.keyword === "allOf") bases = bases.length === 0 ? assertion.schemas : [...bases, ...assertion.schemas];
  }
  return bases;
}

/** Inline branches are settled with the schema they are a part of. */
function isInlineBase({ positions }: Draft, id: SchemaId, assertions: Assertions): boolean {
  const place = positions.get(id)?.place;
  return place?.kind === "nested" && place.step.kind === "branch" && place.step.keyword === "allOf" && assertions.get(place.parent) !== undefined;
}

interface Settling {
  readonly draft: Draft;
  readonly assertions: Assertions;
  readonly faces: ReadonlyMap<SchemaId, Faces>;
  readonly copies: SchemaId[];
}

function settle(task: Settling, root: SchemaId, found: Faces): void {
  const open = [root];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const branches: SchemaId[] = [];
    const settled = (task.assertions.get(id) ?? []).flatMap((assertion): readonly Assertion[] => {
      if (assertion.keyword === "required") return [{ keyword: "required", names: assertion.names.map(({ name, access }) => ({ name, access: found.get(name) ?? access })) }];
      if (assertion.keyword === "allOf") {
        open.push(...assertion.schemas);
        return [assertion];
      }
      if (assertion.keyword !== "$ref" || !requiresOpenly(task, assertion.schema, found)) return [assertion];
      branches.push(copyBase(task, id, assertion.schema, open));
      return [];
    });
    task.assertions.set(id, branches.length === 0 ? settled : withBranches(settled, branches));
  }
}

/** A copy stands where the reference stood. Its own parts stay those of the base; its `allOf` branches are copied too, since they may require the member. */
function copyBase(task: Settling, parent: SchemaId, base: SchemaId, open: SchemaId[]): SchemaId {
  const id = copySchema(task, `${parent}/$ref`, { kind: "nested", parent, step: { kind: "branch", keyword: "allOf", index: 0 } }, base);
  const copied = (task.assertions.get(base) ?? []).map((assertion): Assertion => {
    if (assertion.keyword !== "allOf") return assertion;
    const schemas = assertion.schemas.map((branch, index) => copySchema(task, `${id}/allOf/${index}`, { kind: "nested", parent: id, step: { kind: "branch", keyword: "allOf", index } }, branch));
    return { keyword: "allOf", schemas };
  });
  task.assertions.set(id, copied);
  open.push(id);
  return id;
}

function copySchema({ draft, assertions, copies }: Settling, id: SchemaId, place: Place, original: SchemaId): SchemaId {
  const position = draft.positions.get(original);
  if (position === undefined) return original;
  draft.positions.set(id, { ...position, id, index: draft.positions.size, place });
  assertions.set(id, assertions.get(original) ?? []);
  copies.push(id);
  return id;
}

/** Whether a schema requires, itself or by `$ref` and `allOf`, a member that the faces give another access than it does. */
function requiresOpenly({ assertions }: Settling, schema: SchemaId, found: Faces): boolean {
  const seen = new Set([schema]);
  for (const id of seen) {
    const own = assertions.get(id) ?? [];
    if (own.some((assertion) => assertion.keyword === "required" && assertion.names.some(({ name, access }) => (found.get(name) ?? access) !== access))) return true;
    for (const base of basesOf(own)) seen.add(base);
  }
  return false;
}

function withBranches(assertions: readonly Assertion[], branches: readonly SchemaId[]): readonly Assertion[] {
  if (assertions.some(({ keyword }) => keyword === "allOf"))
    return assertions.map((assertion) => (assertion.keyword === "allOf" ? { keyword: "allOf", schemas: [...branches, ...assertion.schemas] } : assertion));
  return sortAssertions([...assertions, { keyword: "allOf", schemas: branches }]);
}
