import type { Content, Contract, Direction, Field, Operation, Parameter, Response, Schema, SchemaId, Shape, Status } from "../../contract/model.js";
import type { Ident, Import } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { liftedSchemas } from "../lift.js";
import { listComponents, nameInline } from "../naming.js";
import { mediaWords } from "./media-words.js";
import { needsName } from "./naming-rules.js";
import { importName } from "./module.js";
import { type Homes, planHomes } from "./homes.js";
import { isSnake, reservedArguments, reservedAttributes, reservedMethods, reservedNames, signWords, toClassName, toSnake } from "./words.js";

/** A schema that has a type of its own: a class, or a name for another type. */
export interface SchemaNames {
  /** The module it is declared in, as a path below the package: `models/user`, `operations/users`. */
  readonly module: string;
  readonly response: Ident;
  /** The request face's name; the response face's where the two don't differ. */
  readonly request: Ident;
  /** The type to import, by direction. */
  readonly faces: Readonly<Record<Direction, Import>>;
}

/** The names of one operation. */
export interface OperationNames {
  /** The method of the service and of the client: `get_user`. */
  readonly method: Ident;
  /** What types of the operation begin with: `GetUser`. */
  readonly stem: string;
  /** The class of one way to answer: `GetUser200`, `GetUser4XX`, `GetUserDefault`; with several media types `GetUser200Json`. */
  readonly answer: (response: Response, content: Content | undefined) => Ident;
  /** All ways to answer as one type, where a product wants it: `GetUserResult`. */
  readonly result: Ident;
  /** What the method takes, where a product needs it as one class: `GetUserRequest`. */
  readonly request: Ident;
  /** The module of its group: `operations/users`. */
  readonly module: string;
  /** The group: `users`. */
  readonly group: string;
}

/** Every name of a contract in Python, given before anything is printed. */
export interface Names {
  readonly schemas: ReadonlyMap<SchemaId, SchemaNames>;
  /** By operation id. */
  readonly operations: ReadonlyMap<string, OperationNames>;
  /** The types of webhooks' payloads, by operation id. */
  readonly webhooks: ReadonlyMap<string, Ident>;
  /** Groups of operations by their first tag, in the order of the contract: `users`. */
  readonly groups: ReadonlyMap<string, readonly Operation[]>;
  /** Modules of types (`models/user`, `operations/users`, `models/shared_parts`) with the schemas declared in them. */
  readonly modules: ReadonlyMap<string, readonly SchemaId[]>;
  /** The fields of an object, by wire name. */
  readonly fields: (shape: ObjectShape) => ReadonlyMap<string, Ident>;
  /** The arguments of an operation's method, by parameter: `id`, `query_id`. `body`, `content_type` and `principal` are never theirs. */
  readonly parameters: (operation: Operation) => ReadonlyMap<Parameter, Ident>;
  /** A name of the runtime: `runtime("wire", "Model")`. It gives way to the contract's names: `RuntimeModel`. */
  readonly runtime: (folder: RuntimeFolder, name: string) => Import;
  /** A name of another module, which gives way to the contract's names: `outside("pydantic", "Field")`. */
  readonly outside: (module: string, name: string) => Import;
  /** Any JSON value: `Json`. */
  readonly json: Import;
  /** Bytes that have no JSON form, by direction. */
  readonly binary: (direction: Direction) => Import;
  /** The packages of the runtime that were asked for. */
  readonly mentioned: () => ReadonlySet<RuntimeFolder>;
  /** Gives a name that the product needs for itself: the first of these that is free, else with a number. */
  readonly claim: (...candidates: readonly [string, ...string[]]) => Ident;
}

export type RuntimeFolder = "wire" | "check" | "server" | "client" | "batch" | "ray";

export type ObjectShape = Extract<Shape, { kind: "object" }>;

/** How the names of one product differ from another's. Names of schemas, and of what operations take and give, are alike. */
export interface ProductNames {
  /** Types that the product exports under a name of its own that never gives way. */
  readonly reserved: readonly string[];
  /** What no operation's method may be called. */
  readonly methods: readonly string[];
  /** Where the types of files are, by direction. */
  readonly binary: Readonly<Record<Direction, readonly [module: string, name: string]>>;
}

/**
 * Names everything in the order of claims: components, operations, inline schemas by path. The result depends on the contract alone, and a
 * name on what it names and on what stands before it. `contract` has been through `liftShapes`.
 */
