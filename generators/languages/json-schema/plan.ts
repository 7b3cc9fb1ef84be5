import { schemasOf } from "../../contract/graph.js";
import type { Contract, Direction, Schema, SchemaId, Step } from "../../contract/model.js";
import { makeNodes, type Node, type Nodes } from "../nodes.js";

/** What the schemas are printed for: to judge values by, or to make some. */
export type Purpose = "judge" | "make";

/** What stands in `$defs`, and under which names. */
export interface Plan {
  readonly contract: Contract;
  readonly nodes: Nodes;
  readonly formats: "assert" | "annotate";
  readonly purpose: Purpose;
  /** The name of a schema that the outside asks for; "" where every value is valid. */
  readonly root: (schema: SchemaId, direction: Direction) => string;
  /** The name of a node's rules. */
  readonly ask: (node: Node) => string;
  /** The name of the rules that no value keeps. */
  readonly never: () => string;
  /** Whether something refers to an inline schema: it then stands in `$defs` alone. */
  readonly isShared: (id: SchemaId) => boolean;
  /** What was asked for, in order. */
  readonly named: ReadonlyMap<string, Node | undefined>;
}

export function makePlan(contract: Contract, formats: "assert" | "annotate", purpose: Purpose): Plan {
  const nodes = makeNodes(contract, formats);
  const named = new Map<string, Node | undefined>();
  const names = new Map<Node, string>();
  const shared = findShared(contract);
  const claim = (wanted: string, node: Node | undefined): string => {
    let name = wanted;
    for (let count = 2; named.has(name); count += 1) name = `${wanted}*${count}`;
    named.set(name, node);
    return name;
  };
  const ask = (node: Node): string => {
    const known = names.get(node);
    if (known !== undefined) return known;
    const name = claim(nameNode(contract, node), node);
    names.set(node, name);
    return name;
  };
  let nothing: string | undefined;
  const never = (): string => (nothing ??= claim("@nothing", undefined));
  const root: Plan["root"] = (schema, direction) => {
    const target = nodes.find(schema, { direction, anchors: new Map() });
    if (target.kind === "always") return "";
    return target.kind === "never" ? never() : ask(target.node);
  };
  return { contract, nodes, formats, purpose, root, ask, never, isShared: (id) => shared.has(id), named };
}

/** Schemas that something refers to. */
function findShared({ schemas }: Contract): ReadonlySet<SchemaId> {
  const found = new Set<SchemaId>();
  for (const id in schemas) {
    (schemas[id] as Schema).assertions.forEach((assertion) => {
      if (assertion.keyword === "$ref" || assertion.keyword === "$dynamicRef") schemasOf(assertion).forEach((other) => found.add(other));
    });
  }
  return found;
}

/** `User`, `User@request`, `User:address:street`, `listUsers:query:limit`: by the contract alone. */
function nameNode(contract: Contract, { schema, direction }: Node): string {
  const words: string[] = [];
  let place = schema.place;
  for (let steps = 0; place.kind === "nested" && steps < 10_000; steps += 1) {
    words.push(wordOf(place.step));
    const parent: Schema | undefined = contract.schemas[place.parent];
    if (parent === undefined) break;
    place = parent.place;
  }
  if (place.kind === "component") words.push(place.name);
  if (place.kind === "shared") words.push(place.key, place.name, place.section);
  if (place.kind === "operation") words.push(place.key, place.slot, place.operation);
  const name = words.reverse().filter((word) => word !== "").join(":").replace(/\p{Surrogate}/gu, "\ufffd");
  return schema.directional && direction === "request" ? `${name}@request` : name;
}

function wordOf(step: Step): string {
  switch (step.kind) {
    case "property":
    case "dependent":
    case "definition":
      return step.name;
    case "patternProperty":
      return step.pattern;
    case "prefixItem":
      return String(step.index);
    case "branch":
      return `${step.keyword}:${step.index}`;
    default:
      return step.kind;
  }
}
