import type { Code } from "../../../emit/code.js";
import type { File } from "../../../emit/file.js";
import { planConversions } from "../conversions/index.js";
import { printModule } from "../module.js";
import type { TypePrinter } from "../types.js";
import { planChecks } from "../validators/index.js";
import type { Rules } from "./printer.js";
import { listRoots } from "../../roots.js";

/** Rules, and the files that they are printed to. `files` comes last: it has what was asked for until then. */
export interface RuleFiles extends Rules {
  readonly files: () => readonly File[];
}

/** Checks and conversions of everything that a contract's routes speak of. */
export function planRules(printer: TypePrinter, formats: "assert" | "annotate"): RuleFiles {
  const roots = listRoots(printer.contract);
  const checks = planChecks(printer, roots, { formats });
  const conversions = planConversions({ ...printer, is: checks.is }, roots);
  return {
    check: checks.of,
    read: conversions.read,
    write: conversions.write,
    files: () => {
      // Conversions tell the branches of unions apart by checks, so they are printed first.
      const converted = printModules(conversions.modules());
      return [...printModules(checks.modules()), ...converted];
    },
  };
}

const printModules = (modules: ReadonlyMap<string, readonly Code[]>): readonly File[] => [...modules].map(([module, blocks]) => printModule(module, blocks));
