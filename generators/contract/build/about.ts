import type { JsonObject } from "../json.js";
import type { About } from "../model.js";
import { objectOf, present, textOf } from "./fields.js";

/** `info` of a document (OpenAPI 3.2, Info Object). Missing title and version are empty: the loader reported them. */
export function buildAbout(document: JsonObject): About {
  const info = objectOf(document, "info") ?? {};
  const contact = objectOf(info, "contact");
  const license = objectOf(info, "license");
  const texts = (owner: JsonObject, ...names: readonly string[]): { readonly [name: string]: string } =>
    Object.fromEntries(names.flatMap((name) => { const text = textOf(owner, name); return text === undefined ? [] : [[name, text]]; }));
  return {
    title: textOf(info, "title") ?? "",
    version: textOf(info, "version") ?? "",
    ...texts(info, "summary", "description", "termsOfService"),
    ...present({
      contact: contact && texts(contact, "name", "url", "email"),
      license: license && texts(license, "name", "identifier", "url"),
    }),
  };
}
