import { code, type Code, list, type ListLayout, type Printable } from "../../emit/code.js";
import { entry } from "./layout.js";

/** `name: value` pairs of a composite literal; empty values are left out. */
export type Entries = readonly (readonly [name: Printable, value: Printable | undefined])[];

/** The braces of a composite literal of a struct. */
export function fieldsOf(entries: Entries): Code {
  const given: Code[] = [];
  entries.forEach((pair) => {
    const value = pair[1];
    if (value !== undefined) given.push(entry(pair[0], value));
  });
  return list(given, braces);
}

const braces: ListLayout = { open: "{", close: "}" };

/** A composite literal of a struct. */
export const struct = (type: Printable, entries: Entries): Code => code`${type}${fieldsOf(entries)}`;

/** A composite literal of a list. */
export const slice = (type: Printable, items: readonly Printable[]): Code => code`[]${type}${list(items, braces)}`;
