import type { About } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import type { File } from "../../emit/file.js";
import { fillTemplate } from "../../emit/template.js";
import { reservedModules, toSnake } from "./words.js";

/** The name of a package, or why it is none. */
export interface PackagePlan {
  readonly package: string;
  readonly fault?: Diagnostic;
}

const isPackage = (name: string): boolean => /^[a-z][a-z0-9_]*$/.test(name) && !reservedModules.has(name);

/** The name of a product's package (PEP 8: lower case, words joined by underscores): the option's, or made of the contract's title. */
export function planPackage(title: string, wanted: string | undefined, product: "server" | "client"): PackagePlan {
  if (wanted === undefined) {
    const stem = toSnake(title).replace(/[^a-z0-9_]/g, "").replace(/^[^a-z]+/, "").slice(0, 60).replace(/_+$/, "");
    return { package: `${stem === "" ? "api" : stem}_${product}` };
  }
  if (isPackage(wanted)) return { package: wanted };
  return { package: "api", fault: { code: "py-package", severity: "error", message: `the option 'package' (${wanted}) is no name of a Python package`, hint: "give letters, digits and underscores, such as users_server" } };
}

/** A basic string of TOML: what it can't hold, or nobody sees, falls out. */
const quoteToml = (text: string): string => JSON.stringify(text.replace(/\p{C}/gu, ""));

/** What pip takes for a version (PEP 440): the contract's where it is one of numbers, else 0.0.0. */
const versionOf = (version: string): string => (/^\d{1,9}(?:\.\d{1,9}){0,3}$/.test(version) ? version : "0.0.0");

/** One line, at most so long as people read. */
const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim().slice(0, 200);

/** `pyproject.toml`: the package as one that pip installs, and how it is linted and typechecked. */
export function printProject(product: "server" | "client", name: string, { title, version }: About, more: { readonly ray?: boolean } = {}): File {
  const view = {
    package: name,
    distribution: name.replaceAll("_", "-").replace(/-+/g, "-").replace(/-$/, ""),
    version: quoteToml(versionOf(version)),
    description: quoteToml(oneLine(`The ${product} of ${title}`)),
    ray: more.ray === true,
  };
  return { path: "pyproject.toml", owner: "generator", content: { kind: "text", text: fillTemplate(`python/${product}.pyproject.toml.hbs`, view) } };
}
