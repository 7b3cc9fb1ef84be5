import type { Content, Contract, Direction, Field, Operation, Parameter, Response, Schema, SchemaId, Shape, Status } from "../../contract/model.js";
import type { Ident, Import } from "../../emit/code.js";
import { Scope } from "../../emit/scope.js";
import { listComponents, nameInline } from "../naming.js";
import { type FileNames, nameFiles } from "./file-names.js";
import { liftedSchemas, needsName } from "./lift.js";
import { importName } from "./module.js";
import { exportName, reservedNames, signWords, toExported, toGoPascal } from "./words.js";

/** A schema that has a type of its own. */
export interface SchemaNames {
  /** The stem of the file it is declared in: `user_page` of `user_page.go`, `user_page_json.go`. */
  readonly file: string;
  /** The type by direction; the same where the faces don't differ. */
  readonly faces: Readonly<Record<Direction, Ident>>;
  readonly response: Ident;
  readonly request: Ident;
}

/** The names of one operation. */
export interface OperationNames {
  /** The method of `Service` and of the client: `GetUser`. */
  readonly method: Ident;
  /** What the method takes: `GetUserRequest`. */
  readonly request: Ident;
  /** The interface of all that it may answer: `GetUserResponse`. */
  readonly response: Ident;
  /** The struct of one way to answer: `GetUser200`, `GetUser4XX`, `GetUserDefault`; with several media types `GetUser200JSON`. */
  readonly answer: (response: Response, content: Content | undefined) => Ident;
  /** With several media types, the interface of all bodies (`PutFileBody`) and the struct of one (`PutFileBodyJSON`). */
  readonly body: Ident;
  readonly bodyOf: (content: Content) => Ident;
  /** The stem of its group's file. */
  readonly file: string;
}

/** Every name of a contract in Go, given before anything is printed. All stand in one package. */
export interface Names {
  readonly schemas: ReadonlyMap<SchemaId, SchemaNames>;
  /** By operation id. */
  readonly operations: ReadonlyMap<string, OperationNames>;
  /** The types of webhooks' payloads, by operation id. */
  readonly webhooks: ReadonlyMap<string, Ident>;
  /** Stems of operations' files, with what they hold, in the order of the contract. */
  readonly groups: ReadonlyMap<string, readonly Operation[]>;
  /** Stems of files with the schemas declared in them: components first; schemas that only one operation has are in its group's file. */
  readonly files: ReadonlyMap<string, readonly SchemaId[]>;
  /** The fields of an object: see `nameFields`. */
  readonly fields: (shape: ObjectShape) => FieldNames;
  /** The fields of an operation's request, by parameter: `ID`, `QueryID`. `Body` is the body's. */
  readonly parameters: (operation: Operation) => ReadonlyMap<Parameter, Ident>;
  /** A name of a package of the runtime (`wire`, `check`, `server`, `client`): `runtime("wire", "Reader")` is `wire.Reader`. */
  readonly runtime: (folder: RuntimePackage, name: string) => Import;
  /** A type of the runtime that users write, under the package's own name for it: `Nullable`, `Date`, `Integer`, `File`. The package declares what was asked for: see `aliases`. */
  readonly own: (name: OwnName) => Ident;
  readonly aliases: () => ReadonlyMap<OwnName, Ident>;
  /** Gives a name of the package that the product needs for itself: the first of these that is free, else with a number. */
  readonly claim: (...candidates: readonly [string, ...string[]]) => Ident;
  /** The name of the package, and the path by which it is imported. */
  readonly package: string;
  readonly module: string;
}

/** Types of the runtime's package `wire` that users write. */
export type OwnName = "Nullable" | "Date" | "Integer" | "File";

export type RuntimePackage = "wire" | "check" | "server" | "client";

export type ObjectShape = Extract<Shape, { kind: "object" }>;

/** The fields of a struct. */
export interface FieldNames {
  /** By wire name. */
  readonly of: ReadonlyMap<string, Ident>;
  /** The field of extra members. */
  readonly extra: Ident;
  /** The field of a value that is no object. */
  readonly other: Ident;
}

