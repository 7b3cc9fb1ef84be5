import type { Contract, Direction, Schema, SchemaId } from "../../../contract/model.js";
import type { Code, Ident, Import, Printable } from "../../../emit/code.js";
import { suggest } from "../../naming.js";
import { ANY, type Kinds } from "../../kinds.js";
import { makeNodes, type Node, type Nodes } from "../../nodes.js";
import { sharedFile, webhookFile } from "../names.js";
import { printPattern } from "../patterns.js";
import { toGoPascal, toUnexported } from "../words.js";
import { type Analysis, makeAnalysis } from "./analysis.js";
import type { CheckOptions, CheckPrinter } from "./index.js";

/** What is to be printed, and under which names. Functions are planned when they are first mentioned. */
export interface Plan {
  readonly contract: Contract;
  readonly nodes: Nodes;
  readonly analysis: Analysis;
  readonly runtime: (name: string) => Import;
  readonly wire: (name: string) => Import;
  /** The function of a schema that the outside asks for; undefined where every value is valid. */
  readonly root: (schema: SchemaId, direction: Direction) => Printable | undefined;
  /** The function of a node. */
  readonly ask: (node: Node) => Printable;
  readonly fileOf: (schema: Schema) => string;
  readonly stemOf: (node: Node) => string;
  /** The variable of a pattern. Equal ones stand once a file. */
  readonly pattern: (file: string, pattern: string, label: string) => Ident;
  readonly patterns: ReadonlyMap<string, ReadonlyMap<string, Variable>>;
  /** What was asked for and is not printed yet, in order. */
  readonly queue: { readonly node: Node; readonly name: Ident }[];
}

export interface Variable {
  readonly name: Ident;
  readonly value: Code;
}

export function makePlan(printer: CheckPrinter, options: CheckOptions): Plan {
  const { contract, names } = printer;
  const nodes = makeNodes(contract, options.formats);
  const place = placeSchemas(printer);
  const runtime = (name: string): Import => names.runtime("check", name);
  const functions = new Map<Node, Ident>();
  const patterns = new Map<string, Map<string, Variable>>();
  const queue: Plan["queue"] = [];
  const ask = (node: Node): Printable => {
    const simple = simpleCheck(node);
    if (simple !== undefined) return runtime(simple);
    const known = functions.get(node);
    if (known !== undefined) return known;
    const name = names.claim(`check${place.stemOf(node)}`);
    functions.set(node, name);
    queue.push({ node, name });
    return name;
  };
  const root: Plan["root"] = (schema, direction) => {
    const target = nodes.find(schema, { direction, anchors: new Map() });
    if (target.kind === "always") return undefined;
    return target.kind === "never" ? runtime("Never") : ask(target.node);
  };
  const pattern: Plan["pattern"] = (file, text, label) => {
    const own = patterns.get(file) ?? new Map<string, Variable>();
    patterns.set(file, own);
    const known = own.get(text);
    if (known) return known.name;
    const name = names.claim(`${toUnexported(label) || "text"}Pattern`);
    own.set(text, { name, value: printPattern(text, runtime) });
    return name;
  };
  return { contract, nodes, analysis: makeAnalysis(nodes), runtime, wire: (name) => names.runtime("wire", name), root, ask, ...place, pattern, patterns, queue };
}

/** The runtime's functions by the one type that they allow. */
export const simpleKinds: ReadonlyMap<Kinds, string> = new Map([[1, "Null"], [2, "Boolean"], [4, "Integer"], [12, "Number"], [16, "String"], [32, "Array"], [64, "Object"]]);

/** The runtime has the functions of schemas that say nothing but one type. */
export function simpleCheck({ rules, part }: Node): string | undefined {
  if (part !== undefined || rules.groups.length > 0 || rules.general.length > 0 || rules.kinds === ANY || rules.types.length > 1 || (rules.types[0]?.types.length ?? 0) > 1) return undefined;
  return simpleKinds.get(rules.kinds);
}

/** Where schemas live, and what their functions are named after. */
function placeSchemas({ contract, names }: CheckPrinter): Pick<Plan, "fileOf" | "stemOf"> {
  const stems = new Map<SchemaId, string>();
  const named = { get: (id: SchemaId): string | undefined => stems.get(id) ?? names.schemas.get(id)?.response };
  const ownerOf = (id: string): string => names.operations.get(id)?.method ?? id;
  const inlineStem = (schema: Schema): string => {
    const stem = stems.get(schema.id) ?? (suggest(contract, schema, named, ownerOf, toGoPascal) || "Value");
    stems.set(schema.id, stem);
    return stem;
  };
  const stemOf = ({ schema, direction }: Node): string =>
    names.schemas.get(schema.id)?.faces[direction] ?? `${inlineStem(schema)}${schema.directional && direction === "request" ? "Input" : ""}`;
  const fileOf = (schema: Schema): string => {
    let home: Schema = schema;
    for (let parent: Schema | undefined = home; parent; parent = parent.place.kind === "nested" ? contract.schemas[parent.place.parent] : undefined) home = parent;
    const { place } = home;
    if (place.kind === "component") return names.schemas.get(home.id)?.file ?? sharedFile;
    if (place.kind !== "operation") return sharedFile;
    return names.operations.get(place.operation)?.file ?? (names.webhooks.has(place.operation) ? webhookFile : sharedFile);
  };
  return { fileOf, stemOf };
}
