import type { File } from "../../emit/file.js";
import { listSources, readSource } from "../../emit/sources.js";
import { runtimeHeader } from "./module.js";
import type { RuntimeFolder } from "./names.js";

const folder = "runtime/python/runtime";

interface Source {
  readonly path: string;
  readonly text: string;
}

const known = new Map<string, readonly Source[]>();

/** The files of one of the runtime's packages. */
function readPackage(name: string): readonly Source[] {
  const found =
    known.get(name) ??
    listSources(`${folder}/${name}`)
      .filter((file) => file.endsWith(".py"))
      .map((file) => ({ path: `${name}/${file}`, text: readSource(`${folder}/${name}/${file}`) }));
  known.set(name, found);
  return found;
}

/** Imports that are made when a module is loaded; those inside functions are for what only some products have. */
const imported = /^from \.\.(\w+)/gm;

/** The runtime's packages that a product needs, with those that they import, copied. They import each other by relative names. */
export function runtimeFiles(wanted: Iterable<RuntimeFolder>): readonly File[] {
  const needed = new Set<string>(wanted);
  for (const name of needed) for (const { text } of readPackage(name)) for (const [, other = ""] of text.matchAll(imported)) needed.add(other);
  const copy = ({ path, text }: Source): File => ({ path: `runtime/${path}`, owner: "generator", content: { kind: "text", text: `${runtimeHeader}\n${text}` } });
  return [copy({ path: "__init__.py", text: readSource(`${folder}/__init__.py`) }), ...[...needed].sort().flatMap((name) => readPackage(name).map(copy))];
}
