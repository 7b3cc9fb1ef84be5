import type { Diagnostic } from "../../../diagnostic.js";
import type { SchemaId } from "../../model.js";
import type { Column } from "./column.js";
import type { FactBook } from "./facts/collect.js";
import type { Clash } from "./facts/facts.js";
import { addTo, type Blocker, findBlocker, findInhabited, MAX_TOGETHER, meetOf } from "./inhabited.js";
import type { Position, Positions } from "./positions.js";

interface Search {
  readonly positions: Positions;
  readonly book: FactBook;
  readonly inhabited: Column<boolean>;
  readonly report: (diagnostic: Diagnostic) => void;
}

/**
 * Reports schemas that no value satisfies, at the place where what can't be together comes together: types, constants or limits
 * that exclude each other, a required member that nothing is valid for or that a closed schema beside it forbids, a member that
 * requires its owner without end. A plain `false` or `not: {}` is meant and no contradiction. It is always a
 * warning: the type says never, or what was meant where that is clear (`printMeant`), and the rest of the contract is as good as before.
 */
export function reportContradictions(positions: Positions, book: FactBook, order: readonly Position[], report: (diagnostic: Diagnostic) => void): void {
  const search: Search = { positions, book, inhabited: findInhabited(positions, book, order), report };
  const empty = order.filter((position) => search.inhabited.of(position) !== true && !book.isNever(position.id)).map(({ id }) => id);
  reportMembers(search, order);
  if (empty.length === 0) return;
  const blockers = new Map(empty.map((id) => [id, findBlocker(book, search.inhabited, id) ?? { waitsFor: [] }]));
  const explained = new Set<SchemaId>();
  const clashes = new Set<Clash>();
  for (const [id, blocker] of blockers) if (reportRoot(search, id, blocker, clashes)) explained.add(id);
  spread(blockers, explained);
  reportCircles(search, blockers, explained);
}

/** A reason that lies in the schema itself. Facts that were merged from others have the clash of those: only the first has it of its own. */
function reportRoot(search: Search, id: SchemaId, blocker: Blocker, clashes: Set<Clash>): boolean {
  const facts = search.book.facts.get(id);
  if (facts?.mask === 0) {
    if (facts.clash !== undefined && !clashes.has(facts.clash)) tell(search, id, facts.clash);
    if (facts.clash !== undefined) clashes.add(facts.clash);
    return true;
  }
  if (blocker.clash !== undefined) {
    tell(search, id, { ...blocker.clash, reason: `${blocker.part ?? "a part is required"}, but ${blocker.clash.reason}` });
    return true;
  }
  const never = blocker.waitsFor.some((child) => search.book.isNever(child));
  if (never && blocker.part !== undefined) tell(search, id, { reason: `${blocker.part}, but nothing is valid for it`, hint: "don't require it, or say what it may be" });
  return never;
}

function tell({ report }: Search, id: SchemaId, { reason, hint }: Clash): void {
  report({
    code: "schema-contradiction",
    severity: "warning",
    message: `nothing can satisfy this schema: ${reason}`,
    origin: id,
    hint,
  });
}

/** What waits for an explained schema is explained by it. */
function spread(blockers: ReadonlyMap<SchemaId, Blocker>, explained: Set<SchemaId>): void {
  const users = new Map<SchemaId, SchemaId[]>();
  for (const [id, { waitsFor }] of blockers) for (const child of waitsFor) addTo(users, child, id);
  for (const id of explained) for (const user of users.get(id) ?? []) explained.add(user);
}

/** What is left waits for itself. One report a circle, at its first schema; what else waits for it is explained by it. */
function reportCircles(search: Search, blockers: ReadonlyMap<SchemaId, Blocker>, explained: Set<SchemaId>): void {
  const next = (id: SchemaId): SchemaId | undefined => blockers.get(id)?.waitsFor.find((child) => blockers.has(child));
  for (const start of blockers.keys()) {
    if (explained.has(start)) continue;
    const path = new Set<SchemaId>();
    let id: SchemaId | undefined = start;
    while (id !== undefined && !path.has(id)) {
      path.add(id);
      id = next(id);
    }
    if (id === undefined) continue;
    const circle = [...path].slice([...path].indexOf(id));
    const part = blockers.get(circle.at(-1) ?? id)?.part;
    tell(search, ownerOf(search, id), {
      reason: `a value would have to contain another one without end${part === undefined ? "" : ` (${part})`}`,
      hint: "make a member of the circle optional, or let it be null or an empty list",
    });
    for (const member of circle) explained.add(member);
    spread(blockers, explained);
  }
}

/** The outermost schema around that has no value either: a member that is a reference stands for what it refers to. */
function ownerOf({ positions, inhabited }: Search, id: SchemaId): SchemaId {
  let owner = id;
  for (let place = positions.get(id)?.place; place?.kind === "nested" && inhabited.get(place.parent) !== true; place = positions.get(owner)?.place) owner = place.parent;
  return owner;
}

/** An optional member for which several schemas hold that can't hold together: the object can be, the member can't. */
function reportMembers({ book, inhabited, report }: Search, order: readonly Position[]): void {
  const seen = new Set<string>();
  for (const position of order) {
    const object = book.facts.of(position)?.object;
    if (object === undefined || inhabited.of(position) !== true || position.keywords["$ref"] !== undefined) continue;
    object.fields.forEach(({ schemas, required }, name) => {
      if (schemas.length < 2 || required || schemas.length > MAX_TOGETHER || schemas.some((schema) => inhabited.get(schema) !== true)) return;
      const key = schemas.join();
      const { clash } = seen.has(key) ? { clash: undefined } : meetOf(book, schemas);
      seen.add(key);
      if (clash === undefined) return;
      report({
        code: "schema-contradiction",
        severity: "warning",
        message: `the member '${name}' can never be there: ${clash.reason}`,
        origin: position.id,
        hint: clash.hint,
      });
    });
  }
}
