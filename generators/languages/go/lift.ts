import type { Contract, Schema, SchemaId, Shape, Step } from "../../contract/model.js";

/** Whether a type of this shape has to be declared under a name of its own: Go has no unions, tuples, constants or structs in place that could be read. */
export function needsName(shape: Shape): boolean {
  switch (shape.kind) {
    case "object":
      return shape.fields.length > 0;
    case "enum":
      return !shape.members.every(({ value }) => value === "true" || value === "false");
    case "union":
    case "tuple":
      return true;
    case "nullable":
      return needsName(shape.of);
    default:
      return false;
  }
}

/**
 * The contract, with a schema for each shape that needs a name and stands inside another shape (where `allOf` puts two together): all that
 * is declared in Go is a schema then, and such shapes stand nowhere but at the root of a schema, at most in a `nullable`.
 * The new schemas say nothing of a verdict: no assertion leads to them.
 */
export function liftShapes(contract: Contract): Contract {
  const lifted: Record<SchemaId, Schema> = {};
  for (const schema of Object.values(contract.schemas)) liftSchema(schema, lifted);
  return Object.keys(lifted).length === 0 ? contract : { ...contract, schemas: { ...contract.schemas, ...lifted } };
}

function liftSchema(schema: Schema, lifted: Record<SchemaId, Schema>): void {
  let count = 0;
  const lift = (shape: Shape, step: Step): Shape => {
    const inner = mapInner(shape, lift, step);
    if (inner.kind === "nullable" || !needsName(inner)) return inner;
    const id: SchemaId = `${schema.id}/x-mortise-part/${count++}`;
    lifted[id] = {
      id,
      place: { kind: "nested", parent: schema.id, step },
      deprecated: false,
      access: "both",
      examples: [],
      resource: schema.resource,
      assertions: [],
      shape: inner,
      exact: schema.exact,
      directional: schema.directional,
    };
    return { kind: "ref", schema: id };
  };
  const root = schema.shape;
  const shape: Shape = root.kind === "nullable" ? withInner(root, mapInner(root.of, lift, undefined)) : mapInner(root, lift, undefined);
  if (shape !== root) lifted[schema.id] = { ...schema, shape };
}

const withInner = (shape: Extract<Shape, { kind: "nullable" }>, of: Shape): Shape => (of === shape.of ? shape : { kind: "nullable", of });

/** What stands in a list of a field is called after both. */
const below = (step: Step, word: string): Step => (step.kind === "property" ? { kind: "property", name: `${step.name} ${word}` } : { kind: "property", name: word });

/** A shape with its inner shapes changed; itself where none was. `at`: where it stands itself, if not at the root. */
function mapInner(shape: Shape, change: (inner: Shape, step: Step) => Shape, at: Step | undefined): Shape {
  const stepTo = (step: Step, word: string): Step => (at === undefined ? step : below(at, word));
  switch (shape.kind) {
    case "object": {
      const fields = changed(shape.fields, (field) => {
        const inner = change(field.shape, { kind: "property", name: field.name });
        return inner === field.shape ? field : { ...field, shape: inner };
      });
      const extra = shape.extra && change(shape.extra, stepTo({ kind: "additionalProperties" }, "value"));
      return fields === shape.fields && extra === shape.extra ? shape : { ...shape, fields, ...(extra && { extra }) };
    }
    case "map": {
      const values = change(shape.values, stepTo({ kind: "additionalProperties" }, "value"));
      return values === shape.values ? shape : { ...shape, values };
    }
    case "array": {
      const items = change(shape.items, stepTo({ kind: "items" }, "item"));
      return items === shape.items ? shape : { ...shape, items };
    }
    case "tuple": {
      const items = changed(shape.items, (each, index) => change(each, stepTo({ kind: "prefixItem", index }, `item ${index + 1}`)));
      const rest = shape.rest && change(shape.rest, stepTo({ kind: "items" }, "item"));
      return items === shape.items && rest === shape.rest ? shape : { ...shape, items, ...(rest && { rest }) };
    }
    case "union": {
      const branches = changed(shape.branches, (branch, index) => {
        const inner = change(branch.shape, stepTo({ kind: "branch", keyword: "anyOf", index }, `option ${index + 1}`));
        return inner === branch.shape ? branch : { ...branch, shape: inner };
      });
      return branches === shape.branches ? shape : { ...shape, branches };
    }
    case "nullable": {
      const of = change(shape.of, at ?? { kind: "items" });
      return of === shape.of ? shape : { kind: "nullable", of };
    }
    default:
      return shape;
  }
}

/** A list with its items changed; itself where none was. */
function changed<T>(items: readonly T[], change: (item: T, index: number) => T): readonly T[] {
  const made = items.map(change);
  return made.every((item, index) => item === items[index]) ? items : made;
}
