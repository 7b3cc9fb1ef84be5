import { isObject, type JsonObject } from "../contract/json.js";
import { loadRuntime } from "../languages/typescript/runtime.js";
import { openSlices, type Slice } from "./slices.js";

/** The paths of a contract, as a server of it finds them. */
export interface Paths {
  /** The part of the contract that a path, as sent, belongs to, and what is left of the path below the base that it was found at. */
  readonly find: (path: string) => { readonly slice: Slice; readonly below: string } | undefined;
  /** Paths that the contract may stand below; "" among them. */
  readonly bases: readonly string[];
}

/** Finds paths as generated servers do, without a model: by the keys of `paths`. */
export async function openPaths(document: JsonObject): Promise<Paths> {
  const [{ createRouter }, { openBases }] = await Promise.all([loadRuntime("server/router"), loadRuntime("mock/bases")]);
  const slices = openSlices(document);
  // The slice's own router tells the methods apart; here, all that counts is which template a path fits best.
  const router = createRouter(slices.paths.map((path) => ({ method: "", path: path.replace(/#.*$/, ""), value: path })));
  const baseUrls = basesOf(document);
  const bases = openBases(baseUrls, []);
  return {
    bases: baseUrls,
    find(path) {
      for (const below of bases.pathsOf(path)) {
        const template = router.find(below)?.methods.get("");
        if (template !== undefined) return { slice: slices.sliceOf(template), below };
      }
      return undefined;
    },
  };
}

/** A mock stands at `/`, and below the paths of the contract's servers too, with variables by their defaults (OpenAPI 3.2, 4.6). */
function basesOf({ servers }: JsonObject): readonly string[] {
  const urls = (Array.isArray(servers) ? servers : []).flatMap((server) => (isObject(server) && typeof server["url"] === "string" ? [fillServer(server["url"], server["variables"])] : []));
  return [...new Set(["", ...urls.map(pathOf)])];
}

function fillServer(url: string, variables: JsonObject[string] | undefined): string {
  if (!isObject(variables)) return url;
  return Object.entries(variables).reduce((filled, [name, variable]) => {
    const value = isObject(variable) && typeof variable["default"] === "string" ? variable["default"] : "";
    return filled.replaceAll(`{${name}}`, () => value);
  }, url);
}

function pathOf(url: string): string {
  try {
    return new URL(url, "http://host/").pathname.replace(/\/+$/, "");
  } catch {
    return "";
  }
}
