import type { File } from "../../emit/file.js";
import { listSources, readSource } from "../../emit/sources.js";
import { runtimeHeader } from "./module.js";
import type { RuntimePackage } from "./names.js";

const folder = "runtime/go";

/** The path of the runtime's module in Mortise's own sources. */
const ownPath = "mortise/runtime/";

interface Source {
  readonly path: string;
  readonly text: string;
}

const known = new Map<RuntimePackage, readonly Source[]>();

/** The files of one of the runtime's packages, without its tests. */
function readPackage(name: RuntimePackage): readonly Source[] {
  const found =
    known.get(name) ??
    listSources(`${folder}/${name}`)
      .filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))
      .map((file) => ({ path: `${name}/${file}`, text: readSource(`${folder}/${name}/${file}`) }));
  known.set(name, found);
  return found;
}

/** The runtime's packages that a product needs, with those that they import, copied; they import each other below the product's own path. */
export function runtimeFiles(wanted: readonly RuntimePackage[], module: string): readonly File[] {
  const needed = new Set(wanted);
  for (const name of needed) for (const { text } of readPackage(name)) for (const [, other] of text.matchAll(/"mortise\/runtime\/(\w+)"/g)) needed.add(other as RuntimePackage);
  return [...needed].sort().flatMap((name) =>
    readPackage(name).map(({ path, text }): File => ({
      path,
      owner: "generator",
      content: { kind: "text", text: `${runtimeHeader}\n\n${text.replaceAll(`"${ownPath}`, `"${module}/`)}` },
    })),
  );
}
