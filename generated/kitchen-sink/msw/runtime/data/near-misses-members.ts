import { ownMember } from "../check/members.js";
import { setMember } from "../check/convert.js";
import { isObject } from "../check/values.js";
import { choose, type ListSlips, only, type Slip, type Tools, without } from "./near-misses-tools.js";
import { longest } from "./near-misses-scalars.js";
import { memberSchemas, type Spot } from "./near-misses-spots.js";
import type { SchemaObject } from "./schema.js";
import { anyText, pickText } from "./text.js";

type Object_ = Readonly<Record<string, unknown>>;

function withMember(value: Object_, name: string, member: unknown): Object_ {
  const changed = { ...value };
  setMember(changed, name, member);
  return changed;
}

function withoutMember(value: Object_, name: string): Object_ {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

/** Rules of an object's members. */
export const listMemberSlips: ListSlips = function* (tools, spot, part) {
  const { value, fixed } = spot;
  if (!isObject(value)) return;
  const { schema } = part;
  for (const name of schema.required ?? []) {
    if (ownMember(value, name) !== undefined && !fixed.has(name)) yield { value: withoutMember(value, name), rule: "required", step: name, change: `${name} is missing` };
  }
  yield* listExtraMembers(tools, spot, schema, value);
  yield* listCounts(tools, spot, schema, value);
  for (const [name, needed] of Object.entries(schema.dependentRequired ?? {})) {
    const other = needed.find((each) => ownMember(value, each) !== undefined && each !== name && !fixed.has(each));
    if (ownMember(value, name) !== undefined && other !== undefined) yield { value: withoutMember(value, other), rule: "dependentRequired", change: `${other} is missing, which ${name} needs` };
  }
  yield* listTags(schema, value);
};

/** Names that contracts don't have. */
const freshNames = ["unexpected", "unexpected1", "x-unexpected", "UNEXPECTED", "_", "0", ""];
const oddNames = ["", "0", "?", "a b", "ÿ", "!", "-", "A", "a", "unexpected", "x".repeat(300), "😀", "$"];

/** Members that must not be there. */
function* listExtraMembers({ judge, hint, random }: Tools, { parts }: Spot, schema: SchemaObject, value: Object_): Iterable<Slip> {
  const isFree = (name: string): boolean => ownMember(value, name) === undefined;
  const fresh = freshNames.find((name) => isFree(name) && parts.every((part) => memberSchemas({ ...part.schema, additionalProperties: true }, name).length === 1));
  if (schema.additionalProperties === false && fresh !== undefined) yield { value: withMember(value, fresh, "x"), rule: "additionalProperties", step: fresh, change: `${fresh} is not allowed` };
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (member === false && isFree(name)) yield { value: withMember(value, name, "x"), rule: "properties", step: name, change: `${name} is not allowed` };
  }
  for (const [pattern, member] of Object.entries(schema.patternProperties ?? {})) {
    const name = member === false ? pickText({ ...anyText, patterns: [pattern] }, hint, random) : undefined;
    if (name !== undefined && isFree(name)) yield { value: withMember(value, name, "x"), rule: "patternProperties", step: name, change: `a name that matches ${pattern} is not allowed` };
  }
  const { propertyNames } = schema;
  const bad = propertyNames === undefined ? undefined : oddNames.find((name) => isFree(name) && !judge.accepts(propertyNames, name));
  if (bad !== undefined) yield { value: withMember(value, bad, 1), rule: "propertyNames", change: "a name breaks propertyNames" };
  const more = fresh === undefined || schema.unevaluatedProperties === undefined ? undefined : withMember(value, fresh, "x");
  if (more !== undefined && !judge.accepts(schema, more) && judge.accepts(without(schema, "unevaluatedProperties"), more)) yield { value: more, rule: "unevaluatedProperties", change: `${fresh} is not allowed` };
}

/** Too few members or too many. */
function* listCounts(tools: Tools, spot: Spot, schema: SchemaObject, value: Object_): Iterable<Slip> {
  const { minProperties, maxProperties } = schema;
  const names = Object.keys(value);
  if (minProperties !== undefined && minProperties > 0) {
    const needed = new Set(spot.parts.flatMap((part) => part.schema.required ?? []));
    const sorted = [...names.filter((name) => needed.has(name) || spot.fixed.has(name)), ...names.filter((name) => !needed.has(name) && !spot.fixed.has(name))];
    const kept = sorted.slice(0, minProperties - 1);
    if ([...spot.fixed].every((name) => ownMember(value, name) === undefined || kept.includes(name))) {
      const few = names.filter((name) => kept.includes(name)).reduce((all, name) => withMember(all, name, value[name]), {});
      yield { value: few, rule: "minProperties", change: `has fewer than ${minProperties} members` };
    }
  }
  if (maxProperties === undefined || maxProperties > longest / 20) return;
  const all = Array.from({ length: Math.max(0, maxProperties + 1 - names.length) }, (_, index) => `more${index + 1}`).reduce((members, name) => withMember(members, name, names.length > 0 ? value[names[0] as string] : "x"), value);
  const found = choose(tools, spot, schema, only(schema, "maxProperties"), "maxProperties", [all]);
  if (found !== undefined) yield { ...found, rule: "maxProperties", change: `has more than ${maxProperties} members` };
}

/** A tag that no branch has, and none at all. */
function* listTags(schema: SchemaObject, value: Object_): Iterable<Slip> {
  const tagged = schema["x-discriminator"];
  if (tagged === undefined || tagged.otherwise !== undefined) return;
  const { propertyName, mapping } = tagged;
  yield { value: withoutMember(value, propertyName), rule: "discriminator", change: `${propertyName} is missing` };
  const unknown = ["unexpected", "unexpected1"].find((tag) => !Object.hasOwn(mapping, tag));
  if (unknown !== undefined) yield { value: withMember(value, propertyName, unknown), rule: "discriminator", change: `${propertyName} says what nothing is called` };
}