/** How the names of one product differ from another's. Names of schemas, and of what operations take and give, are alike. */
export interface ProductNames {
  /** What the product exports under a name of its own that never gives way. */
  readonly reserved: readonly string[];
  /** What no operation's method may be called. */
  readonly methods: readonly string[];
  readonly package: string;
  readonly module: string;
}

interface Claim {
  readonly schemas: Map<SchemaId, SchemaNames>;
  readonly given: Map<SchemaId, string>;
  readonly files: Map<string, SchemaId[]>;
  readonly scope: Scope;
}

const packageScope = (reserved: readonly string[]): Scope => new Scope({ reserved: new Set([...reservedNames, ...reserved]), fallback: "Unnamed" });

/** The names of a contract's own, before its product claims any. */
interface OwnNames extends Pick<Names, "schemas" | "operations" | "webhooks" | "groups" | "files"> {
  readonly scope: Scope;
}

/** By contract, of products that reserve nothing. */
const known = new WeakMap<Contract, OwnNames>();

/** A name that is reserved matters only to who would have got it, so most products of a contract share its names. */
function shareNames(contract: Contract, product: ProductNames): OwnNames {
  if (product.reserved.length > 0) return nameAll(contract, product);
  const names = known.get(contract) ?? nameAll(contract, { ...product, methods: [] });
  known.set(contract, names);
  const isFine = product.methods.length === 0 || [...names.operations.values()].every(({ method }) => !product.methods.includes(method));
  return isFine ? { ...names, scope: names.scope.copy() } : nameAll(contract, product);
}

/**
 * Names everything in the order of claims: components, request faces, operations, inline schemas by path. The result depends on the
 * contract alone, and a name on what it names and on what stands before it.
 */
export function nameContract(contract: Contract, product: ProductNames): Names {
  const { scope, ...own } = shareNames(contract, product);
  return {
    ...own,
    fields: (shape) => remember(knownFields, shape, nameFields),
    parameters: (operation) => remember(knownParameters, operation, nameParameters),
    runtime: importRuntime(product.module),
    ...claimAliases(scope),
    claim: (...candidates) => scope.claim(...candidates),
    package: product.package,
    module: product.module,
  };
}

function nameAll(contract: Contract, product: ProductNames): OwnNames {
  const scope = packageScope(product.reserved);
  const claim: Claim = { schemas: new Map(), given: new Map(), files: new Map(), scope };
  const files = nameFiles();
  for (const { schema, name } of listComponents(contract)) claimSchema(claim, schema, toExported(name), files(schema.pinnedName ?? name, "schema", "type"));
  const { operations, groups } = nameOperations(contract, scope, product, files);
  const webhooks = new Map(contract.webhooks.map((webhook) => [webhook.id, scope.claim(`${toExported(webhook.pinnedName ?? webhook.id)}Webhook`)]));
  const ownerOf = (id: string): string => operations.get(id)?.method ?? id;
  nameInline(contract, claim.given, ownerOf, toGoPascal, ({ schema, suggestion, root }) => claimSchema(claim, schema, exportName(suggestion), homeOf(contract, root, claim, operations)), (_, { shape }) => needsName(shape), [...headerSchemas(contract), ...liftedSchemas(contract)]);
  return { schemas: claim.schemas, operations, webhooks, groups, files: claim.files, scope };
}

/** What hangs on nothing but the shape or the operation is alike in all products of a contract. */
const knownFields = new WeakMap<ObjectShape, FieldNames>();
const knownParameters = new WeakMap<Operation, ReadonlyMap<Parameter, Ident>>();

/** Schemas of headers, which are declared with the operation they belong to. */
const headerSchemas = ({ operations, webhooks }: Contract): readonly SchemaId[] =>
  [...operations, ...webhooks].flatMap(({ responses }) => responses.flatMap(({ headers }) => headers.map(({ schema }) => schema)));

function remember<K extends object, V>(known: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make(key);
  known.set(key, made);
  return made;
}

