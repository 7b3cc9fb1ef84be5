import { type Findings, type Is, pointerTo } from "./findings.js";

/** A JSON object, whose members are known by name only. Members that are undefined are not there. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Something that a text matches or doesn't: a regular expression, or the matcher of one. */
export interface TextPattern {
  test(text: string): boolean;
}

/** Whether a member name is one of those that a schema speaks of. */
export type IsName = (name: string) => boolean;

/** A member by a name that every object inherits, such as `constructor`. */
export function ownMember(value: JsonObject, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The names of an object's members. */
export function namesOf(value: JsonObject): string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}

/** The names that are neither named nor match a pattern: those that `additionalProperties` is about. */
export function namesBeside(value: JsonObject, isNamed: IsName, patterns: readonly (TextPattern | false)[] = []): readonly string[] {
  if (hasOnly(value, isNamed)) return none;
  return namesOf(value).filter((name) => !isNamed(name) && !patterns.some((pattern) => pattern !== false && pattern.test(name)));
}

const none: readonly string[] = [];

/** The names that match a pattern. */
export function namesLike(value: JsonObject, pattern: TextPattern): string[] {
  return namesOf(value).filter((name) => pattern.test(name));
}

/** Whether an object has no members but those named. */
export function hasOnly(value: JsonObject, isNamed: IsName): boolean {
  // Several times as fast as a walk through `Object.keys`. What a prototype has is no member.
  for (const name in value) if (!isNamed(name) && value[name] !== undefined && Object.hasOwn(value, name)) return false;
  return true;
}

/** Whether every member of an object keeps its rules. */
export function everyMember(value: JsonObject, is: Is): boolean {
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member !== undefined && !is(member)) return false;
  }
  return true;
}

/** Reports the members that are required and absent, each at its own pointer. */
export function addMissing(value: JsonObject, names: readonly string[], at: string, found: Findings): void {
  for (const name of names) {
    if (!Object.hasOwn(value, name) || value[name] === undefined) found.add(pointerTo(at, name), "required", "is required");
  }
}

/** How many items keep the rules of a schema, or how many of several schemas a value keeps. */
export function countTrue(verdicts: readonly boolean[]): number {
  return verdicts.filter(Boolean).length;
}

/** The items from a position on that no test accepts: those that `unevaluatedItems` is about. */
export function itemsBeside(list: readonly unknown[], after: number, tests: readonly (Is | false)[] = []): unknown[] {
  return list.slice(after).filter((item) => !tests.some((is) => is !== false && is(item)));
}

/** The names that any of several tests knows; `false` stands for one that doesn't apply. */
export function unite(...tests: readonly (IsName | false)[]): IsName {
  return (name) => tests.some((isNamed) => isNamed !== false && isNamed(name));
}

/** A test for many names. */
/* @__NO_SIDE_EFFECTS__ */
export function nameIn(names: readonly string[]): IsName {
  const known = new Set(names);
  return (name) => known.has(name);
}
