import { groupByCycle, isCyclic, schemasByDirection } from "../../contract/graph.js";
import type { Contract, Operation, SchemaId, Shape } from "../../contract/model.js";
import { Code, code, type Import, joinLines, list, verbatim } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { visitInner } from "../shapes.js";
import { findCircles, isName } from "./circles.js";
import { docstring } from "./comments.js";
import { printDeclarations } from "./declarations.js";
import { bodySchema, itemSchema } from "./lift.js";
import { literal } from "./literals.js";
import { mentionedTypes } from "./mentions.js";
import { addBlocks, compareNames, importName, printFile, relativeModule } from "./module.js";
import { isVisible, type TypePrinter } from "./types.js";

/** The declarations of all types, by module. */
export interface TypeModules {
  /** `models/user`, `operations/users`: what else the product declares in a module stands behind its types. */
  readonly blocks: Map<string, Code[]>;
  /** Modules in which a class mentions one that stands further down: their annotations must not be evaluated at once. */
  readonly future: ReadonlySet<string>;
  /** What each module exports. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
}

/** Declares the types of a contract. */
export function printTypes(printer: TypePrinter): TypeModules {
  const { contract, names, style } = printer;
  const declarations = { ...printer, circles: findCircles(contract, names, style), requested: findRequested(contract) };
  const blocks = new Map<string, Code[]>();
  const future = new Set<string>();
  const exports = new Map<string, string[]>();
  for (const [module, ids] of names.modules) {
    const { order, looksAhead } = orderTypes(printer, ids);
    if (looksAhead) future.add(module);
    for (const id of order) addBlocks(blocks, module, printDeclarations(declarations, id));
    exports.set(module, ids.flatMap((id) => exportedNames(printer, id, declarations.requested)));
  }
  return { blocks, future, exports };
}

function exportedNames({ names }: TypePrinter, id: SchemaId, requested: ReadonlySet<SchemaId>): readonly string[] {
  const { response, request } = names.schemas.get(id) ?? {};
  if (response === undefined || request === undefined) return [];
  return request === response || !requested.has(id) ? [response] : [response, request];
}

/** The types of a module so that what is mentioned stands before what mentions it; in a circle, classes stand before names for other types. */
function orderTypes({ contract, names, style }: TypePrinter, ids: readonly SchemaId[]): { readonly order: readonly SchemaId[]; readonly looksAhead: boolean } {
  const own = new Set(ids);
  const edges = new Map(ids.map((id) => [id, mentionedTypes(contract, names.schemas, id).filter((other) => own.has(other))] as const));
  const isOther = (id: SchemaId): boolean => isName(contract, style, id);
  const order: SchemaId[] = [];
  let looksAhead = false;
  for (const group of groupByCycle({ edges })) {
    const classes = group.filter((id) => !isOther(id));
    looksAhead ||= classes.length > 0 && isCyclic({ edges }, group);
    const others = new Set(group.filter(isOther));
    const between = new Map([...others].map((id) => [id, (edges.get(id) ?? []).filter((other) => others.has(other))] as const));
    order.push(...classes, ...groupByCycle({ edges: between }).flat());
  }
  return { order, looksAhead };
}

/** The schemas with two faces whose request face something sends or receives. */
function findRequested(contract: Contract): ReadonlySet<SchemaId> {
  const found = new Set<SchemaId>();
  const shapes: Shape[] = [...contract.operations, ...contract.webhooks].flatMap((operation) => requestSchemas(contract, operation)).map((schema) => ({ kind: "ref", schema }));
  for (let shape = shapes.pop(); shape !== undefined; shape = shapes.pop()) {
    const schema = shape.kind === "ref" ? contract.schemas[shape.schema] : undefined;
    if (schema === undefined) visitInner(shape.kind === "object" ? { ...shape, fields: shape.fields.filter((field) => isVisible(field, "request")) } : shape, (inner) => void shapes.push(inner));
    // What has one face leads to no schema with two.
    else if (schema.directional && !found.has(schema.id)) {
      found.add(schema.id);
      shapes.push(schema.shape);
    }
  }
  return found;
}

function requestSchemas(contract: Contract, operation: Operation): readonly SchemaId[] {
  const contents = operation.body?.contents ?? [];
  return [...schemasByDirection(operation).request, ...contents.flatMap((content) => [bodySchema(contract, content) ?? [], itemSchema(contract, content) ?? []].flat())];
}

/** The files of all types that no operation's module holds, and what users import them from. */
export function printModelFiles({ blocks, future, exports }: TypeModules): readonly File[] {
  const modules = [...blocks.keys()].filter((module) => module.startsWith("models/")).sort();
  const files = modules.map((module) => printFile(module, blocks.get(module) ?? [], { future: future.has(module) }));
  return [...files, printIndex("models", new Map(modules.map((module) => [module, exports.get(module) ?? []])), "The types of the contract.")];
}

/** A line of `__init__.py` that says where something is. */
interface Entry {
  readonly name: string;
  readonly module: string;
}

/**
 * The `__init__.py` of a package: its modules are imported when a name of theirs is asked for (PEP 562), so that a large contract costs no more than
 * what is used of it. Type checkers and editors read the imports.
 */
export function printIndex(folder: string, exports: ReadonlyMap<string, readonly string[]>, about: string): File {
  const entries = [...exports].flatMap(([module, names]) => names.map((name): Entry => ({ name, module }))).sort((a, b) => compareNames(a.name, b.name));
  const path = `${folder === "" ? "" : `${folder}/`}__init__`;
  const imports = entries.map(({ name, module }) => importName(`./${module}`, name, undefined, true));
  const doc = docstring({ text: about });
  if (entries.length === 0) return printFile(path, [code`__all__: list[str] = []`], { doc });
  const all = code`__all__ = ${list(entries.map(({ name }) => literal(name)), { open: "[", close: "]", indent: 4 })}`;
  const table = code`_MODULES = ${list(entries.map(({ name, module }) => code`${literal(name)}: ${literal(relativeModule(path, `./${module}`))}`), { open: "{", close: "}", indent: 4 })}`;
  const load = code`
    def __getattr__(name: str) -> object:
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(${importName("importlib", "import_module")}(module, __name__), name)
        globals()[name] = value
        return value
  `;
  const names = code`
    def __dir__() -> list[str]:
        return __all__
  `;
  return printFile(path, [joinLines([mention(imports), all, verbatim(""), table]), load, names], { doc });
}

/** Imports that nothing else mentions. */
const mention = (imports: readonly Import[]): Code => new Code([{ kind: "laid", text: "", imports: new Set(imports) }]);
