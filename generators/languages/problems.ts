import type { Content, Contract, Response, SchemaId, Shape } from "../contract/model.js";
import { resolveShape } from "./shapes.js";

/** What has to be known of a contract and its names. */
export interface ProblemNames {
  readonly contract: Contract;
  readonly names: { readonly schemas: ReadonlyMap<SchemaId, { readonly response: string }> };
}

/** A schema of the contract's own for what goes wrong, which a hook renders problems into. */
export interface ProblemHook {
  /** The type's name. */
  readonly name: string;
  readonly schema: SchemaId;
}

/** What the members of a problem document are (RFC 9457, section 3.1, and the wire profile's own). */
const members: Readonly<Record<string, Shape["kind"]>> = { type: "string", title: "string", status: "integer", code: "string", detail: "string", trace_id: "string" };
const optional = new Set(["violations", "truncated"]);

const isError = ({ status }: Response): boolean => (status.kind === "code" ? status.code >= 400 : status.kind === "range" ? status.hundreds >= 4 : true);

/** The hook that a response needs: undefined where a problem document is what it declares, or where it declares no JSON. */
export function hookOf(printer: ProblemNames, response: Response): ProblemHook | undefined {
  if (!isError(response)) return undefined;
  const documents = response.contents.filter(({ kind }) => kind === "json");
  const [content] = documents;
  if (content?.schema === undefined || documents.some((each) => takesProblem(printer, each))) return undefined;
  const named = nameOf(printer, content.schema);
  return named === undefined ? undefined : { name: named.name, schema: named.schema };
}

function nameOf({ contract, names }: ProblemNames, start: SchemaId): ProblemHook | undefined {
  const seen = new Set<SchemaId>();
  for (let id: SchemaId | undefined = start; id !== undefined && !seen.has(id); ) {
    seen.add(id);
    const name = names.schemas.get(id)?.response;
    if (name !== undefined) return { name, schema: id };
    const shape: Shape | undefined = contract.schemas[id]?.shape;
    id = shape?.kind === "ref" ? shape.schema : undefined;
  }
  return undefined;
}

/** Whether every problem document is a value of a content's schema, as far as its shape tells. */
function takesProblem({ contract }: ProblemNames, { schema }: Content): boolean {
  const shape = schema === undefined ? undefined : resolveShape(contract, { kind: "ref", schema });
  if (shape === undefined || shape.kind === "any" || shape.kind === "map") return shape?.kind !== "map" || resolveShape(contract, shape.values)?.kind === "any";
  if (shape.kind !== "object") return false;
  const named = new Set(shape.fields.map(({ name }) => name));
  if (shape.closed && [...Object.keys(members), ...optional].some((name) => !named.has(name))) return false;
  return shape.fields.every((field) => {
    const known = Object.hasOwn(members, field.name) ? members[field.name] : undefined;
    if (known === undefined) return !field.required;
    const kind = resolveShape(contract, field.shape)?.kind;
    return kind === known || kind === "any" || (kind === "number" && known === "integer");
  });
}

/** Every hook of a contract, by name, in the order of its operations. */
export function listHooks(printer: ProblemNames): readonly ProblemHook[] {
  const found = new Map<string, ProblemHook>();
  for (const { responses } of printer.contract.operations) {
    for (const response of responses) {
      const hook = hookOf(printer, response);
      if (hook && !found.has(hook.name)) found.set(hook.name, hook);
    }
  }
  return [...found.values()];
}
