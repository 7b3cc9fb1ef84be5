import { groupByCycle } from "../../contract/graph.js";
import type { Contract, Operation, Schema, SchemaId } from "../../contract/model.js";
import { toKebab } from "../../emit/names.js";
import { Scope } from "../../emit/scope.js";
import { listComponents } from "../naming.js";
import { mentionedTypes } from "./mentions.js";
import { reservedModules } from "./words.js";

/** What shared responses, parameters and bodies hold belongs to no operation: it lives in a module of its own. */
export const sharedModule = "models/shared_parts";

/** Payloads of webhooks, and what is declared inside them. */
export const webhookModule = "models/webhook_parts";

/** Where types are declared. */
export interface Homes {
  /** The module of all that stands in a component, or in an operation, by the schema around it: `models/user`. */
  readonly of: (root: Schema) => string;
  /** The group of an operation, by its first tag: `users`. */
  readonly group: (operation: Operation) => string;
  /** Says of a home which module it is in the end: Python's modules can't import each other, so homes that would are one, that of the first. */
  readonly unite: (homes: ReadonlyMap<SchemaId, string>) => (home: string) => string;
}

export function planHomes(contract: Contract): Homes {
  const models = nameStems(["shared_parts", "webhook_parts"]);
  const components = new Map(listComponents(contract).map(({ schema, name }) => [schema.id, `models/${models(schema.pinnedName ?? name, "schema")}`]));
  const groups = nameStems([]);
  const tags = new Map<string, string>();
  const byOperation = new Map<string, string>();
  for (const operation of contract.operations) {
    const tag = operation.tags[0] ?? "default";
    const stem = tags.get(tag) ?? groups(tag, "group");
    tags.set(tag, stem);
    byOperation.set(operation.id, stem);
  }
  const webhooks = new Set(contract.webhooks.map(({ id }) => id));
  return {
    of: ({ id, place }) => {
      if (place.kind === "component") return components.get(id) ?? sharedModule;
      if (place.kind !== "operation") return sharedModule;
      const group = byOperation.get(place.operation);
      return group !== undefined ? `operations/${group}` : webhooks.has(place.operation) ? webhookModule : sharedModule;
    },
    group: ({ id }) => byOperation.get(id) ?? "default",
    unite: (homes) => uniteHomes(contract, homes),
  };
}

/** What Windows gives to devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Gives out the stems of modules: lower case, words joined by `_`, ASCII only. `kind` stands before or behind what is no name by itself. */
function nameStems(own: readonly string[]): (name: string, kind: string) => string {
  // A scope gives identifiers; `m_` keeps digits at the beginning from being changed.
  const scope = new Scope({ reserved: new Set(own.map((stem) => `m_${stem}`)), fallback: "m_x" });
  return (name, kind) => {
    const words = toKebab(name).replaceAll("-", "_") || kind;
    const stem = /^\d/.test(words) ? `${kind}_${words}` : words;
    const isFree = !reservedModules.has(stem) && !device.test(stem);
    const longer = `m_${stem}_${kind}`;
    return (isFree ? scope.claim(`m_${stem}`, longer) : scope.claim(longer)).slice(2);
  };
}

/** A module that is imported imports others first, and Python counts that as calls: longer chains are one module from here on. */
const deepestImport = 40;

function uniteHomes(contract: Contract, homes: ReadonlyMap<SchemaId, string>): (home: string) => string {
  const edges = new Map<string, string[]>();
  for (const [id, home] of homes) {
    const known = edges.get(home) ?? [];
    edges.set(home, known);
    for (const other of mentionedTypes(contract, homes, id)) {
      const next = homes.get(other);
      if (next !== undefined && next !== home && !known.includes(next)) known.push(next);
    }
  }
  const order = new Map([...edges.keys()].map((home, index) => [home, index]));
  const rank = (home: string): number => (home.startsWith("models/") ? 0 : 1_000_000) + (order.get(home) ?? 0);
  const united = new Map<string, string>();
  const depths = new Map<string, number>();
  let deep: string | undefined;
  for (const group of groupByCycle({ edges })) {
    const depth = 1 + Math.max(0, ...group.flatMap((home) => (edges.get(home) ?? []).map((other) => depths.get(other) ?? 0)));
    const [own = ""] = [...group].sort((a, b) => rank(a) - rank(b));
    const first = depth > deepestImport ? (deep ??= own) : own;
    for (const home of group) {
      united.set(home, first);
      depths.set(home, depth);
    }
  }
  return (home) => united.get(home) ?? home;
}
