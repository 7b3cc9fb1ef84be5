import { parseJsonText } from "../contract/json.js";
import type { Contract, Field, SchemaId, Shape } from "../contract/model.js";

const order = ["null", "boolean", "integer", "number", "string"] as const;
export type TextKind = (typeof order)[number];

/** What JSON value the text of a parameter, form member or header stands for (wire profile, "Parameters"). */
export type TextPlan =
  | { readonly kind: TextKind }
  /** The first branch whose form and rules fit; each has the rules of the whole schema `owner`. */
  | { readonly kind: "union"; readonly branches: readonly TextPlan[]; readonly owner: SchemaId | undefined }
  | { readonly kind: "list"; readonly items: TextPlan; readonly prefix: readonly TextPlan[] }
  | { readonly kind: "object"; readonly members: readonly TextMember[]; readonly rest: TextPlan | undefined };

export interface TextMember {
  readonly name: string;
  readonly text: TextPlan;
}

/** Objects in texts hold texts: what is nested deeper than this is read as one. */
const deepest = 6;

const plain: TextPlan = { kind: "string" };

/** How a text becomes a value of a shape. */
export const planText = (contract: Contract, shape: Shape): TextPlan => planShape(contract, shape, undefined, []);

/** `owner`: the schema whose rules tell the kinds of a text apart. `path`: the schemas on the way here, since they may be recursive. */
function planShape(contract: Contract, shape: Shape, owner: SchemaId | undefined, path: readonly SchemaId[]): TextPlan {
  if (shape.kind === "ref") {
    const target = contract.schemas[shape.schema];
    if (!target || path.includes(shape.schema) || path.length > deepest) return plain;
    return planShape(contract, target.shape, owner ?? shape.schema, [...path, shape.schema]);
  }
  const kinds = kindsOf(contract, shape, []);
  const container = containerOf(contract, shape, []);
  const branches: TextPlan[] = order.filter((kind) => kinds.includes(kind)).map((kind) => ({ kind }));
  if (container) branches.push(planContainer(contract, container, path));
  const [only, second] = branches;
  return second === undefined ? (only ?? plain) : { kind: "union", branches, owner };
}

function planContainer(contract: Contract, shape: Container, path: readonly SchemaId[]): TextPlan {
  const inner = (part: Shape): TextPlan => planShape(contract, part, undefined, path);
  const member = (field: Field): TextMember => ({ name: field.name, text: inner(field.shape) });
  switch (shape.kind) {
    case "array":
      return { kind: "list", items: inner(shape.items), prefix: [] };
    case "tuple":
      return { kind: "list", items: shape.rest ? inner(shape.rest) : plain, prefix: shape.items.map(inner) };
    case "map":
      return { kind: "object", members: [], rest: inner(shape.values) };
    case "object":
      return { kind: "object", members: shape.fields.map(member), rest: shape.extra ? inner(shape.extra) : shape.closed ? plain : undefined };
  }
}

type Container = Extract<Shape, { kind: "array" | "tuple" | "map" | "object" }>;

/** The list or object that a shape is, or may be beside texts. */
function containerOf(contract: Contract, shape: Shape, path: readonly SchemaId[]): Container | undefined {
  switch (shape.kind) {
    case "array":
    case "tuple":
    case "map":
    case "object":
      return shape;
    case "nullable":
      return containerOf(contract, shape.of, path);
    case "union":
      return shape.branches.map((branch) => containerOf(contract, branch.shape, path)).find((found) => found !== undefined);
    case "ref": {
      const target = path.includes(shape.schema) ? undefined : contract.schemas[shape.schema];
      return target && containerOf(contract, target.shape, [...path, shape.schema]);
    }
    default:
      return undefined;
  }
}

/** The kinds of scalar that a text can stand for. */
function kindsOf(contract: Contract, shape: Shape, path: readonly SchemaId[]): readonly TextKind[] {
  switch (shape.kind) {
    case "null":
    case "boolean":
    case "integer":
    case "number":
      return [shape.kind];
    case "enum":
      return shape.members.map((member) => kindOf(member.value));
    case "nullable":
      return ["null", ...kindsOf(contract, shape.of, path)];
    case "union":
      return shape.branches.flatMap((branch) => kindsOf(contract, branch.shape, path));
    case "ref": {
      const target = path.includes(shape.schema) ? undefined : contract.schemas[shape.schema];
      return target ? kindsOf(contract, target.shape, [...path, shape.schema]) : [];
    }
    case "array":
    case "tuple":
    case "map":
    case "object":
      return [];
    default:
      return ["string"];
  }
}

function kindOf(text: string): TextKind {
  const value = parseJsonText(text);
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "string") return typeof value === "boolean" ? "boolean" : "string";
  return /^-?\d+$/.test(text) ? "integer" : "number";
}
