import { cutWords, toPascal } from "../../emit/names.js";

/** Keywords, soft ones too (Python 3.11 to 3.14, "Lexical analysis", 2.3), and constants. */
const keywords = `False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda
nonlocal not or pass raise return try while with yield`;

/** Names of built-in types and functions that generated code itself writes bare, in annotations above all. */
const builtins = "str int float bool bytes list dict tuple set object type property classmethod staticmethod super";

/** Names of other modules that generated code speaks of. */
const globals = `Annotated Any AsyncIterable AsyncIterator Awaitable BaseException Callable ClassVar Exception Final Iterable Iterator Literal Mapping Protocol
Sequence TYPE_CHECKING NotImplementedError`;

/** What no type of the contract may be called. */
export const reservedNames: ReadonlySet<string> = new Set(`${keywords} ${builtins} ${globals}`.split(/\s+/));

/** What Pydantic's models and their metaclass have themselves (2.12 to 2.14), and the words that stand in annotations beside a field. */
const modelMembers = `construct copy dict from_orm json mro register parse_file parse_obj parse_raw schema schema_json update_forward_refs validate model_computed_fields
model_config model_construct model_copy model_dump model_dump_json model_extra model_fields model_fields_set model_json_schema model_parametrized_name
model_post_init model_rebuild model_validate model_validate_json model_validate_strings`;

/** What no field of a model or of a result may be called. */
export const reservedAttributes: ReadonlySet<string> = new Set(`${keywords} l str int float bool bytes list tuple ${modelMembers}`.split(/\s+/));

/** What no constant of an enum may be called: letters that are taken for digits. */
export const reservedConstants: ReadonlySet<string> = new Set(["I", "O", "None", "True", "False"]);

/** What no argument of a method may be called. */
export const reservedArguments: ReadonlySet<string> = new Set(`${keywords} l self str int float bool bytes list dict tuple object`.split(/\s+/));

/** What no method of an operation may be called. */
export const reservedMethods: ReadonlySet<string> = new Set(`${keywords} str int float bool bytes list dict tuple object`.split(/\s+/));

/** What no module may be called. */
export const reservedModules: ReadonlySet<string> = new Set(keywords.split(/\s+/));

/**
 * What no identifier of Python 3.11 has, which knows Unicode 14 and takes names in the form NFKC (Python, "Identifiers and keywords"): signs, marks,
 * letters beyond the Basic Multilingual Plane and letters of later versions fall out.
 */
const foreign = /[^\p{L}\p{Nd}]|[\u{10000}-\u{10ffff}]|[\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1\u088f\u0c5c\u0cdc\u0e33\u0eb3\uff9e\uff9f\ufe70-\ufe7f\ufc5e-\ufc63\ufdfa\ufdfb\u037a]/gu;

/** In the form in which Python compares names, without what they can't have. */
const cleanWord = (word: string): string => word.normalize("NFKC").replace(foreign, "");

const isPlain = /^[A-Za-z][A-Za-z0-9]*$/;

/** `user-name`, `USER_NAME` -> `UserName`; `HTTPProxy` stays. What begins with a digit gets an `X` before it. Empty for text without letters and digits. */
export function toClassName(text: string): string {
  const name = cleanWord(toPascal(text.normalize("NFKC")));
  return name === "" || isPlain.test(name) || /^\p{L}/u.test(name) ? name : `X${name}`;
}

const known = new Map<string, string>();

/** `userName`, `USER_NAME` -> `user_name`; `HTTPProxy` -> `http_proxy`. Begins with a letter; empty for text without letters and digits. */
export function toSnake(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const words = cutWords(signWords(text).normalize("NFKC")).map((word) => cleanWord(word.toLowerCase())).filter((word) => word !== "");
  const joined = words.join("_").slice(0, 120);
  const name = joined === "" || /^\p{L}/u.test(joined) ? joined : `x_${joined}`;
  if (known.size < 100_000) known.set(text, name);
  return name;
}

/** `in_progress`, `inProgress` -> `IN_PROGRESS`. Begins with a letter; empty for text without letters and digits. */
export function toConstant(text: string): string {
  const name = toSnake(text).toUpperCase().normalize("NFKC").replace(/[^\p{L}\p{Nd}_]/gu, "");
  return /^X_\d/.test(name) && !/^x/i.test(text) ? `VALUE_${name.slice(2)}` : name;
}

const signs: Readonly<Record<string, string>> = { "+": "plus", "-": "minus", $: "dollar", "@": "at", "#": "number", "%": "percent", "&": "and", "*": "star", "<": "less", ">": "greater", "=": "equal", "!": "not", "?": "query" };

/** A name of signs alone is called by them; `-1` and `+1` differ. Others stay. */
export const signWords = (name: string): string =>
  /^[^\p{L}\p{N}]+$/u.test(name) || /^[-+]\d/.test(name) ? name.replace(/[^\p{L}\p{N}]/gu, (sign) => ` ${signs[sign] ?? ""} `) : name;

/** Is a name of the user's choice one in lower case, with words joined by `_`? */
export const isSnake = (name: string): boolean => /^[a-z][a-z0-9_]*$/.test(name);
