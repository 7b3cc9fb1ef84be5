import { code, type Code, list, type Printable } from "../../emit/code.js";

/** Arguments by name; those without a value are left out. */
export type Keywords = readonly (readonly [name: Printable, value: Printable | undefined])[];

/** A call, or whatever is made by one: `Parameter("limit", "query", type=int)`. In one line where it fits, else an argument a line. */
export function call(callee: Printable, positional: readonly Printable[], keywords: Keywords = []): Code {
  const named = keywords.flatMap(([name, value]) => (value === undefined ? [] : [code`${name}=${value}`]));
  return code`${callee}${list([...positional, ...named], { open: "(", close: ")", indent: 4 })}`;
}

/** A tuple: `(a, b)`, `(a,)`. */
export function tuple(items: readonly Printable[]): Code {
  const [only, second] = items;
  return only !== undefined && second === undefined ? list([code`${only},`], { open: "(", close: ")", trailing: "", indent: 4 }) : list(items, { open: "(", close: ")", indent: 4 });
}

/** A dict with an expression a key. */
export const dict = (entries: readonly (readonly [key: Printable, value: Printable])[]): Code => list(entries.map(([key, value]) => code`${key}: ${value}`), { open: "{", close: "}", indent: 4 });

/** A tuple of what there is, or nothing to be said. */
export const someTuple = (items: readonly Printable[]): Code | undefined => (items.length === 0 ? undefined : tuple(items));

/** A dict of what there is, or nothing to be said. */
export const someDict = (entries: readonly (readonly [key: Printable, value: Printable])[]): Code | undefined => (entries.length === 0 ? undefined : dict(entries));
