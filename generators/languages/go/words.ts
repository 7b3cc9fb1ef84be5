import { cutWords } from "../../emit/names.js";

/** What Go writes in capitals throughout (Go Code Review Comments, "Initialisms"; the list of golint and revive). */
const initialisms: ReadonlySet<string> = new Set(
  `ACL API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON LHS OK QPS RAM RHS RPC SLA SMTP SQL SSH TCP TLS TTL UDP UI UID UUID URI URL UTF8
  VM XML XMPP XSRF XSS`.split(/\s+/),
);

/** Keywords and predeclared names (Go specification, "Keywords", "Predeclared identifiers"). */
const words = `break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select
struct switch type var any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16
uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min new panic print println real recover init main`;

/** Names by which generated files know the packages that they import: nothing in the package may bear one. */
const packages = `base64 big bytes check client context embed errors fmt gin http io iter json maps math net os otel reflect regexp regexp2 server slices
slog sort strconv strings sync testing time trace url utf8 uuid wire`;

/** What no name of a package may be. */
export const reservedNames: ReadonlySet<string> = new Set(`_ ${words} ${packages}`.split(/\s+/));

/** Letters and digits of Go identifiers (Go specification, "Characters"), of the Unicode version that Go's compiler knows: what came later falls out. */
const foreign = /[^\p{L}\p{Nd}]|[\u{10000}-\u{10ffff}]|[\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1\u088f\u0c5c\u0cdc]/gu;

const raise = (text: string): string => {
  const first = text.codePointAt(0);
  if (first === undefined) return "";
  const letter = String.fromCodePoint(first);
  const raised = letter.toUpperCase();
  // A letter whose capital is several (ß) stays.
  return ([...raised].length === 1 ? raised : letter) + text.slice(letter.length);
};

/** `id` -> `ID`, `ids` -> `IDs`, `Id2` -> `ID2`, `proxy` -> `Proxy`. */
function spellWord(word: string): string {
  const upper = word.toUpperCase();
  if (initialisms.has(upper)) return upper;
  const [, stem = "", end = ""] = /^(.+?)(s?\d*)$/iu.exec(word) ?? [];
  if (end !== "" && initialisms.has(stem.toUpperCase()) && !/^S/.test(end)) return stem.toUpperCase() + end;
  return raise(word);
}

/** Words of a name that shouts (`USER_NAME`) become quiet; others keep their case (`OAuthURL`). */
const isLoud = (text: string): boolean => !/\p{Ll}/u.test(text);

const known = new Map<string, string>();

/** `user-id`, `USER_ID`, `userId` -> `UserID`; `HTTPProxy` stays. Letters and digits only; may begin with a digit, may be empty. */
export function toGoPascal(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const quiet = isLoud(text) ? (word: string) => word.toLowerCase() : (word: string) => word;
  const spelled = cutWords(text)
    .map((word) => spellWord(quiet(word).replace(foreign, "")))
    .join("");
  if (known.size < 100_000) known.set(text, spelled);
  return spelled;
}

/** A name that other packages see: it begins with a capital letter, else with an `X` before it (`2fa`, `用户`). Empty text stays empty. */
export const toExported = (text: string): string => exportName(toGoPascal(text));

/** Puts an `X` before what begins with no capital letter. */
export const exportName = (name: string): string => (name === "" || /^\p{Lu}/u.test(name) ? name : `X${name}`);

/** A name that only the package sees: `UserID` -> `userID`, `HTTPProxy` -> `httpProxy`, `ID` -> `id`. */
export function toUnexported(text: string): string {
  const name = toGoPascal(text);
  const leading = /^(\p{Lu}+)(?=\p{Lu}\p{Ll}|[^\p{L}]|$)/u.exec(name)?.[1] ?? name.slice(0, 1);
  return leading.toLowerCase() + name.slice(leading.length);
}

const signs: Readonly<Record<string, string>> = { "+": "plus", "-": "minus", $: "dollar", "@": "at", "#": "number", "%": "percent", "&": "and", "*": "star", "<": "less", ">": "greater", "=": "equal", "!": "not", "?": "query" };

/** A name of signs alone is called by them; `-1` and `+1` differ. Others stay. */
export const signWords = (name: string): string =>
  /^[^\p{L}\p{N}]+$/u.test(name) || /^[-+]\d/.test(name) ? name.replace(/[^\p{L}\p{N}]/gu, (sign) => ` ${signs[sign] ?? ""} `) : name;

/** Suffixes of file names that choose systems and processors (`go help buildconstraint`), or tests. */
const constraints: ReadonlySet<string> = new Set(
  `aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 wasip2 windows zos 386 amd64 amd64p32 arm arm64
  arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm test unix cgo`.split(/\s+/),
);

/** Whether Go's tools take more from a file of this name (without extension) than its name. */
export const hasMeaning = (stem: string): boolean => stem.startsWith("_") || stem.startsWith(".") || (stem.includes("_") && constraints.has(stem.slice(stem.lastIndexOf("_") + 1)));
