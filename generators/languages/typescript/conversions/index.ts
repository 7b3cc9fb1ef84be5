import type { Contract, Direction, SchemaId } from "../../../contract/model.js";
import { type Code, code, type Ident, type Import, type Printable, word } from "../../../emit/code.js";
import { toPascal } from "../../../emit/names.js";
import { docComment } from "../comments.js";
import type { Names } from "../names.js";
import { printPattern } from "../patterns.js";
import type { TypeStyle } from "../types.js";
import { type Conversion, type ConversionPlan, planConversion } from "./plan.js";
import { type ConversionPrinter, printBody, printStep } from "./print.js";

export interface ConversionsPrinter {
  readonly contract: Contract;
  readonly names: Pick<Names, "schemas" | "claim">;
  readonly style: TypeStyle;
  /** The function that says whether a value is valid; undefined: every value is. */
  readonly is: (schema: SchemaId, direction: Direction) => Printable | undefined;
}

/** The conversions of a contract's values: what a handler sees of a request, what is sent of its answer. */
export interface Conversions {
  /** From a checked request value: named and allowed members only, defaults, dates. Undefined: the value stays as it is. */
  readonly read: (schema: SchemaId) => Printable | undefined;
  /** From an answer: named and allowed members only. */
  readonly write: (schema: SchemaId) => Printable | undefined;
  /** Prints everything that was asked for: module paths (without extension) with their declarations. */
  readonly modules: () => ReadonlyMap<string, readonly Code[]>;
}

/**
 * Plans the conversions of values (wire profile, "Schemas by direction": what a schema neither names nor allows is dropped). Asked for
 * before `modules`. They call the validators to tell branches apart, so validators are printed after them.
 */
export function planConversions(printer: ConversionsPrinter, roots: readonly { readonly schema: SchemaId; readonly direction: Direction }[]): Conversions {
  const way = (direction: Direction) => makeWay(printer, direction, roots.filter((root) => root.direction === direction).map(({ schema }) => schema));
  const [read, write] = [way("request"), way("response")];
  return {
    read: read.step,
    write: write.step,
    modules: () => {
      const modules = new Map<string, Module>();
      for (const { printAll } of [read, write]) printAll(modules);
      return new Map([...modules].map(([path, { functions, patterns }]) => [path, [...[...patterns].map(([pattern, name]) => code`const ${name} = ${printPattern(pattern)};`), ...functions]]));
    },
  };
}

/** A conversion that is a function: its name and where it stands. */
interface Made {
  readonly conversion: Conversion;
  /** What it is named after. */
  readonly stem: string;
  readonly name: Ident;
  readonly module: string;
}

function makeWay(printer: ConversionsPrinter, direction: Direction, roots: readonly SchemaId[]) {
  const plan = planConversion({ contract: printer.contract, direction, style: printer.style }, roots);
  const made = new Map<string, Made>();
  const open: Made[] = [];
  const functionOf = (conversion: Conversion): Import => {
    let known = made.get(conversion.key);
    if (!known) {
      known = { conversion, ...nameFunction(printer, conversion, direction) };
      made.set(conversion.key, known);
      open.push(known);
    }
    return { kind: "import", module: known.module, name: known.name, typeOnly: false };
  };
  return {
    step: (schema: SchemaId) => printRoot({ plan, functionOf }, printer, direction, schema),
    printAll: (into: Map<string, Module>) => printFunctions(open, into, (patterns) => makePrinter({ plan, functionOf }, printer, direction, patterns)),
  };
}

interface Way {
  readonly plan: ConversionPlan;
  readonly functionOf: (conversion: Conversion) => Import;
}

const checkRuntime = (name: string, typeOnly = false): Import => ({ kind: "import", module: "runtime/check/index", name: word(name), typeOnly });

/** What stands in a module: constants of patterns, each once, and functions. */
interface Module {
  readonly functions: Code[];
  readonly patterns: Map<string, Ident>;
}

interface Patterns {
  readonly nameOf: (pattern: string) => Ident;
}

const makePrinter = ({ plan, functionOf }: Way, { contract, is }: ConversionsPrinter, direction: Direction, patterns: Patterns): ConversionPrinter => ({
  contract,
  direction,
  plan,
  functionOf,
  runtime: checkRuntime,
  is: (schema) => is(schema, direction),
  pattern: patterns.nameOf,
});

function printRoot(way: Way, printer: ConversionsPrinter, direction: Direction, schema: SchemaId): Printable | undefined {
  const conversion = way.plan.of(schema);
  if (!conversion.needed) return undefined;
  const none: Patterns = { nameOf: (pattern) => { throw new Error(`a pattern outside a function: ${pattern}`); } };
  return printStep(makePrinter(way, printer, direction, none), conversion);
}

/** Prints functions until none is mentioned that isn't printed. */
function printFunctions(open: readonly Made[], into: Map<string, Module>, printerOf: (patterns: Patterns) => ConversionPrinter): void {
  for (const { conversion, name, module, stem } of open) {
    const { functions, patterns } = into.get(module) ?? { functions: [], patterns: new Map<string, Ident>() };
    into.set(module, { functions, patterns });
    const nameOf = (pattern: string): Ident => {
      const known = patterns.get(pattern) ?? word(`pattern${patterns.size + 1}`);
      patterns.set(pattern, known);
      return known;
    };
    functions.push(code`
      ${docComment({ text: name.startsWith("read") ? `What a handler gets of a checked value of \`${stem}\`.` : `What is sent of a value of \`${stem}\`.` })}
      export function ${name}(value: unknown): unknown {
        ${printBody(printerOf({ nameOf }), conversion)}
      }
    `);
  }
}

/** `readUserInput`, `writeUser`, in the module of the type; parts without a type are named after what they stand in. */
function nameFunction({ contract, names }: ConversionsPrinter, { schemas: [first = ""] }: Conversion, direction: Direction): Omit<Made, "conversion"> {
  const verb = direction === "request" ? "read" : "write";
  const made = (stem: string, module: string): Omit<Made, "conversion"> => ({ stem, name: names.claim(`${verb}${stem}`), module });
  let suffix = "";
  for (let schema = contract.schemas[first]; schema; ) {
    const named = names.schemas.get(schema.id);
    if (named) return made(`${named[direction]}${suffix}`, named.module.replace(/^types\//, "").replace(/^/, "conversions/"));
    const { place } = schema;
    if (place.kind !== "nested") return made(`${toPascal(place.kind === "operation" ? `${place.operation} ${place.slot}` : place.name)}${suffix}`, "conversions/shared-parts");
    suffix = `Part${suffix}`;
    schema = contract.schemas[place.parent];
  }
  return made("Value", "conversions/shared-parts");
}
