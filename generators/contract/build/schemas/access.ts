import type { Access, Assertion, Member, SchemaId } from "../../model.js";
import type { Assertions } from "./order.js";
import type { Position, Positions } from "./positions.js";
import type { Draft } from "./reading.js";
import { sortAssertions } from "./table.js";

/** The members that only one direction has, by name. */
type Faces = ReadonlyMap<string, Access>;

/** Whether each schema is readOnly or writeOnly itself, through its references or by an `allOf` branch; "both" is left out. */
export type Accesses = ReadonlyMap<SchemaId, Access>;

/** Access of every schema (OpenAPI 3.0.4, Schema Object, `readOnly`; Validation 9.4). `order`: what a schema applies in place comes before it. */
export function findAccess(draft: Draft, assertions: Assertions, order: readonly SchemaId[]): Accesses {
  const accesses = new Map<SchemaId, Access>();
  for (const id of order) {
    const access = ownAccess(draft, id) ?? inheritedAccess(assertions.get(id) ?? [], accesses);
    if (access !== undefined) accesses.set(id, access);
  }
  return accesses;
}

function ownAccess({ positions, report }: Draft, id: SchemaId): Access | undefined {
  const keywords = positions.get(id)?.keywords ?? {};
  const readOnly = Object.hasOwn(keywords, "readOnly") && keywords["readOnly"] === true;
  const writeOnly = Object.hasOwn(keywords, "writeOnly") && keywords["writeOnly"] === true;
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
  for (const assertion of assertions) {
    const bases = assertion.keyword === "$ref" ? [assertion.schema] : assertion.keyword === "allOf" ? assertion.schemas : [];
    for (const base of bases) {
      const access = accesses.get(base);
      if (access !== undefined) return access;
    }
  }
  return undefined;
}

/**
 * Writes the access of members into `properties` and `required`. A schema that marks a member as readOnly says so for all that it
 * applies to the same value: an inline `allOf` branch that requires the member takes it over, and a referenced base that requires
 * it is replaced by a copy of its own (placed where the reference stands), since others refer to that base without the mark.
 * Gives the positions of the copies.
 */
export function applyAccess(draft: Draft, assertions: Assertions, order: readonly SchemaId[], accesses: Accesses): Positions {
  if (accesses.size === 0) return new Map();
  const faces = new Map<SchemaId, Faces>();
  for (const id of order) {
    const own = (assertions.get(id) ?? []).map((assertion) => (assertion.keyword === "properties" ? markMembers(assertion, accesses) : assertion));
    const found = facesOf(own, faces);
    if (found.size === 0) continue;
    faces.set(id, found);
    assertions.set(id, own);
  }
  const copies = new Map<SchemaId, Position>();
  for (const [id, found] of faces) if (!isInlineBase(draft, id, assertions)) settle({ draft, assertions, faces, copies }, id, found);
  return copies;
}

function markMembers(assertion: Extract<Assertion, { keyword: "properties" }>, accesses: Accesses): Assertion {
  const members = assertion.members.map((member): Member => ({ ...member, access: accesses.get(member.schema) ?? "both" }));
  return members.every(({ access }) => access === "both") ? assertion : { keyword: "properties", members };
}

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

const basesOf = (assertions: readonly Assertion[]): readonly SchemaId[] =>
  assertions.flatMap((assertion) => (assertion.keyword === "$ref" ? [assertion.schema] : assertion.keyword === "allOf" ? assertion.schemas : []));

/** Inline branches are settled with the schema they are a part of. */
function isInlineBase({ positions }: Draft, id: SchemaId, assertions: Assertions): boolean {
  const place = positions.get(id)?.place;
  return place?.kind === "nested" && place.step.kind === "branch" && place.step.keyword === "allOf" && assertions.has(place.parent);
}

interface Settling {
  readonly draft: Draft;
  readonly assertions: Assertions;
  readonly faces: ReadonlyMap<SchemaId, Faces>;
  readonly copies: Map<SchemaId, Position>;
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

/** A copy stands where the reference stood. Its own parts stay those of the base; its `allOf` branches are settled through copies as needed. */
function copyBase({ draft, assertions, copies }: Settling, parent: SchemaId, base: SchemaId, open: SchemaId[]): SchemaId {
  const id = `${parent}/$ref`;
  const position = draft.positions.get(base) ?? copies.get(base);
  if (position === undefined) return base;
  copies.set(id, { ...position, id, place: { kind: "nested", parent, step: { kind: "branch", keyword: "allOf", index: 0 } } });
  const copied = (assertions.get(base) ?? []).map((assertion): Assertion => {
    if (assertion.keyword !== "allOf") return assertion;
    return { keyword: "allOf", schemas: assertion.schemas.map((branch, index) => copyBranch(draft, assertions, copies, { id, branch, index })) };
  });
  assertions.set(id, copied);
  open.push(id);
  return id;
}

function copyBranch(draft: Draft, assertions: Assertions, copies: Map<SchemaId, Position>, { id: parent, branch, index }: { readonly id: SchemaId; readonly branch: SchemaId; readonly index: number }): SchemaId {
  const id = `${parent}/allOf/${index}`;
  const position = draft.positions.get(branch) ?? copies.get(branch);
  if (position === undefined) return branch;
  copies.set(id, { ...position, id, place: { kind: "nested", parent, step: { kind: "branch", keyword: "allOf", index } } });
  assertions.set(id, assertions.get(branch) ?? []);
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
