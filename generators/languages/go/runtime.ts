import { readdirSync, readFileSync } from "node:fs";
import type { File } from "../../emit/file.js";
import { templatesFolder } from "../../emit/template.js";
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
    readdirSync(new URL(`${folder}/${name}`, templatesFolder), { encoding: "utf8" })
      .filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))
      .sort()
      .map((file) => ({ path: `${name}/${file}`, text: readFileSync(new URL(`${folder}/${name}/${file}`, templatesFolder), "utf8") }));
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
