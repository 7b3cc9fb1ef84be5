import type { Content, Contract, Field, ParameterCoding, PartEncoding, Shape } from "../contract/model.js";
import { receivesFile } from "./contents.js";
import { resolveShape } from "./shapes.js";

/** How a form's member or a part is written (OpenAPI 3.2, 4.15). */
export interface PartPlan {
  /** `style`: as `coding` has it, `text` is the whole value; `json`, `file`: by its media type; `text`: as it stands, `text` is one item. */
  readonly as: "style" | "json" | "file" | "text";
  readonly coding?: Extract<ParameterCoding, { readonly kind: "style" }>;
  readonly text: Shape;
  /** Each occurrence is one item of a list. */
  readonly list: boolean;
  /** Media types that the part may have, ranges too; empty: any. */
  readonly contentTypes: readonly string[];
}

/** The members of a form, or the parts of a multipart body. With `items` or `prefix` they are told apart by position. */
export interface PartsPlan {
  readonly members: readonly { readonly name: string; readonly part: PartPlan }[];
  readonly rest?: PartPlan | undefined;
  readonly prefix?: readonly PartPlan[];
  readonly items?: PartPlan;
}

/** How the members of a form, or the parts of a multipart body, are written. */
export function planParts(contract: Contract, content: Content): PartsPlan {
  const shape = content.schema === undefined ? undefined : resolveShape(contract, { kind: "ref", schema: content.schema });
  const positional = planPositions(contract, content, shape);
  if (positional !== undefined) return { members: [], ...positional };
  if (shape?.kind === "map") return { members: [], rest: planPart(contract, content, asField("", shape.values)) };
  if (shape?.kind !== "object") return { members: [], rest: planPart(contract, content, asField("", { kind: "any" })) };
  const rest = shape.extra ?? (shape.closed ? ({ kind: "any" } as const) : undefined);
  return {
    members: shape.fields.map((field) => ({ name: field.name, part: planPart(contract, content, field) })),
    rest: rest && planPart(contract, content, asField("", rest)),
  };
}

const asField = (name: string, shape: Shape): Field => ({ name, shape, required: false, access: "both", deprecated: false, examples: [] });

/** Parts by position (OpenAPI 3.2, 4.15.2). */
function planPositions(contract: Contract, content: Content, shape: Shape | undefined): Pick<PartsPlan, "prefix" | "items"> | undefined {
  if (content.kind !== "multipart") return undefined;
  const items: Shape | undefined = content.itemSchema !== undefined ? { kind: "ref", schema: content.itemSchema } : shape?.kind === "array" ? shape.items : shape?.kind === "tuple" ? shape.rest : undefined;
  const first = shape?.kind === "tuple" ? shape.items : content.prefixEncodings.map((): Shape => items ?? { kind: "any" });
  if (items === undefined && first.length === 0) return undefined;
  const part = (place: Shape, encoding: PartEncoding | undefined): PartPlan => planPart(contract, { ...content, encodings: encoding ? [encoding] : [] }, asField("", place));
  return {
    ...(first.length === 0 ? {} : { prefix: first.map((place, index) => part(place, content.prefixEncodings[index])) }),
    ...(items === undefined ? {} : { items: part(items, content.itemEncoding) }),
  };
}

/** One member: by its encoding, else by its shape (OpenAPI 3.2, 4.15.1.1). */
function planPart(contract: Contract, content: Content, field: Field): PartPlan {
  const encoding = content.encodings.find(({ name }) => name === field.name);
  const contentTypes = encoding?.contentTypes ?? [];
  if (encoding?.coding?.kind === "style") return { as: "style", coding: encoding.coding, text: field.shape, list: false, contentTypes };
  if (contentTypes.some((type) => /[/+]json\s*(;|$)/i.test(type))) return { as: "json", text: field.shape, list: false, contentTypes };
  const shape = withoutNull(contract, field.shape);
  const list = shape?.kind === "array" || shape?.kind === "tuple";
  const item = shape?.kind === "array" ? shape.items : shape?.kind === "tuple" ? (shape.items[0] ?? ({ kind: "any" } as const)) : field.shape;
  if (content.kind === "multipart" && receivesFile(contract, field, content.encodings)) return { as: "file", text: item, list, contentTypes };
  const inner = withoutNull(contract, item);
  const isNested = inner?.kind === "object" || inner?.kind === "map" || inner?.kind === "array" || inner?.kind === "tuple";
  return { as: isNested ? "json" : "text", text: item, list, contentTypes };
}

function withoutNull(contract: Contract, shape: Shape): Shape | undefined {
  const target = resolveShape(contract, shape);
  return target?.kind === "nullable" ? resolveShape(contract, target.of) : target;
}

/** The kind of a parameter or header that is of a media type. */
export function contentKind(mediaType: string): "json" | "form" | "text" {
  if (/[/+]json\s*(;|$)/i.test(mediaType)) return "json";
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType) ? "form" : "text";
}
