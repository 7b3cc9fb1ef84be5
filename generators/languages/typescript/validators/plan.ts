import type { Assertion, Contract, Direction, Schema, SchemaId } from "../../../contract/model.js";
import { type Code, type Ident, type Import, word } from "../../../emit/code.js";
import { toPascal } from "../../../emit/names.js";
import { suggest } from "../../naming.js";
import type { CheckOptions, CheckPrinter } from "./index.js";
import { type Analysis, makeAnalysis } from "./analysis.js";
import { ANY, type Kinds } from "../../kinds.js";
import { makeNodes, type Node, type Nodes } from "../../nodes.js";
import { isRuntimeName, runtime } from "./runtime.js";
import { type Places, shareEqual } from "./sharing.js";

/** The fast function, or the full one. */
export type Form = "is" | "check";

/** What is to be printed, and under which names. Functions are planned when they are first mentioned. */
export interface Plan {
  readonly contract: Contract;
  readonly nodes: Nodes;
  readonly analysis: Analysis;
  /** The function of a schema that the outside asks for; undefined where every value is valid. */
  readonly root: (schema: SchemaId, direction: Direction, form: Form) => Import | undefined;
  /** The function of a node, mentioned in a module. */
  readonly ask: (node: Node, form: Form, module: string) => Import;
  readonly stemOf: (node: Node) => string;
  /** A constant of a module. Equal ones (by `key`) stand once. */
  readonly constant: (module: string, key: string, name: string, value: () => Code) => Ident;
  /** Names that a local variable may hide. */
  readonly isFree: (name: string) => boolean;
  /** What was asked for and is not printed yet, in order. */
  readonly queue: { readonly node: Node; readonly form: Form; readonly name: Ident; readonly module: string }[];
  readonly constants: ReadonlyMap<string, ReadonlyMap<string, Constant>>;
}

export interface Constant {
  readonly name: Ident;
  readonly value: Code;
}

export function makePlan(printer: CheckPrinter, options: CheckOptions): Plan {
  const { contract } = printer;
  const nodes = makeNodes(contract, options.formats);
  const place = shareEqual(nodes, placeSchemas(printer));
  const taken = new Set<string>();
  const queue: Plan["queue"] = [];
  const constants = new Map<string, Map<string, Constant>>();
  /** Names are never given back, so numbers that were taken needn't be tried again. */
  const next = new Map<string, number>();
  const isFree = (name: string): boolean => !taken.has(name) && !isRuntimeName(name);
  const claim = (name: string): Ident => {
    const given = printer.names.claim(name);
    taken.add(given);
    return given;
  };
  const nameNode = (node: Node): void => {
    const stem = place.stemOf(node);
    let free = stem;
    let number = next.get(stem) ?? 2;
    for (; !isFree(`is${free}`) || !isFree(`check${free}`); number += 1) free = number === 2 ? `${stem}Schema` : `${stem}${number - 1}`;
    next.set(stem, number);
    node.names = { is: claim(`is${free}`), check: claim(`check${free}`) };
  };
  const ask: Plan["ask"] = (asked, form, module) => {
    const node = place.firstOf(asked);
    const home = place.moduleOf(node);
    if (!node.names) nameNode(node);
    const name = (node.names as Record<Form, Ident>)[form];
    if (home !== module || node.schema.place.kind === "component") node.exported.add(form);
    const known = node.functions[form];
    if (known) return known;
    const made: Import = { kind: "import", module: home, name, typeOnly: false };
    node.functions[form] = made;
    queue.push({ node, form, name, module: home });
    return made;
  };
  const root: Plan["root"] = (schema, direction, form) => {
    const target = nodes.find(schema, directions[direction]);
    if (target.kind === "always") return undefined;
    if (target.kind === "never") return runtime(`${form}Never`);
    return simpleCheck(target.node, form) ?? ask(target.node, form, "");
  };
  const constant: Plan["constant"] = (module, key, name, value) => {
    const own = constants.get(module) ?? new Map<string, Constant>();
    constants.set(module, own);
    const known = own.get(key);
    if (known) return known.name;
    let free = name;
    let number = next.get(name) ?? 2;
    for (; !isFree(free); number += 1) free = `${name}${number}`;
    next.set(name, number);
    const given = claim(free);
    own.set(key, { name: given, value: value() });
    return given;
  };
  return { contract, nodes, analysis: makeAnalysis(nodes), root, ask, stemOf: place.stemOf, constant, isFree, queue, constants };
}

/** A schema that is mentioned by no other. */
const directions = { request: { direction: "request", anchors: new Map() }, response: { direction: "response", anchors: new Map() } } as const;

const simpleKinds: ReadonlyMap<Kinds, string> = new Map([[1, "Null"], [2, "Boolean"], [4, "Integer"], [12, "Number"], [16, "String"], [32, "Array"], [64, "Object"]]);

/** The runtime has the functions of schemas that say nothing but one type. */
export function simpleCheck(node: Node, form: Form): Import | undefined {
  const { rules, schema } = node;
  if (schema.place.kind === "component" || rules.groups.length > 0 || rules.general.length > 0 || rules.kinds === ANY) return undefined;
  const name = simpleKinds.get(rules.kinds);
  return name === undefined || rules.types.length > 1 || (rules.types[0]?.types.length ?? 0) > 1 ? undefined : runtime(`${form}${name}`);
}

/** Where schemas live, and what their functions are named after. */
function placeSchemas({ contract, names }: CheckPrinter): Places {
  const stems = new Map<SchemaId, string>();
  const modules = new Map<SchemaId, string>();
  const named = { get: (id: SchemaId): string | undefined => stems.get(id) ?? names.schemas.get(id)?.response };
  const callOf = (id: string): string => names.operations.get(id)?.call ?? id;
  const stemOf = ({ schema, direction, part }: Node): string => {
    const given = names.schemas.get(schema.id);
    const base = given ? given[direction] : `${inlineStem(schema)}${schema.directional && direction === "request" ? "Input" : ""}`;
    return part === undefined ? base : `${base}${partSuffix(part)}`;
  };
  const inlineStem = (schema: Schema): string => {
    const stem = stems.get(schema.id) ?? (suggest(contract, schema, named, callOf, toPascal) || "Value");
    stems.set(schema.id, stem);
    return stem;
  };
  const moduleOf = ({ schema }: Node): string => {
    const known = modules.get(schema.id);
    if (known !== undefined) return known;
    let home: Schema = schema;
    for (let parent: Schema | undefined = home; parent; parent = parent.place.kind === "nested" ? contract.schemas[parent.place.parent] : undefined) home = parent;
    const { place } = home;
    const types = place.kind === "component" ? names.schemas.get(home.id)?.module : place.kind === "operation" ? names.operations.get(place.operation)?.module : undefined;
    const module = types === undefined ? "checks/shared-parts" : `checks/${types.replace(/^types\//, "")}`;
    modules.set(schema.id, module);
    return module;
  };
  return { moduleOf, stemOf };
}

const partSuffix = (part: Assertion): string => {
  if (part.keyword === "discriminator") return `By${toPascal(part.property)}`;
  if ((part.keyword === "anyOf" || part.keyword === "oneOf") && part.dispatch?.by === "member") return `By${toPascal(part.dispatch.member)}`;
  return "Branch";
};

/** Variables of printed functions that stand for themselves. */
export const value: Ident = word("value");
