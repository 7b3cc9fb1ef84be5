/** Words that are no names in a module (ECMA-262, strict mode) and TypeScript's type words. */
const keywords = `break case catch class const continue debugger default delete do else enum export extends false finally for function if
import in instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package
private protected public await async eval arguments undefined NaN Infinity any unknown never object string number boolean bigint symbol type of as is
asserts infer keyof readonly unique declare namespace module global abstract satisfies using constructor require exports`;

/** Globals that generated code itself speaks of. */
const globals = "Array AsyncIterable Date Exclude Extract Iterable Object Omit Partial Pick Promise ReadonlyArray Record Request Response globalThis window process Symbol";

/** Names of the parameters of generated functions. */
const locals = "client request options value";

export const reservedNames: ReadonlySet<string> = new Set(`${keywords} ${globals} ${locals}`.split(/\s+/));

/** Names that every object inherits: whether a member of such a name is there, only `hasOwn` tells. */
export const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
