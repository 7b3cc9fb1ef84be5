import type { Diagnostic } from "../../../diagnostic.js";
import type { Assertion, AssertionKeyword, SchemaId } from "../../model.js";
import { type Column, makeColumn } from "./column.js";
import type { Position, Positions } from "./positions.js";
import { inPlaceOf, visitChildren } from "./children.js";

/** What every schema asserts, by id. */
export type Assertions = Column<readonly Assertion[]>;

/** A schema on the way from a root to where the walk is, and which of its schemas comes next. */
interface Step {
  readonly position: Position;
  readonly edges: readonly Edge[];
  next: number;
}

interface Edge {
  readonly keyword: AssertionKeyword;
  readonly target: SchemaId;
}

/** Cycles through a union are taken out one union at a time; who ties more knots than this has them cut where they close. */
const MAX_ROUNDS = 4;

/**
 * The schemas in an order in which those that a schema applies to the same value come before it. A schema that leads back to
 * itself without going into a part of the value could never be checked to the end (Core 9.4.1): such circles are opened, by
 * dropping the union in them (a base whose `oneOf` lists those that extend it: they are its subtypes) or else the reference
 * that closes them, and reported.
 */
export function orderSchemas(positions: Positions, assertions: Assertions, report: (diagnostic: Diagnostic) => void): readonly Position[] {
  for (let round = 1; ; round++) {
    const { order, circles } = walk(positions, assertions);
    if (circles.length === 0) return order;
    for (const circle of circles) openCircle(positions, assertions, circle, round < MAX_ROUNDS, report);
  }
}

/** The edges of a circle, in its order; the last one closes it. */
type Circle = readonly (Edge & { readonly from: SchemaId })[];

function walk(positions: Positions, assertions: Assertions): { readonly order: readonly Position[]; readonly circles: readonly Circle[] } {
  const order: Position[] = [];
  const circles: Circle[] = [];
  const states = makeColumn<"open" | "done">(positions);
  const path: Step[] = [];
  const enter = (position: Position): void => {
    const edges = edgesOf(assertions.of(position) ?? []);
    states.put(position, edges.length === 0 ? "done" : "open");
    if (edges.length === 0) order.push(position);
    else path.push({ position, edges, next: 0 });
  };
  for (const root of positions.values()) {
    if (states.of(root) === undefined) enter(root);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const edge = step.edges[step.next++];
      const target = edge && positions.get(edge.target);
      if (edge === undefined) {
        states.put(step.position, "done");
        order.push(step.position);
        path.pop();
      } else if (target !== undefined && states.of(target) === undefined) enter(target);
      else if (target !== undefined && states.of(target) === "open") circles.push(circleOf(path, edge.target));
    }
  }
  return { order, circles };
}

const NO_EDGES: readonly Edge[] = [];

/** Some keywords of which it is known that they apply no schema to the same value: only to save looking. */
const NOT_IN_PLACE: ReadonlySet<AssertionKeyword> = new Set(["type", "enum", "format", "properties", "required", "items"]);

function edgesOf(assertions: readonly Assertion[]): readonly Edge[] {
  let edges: Edge[] | undefined;
  for (let index = 0; index < assertions.length; index += 1) {
    const assertion = assertions[index] as Assertion;
    // Most assertions use no other schema, or those of members only.
    if (NOT_IN_PLACE.has(assertion.keyword)) continue;
    visitChildren(assertion, (target, inPlace) => {
      if (inPlace) (edges ??= []).push({ keyword: assertion.keyword, target });
    });
  }
  return edges ?? NO_EDGES;
}

const circleOf = (path: readonly Step[], closing: SchemaId): Circle =>
  path.slice(path.findIndex(({ position }) => position.id === closing)).map(({ position, edges, next }) => ({ from: position.id, ...(edges[next - 1] as Edge) }));

const UNIONS: readonly AssertionKeyword[] = ["discriminator", "oneOf", "anyOf"];

function openCircle(positions: Positions, assertions: Assertions, circle: Circle, mayDropUnion: boolean, report: (diagnostic: Diagnostic) => void): void {
  const isOpen = circle.some(({ from, keyword, target }) => !(assertions.get(from) ?? []).some((assertion) => assertion.keyword === keyword && inPlaceOf(assertion).includes(target)));
  if (isOpen) return;
  const union = mayDropUnion ? UNIONS.map((keyword) => circle.find((edge) => edge.keyword === keyword)).find((edge) => edge !== undefined) : undefined;
  const cut = union ?? circle.at(-1);
  if (cut === undefined) return;
  assertions.set(cut.from, withoutEdge(assertions.get(cut.from) ?? [], cut, union !== undefined));
  if (circle.some(({ keyword }) => keyword !== "$ref")) report(circleDiagnostic(positions, circle, cut));
}

/** Of an `allOf` or a mapping only the one schema goes. */
function withoutEdge(assertions: readonly Assertion[], { keyword, target }: Edge, isUnion: boolean): readonly Assertion[] {
  return assertions.flatMap((assertion): readonly Assertion[] => {
    if (assertion.keyword !== keyword) return [assertion];
    if (assertion.keyword !== "allOf" || isUnion) return [];
    const schemas = assertion.schemas.filter((schema) => schema !== target);
    return schemas.length === 0 ? [] : [{ keyword: "allOf", schemas }];
  });
}

function circleDiagnostic(positions: Positions, circle: Circle, cut: Edge & { readonly from: SchemaId }): Diagnostic {
  const isTagged = cut.keyword === "discriminator";
  const targets = circle.map(({ target }) => target);
  const named = targets.filter((target) => positions.get(target)?.place.kind !== "nested");
  const names = named.length > 0 ? named : targets;
  const way = [...new Set(names)].slice(0, 4).map((name) => `'${name}'`).join(", ");
  return {
    code: "schema-cycle",
    severity: isTagged ? "warning" : "error",
    message: `this schema leads back to itself through ${way}, so checking a value against it would never end`,
    origin: isTagged ? `${cut.from}/discriminator` : `${cut.from}/${cut.keyword}`,
    hint: isTagged
      ? "the schemas of a union must not extend the union: keep 'discriminator' in the base without 'oneOf', or move 'oneOf' into a schema of its own"
      : "take the schema out of its own rules; a member or an item may have the schema again",
  };
}
