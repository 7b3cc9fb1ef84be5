import type { JsonObject } from "../json.js";
import { toJsonText } from "../json-text.js";
import type { Example } from "../model.js";
import { childOf } from "../pointer.js";
import { buildOnce, type Draft, follow, type Site, within } from "./draft.js";
import { fieldOf, membersOf, present, textOf } from "./fields.js";

/** `example` or `examples` of a parameter, header or media type (OpenAPI 3.2, Example Object). `dataValue` (3.2) wins over `value`. */
export function buildExamples(draft: Draft, owner: JsonObject, site: Site): readonly Example[] {
  const named = membersOf(owner, "examples").flatMap(([name, value]): Example[] => {
    const found = follow(draft, value, within(site, childOf(site.pointer, "examples", name)));
    return found === undefined ? [] : [{ name, ...buildOnce(draft.examples, found, () => readExample(found.value)), ...found.prose }];
  });
  const single = fieldOf(owner, "example");
  return named.length > 0 || single === undefined ? named : [{ value: toJsonText(single) }];
}

function readExample(example: JsonObject): Example {
  const value = fieldOf(example, "dataValue") ?? fieldOf(example, "value");
  return present({
    summary: textOf(example, "summary"),
    description: textOf(example, "description"),
    value: value === undefined ? undefined : toJsonText(value),
    serialized: textOf(example, "serializedValue"),
    externalValue: textOf(example, "externalValue"),
  });
}
