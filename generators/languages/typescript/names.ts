import type { Contract, Direction, Operation, Schema, SchemaId } from "../../contract/model.js";
import { type Ident, type Import, word } from "../../emit/code.js";
import { toCamel, toKebab, toPascal } from "../../emit/names.js";
import { Scope } from "../../emit/scope.js";
import { listComponents, nameInline } from "../naming.js";
import { needsName } from "./enums.js";
import { reservedNames } from "./reserved.js";

/** The names of one operation. */
export interface OperationNames {
  readonly call: Ident;
  readonly spec: Ident;
  readonly request: Ident;
  readonly result: Ident;
  /** What the streaming form of an operation gives that has a plain form as well. */
  readonly streamResult: Ident;
  readonly module: string;
}

/** A schema that has a type of its own. */
export interface SchemaNames {
  readonly module: string;
  /** The module of the request face: another one for components whose faces differ, and for what is declared in them. */
  readonly requestModule: string;
  /** The response face's name; the request face's where the faces differ. */
  readonly response: Ident;
  readonly request: Ident;
  readonly decode: Ident;
  /** The type to import, by direction. */
  readonly faces: Readonly<Record<Direction, Import>>;
}

/** Every name of a contract in TypeScript, given before anything is printed. */
export interface Names {
  readonly schemas: ReadonlyMap<SchemaId, SchemaNames>;
  /** By operation id. */
  readonly operations: ReadonlyMap<string, OperationNames>;
  /** The types of webhooks' payloads, by operation id. */
  readonly webhooks: ReadonlyMap<string, Ident>;
  /** Modules of operations, with what they hold, in the order of the contract. */
  readonly groups: ReadonlyMap<string, readonly Operation[]>;
  /** Modules of types with the schemas declared in them, components first. */
  readonly typeModules: ReadonlyMap<string, readonly SchemaId[]>;
  /** Modules of request faces alone, with their schemas. A new operation that sends a schema brings such a module, and changes no other. */
  readonly requestModules: ReadonlyMap<string, readonly SchemaId[]>;
  readonly runtime: (name: string, typeOnly?: boolean) => Import;
  /** What was asked for of the runtime up to now, by module. */
  readonly mentioned: () => readonly Pick<Import, "module" | "name">[];
  /** The type of bytes that have no JSON form, by direction. */
  readonly binary: (direction: Direction) => Import;
  /** Gives a name that the product needs for itself: the first of these that is free, else with a number. */
  readonly claim: (...candidates: readonly [string, ...string[]]) => Ident;
}

/** How the names of one product differ from another's. Names of schemas, and of what operations take and give, are alike. */
export interface ProductNames {
  /** What the product exports under a name of its own that never gives way. */
  readonly reserved: readonly string[];
  /** Operations are methods of an object: their names stand beside no others. */
  readonly methods: boolean;
  /** The end of the name of what the runtime has to know of an operation. */
  readonly spec: string;
  /** The module that exports a name of the runtime. */
  readonly moduleOf: (name: string) => string;
  /** What bytes are, by direction. */
  readonly binary: Readonly<Record<Direction, string>>;
}

/** Names of the client's runtime that its entry doesn't export, with their modules. */
const ownModules: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["Decoder", "toDate", "toBigInt", "each", "items", "members", "byTag", "anyOf", "named"].map((name) => [name, "runtime/decode"])),
  parseExact: "runtime/exact-json",
  exactly: "runtime/exact-json",
};

/** The client: every operation is an exported function. */
const clientNames: ProductNames = {
  reserved: ["createClient"],
  methods: false,
  spec: "Spec",
  moduleOf: (name) => ownModules[name] ?? "runtime/index",
  binary: { request: "FileBody", response: "Download" },
};

interface Claim {
  readonly schemas: Map<SchemaId, SchemaNames>;
  readonly given: Map<SchemaId, string>;
  readonly typeModules: Map<string, SchemaId[]>;
  readonly requestModules: Map<string, SchemaId[]>;
  readonly scope: Scope;
}

/** Puts a schema into the list of its module. */
function enter(modules: Map<string, SchemaId[]>, module: string, id: SchemaId): void {
  const list = modules.get(module);
  if (list) list.push(id);
  else modules.set(module, [id]);
}

const importFace = (module: string, name: Ident): Import => ({ kind: "import", module, name, typeOnly: true });

function claimSchema(claim: Claim, schema: Schema, suggestion: string, module: string): void {
  const base = schema.pinnedName ?? suggestion;
  const response = claim.scope.claim(base, `${base}Schema`, `${base}Type`);
  claim.given.set(schema.id, response);
  const face = importFace(module, response);
  claim.schemas.set(schema.id, { module, requestModule: module, response, request: response, decode: claim.scope.claim(`decode${response}`), faces: { response: face, request: face } });
  enter(claim.typeModules, module, schema.id);
}

/** Names the request face of a schema whose faces differ. `moduleOf` says where it is declared. */
function claimRequestFace(claim: Claim, schema: Schema, moduleOf: (name: Ident) => string | undefined): void {
  const names = claim.schemas.get(schema.id);
  if (!names || !schema.directional) return;
  const request = claim.scope.claim(`${names.response}Input`, `${names.response}Request`);
  const requestModule = moduleOf(request) ?? names.module;
  claim.schemas.set(schema.id, { ...names, request, requestModule, faces: { response: names.faces.response, request: importFace(requestModule, request) } });
  if (requestModule !== names.module) enter(claim.requestModules, requestModule, schema.id);
}

/** Stems are claimed as identifiers that start with `f_`; those of the folders' own files are taken. */
const fileScope = (): Scope => new Scope({ reserved: new Set(["f_index", "f_shared_parts"]), key: (name) => name.toLowerCase(), fallback: "x" });

