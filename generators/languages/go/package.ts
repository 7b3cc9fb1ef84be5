import type { Diagnostic } from "../../diagnostic.js";
import type { File } from "../../emit/file.js";
import { fillTemplate } from "../../emit/template.js";
import { reservedNames, toGoPascal } from "./words.js";

/** The name of a package (Effective Go, "Package names"): lower case letters and digits. `wanted` is taken as it is if it is one. */
export function packageName(wanted: string | undefined, title: string): string {
  if (wanted !== undefined && isPackageName(wanted)) return wanted;
  const made = toGoPascal(wanted ?? title).toLowerCase().replace(/[^a-z0-9]/g, "").replace(/^[0-9]+/, "").slice(0, 40);
  return isPackageName(made) ? made : made === "" ? "api" : `${made}api`;
}

const isPackageName = (name: string): boolean => /^[a-z][a-z0-9]*$/.test(name) && !reservedNames.has(name);

/** What is wrong with an import path, or undefined (Go Modules Reference, "Module paths"). */
export function faultOfModule(path: string): string | undefined {
  if (!/^[A-Za-z0-9._~/-]+$/.test(path)) return "has characters that no import path has";
  for (const element of path.split("/")) {
    if (element === "") return "has an empty part";
    if (element.startsWith(".") || element.endsWith(".")) return "has a part that begins or ends with a dot";
  }
  return (path.split("/", 1)[0] ?? "").includes(".") ? undefined : "has no dot in its first part, as the standard library's paths have";
}

/** The name and the path of a product's package, as its options say or the contract's title suggests; or why the path is none. */
export function planPackage(title: string, chosen: { readonly package: string | undefined; readonly module: string | undefined }): { readonly package: string; readonly module: string; readonly fault?: Diagnostic } {
  const name = packageName(chosen.package, title);
  const module = chosen.module ?? `example.com/${name}`;
  const fault = faultOfModule(module);
  if (fault === undefined) return { package: name, module };
  const hint = "give the path by which Go files import the output folder, such as example.com/acme/users";
  return { package: name, module, fault: { code: "go-module", severity: "error", message: `the option 'module' (${module}) ${fault}`, hint } };
}

/** `go.mod` and `go.sum`, as `go mod tidy` leaves them for what the files import. */
export function moduleFiles(product: "server" | "client", module: string, files: readonly File[]): readonly File[] {
  const view = { module, uuid: files.some((file) => imports(file, "github.com/google/uuid")) };
  const file = (path: string, text: string): File => ({ path, owner: "generator", content: { kind: "text", text } });
  return [file("go.mod", fillTemplate(`go/${product}.mod.hbs`, view)), file("go.sum", fillTemplate(`go/${product}.sum.hbs`, view))];
}

/** Whether a file imports a package. */
function imports({ content }: File, path: string): boolean {
  if (content.kind !== "text") return false;
  const { text } = content;
  const start = text.indexOf("\nimport ");
  const end = text.startsWith("\nimport (", start) ? text.indexOf("\n)\n", start) : text.indexOf("\n", start + 1);
  const said = text.slice(start, end + 1);
  return start >= 0 && (said.includes(`\n\t"${path}"\n`) || said.includes(`\nimport "${path}"\n`));
}