export function nameContract(contract: Contract, product: ProductNames): Names {
  const scope = new Scope({ reserved: new Set([...reservedNames, ...product.reserved]), fallback: "Unnamed" });
  const homes = planHomes(contract);
  const given = new Map<SchemaId, string>();
  const claimed = new Map<SchemaId, { readonly response: Ident; readonly request: Ident; readonly home: string }>();
  const claim = (schema: Schema, suggestion: string, home: string): void => {
    const base = pinned(schema.pinnedName) || suggestion || "Unnamed";
    const response = scope.claim(base, `${base}Schema`, `${base}Type`);
    const request = schema.directional ? scope.claim(`${response}Input`, `${response}Request`) : response;
    given.set(schema.id, response);
    claimed.set(schema.id, { response, request, home });
  };
  for (const { schema, name } of listComponents(contract)) claim(schema, toClassName(name), homes.of(schema));
  const { operations, groups } = nameOperations(contract, scope, product, homes);
  const webhooks = new Map(contract.webhooks.map((webhook) => [webhook.id, scope.claim(`${toClassName(webhook.pinnedName ?? webhook.id)}Webhook`)]));
  const ownerOf = (id: string): string => operations.get(id)?.stem ?? id;
  nameInline(contract, given, ownerOf, toClassName, ({ schema, suggestion, root }) => claim(schema, toClassName(suggestion), homes.of(root)), needsName, [...headerSchemas(contract), ...liftedSchemas(contract)]);
  const schemas = placeSchemas(claimed, homes);
  const outside = importOutside(scope);
  return {
    schemas,
    operations,
    webhooks,
    groups,
    modules: listModules(schemas),
    fields: remember(nameFields),
    parameters: remember(nameParameters),
    runtime: outside.runtime,
    outside: outside.outside,
    json: outside.runtime("wire", "Json"),
    binary: (direction) => outside.outside(...product.binary[direction]),
    mentioned: outside.mentioned,
    claim: (...candidates) => scope.claim(...candidates),
  };
}

/** Schemas of headers, which are declared with the operation they belong to. */
const headerSchemas = ({ operations, webhooks }: Contract): readonly SchemaId[] =>
  [...operations, ...webhooks].flatMap(({ responses }) => responses.flatMap(({ headers }) => headers.map(({ schema }) => schema)));

function remember<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** A name of the user's choice stands as it is, if it is a class's. */
const pinned = (name: string | undefined): string => (name === undefined ? "" : /^[A-Z][A-Za-z0-9]*$/.test(name) ? name : toClassName(name));

/** Each schema with its module; modules that would import each other are one. */
function placeSchemas(claimed: ReadonlyMap<SchemaId, { readonly response: Ident; readonly request: Ident; readonly home: string }>, homes: Homes): ReadonlyMap<SchemaId, SchemaNames> {
  const moduleOf = homes.unite(new Map([...claimed].map(([id, { home }]) => [id, home])));
  return new Map(
    [...claimed].map(([id, { response, request, home }]) => {
      const module = moduleOf(home);
      const face = (name: Ident): Import => importName(`./${module}`, name);
      const faces = { response: face(response), request: request === response ? face(response) : face(request) };
      return [id, { module, response, request, faces }];
    }),
  );
}

function listModules(schemas: ReadonlyMap<SchemaId, SchemaNames>): ReadonlyMap<string, readonly SchemaId[]> {
  const modules = new Map<string, SchemaId[]>();
  for (const [id, { module }] of schemas) {
    const list = modules.get(module);
    if (list) list.push(id);
    else modules.set(module, [id]);
  }
  return modules;
}

/** Names of the runtime and of other packages give way to the contract's: a schema called `Field` is `Field`, and Pydantic's is `PydanticField` there. */
function importOutside(scope: Scope): Pick<Names, "runtime" | "outside" | "mentioned"> {
  const known = new Map<string, Import>();
  const mentioned = new Set<RuntimeFolder>();
  const outside: Names["outside"] = (module, name) => {
    const key = `${module} ${name}`;
    // What no type of the contract may be called keeps its name.
    const made = known.get(key) ?? (reservedNames.has(name) ? importName(module, name) : importName(module, name, scope.claim(name, `${originWord(module)}${toClassName(name)}`)));
    known.set(key, made);
    return made;
  };
  const runtime: Names["runtime"] = (folder, name) => {
    mentioned.add(folder);
    return outside(`./runtime/${folder}`, name);
  };
  return { outside, runtime, mentioned: () => mentioned };
}