/** A file stem that differs from all others, on file systems without upper case too. */
function claimFile(scope: Scope, name: string, fallback: string): string {
  const stem = toKebab(name) || fallback;
  // A scope gives identifiers: dashes travel as underscores.
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)$/.test(stem) ? `${stem}-${fallback}` : stem;
  return scope.claim(`f_${safe.replaceAll("-", "_")}`).slice(2).replaceAll("_", "-");
}

/**
 * Names everything in the order of claims: components, request faces, operations, inline schemas by path. The result depends on the
 * contract alone, and a name on what it names and on what stands before it.
 */
export function nameContract(contract: Contract, product: ProductNames = clientNames): Names {
  const scope = new Scope({ reserved: new Set([...reservedNames, ...product.reserved]), fallback: "Unnamed" });
  const claim: Claim = { schemas: new Map(), given: new Map(), typeModules: new Map(), requestModules: new Map(), scope };
  const files = fileScope();
  for (const { schema, name } of listComponents(contract)) {
    claimSchema(claim, schema, toPascal(name), `types/${claimFile(files, schema.pinnedName ?? name, "schema")}`);
  }
  for (const { schema } of listComponents(contract)) claimRequestFace(claim, schema, (name) => `types/${claimFile(files, name, "schema")}`);
  const { operations, groups } = nameOperations(contract, scope, product);
  const webhooks = new Map(contract.webhooks.map((webhook) => [webhook.id, scope.claim(`${toPascal(webhook.pinnedName ?? webhook.id)}Webhook`)]));
  nameInlineSchemas(contract, claim, operations);
  const { runtime, mentioned } = importRuntime(scope, product);
  return {
    schemas: claim.schemas,
    operations,
    webhooks,
    groups,
    typeModules: claim.typeModules,
    requestModules: claim.requestModules,
    runtime,
    mentioned,
    binary: (direction) => runtime(product.binary[direction], true),
    claim: (...candidates) => scope.claim(...candidates),
  };
}

/** Names of the runtime give way to the contract's: a schema called `Client` is `Client`, and the runtime's is `RuntimeClient` there. */
function importRuntime(scope: Scope, product: ProductNames): Pick<Names, "runtime" | "mentioned"> {
  const imports = new Map<string, Import>();
  const runtime: Names["runtime"] = (name, typeOnly = false) => {
    const key = `${name} ${typeOnly}`;
    const known = imports.get(key);
    if (known) return known;
    const twin = imports.get(`${name} ${!typeOnly}`);
    const local = twin?.local ?? scope.claim(name, `${/^[a-z]/.test(name) ? "runtime" : "Runtime"}${toPascal(name)}`);
    const made: Import = { kind: "import", module: product.moduleOf(name), name: word(name), local, typeOnly };
    imports.set(key, made);
    return made;
  };
  return { runtime, mentioned: () => [...imports.values()] };
}

function nameOperations(contract: Contract, scope: Scope, product: ProductNames) {
  const calls = product.methods ? new Scope({ reserved: reservedNames, fallback: "operation" }) : scope;
  const operations = new Map<string, OperationNames>();
  const groups = new Map<string, Operation[]>();
  const files = fileScope();
  const modules = new Map<string, string>();
  for (const operation of contract.operations) {
    const tag = operation.tags[0] ?? "default";
    const module = modules.get(tag) ?? `operations/${claimFile(files, tag, "group")}`;
    modules.set(tag, module);
    const group = groups.get(module);
    if (group) group.push(operation);
    else groups.set(module, [operation]);
    const base = operation.pinnedName ?? operation.id;
    const pascal = toPascal(base) || "Operation";
    const call = calls.claim(operation.pinnedName ?? (toCamel(base) || "operation"), `${toCamel(base)}Operation`, `call${pascal}`);
    const stem = call.slice(0, 1).toUpperCase() + call.slice(1);
    operations.set(operation.id, {
      call,
      spec: scope.claim(`${call}${product.spec}`),
      request: scope.claim(`${stem}Request`, `${stem}Params`, `${stem}Arguments`),
      result: scope.claim(`${stem}Result`, `${stem}Outcome`),
      streamResult: scope.claim(`${stem}StreamResult`, `${stem}StreamOutcome`),
      module,
    });
  }
  return { operations, groups };
}

/** Names inline schemas. Each lives in the module of the component or operation it stands in, whoever reaches it first. */
function nameInlineSchemas(contract: Contract, claim: Claim, operations: ReadonlyMap<string, OperationNames>): void {
  const callOf = (id: string): string => operations.get(id)?.call ?? id;
  nameInline(contract, claim.given, callOf, toPascal, ({ schema, suggestion, root }) => {
    claimSchema(claim, schema, suggestion, homeModule(contract, root, claim, operations));
    claimRequestFace(claim, schema, () => claim.schemas.get(root.id)?.requestModule);
  }, needsName);
}

/** What shared responses, parameters and bodies hold belongs to no operation: it lives in a module of its own. */
const sharedModule = "types/shared-parts";

/** Payloads of webhooks, and what is declared inside them. */
export const webhookModule = "webhooks";

function homeModule(contract: Contract, { id, place }: Schema, claim: Claim, operations: ReadonlyMap<string, OperationNames>): string {
  if (place.kind === "component") return claim.schemas.get(id)?.module ?? sharedModule;
  if (place.kind !== "operation") return sharedModule;
  const isWebhook = contract.webhooks.some((webhook) => webhook.id === place.operation);
  return operations.get(place.operation)?.module ?? (isWebhook ? webhookModule : sharedModule);
}
