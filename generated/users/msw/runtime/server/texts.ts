import { Decimal, decimal } from "../check/decimal.js";
import type { Is } from "../check/findings.js";
import { readJson } from "../check/json-reader.js";
import type { TextKind, TextSpec } from "./route.js";
import { keeps } from "./verdict.js";

/**
 * Makes a JSON value of a decoded text. A text that is of no form that the contract allows stays a text: then the schema's own rules say
 * what is wrong with it, in the words they have for JSON.
 */
export type ReadText = (text: string) => unknown;

/** A branch of a union that is neither a list nor an object. */
interface Branch {
  readonly kind: TextKind;
  readonly is?: Is;
}

const integer = /^-?(?:0|[1-9][0-9]*)$/;
const number = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** By kind: the value of a text; `undefined`: it has not the form (wire profile, "Parameters"). */
const fits: Readonly<Record<TextKind, (text: string) => unknown>> = {
  null: (text) => (text === "" ? null : undefined),
  boolean: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  integer: (text) => (integer.test(text) ? numberOf(text) : undefined),
  number: (text) => (number.test(text) ? numberOf(text) : undefined),
  string: (text) => text,
};

/** Up to 15 digits are the same as a double. Beyond the range of doubles it is no number. */
function numberOf(text: string): number | Decimal | undefined {
  const double = Number(text);
  if (text.length < 16) return Number.isFinite(double) ? double : undefined;
  return Number.isFinite(double) ? decimal(text) : undefined;
}

/** Plans how a text becomes the value that a spec describes. Lists and objects in a single text are JSON, as clients write them. */
export function planText(spec: TextSpec): ReadText {
  if (typeof spec === "string") return planKind(spec);
  const branches = branchesOf(spec);
  const structures = hasStructure(spec);
  if (branches.length === 0) return readNested;
  return (text) => {
    const nested = structures ? readNested(text) : text;
    return nested === text ? readUnion(branches, text) : nested;
  };
}

/** The same for unions, but only for texts that keep all the rules of a branch that is one text; `undefined` for all others. */
export function planFit(spec: TextSpec): ReadText {
  const branches = branchesOf(spec);
  return (text) => {
    for (const { kind, is } of branches) {
      const value = fits[kind](text);
      if (value !== undefined && keeps(is, value)) return value;
    }
    return undefined;
  };
}

function planKind(kind: TextKind): ReadText {
  if (kind === "string") return fits.string;
  const fit = fits[kind];
  return (text) => {
    const value = fit(text);
    return value === undefined ? text : value;
  };
}

/**
 * The first kind whose form and rules the text fits. If none keeps its rules it is the first whose form it has: so the violations are
 * those of the number that it is.
 */
function readUnion(branches: readonly Branch[], text: string): unknown {
  let first: unknown;
  for (const { kind, is } of branches) {
    const value = fits[kind](text);
    if (value === undefined) continue;
    if (keeps(is, value)) return value;
    if (first === undefined) first = value;
  }
  return first === undefined ? text : first;
}

function readNested(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return readJson(text);
  } catch {
    return text;
  }
}

/** The branches of a union, and of the unions in it, that are one text; a single kind is a union of one. */
function branchesOf(spec: TextSpec, is?: Is): readonly Branch[] {
  if (typeof spec === "string") return [is === undefined ? { kind: spec } : { kind: spec, is }];
  if (!("anyOf" in spec)) return [];
  return spec.anyOf.flatMap((branch) => branchesOf(branch.text, both(is, branch.is)));
}

function both(outer: Is | undefined, inner: Is | undefined): Is | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  return (value) => outer(value) && inner(value);
}

/** Whether a list or an object is among what a text may stand for. */
export function hasStructure(spec: TextSpec): boolean {
  if (typeof spec === "string") return false;
  return !("anyOf" in spec) || spec.anyOf.some(({ text }) => hasStructure(text));
}

/** Whether a text of any form may be the value. */
export function hasString(spec: TextSpec): boolean {
  if (typeof spec === "string") return spec === "string";
  return "anyOf" in spec && spec.anyOf.some(({ text }) => hasString(text));
}

export interface ListSpec {
  readonly items: TextSpec;
  readonly prefix?: readonly TextSpec[];
}

export interface MembersSpec {
  readonly members: Readonly<Record<string, TextSpec>>;
  readonly rest?: TextSpec;
}

/** The first list among what a text may stand for. */
export function listOf(spec: TextSpec): ListSpec | undefined {
  if (typeof spec === "string") return undefined;
  if ("items" in spec) return spec;
  return "anyOf" in spec ? first(spec.anyOf, ({ text }) => listOf(text)) : undefined;
}

/** The first object among what a text may stand for. */
export function membersSpecOf(spec: TextSpec): MembersSpec | undefined {
  if (typeof spec === "string") return undefined;
  if ("members" in spec) return spec;
  return "anyOf" in spec ? first(spec.anyOf, ({ text }) => membersSpecOf(text)) : undefined;
}

function first<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
