import { didYouMean } from "../closest.js";
import { isObject } from "../json.js";
import type { Operation, Tag } from "../model.js";
import { childOf } from "../pointer.js";
import { type Draft, externalDocsOf, report } from "./draft.js";
import { listOf, present, textOf } from "./fields.js";

/** The tags of a document in their order, then those that operations use without declaring them (OpenAPI 3.2, Tag Object). */
export function buildTags(draft: Draft, operations: readonly Operation[]): readonly Tag[] {
  const tags = new Map<string, Tag>();
  (listOf(draft.document, "tags") ?? []).forEach((item, index) => {
    const name = isObject(item) ? textOf(item, "name") : undefined;
    if (!isObject(item) || name === undefined) return;
    const origin = childOf("#/tags", index);
    if (tags.has(name)) {
      const message = `the tag '${name}' is declared twice`;
      report(draft, { code: "tag-duplicate", severity: "warning", message, origin, hint: "remove one of the declarations" });
      return;
    }
    const [summary, description, parent, kind] = ["summary", "description", "parent", "kind"].map((field) => textOf(item, field));
    tags.set(name, { name, ...present({ summary, description, parent, kind }), ...externalDocsOf(item) });
  });
  checkParents(draft, tags);
  addUndeclared(draft, tags, operations);
  return [...tags.values()];
}

function addUndeclared(draft: Draft, tags: Map<string, Tag>, operations: readonly Operation[]): void {
  const declared = [...tags.keys()];
  for (const operation of operations) {
    operation.tags.forEach((name, index) => {
      if (tags.has(name)) return;
      tags.set(name, { name });
      if (declared.length === 0) return;
      const hint = didYouMean(name, declared) ?? `add it to 'tags' of the document: { name: ${name} }`;
      const origin = childOf(operation.origin, "tags", index);
      report(draft, { code: "tag-undeclared", severity: "note", message: `the tag '${name}' is not declared in 'tags'`, origin, hint });
    });
  }
}

/** OpenAPI 3.2: a parent must be declared, and circles of parents are not allowed. A wrong parent is taken off. */
function checkParents(draft: Draft, tags: Map<string, Tag>): void {
  for (const [name, tag] of tags) {
    if (tag.parent === undefined) continue;
    const problem = !tags.has(tag.parent) ? "is not declared in 'tags'" : leadsBack(name, tags) ? `leads back to '${name}'` : undefined;
    if (problem === undefined) continue;
    const index = (listOf(draft.document, "tags") ?? []).findIndex((item) => isObject(item) && textOf(item, "name") === name);
    const hint = didYouMean(tag.parent, tags.keys()) ?? "write the name of another declared tag, or remove 'parent'";
    const message = `the parent '${tag.parent}' of the tag '${name}' ${problem}`;
    report(draft, { code: "tag-parent", severity: "warning", message, origin: childOf("#/tags", index, "parent"), hint });
    const { parent: _, ...orphan } = tag;
    tags.set(name, orphan);
  }
}

function leadsBack(start: string, tags: ReadonlyMap<string, Tag>): boolean {
  const seen = new Set<string>();
  for (let name = tags.get(start)?.parent; name !== undefined && !seen.has(name); name = tags.get(name)?.parent) {
    if (name === start) return true;
    seen.add(name);
  }
  return false;
}
