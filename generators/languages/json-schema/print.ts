import type { Schema, SchemaId } from "../../contract/model.js";
import type { Node } from "../nodes.js";
import { assertionsOf, isPartOf } from "../rules.js";
import { type Members, printAssertion } from "./assertions.js";
import { layOut, type Tree } from "./layout.js";
import type { Plan } from "./plan.js";

/** Schemas nested deeper than this stand in `$defs`, since no reader of JSON takes any depth. */
const deepest = 12;

/** How the schemas inside a schema are printed. */
export interface Printer {
  readonly plan: Plan;
  readonly node: Node;
  /** A schema that is mentioned in the node. */
  readonly inner: (id: SchemaId) => Tree;
  /** A branch of the node's `allOf`. */
  readonly branch: (id: SchemaId) => Tree;
  /** Where a reference of the node leads; undefined where every value is valid there. */
  readonly reference: (id: SchemaId) => Tree | undefined;
}

const about =
  "The rules of the contract's schemas, as JSON Schema 2020-12. x-discriminator: the tag alone says which schema counts. x-anyOf, x-oneOf: how to find the branch that a value belongs to.";

/** A schema under its name. `schema` is absent where it is `false`. */
export interface Definition {
  readonly name: string;
  readonly schema: Schema | undefined;
  readonly tree: Tree;
}

/** All that was asked for, and what it leads to, sorted by name. */
export function printDefinitions(plan: Plan): readonly Definition[] {
  const printed: Definition[] = [];
  // What is printed asks for more.
  for (const [name, node] of plan.named) printed.push({ name, schema: node?.schema, tree: node === undefined ? "false" : printNode(plan, node, 0) });
  return printed.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Prints rules.json, sorted by name. */
export function printRules(plan: Plan): string {
  const definitions = printDefinitions(plan).map(({ name, tree }) => [name, tree] as const);
  return `${layOut({ members: [["$schema", '"https://json-schema.org/draft/2020-12/schema"'], ["$comment", JSON.stringify(about)], ["$defs", { members: definitions, isOpen: true }]], isOpen: true })}\n`;
}

function printNode(plan: Plan, node: Node, depth: number): Tree {
  const printer: Printer = {
    plan,
    node,
    inner: (id) => printInner(plan, node, id, depth, depth < deepest && !plan.isShared(id)),
    branch: (id) => printInner(plan, node, id, depth, isPart(plan, node, id)),
    reference: (id) => {
      const target = plan.nodes.find(id, node);
      if (target.kind === "always") return undefined;
      return refer(target.kind === "never" ? plan.never() : plan.ask(target.node));
    },
  };
  const members = assertionsOf(node.schema, plan.formats).flatMap((assertion) => printAssertion(printer, assertion));
  return { members: plan.purpose === "judge" ? members : [...referOnly(members), ...printValues(node.schema)] };
}

/** What values of a schema are like: these members assert nothing. */
function printValues(schema: Schema): Members {
  const { default: fallback, examples } = schema;
  return [...(fallback === undefined ? [] : [["default", fallback] as const]), ...(examples.length === 0 ? [] : [["examples", examples] as const])];
}

/** Where a `$dynamicRef` leads is known here: it is a `$ref`, or one in an `allOf` where there is another. */
function referOnly(members: Members): Members {
  const moved = members.find(([keyword]) => keyword === "$dynamicRef");
  if (moved === undefined) return members;
  const others = members.filter((member) => member !== moved);
  if (!others.some(([keyword]) => keyword === "$ref")) return [["$ref", moved[1]], ...others];
  const all = others.find(([keyword]) => keyword === "allOf");
  const branches = [...((all?.[1] ?? []) as readonly Tree[]), { members: [["$ref", moved[1]] as const] }];
  return [...others.filter((member) => member !== all), ["allOf", branches]];
}

/** `inPlace`: whether a schema may stand where it is mentioned. */
function printInner(plan: Plan, node: Node, id: SchemaId, depth: number, inPlace: boolean): Tree {
  const target = plan.nodes.find(id, node);
  // A reference that stands alone is followed: what values are like stands beside it.
  const values = plan.purpose === "make" ? printValues(plan.contract.schemas[id] as Schema) : [];
  if (target.kind === "always") return values.length === 0 ? "true" : { members: values };
  if (target.kind === "never") return target.by === undefined ? "false" : { members: [[plan.purpose === "make" ? "$ref" : target.by, refer(plan.never())]] };
  const isHere = inPlace && target.node.schema.id === id && target.node.schema.place.kind !== "component";
  if (isHere) return printNode(plan, target.node, depth + 1);
  return { members: [["$ref", refer(plan.ask(target.node))], ...(target.node.schema.id === id ? [] : values)] };
}

/** Whether a branch of a node's `allOf` says what the node could say itself. Who reads rules.json takes a branch in place for such a one. */
const isPart = (plan: Plan, node: Node, id: SchemaId): boolean => {
  const branch: Schema | undefined = plan.contract.schemas[id];
  return branch !== undefined && isPartOf(node.schema, branch);
};

/** A reference to a name, with all signs escaped that a fragment can't have (RFC 6901, section 6). */
const refer = (name: string): Tree => {
  const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
  return JSON.stringify(`#/$defs/${token.replace(/[^\w.\-~!$&'()*+,;=:@]/gu, encodeURIComponent)}`);
};
