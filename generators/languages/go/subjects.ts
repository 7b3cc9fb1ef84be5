import type { Schema } from "../../contract/model.js";

/** The first letter of a sentence that goes on behind a name. Names and initialisms keep theirs. */
export const lower = (text: string): string => (/^\p{Lu}(?:\p{Ll}|\s)/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text);

/** Words with which a text says what something is. */
const isPhrase = /^(?:an?|the|what|which|who|where|when|how|one|all|any|some|every|each|either|everything|anything|whether|is|are)\b/i;

/** The first sentence of a declaration's comment begins with its name (Effective Go, "Commentary"): `User is a person who can sign in.` */
export function sayOf(name: string, text: string): string {
  const said = text.trim();
  if (said.startsWith(`${name} `)) return said;
  if (isPhrase.test(said)) return `${name} ${/^(?:is|are)\b/i.test(said) ? "" : "is "}${lower(said)}`;
  // What begins with a mark of Markdown begins a block of its own.
  return /^[\p{L}\p{N}"'([]/u.test(said) ? `${name}: ${said}` : `${name} is described so:\n\n${said}`;
}

/** What a declaration's comment says of a schema: its description, else where it stands. */
export function describe(name: string, schema: Schema): string {
  const text = schema.description ?? schema.title;
  return text?.trim() ? sayOf(name, text) : `${name} is ${placeOf(schema)}.`;
}

function placeOf({ place }: Schema): string {
  switch (place.kind) {
    case "component":
      return `the contract's schema ${oneLine(place.name)}`;
    case "shared":
      return `what ${oneLine(place.section)}/${oneLine(place.name)} of the contract holds`;
    case "operation":
      return `a ${slots[place.slot]} of the operation ${oneLine(place.operation)}`;
    case "nested":
      return place.step.kind === "property" ? `the member ${oneLine(place.step.name)}` : place.step.kind === "items" ? "an item" : place.step.kind === "branch" ? "one of several forms" : "a part";
  }
}

const slots = { parameter: "parameter", body: "body", bodyItem: "body's item", response: "response", responseItem: "response's item", header: "header", part: "part" } as const;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 80);
