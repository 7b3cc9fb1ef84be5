import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { closest } from "../closest.js";
import { readDocument } from "../read/document.js";
import { knownDocument } from "./metaschema.js";
import type { LoadedFile } from "./places.js";
import { fetchRemote, isAllowed } from "./remote.js";

/** How a contract is read; see `load`. */
export interface LoadOptions {
  /** Remote references are read if their URL starts with one of these. None by default. */
  readonly allowRemote?: readonly string[];
  /** Reads a file in place of the disk. May reject as `node:fs` does. */
  readonly readFile?: (path: string) => Promise<Uint8Array>;
  /** Reads an allowed URL in place of the net; undefined if there is nothing. */
  readonly readRemote?: (url: string) => Promise<Uint8Array | string | undefined>;
}

/** A file that can't be had, in words. */
export interface Failure {
  readonly code: "ref-unresolved" | "ref-remote" | "file-unreadable";
  readonly reason: string;
  readonly hint: string;
  /** The file's own mistakes are reported; no more is to be said. */
  readonly isSaid?: true;
}

/** The documents of one run, each read once. */
export interface Library {
  readonly entry: string;
  readonly options: LoadOptions;
  readonly opened: Map<string, Promise<LoadedFile | Failure>>;
  readonly files: LoadedFile[];
}

export const openLibrary = (entry: string, options: LoadOptions): Library => ({ entry, options, opened: new Map(), files: [] });

export const isFailure = (opened: LoadedFile | Failure): opened is Failure => "reason" in opened;

/** The URI of the file that was named. */
export const entryUri = (path: string): string => pathToFileURL(resolve(path)).href;

/** Reads a document by its URI, once. `from` is the document that refers to it. */
export function openFile(library: Library, uri: string, from: LoadedFile | undefined): Promise<LoadedFile | Failure> {
  const known = library.opened.get(uri);
  if (known !== undefined) return known;
  const opened = readUri(library, uri, from);
  library.opened.set(uri, opened);
  return opened;
}

async function readUri(library: Library, uri: string, from: LoadedFile | undefined): Promise<LoadedFile | Failure> {
  const builtIn = knownDocument(uri);
  if (builtIn !== undefined) return makeFile(library, uri, Buffer.from(JSON.stringify(builtIn)), { name: uri, path: uri, isRemote: true, isListed: false });
  const { protocol } = new URL(uri);
  if (protocol === "http:" || protocol === "https:") return readRemoteUri(library, uri);
  if (protocol !== "file:") return { code: "ref-unresolved", reason: `no schema of the contract has '$id: ${uri}'`, hint: "refer to a file, or to the '$id' of a schema" };
  if (from?.isRemote === true) return { code: "ref-remote", reason: "a remote document may not refer to files of this machine", hint: "copy it to this machine too" };
  return readLocalUri(library, uri, from);
}

async function readRemoteUri(library: Library, uri: string): Promise<LoadedFile | Failure> {
  const { allowRemote = [], readRemote } = library.options;
  const forbidden: Failure = { code: "ref-remote", reason: `reading '${uri}' is not allowed`, hint: `allow it: --allow-remote ${new URL(uri).origin}/` };
  if (!isAllowed(uri, allowRemote)) return forbidden;
  if (readRemote !== undefined) {
    const content = await readRemote(uri);
    if (content === undefined) return { code: "ref-unresolved", reason: `nothing stands at '${uri}'`, hint: "check the URL" };
    return makeFile(library, uri, typeof content === "string" ? Buffer.from(content) : content, { name: uri, path: uri, isRemote: true, isListed: true });
  }
  const fetched = await fetchRemote(uri, allowRemote);
  if ("bytes" in fetched) return makeFile(library, uri, fetched.bytes, { name: uri, path: uri, isRemote: true, isListed: true });
  return { code: fetched.isForbidden === true ? "ref-remote" : "ref-unresolved", reason: `'${uri}' can't be read: ${fetched.reason}`, hint: fetched.hint };
}

async function readLocalUri(library: Library, uri: string, from: LoadedFile | undefined): Promise<LoadedFile | Failure> {
  const isEntry = from === undefined;
  const path = fileURLToPath(uri);
  const folder = dirname(resolve(library.entry));
  const inside = relative(folder, path).split(sep).join("/");
  const name = isEntry ? library.entry : join(dirname(library.entry), relative(folder, path)).split(sep).join("/");
  try {
    const bytes = await (library.options.readFile ?? readFile)(path);
    return await makeFile(library, uri, bytes, { name, path: inside, isRemote: false, isListed: true });
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    const similar = library.options.readFile === undefined ? await findSimilar(path) : undefined;
    if (isEntry) {
      const hint = similar === undefined ? "check the path; it is relative to the folder that the command runs in" : `did you mean '${join(dirname(name), similar)}'?`;
      return { code: "file-unreadable", reason: `'${name}' ${reason}`, hint };
    }
    const hint = similar === undefined ? "check the path; it leads from the folder of the file that has the reference" : `did you mean '${referTo(join(dirname(path), similar), from)}'?`;
    return { code: "ref-unresolved", reason: `the file '${inside.length <= path.length ? inside : path}' ${reason}`, hint };
  }
}

/** The file of the same folder that has nearly the name of one that isn't there. */
async function findSimilar(path: string): Promise<string | undefined> {
  const names = await readdir(dirname(path)).catch(() => []);
  return closest(basename(path), names);
}

/** A path as a reference from the folder of a file. */
function referTo(path: string, from: LoadedFile): string {
  const reference = relative(dirname(fileURLToPath(from.uri)), path).split(sep).join("/");
  return reference.startsWith(".") ? reference : `./${reference}`;
}

const systemReasons = new Map([
  ["ENOENT", "does not exist"],
  ["ENOTDIR", "does not exist: a part of its path is a file"],
  ["EISDIR", "is a folder"],
  ["EACCES", "may not be read by this user"],
  ["EPERM", "may not be read by this user"],
  ["ENAMETOOLONG", "has a name that is too long"],
  ["ELOOP", "is a link that leads back to itself"],
  ["ERR_FS_FILE_TOO_LARGE", "is too large"],
  ["ERR_INVALID_ARG_VALUE", "has a name that no file can have"],
  ["EIO", "can't be read from its disk"],
  ["EMFILE", "can't be opened: too many files are open"],
]);

function systemReason(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  return code === undefined ? undefined : (systemReasons.get(code) ?? `can't be read (${code})`);
}

interface Naming {
  readonly name: string;
  readonly path: string;
  readonly isRemote: boolean;
  readonly isListed: boolean;
}

async function makeFile(library: Library, uri: string, bytes: Uint8Array, { name, path, isRemote, isListed }: Naming): Promise<LoadedFile> {
  const document = await readDocument(uri, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file: LoadedFile = { uri, name, path, document, sha256, isRemote };
  if (isListed) library.files.push(file);
  return file;
}
