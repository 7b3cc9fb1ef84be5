import type { Direction, SchemaId } from "../../contract/model.js";
import { type Ident, type Import, word } from "../../emit/code.js";
import type { Resource } from "../../languages/resources.js";
import type { Names, ProductNames } from "../../languages/typescript/names.js";
import type { ServerPrinter } from "../../languages/typescript/server/printer.js";

/** What the runtime's entry for mocks exports of it; other names are the server's, and these come without what carries a server. */
const mockExports: ReadonlySet<string> = new Set(
  "CommonMockOptions Delay Factories Factory FactoryWish Fate Memory MemoryOptions MockAnswer MockContract MockPlan MockSecurity NoValue OverrideList OverrideOf OverrideRecord OverrideTerms StreamOptions createFactories openMemory openMock".split(" "),
);
const ownModules: Readonly<Record<string, string>> = { decimal: "runtime/check/decimal", mswHandlers: "runtime/msw/index", openData: "runtime/data/index", Schemas: "runtime/data/schema" };

/** How the names of a mock are given: as those of a server, which it is. */
export const mockNames: ProductNames = {
  reserved: ["createMock"],
  methods: true,
  spec: "Route",
  moduleOf: (name) => ownModules[name] ?? (mockExports.has(name) ? "runtime/mock/index" : "runtime/mock/server-types"),
  binary: { request: "Upload", response: "BinaryBody" },
};

/** What a mock exports beside what a server does. The contract's names come first. */
export interface MockNames {
  readonly mock: Ident;
  readonly options: Ident;
  readonly contract: Import;
  readonly schemas: Import;
  /** What factories make, and of which schemas. */
  readonly values: Import;
  readonly valueSchemas: Import;
  /** The answers of a group of operations, by its module. */
  readonly answers: ReadonlyMap<string, Import>;
}

export interface MswPrinter extends ServerPrinter {
  readonly mock: MockNames;
  /** What operations do to what a mock remembers, by id. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** What a schema of values that travel in a direction is called in `schemas`; undefined where every value is valid. */
  readonly schemaName: (schema: SchemaId, direction: Direction) => string | undefined;
}

/** `user-page` of a file as a name. */
export const camel = (stem: string): string => stem.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());

/** Names everything of the mock's own. */
export function nameMock({ claim, groups }: Names): MockNames {
  const constant = (module: string, name: Ident): Import => ({ kind: "import", module, name: word(name), typeOnly: false });
  return {
    mock: claim("Mock", "ContractMock"),
    options: claim("CreateMockOptions", "NewMockOptions"),
    contract: constant("contract", claim("contract", "mockContract")),
    schemas: constant("schemas/index", claim("schemas", "mockSchemas")),
    values: constant("values", claim("Values", "MockValues")),
    valueSchemas: constant("values", claim("valueSchemas")),
    answers: new Map(
      [...groups.keys()].map((module) => {
        const stem = module.slice(module.indexOf("/") + 1);
        return [module, constant(`answers/${stem}`, claim(`${camel(stem)}Answers`))];
      }),
    ),
  };
}
