import { didYouMean } from "../closest.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import type { Pointer, Server, ServerVariable } from "../model.js";
import { childOf } from "../pointer.js";
import { type Draft, report } from "./draft.js";
import { fieldOf, listOf, membersOf, present, textOf, textsOf } from "./fields.js";

/** The servers of a document, path item or operation (OpenAPI 3.2, Server Object). Undefined if it has no list of them. */
export function buildServers(draft: Draft, owner: JsonObject, pointer: Pointer): readonly Server[] | undefined {
  return listOf(owner, "servers")?.flatMap((item, index) => buildServer(draft, item, childOf(pointer, "servers", index)));
}

function buildServer(draft: Draft, item: Json, pointer: Pointer): readonly Server[] {
  const url = isObject(item) ? textOf(item, "url") : undefined;
  if (!isObject(item) || url === undefined) return [];
  const variables = membersOf(item, "variables").flatMap(([name, value]) => buildVariable(draft, name, value, childOf(pointer, "variables", name)));
  checkTemplate(draft, url, membersOf(item, "variables").map(([name]) => name), pointer);
  return [{ url, ...present({ name: textOf(item, "name"), description: textOf(item, "description") }), variables }];
}

function buildVariable(draft: Draft, name: string, value: Json, pointer: Pointer): readonly ServerVariable[] {
  if (!isObject(value)) return [];
  const fallback = textOfScalar(fieldOf(value, "default"));
  if (fallback === undefined) return [];
  const values = textsOf(value, "enum");
  if (values.length > 0 && !values.includes(fallback)) {
    report(draft, {
      code: "server-variable",
      severity: "warning",
      message: `the default '${fallback}' of the server variable '${name}' is not one of its values`,
      origin: childOf(pointer, "default"),
      hint: didYouMean(fallback, values) ?? `add '${fallback}' to 'enum'`,
    });
  }
  return [{ name, default: fallback, values, ...present({ description: textOf(value, "description") }) }];
}

/** Many contracts write `default: 443`; in a URL it is text anyway. */
function textOfScalar(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function checkTemplate(draft: Draft, url: string, known: readonly string[], pointer: Pointer): void {
  const used = [...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  for (const name of new Set(used.filter((name) => !known.includes(name)))) {
    report(draft, {
      code: "server-variable",
      severity: "warning",
      message: `the server URL '${url}' uses the variable '${name}', which 'variables' doesn't define`,
      origin: childOf(pointer, "url"),
      hint: didYouMean(name, known) ?? `define it: variables: { ${name}: { default: ... } }`,
    });
  }
  for (const name of known.filter((name) => !used.includes(name))) {
    report(draft, {
      code: "server-variable",
      severity: "warning",
      message: `the server variable '${name}' is not used in the URL '${url}'`,
      origin: childOf(pointer, "variables", name),
      at: "key",
      hint: didYouMean(name, used) ?? `write {${name}} in the URL, or remove the variable`,
    });
  }
}
