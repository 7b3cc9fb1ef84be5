import Handlebars from "handlebars";
import { readSource } from "./sources.js";

/** A page's values: complete, so that a name the template mentions and the view lacks is an error. */
export type View = Readonly<Record<string, unknown>>;

const compiled = new Map<string, Handlebars.TemplateDelegate>();

function compile(path: string): Handlebars.TemplateDelegate {
  const known = compiled.get(path);
  if (known) return known;
  const made = Handlebars.compile(readSource(path), { strict: true, noEscape: true, knownHelpersOnly: true });
  compiled.set(path, made);
  return made;
}

/**
 * Fills a page (`ts-client/README.md.hbs`). Only for text around values: whatever comes from a contract is made inert by the caller for
 * the language of the page, since nothing is escaped here.
 */
export const fillTemplate = (path: string, view: View): string => compile(path)(view, { allowProtoPropertiesByDefault: false });