/** The package's own names for types of the runtime give way to the contract's: beside a schema `Date`, the runtime's is `WireDate`. */
function claimAliases(scope: Scope): Pick<Names, "own" | "aliases"> {
  const names = new Map((["Nullable", "Date", "Integer", "File"] as const).map((name) => [name, scope.claim(name, `Wire${name}`)]));
  const used = new Map<OwnName, Ident>();
  const own = (name: OwnName): Ident => {
    const found = names.get(name) ?? scope.claim(name);
    used.set(name, found);
    return found;
  };
  return { own, aliases: () => used };
}

function importRuntime(module: string): Names["runtime"] {
  const known = new Map<string, Import>();
  return (folder, name) => {
    const key = `${folder}.${name}`;
    const made = known.get(key) ?? importName(`${module}/${folder}`, name);
    known.set(key, made);
    return made;
  };
}

function claimSchema(claim: Claim, schema: Schema, suggestion: string, file: string): void {
  const base = pinned(schema.pinnedName) || suggestion || "Unnamed";
  const response = claim.scope.claim(base, `${base}Schema`, `${base}Type`);
  const request = schema.directional ? claim.scope.claim(`${response}Input`, `${response}Request`) : response;
  claim.given.set(schema.id, response);
  claim.schemas.set(schema.id, { file, response, request, faces: { response, request } });
  const list = claim.files.get(file);
  if (list) list.push(schema.id);
  else claim.files.set(file, [schema.id]);
}

/** A name of the user's choice stands as it is, if other packages can see it. */
const pinned = (name: string | undefined): string => (name === undefined ? "" : /^[A-Z][A-Za-z0-9]*$/.test(name) ? name : toExported(name));

function nameOperations(contract: Contract, scope: Scope, product: ProductNames, files: FileNames) {
  const methods = new Scope({ reserved: new Set([...product.methods, ...standardMethods]), fallback: "Operation" });
  const operations = new Map<string, OperationNames>();
  const groups = new Map<string, Operation[]>();
  const stems = new Map<string, string>();
  for (const operation of contract.operations) {
    const tag = operation.tags[0] ?? "default";
    const file = stems.get(tag) ?? files(tag, "group", "operations");
    stems.set(tag, file);
    const group = groups.get(file);
    if (group) group.push(operation);
    else groups.set(file, [operation]);
    operations.set(operation.id, nameOperation(operation, methods, scope, file));
  }
  return { operations, groups };
}

/** Methods that go vet knows by their names alone, and wants to be what the standard library means by them (stdmethods). */
const standardMethods: readonly string[] = ["GobDecode", "GobEncode", "MarshalJSON", "UnmarshalJSON", "ReadByte", "ReadRune", "UnreadByte", "UnreadRune", "WriteByte"];

function nameOperation(operation: Operation, methods: Scope, scope: Scope, file: string): OperationNames {
  const base = pinned(operation.pinnedName) || toExported(operation.id) || "Operation";
  const method = methods.claim(base, `${base}Operation`, `Call${base}`);
  const contents = operation.body?.contents ?? [];
  const body = contents.length > 1 ? scope.claim(`${method}Body`, `${method}Payload`) : method;
  const bodies = contents.length > 1 ? claimContents(scope, contents, body) : new Map<Content | undefined, Ident>();
  const request = scope.claim(`${method}Request`, `${method}Params`, `${method}Arguments`);
  const response = scope.claim(`${method}Response`, `${method}Result`, `${method}Outcome`);
  const answers = claimAnswers(operation, scope, method);
  return {
    method,
    request,
    response,
    answer: (of, content) => answers.get(of)?.get(content) ?? answers.get(of)?.get(undefined) ?? response,
    body,
    bodyOf: (content) => bodies.get(content) ?? body,
    file,
  };
}

/** `200`, `4XX`, `Default`. */
export const statusName = (status: Status): string => (status.kind === "code" ? String(status.code) : status.kind === "range" ? `${status.hundreds}XX` : "Default");