/** `pydantic` -> `Pydantic`, `./runtime/wire` -> `Runtime`, `collections.abc` -> `Collections`. */
const originWord = (module: string): string => toClassName(module.startsWith("./runtime/") ? "runtime" : (module.replace("./", "").split(/[./]/, 1)[0] ?? ""));

function nameOperations(contract: Contract, scope: Scope, product: ProductNames, homes: Homes) {
  const methods = new Scope({ reserved: new Set([...product.methods, ...reservedMethods]), fallback: "operation" });
  const operations = new Map<string, OperationNames>();
  const groups = new Map<string, Operation[]>();
  for (const operation of contract.operations) {
    const group = homes.group(operation);
    const list = groups.get(group);
    if (list) list.push(operation);
    else groups.set(group, [operation]);
    operations.set(operation.id, nameOperation(operation, methods, scope, group));
  }
  return { operations, groups };
}

function nameOperation(operation: Operation, methods: Scope, scope: Scope, group: string): OperationNames {
  const chosen = operation.pinnedName;
  const base = chosen !== undefined && isSnake(chosen) ? chosen : toSnake(chosen ?? operation.id) || "operation";
  const method = methods.claim(base, `${base}_operation`, `call_${base}`);
  const own = toClassName(chosen ?? operation.id) || "Operation";
  // A method that had to give way to another is told apart in the names of its types, too.
  const stem = method === base ? own : toClassName(method);
  const answers = claimAnswers(operation, scope, stem);
  const result = scope.claim(`${stem}Result`, `${stem}Outcome`);
  const request = scope.claim(`${stem}Request`, `${stem}Params`, `${stem}Arguments`);
  const answer: OperationNames["answer"] = (of, content) => answers.get(of)?.get(content) ?? answers.get(of)?.get(undefined) ?? result;
  return { method, stem, answer, result, request, module: `operations/${group}`, group };
}

/** `200`, `4XX`, `Default`. */
export const statusName = (status: Status): string => (status.kind === "code" ? String(status.code) : status.kind === "range" ? `${status.hundreds}XX` : "Default");

/** By response, and by media type where it has several. Contents may be shared by responses. */
function claimAnswers(operation: Operation, scope: Scope, own: string): ReadonlyMap<Response, ReadonlyMap<Content | undefined, Ident>> {
  return new Map(
    operation.responses.map((response) => {
      const status = statusName(response.status);
      const stem = `${own}${status}`;
      if (response.contents.length >= 2 && operation.method !== "HEAD") return [response, claimContents(scope, response.contents, stem)];
      return [response, new Map([[undefined, scope.claim(stem, `${own}Status${status}`, `${stem}Response`)]])];
    }),
  );
}

function claimContents(scope: Scope, contents: readonly Content[], stem: string): ReadonlyMap<Content | undefined, Ident> {
  return new Map(
    contents.map((content) => {
      const [short, whole] = mediaWords(content.mediaType);
      return [content, scope.claim(`${stem}${short}`, `${stem}${whole}`)];
    }),
  );
}

/** Names the fields of an object's class, in either direction. A wire name that can be the field's stays with its own field. */
export function nameFields({ fields }: { readonly fields: readonly Pick<Field, "name">[] }): ReadonlyMap<string, Ident> {
  const scope = new Scope({ reserved: reservedAttributes, fallback: "field" });
  const names = new Map<string, Ident>();
  const claim = (name: string, base: string): void => {
    if (!names.has(name)) names.set(name, scope.claim(base, `${base}_`, `${base}_field`));
  };
  for (const { name } of fields) if (isSnake(name) && toSnake(name) === name) claim(name, name);
  for (const { name } of fields) claim(name, toSnake(name) || "field");
  return names;
}

const placeWords = { path: "path", query: "query", querystring: "query", header: "header", cookie: "cookie" } as const;

/** Arguments that are no parameter's. */
const ownArguments: readonly string[] = ["body", "content_type", "principal", "options", "request", "requests"];

/** Names the arguments of an operation's method, one a parameter: of two with one name, the later one says its place. */
export function nameParameters(operation: Operation): ReadonlyMap<Parameter, Ident> {
  const scope = new Scope({ reserved: new Set([...reservedArguments, ...ownArguments]), fallback: "parameter" });
  return new Map(
    operation.parameters.map((parameter) => {
      const { pinnedName, name, in: place } = parameter;
      const base = pinnedName !== undefined && isSnake(pinnedName) ? pinnedName : toSnake(signWords(pinnedName ?? name)) || "parameter";
      return [parameter, scope.claim(base, `${placeWords[place]}_${base}`, `${base}_parameter`)];
    }),
  );
}
