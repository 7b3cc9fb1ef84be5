import { cutUrl } from "../server/target.js";

/** Where a service stands. */
export interface Bases {
  /** What is left of a path, as sent, below each base that it is below: the longest base first. */
  pathsOf(path: string): readonly string[];
  /** Whether a URL is below one of them, its origin included. */
  hold(url: string): boolean;
}

interface Base {
  /** `undefined`: any. */
  readonly origin: string | undefined;
  /** Without a slash at its end. */
  readonly path: string;
}

/**
 * Reads base URLs: absolute ones, or paths on whatever origin. Without any: the paths of the contract's servers on every origin.
 *
 * @throws {TypeError} for what is neither.
 */
export function openBases(given: string | readonly string[] | undefined, servers: readonly string[]): Bases {
  const texts = typeof given === "string" ? [given] : given;
  const bases = texts === undefined ? pathsOnly(servers.map(readServer)) : texts.map(readBase);
  const sorted = bases.sort((a, b) => b.path.length - a.path.length);
  const paths = [...new Set(sorted.map(({ path }) => path))];
  // The usual case, without a list for each request.
  const isPlain = paths.length === 1 && paths[0] === "";
  return {
    pathsOf: (path) => (isPlain ? [path] : paths.flatMap((base) => below(base, path))),
    hold(url) {
      const { path } = cutUrl(url);
      return sorted.some((base) => (base.origin === undefined || url.startsWith(`${base.origin}/`)) && below(base.path, path).length > 0);
    },
  };
}

function below(base: string, path: string): readonly string[] {
  return path.startsWith(base) && path.charAt(base.length) === "/" ? [path.slice(base.length)] : [];
}

function pathsOnly(bases: readonly Base[]): Base[] {
  const paths = new Set(bases.map(({ path }) => path));
  return [...(paths.size === 0 ? [""] : paths)].map((path) => ({ origin: undefined, path }));
}

function readBase(text: string): Base {
  if (text === "" || text.startsWith("/")) return { origin: undefined, path: cutEnd(text) };
  const { origin, pathname, protocol } = new URL(text);
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError(`'${text}' is no base URL: it must begin with http://, https:// or /`);
  return { origin, path: cutEnd(pathname) };
}

/** A server's URL may be relative to where the contract was found (OpenAPI 3.2, 4.6), or be none. */
function readServer(text: string): Base {
  try {
    return { origin: undefined, path: cutEnd(new URL(text, "http://host/").pathname) };
  } catch {
    return { origin: undefined, path: "" };
  }
}

const cutEnd = (path: string): string => path.replace(/\/+$/, "");
