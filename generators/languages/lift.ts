import type { Content, Contract, Field, Operation, PartEncoding, Schema, SchemaId, Shape, Step } from "../contract/model.js";
import { classifyEvents, itemShape } from "./events.js";
import { openShape } from "./shapes.js";
import { makeWidth, widen } from "./wide.js";

/** Whether a type of this shape has to be declared under a name of its own wherever it stands, by what its language can't write in place. */
export type NeedsDeclaration = (shape: Shape) => boolean;

/** Whether a part of a multipart body is a file: `sendsFile` or `receivesFile`. */
export type IsFile = (contract: Contract, field: Field, encodings: readonly PartEncoding[]) => boolean;

/**
 * The contract, with a schema for each shape that needs a name and stands inside another shape (where `allOf` puts two together): all that
 * is declared is a schema then, and such shapes stand nowhere but at the root of a schema, at most in a `nullable`.
 * The new schemas say nothing of a verdict: no assertion leads to them.
 */
export function liftShapes(contract: Contract, isFile: IsFile, needsName: NeedsDeclaration): Contract {
  const contents: Record<SchemaId, Schema> = {};
  liftContents(contract, isFile, contents);
  const parts = liftParts(contract, needsName);
  if (Object.keys(contents).length === 0) return parts.contract;
  const lifted = { ...contents, ...parts.lifted };
  const width = makeWidth(contract);
  for (const id in contents) {
    const schema = contents[id] as Schema;
    liftSchema(schema, widen(width, schema.shape, [schema.place.kind === "nested" ? schema.place.parent : id], true), needsName, lifted);
  }
  return { ...contract, schemas: { ...contract.schemas, ...lifted } };
}

/** What of a contract's own schemas is lifted: the same for a server and a client. */
interface Parts {
  readonly lifted: Readonly<Record<SchemaId, Schema>>;
  readonly contract: Contract;
}

/** By contract and language. */
const known = new WeakMap<Contract, Map<NeedsDeclaration, Parts>>();

function liftParts(contract: Contract, needsName: NeedsDeclaration): Parts {
  const all = known.get(contract) ?? new Map<NeedsDeclaration, Parts>();
  const before = all.get(needsName);
  if (before !== undefined) return before;
  const lifted: Record<SchemaId, Schema> = {};
  const width = makeWidth(contract);
  for (const id in contract.schemas) {
    const schema = contract.schemas[id] as Schema;
    liftSchema(schema, widen(width, schema.shape, [id]), needsName, lifted);
  }
  const isSame = Object.keys(lifted).length === 0;
  const parts = { lifted, contract: isSame ? contract : { ...contract, schemas: { ...contract.schemas, ...lifted } } };
  known.set(contract, all.set(needsName, parts));
  return parts;
}

/** Bodies with files, and events with JSON in their data, have types of their own: see `bodySchema`, `eventSchema`. */
function liftContents(contract: Contract, isFile: IsFile, lifted: Record<SchemaId, Schema>): void {
  const put = (from: SchemaId, id: SchemaId, shape: Shape, name: string): void => {
    const schema = contract.schemas[from];
    if (schema) lifted[id] = { ...schema, id, shape, exact: false, place: { kind: "nested", parent: from, step: { kind: "property", name } } };
  };
  for (const content of contentsOf(contract)) {
    const from = content.itemSchema ?? content.schema;
    if (from === undefined && content.kind === "events") lifted[plainEvent.id] = plainEvent;
    if (from === undefined) continue;
    if (content.kind === "events" && classifyEvents(contract, content) === "jsonEvent") put(from, eventId(from), itemShape(contract, content) ?? { kind: "any" }, "event");
    const shape = content.schema === undefined ? undefined : openShape(contract, { kind: "ref", schema: content.schema }).shape;
    if (content.kind !== "multipart" || content.schema === undefined || shape?.kind !== "object") continue;
    const fields = changed(shape.fields, (field) => (isFile(contract, field, content.encodings) ? asFile(contract, field) : field));
    if (fields !== shape.fields) put(content.schema, bodyId(content.schema), { ...shape, fields }, "parts");
  }
}

function contentsOf(contract: Contract): readonly Content[] {
  const open: Operation[] = [...contract.operations, ...contract.webhooks];
  const found: Content[] = [];
  for (const operation of open) {
    found.push(...(operation.body?.contents ?? []), ...operation.responses.flatMap((response) => response.contents));
  }
  return found;
}

const eventId = (schema: SchemaId): SchemaId => `${schema}/x-mortise-event`;
const bodyId = (schema: SchemaId): SchemaId => `${schema}/x-mortise-parts`;

/** A member with bytes where its shape says a text; itself where its shape says bytes already. */
function asFile(contract: Contract, field: Field): Field {
  const { shape, nullable } = openShape(contract, field.shape);
  const isList = shape?.kind === "array";
  const inner = isList ? openShape(contract, shape.items).shape : shape;
  if (inner?.kind === "binary") return field;
  const file: Shape = isList ? { kind: "array", items: { kind: "binary" } } : { kind: "binary" };
  return { ...field, shape: nullable ? { kind: "nullable", of: file } : file };
}

const text: Shape = { kind: "string" };

const eventField = (name: string, shape: Shape, required: boolean, description: string): Field => ({ name, shape, required, access: "both", deprecated: false, description, examples: [] });

/** An event of which the contract says nothing (HTML Standard, 9.2). */
const plainEvent: Schema = {
  id: "#/x-mortise-event",
  place: { kind: "shared", section: "x-mortise", name: "Event", key: "" },
  description: "An event of a stream, as it travels.",
  deprecated: false,
  access: "both",
  examples: [],
  resource: "",
  assertions: [],
  shape: {
    kind: "object",
    closed: false,
    fields: [
      eventField("event", text, false, "What the event is called."),
      eventField("data", text, true, "What it says."),
      eventField("id", text, false, "Where to go on after a break."),
      eventField("retry", { kind: "integer", format: "int64" }, false, "How many milliseconds to wait before the next try."),
    ],
  },
  exact: false,
  directional: false,
};

/** The schema whose type a form's or multipart body has: with files where the contract means bytes. */
export const bodySchema = ({ schemas }: Contract, { schema }: Content): SchemaId | undefined => (schema !== undefined && schemas[bodyId(schema)] ? bodyId(schema) : schema);

/** The schema whose type an item of a stream has; undefined where the contract doesn't say. */
export function itemSchema({ schemas }: Contract, content: Content): SchemaId | undefined {
  const schema = content.itemSchema ?? content.schema;
  if (schema === undefined && content.kind === "events") return plainEvent.id;
  return schema !== undefined && content.kind === "events" && schemas[eventId(schema)] ? eventId(schema) : schema;
}

/** The types of bodies and items that no schema of the contract has. */
export const liftedSchemas = ({ schemas }: Contract): readonly SchemaId[] => Object.keys(schemas).filter((id) => id.endsWith("/x-mortise-event") || id.endsWith("/x-mortise-parts"));

/** `root`: the schema's shape, wide where it has to be. */
function liftSchema(schema: Schema, root: Shape, needsName: NeedsDeclaration, lifted: Record<SchemaId, Schema>): void {
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
  const shape: Shape = root.kind === "nullable" ? withInner(root, mapInner(root.of, lift, undefined)) : mapInner(root, lift, undefined);
  if (shape !== schema.shape) lifted[schema.id] = { ...schema, shape };
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