/** By response, and by media type where it has several. Contents may be shared by responses. */
function claimAnswers(operation: Operation, scope: Scope, method: Ident): ReadonlyMap<Response, ReadonlyMap<Content | undefined, Ident>> {
  return new Map(
    operation.responses.map((response) => {
      const status = statusName(response.status);
      const stem = `${method}${status}`;
      if (response.contents.length >= 2 && operation.method !== "HEAD") return [response, claimContents(scope, response.contents, stem)];
      return [response, new Map([[undefined, scope.claim(stem, `${method}Status${status}`, `${stem}Response`)]])];
    }),
  );
}

/** What a media type is called in names. */
const usual: Readonly<Record<string, string>> = {
  "application/json": "JSON",
  "application/problem+json": "Problem",
  "application/x-www-form-urlencoded": "Form",
  "multipart/form-data": "Multipart",
  "text/event-stream": "Events",
  "application/jsonl": "Lines",
  "application/x-ndjson": "Lines",
  "text/plain": "Text",
  "application/octet-stream": "Binary",
  "*/*": "Any",
};

/** `image/png` -> `PNG`, `text/csv` -> `CSV`, `application/vnd.acme+json` -> `VndAcmeJSON`, `image/*` -> `Image`. */
function mediaWords(mediaType: string): readonly [string, string] {
  const bare = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const [type = "", subtype = ""] = bare.split("/");
  const whole = toGoPascal(mediaType) || "Body";
  if (Object.hasOwn(usual, bare)) return [usual[bare] ?? whole, whole];
  if (subtype === "*") return [toGoPascal(type) || whole, whole];
  return [/^[a-z]{2,4}$/.test(subtype) ? subtype.toUpperCase() : toGoPascal(subtype.replace(/^x-/, "")) || whole, whole];
}

function claimContents(scope: Scope, contents: readonly Content[], stem: string): ReadonlyMap<Content | undefined, Ident> {
  return new Map(
    contents.map((content) => {
      const [short, whole] = mediaWords(content.mediaType);
      return [content, scope.claim(`${stem}${short}`, `${stem}${whole}`)];
    }),
  );
}

/** Names that structs' methods have. */
const methodNames: ReadonlySet<string> = new Set(["MarshalJSON", "UnmarshalJSON"]);

/** Names the fields of an object's struct, in either direction. */
export function nameFields({ fields }: { readonly fields: readonly Pick<Field, "name">[] }): FieldNames {
  const scope = new Scope({ reserved: methodNames, fallback: "Field" });
  const of = new Map<string, Ident>();
  for (const { name } of fields) if (!of.has(name)) of.set(name, scope.claim(toExported(signWords(name)) || "Field"));
  return { of, extra: scope.claim("Extra", "ExtraMembers", "OtherMembers"), other: scope.claim("Other", "OtherValue", "OtherJSON") };
}

const placeWords = { path: "Path", query: "Query", querystring: "Query", header: "Header", cookie: "Cookie" } as const;

/** Names the fields of an operation's request, one a parameter: of two with one name, the later one says its place. */
export function nameParameters(operation: Operation): ReadonlyMap<Parameter, Ident> {
  const scope = new Scope({ reserved: new Set(["Body"]), fallback: "Parameter" });
  return new Map(
    operation.parameters.map((parameter) => {
      const base = pinned(parameter.pinnedName) || toExported(signWords(parameter.name)) || "Parameter";
      return [parameter, scope.claim(base, `${placeWords[parameter.in]}${base}`, `${base}Parameter`)];
    }),
  );
}

/** What shared responses, parameters and bodies hold belongs to no operation: it lives in a file of its own, as payloads of webhooks do. */
export const sharedFile = "shared_parts";
export const webhookFile = "webhooks";

function homeOf(contract: Contract, root: Schema, claim: Claim, operations: ReadonlyMap<string, OperationNames>): string {
  const { place } = root;
  if (place.kind === "component") return claim.schemas.get(root.id)?.file ?? sharedFile;
  if (place.kind !== "operation") return sharedFile;
  const isWebhook = contract.webhooks.some((webhook) => webhook.id === place.operation);
  return operations.get(place.operation)?.file ?? (isWebhook ? webhookFile : sharedFile);
}
