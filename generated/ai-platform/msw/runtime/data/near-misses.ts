import { isObject } from "../check/values.js";
import { kindOf, kindsOf } from "./kinds.js";
import { listItemSlips } from "./near-misses-items.js";
import { listMemberSlips } from "./near-misses-members.js";
import { listConstantSlips, listNumberSlips, listTextSlips, strays } from "./near-misses-scalars.js";
import { listSpots, replaceAt, type Spot } from "./near-misses-spots.js";
import { type ListSlips, only, type Slip, type Tools, without } from "./near-misses-tools.js";
import { pointerTo } from "../check/findings.js";
import type { Schema, SchemaObject } from "./schema.js";
import type { NearMiss } from "./wish.js";

export type { Tools } from "./near-misses-tools.js";

const listers: readonly ListSlips[] = [listConstantSlips, listTextSlips, listNumberSlips, listMemberSlips, listItemSlips, listBranchSlips];

/**
 * Values that are one change away from a valid one: at each place that is reached without a choice, each keyword of what is asked for
 * there. Each is refused, and the violation is among those that checks tell (wire profile, "Errors").
 */
export function* listNearMisses(tools: Tools, schema: Schema, value: unknown): Iterable<NearMiss> {
  const said = new Set<string>();
  for (const spot of listSpots(tools.judge, [schema], value)) {
    for (const part of spot.parts) {
      for (const lister of listers) {
        for (const slip of lister(tools, spot, part)) {
          const miss = readSlip(spot, value, slip);
          const key = `${miss.violation.pointer} ${miss.violation.rule} ${miss.change}`;
          if (said.has(key) || tools.judge.accepts(schema, miss.value)) continue;
          said.add(key);
          yield miss;
        }
      }
    }
  }
}

function readSlip(spot: Spot, whole: unknown, { value, rule, step, change }: Slip): NearMiss {
  const pointer = step === undefined ? spot.pointer : pointerTo(spot.pointer, String(step));
  const where = spot.pointer === "" ? "the value" : spot.pointer;
  return { value: replaceAt(whole, spot.steps, value), violation: { pointer, rule }, change: `${where}: ${change}` };
}

/** `not`, `if`, `anyOf`, `oneOf`: one violation where they stand. */
function* listBranchSlips(tools: Tools, spot: Spot, { schema, isChosen }: Spot["parts"][number]): Iterable<Slip> {
  const { judge, makeOf } = tools;
  const others = (keyword: keyof SchemaObject): readonly Schema[] => spot.parts.map((part) => (part.schema === schema ? without(schema, keyword) : part.schema));
  const isHere = (value: unknown): boolean => value !== undefined && (!isChosen || kindOf(value) === kindOf(spot.value)) && keepsFixed(spot, value);
  if (schema.not !== undefined) {
    const value = makeOf({ allOf: [...others("not"), schema.not] }) ?? makeOf(schema.not);
    if (isHere(value) && !judge.accepts(only(schema, "not"), value)) yield { value, rule: "not", change: "is what it must not be" };
  }
  if (schema.if !== undefined) {
    for (const [condition, branch] of [[schema.if, schema.then], [{ not: schema.if }, schema.else]] as const) {
      const value = branch === undefined ? undefined : makeOf({ allOf: [...others("if"), condition, { not: branch }] });
      if (isHere(value) && !judge.accepts(only(schema, "if", "then", "else"), value)) yield { value, rule: "if", change: "breaks what follows from a condition" };
    }
  }
  for (const keyword of ["anyOf", "oneOf"] as const) {
    if (schema[keyword] !== undefined) yield* listUnionSlips(tools, spot, schema, keyword, isHere);
  }
}

/**
 * Values of no branch, and those of two branches of `oneOf`. Where branches can be told apart, a value that belongs to one and breaks it
 * breaks the branch's own rules, which are told of the branch.
 */
function* listUnionSlips({ judge, makeOf }: Tools, { parts, value: before }: Spot, schema: SchemaObject, keyword: "anyOf" | "oneOf", isHere: (value: unknown) => boolean): Iterable<Slip> {
  const branches = schema[keyword] ?? [];
  const dispatch = schema[`x-${keyword}`];
  const belongs = (value: unknown): boolean =>
    dispatch === undefined ? false : "types" in dispatch ? dispatch.types.some((types) => (kindsOf(types) & kindOf(value)) !== 0) : isObject(value) && Object.hasOwn(value, dispatch.member);
  const breaks = (value: unknown): boolean => isHere(value) && !belongs(value) && !branches.some((branch) => judge.accepts(branch, value));
  const others = parts.map((part) => (part.schema === schema ? without(schema, keyword) : part.schema));
  const near = dispatch === undefined ? makeOf({ allOf: [...others, { not: { anyOf: branches } }] }) : undefined;
  const found = [near, ...strays].find((value) => value !== undefined && breaks(value));
  if (found !== undefined) yield { value: found, rule: keyword, change: "is of no branch" };
  if (dispatch !== undefined && "member" in dispatch && isObject(before)) yield* listTagSlips(before, dispatch.member, keyword, dispatch.values.flat());
  for (let index = 1; keyword === "oneOf" && dispatch === undefined && index < Math.min(branches.length, 6); index++) {
    const value = makeOf({ allOf: [...others, branches[index - 1] as Schema, branches[index] as Schema] });
    if (!isHere(value)) continue;
    yield { value, rule: keyword, change: "is valid by two branches" };
    return;
  }
}

/** A member that tells branches apart, but says nothing of them. */
function* listTagSlips(value: Readonly<Record<string, unknown>>, member: string, rule: string, known: readonly unknown[]): Iterable<Slip> {
  const other = ["unexpected", "unexpected1", -1].find((each) => !known.includes(each));
  yield { value: { ...value, [member]: other }, rule, change: `${member} says what no branch is for` };
}

/** Whether the members that decide what else counts are as they were. */
function keepsFixed({ fixed, value: before }: Spot, value: unknown): boolean {
  if (fixed.size === 0) return true;
  return isObject(value) && isObject(before) && [...fixed].every((name) => value[name] === before[name]);
}
