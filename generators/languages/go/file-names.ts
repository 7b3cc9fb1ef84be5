import { toKebab } from "../../emit/names.js";
import { Scope } from "../../emit/scope.js";
import { hasMeaning } from "./words.js";

/** Stems of files that every package has. */
const own = ["client", "doc", "handlers", "openapi", "options", "register", "runtime", "security", "service", "shared_parts", "webhooks", "problems", "version"];

/** Endings of the files beside a schema's or a group's own. */
const endings = /_(?:json|checks|routes|calls|types)$/;

/** Names that Windows gives to devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Gives the stem of a file for a name: `UserPage` -> `user_page`; `fallback` for a name without letters. Where it can't be had, `ending` is put behind it. */
export type FileNames = (name: string, fallback: string, ending: string) => string;

/** Gives out the stems of a folder's files: lower case, words joined by `_`, none that Go's tools take for more than a name. */
export function nameFiles(): FileNames {
  // A scope gives identifiers, which don't begin with a digit.
  const scope = new Scope({ reserved: new Set(own.map((stem) => `f_${stem}`)), fallback: "f_x" });
  return (name, fallback, ending) => {
    const stem = toKebab(name).replaceAll("-", "_") || fallback;
    const longer = `f_${stem}_${ending}`;
    const isFree = !hasMeaning(stem) && !endings.test(stem) && !device.test(stem);
    return (isFree ? scope.claim(`f_${stem}`, longer) : scope.claim(longer)).slice(2);
  };
}
