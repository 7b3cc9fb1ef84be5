import { didYouMean } from "../../../closest.js";
import type { Bound, Clash, Constant, Facts, ObjectFacts } from "./facts.js";
import { compareDecimals, roundDecimal } from "../decimal.js";
import { ARRAY, FRACTION, type Mask, nameMask, NUMBER, OBJECT, STRING, WHOLE } from "./mask.js";
import { type IsNever, maskOfConstants } from "./own.js";

/** Types that are impossible by the limits on them, and why. */
interface Removal {
  readonly types: Mask;
  readonly clash: Clash;
}

/**
 * Takes out the types that their own limits leave no value of, the constants that are of no type that is left, and the members
 * that a closed schema beside them does not allow. What has a value by the assertions keeps it.
 */
export function settleFacts(facts: Facts, isNever: IsNever): Facts {
  if (facts.mask === 0 || !(facts.range ?? facts.length ?? facts.array ?? facts.object ?? facts.constants)) return facts;
  const range = checkRange(facts);
  const length = checkLength(facts);
  const array = checkArray(facts, isNever);
  const members = checkObject(facts);
  const removal = range ?? length ?? array ?? members;
  const left = facts.mask & ~((range?.types ?? 0) | (length?.types ?? 0) | (array?.types ?? 0) | (members?.types ?? 0));
  const object = facts.object === undefined ? undefined : allowedMembers(facts.object);
  const constants = facts.constants === undefined ? undefined : constantsIn(facts.constants, left);
  const mask = constants === undefined ? left : left & maskOfConstants(constants);
  const isEmpty = mask === 0 || constants?.size === 0;
  const clash = isEmpty && facts.mask !== 0 ? (removal?.clash ?? constantsClash(left)) : undefined;
  if (mask === facts.mask && object === facts.object && constants === facts.constants) return clash === undefined ? facts : { ...facts, mask: 0, clash };
  // What is written stays where nothing is left of it: the shape shows what was meant.
  return { ...facts, mask: isEmpty ? 0 : mask, object, constants: clash === undefined ? constants : facts.constants, clash: facts.clash ?? clash };
}

function constantsIn(constants: ReadonlyMap<string, Constant>, mask: Mask): ReadonlyMap<string, Constant> {
  for (const { type } of constants.values()) if ((type & mask) === 0) return new Map([...constants].filter(([, constant]) => constant.type & mask));
  return constants;
}

function constantsClash(mask: Mask): Clash {
  return { reason: `none of its constants is ${nameMask(mask)}`, hint: "make 'type' and the constants agree; quote texts that look like numbers or booleans", isClear: true };
}

function checkRange({ range, mask }: Facts): Removal | undefined {
  if (range?.low === undefined || range.high === undefined || (mask & NUMBER) === 0) return undefined;
  const { low, high } = range;
  const difference = compareDecimals(low.limit, high.limit);
  const isEmpty = difference > 0 || (difference === 0 && (low.isExclusive || high.isExclusive));
  const wholes = mask & FRACTION ? undefined : firstWhole(low, high);
  if (!isEmpty && wholes !== false) return undefined;
  const reason = isEmpty ? `its lower limit ${limitOf(low)} is above its upper limit ${limitOf(high)}` : `there is no integer from ${limitOf(low)} to ${limitOf(high)}`;
  return { types: isEmpty ? NUMBER : WHOLE, clash: { reason, hint: "swap or mend the limits" } };
}

const limitOf = ({ limit, isExclusive }: Bound): string => (isExclusive ? `${limit} (exclusive)` : limit);

/** Whether there is a whole number between two bounds; undefined if they are too far out to tell. */
function firstWhole(low: Bound, high: Bound): boolean | undefined {
  const first = wholeBound(low, "up");
  const last = wholeBound(high, "down");
  return first === undefined || last === undefined ? undefined : compareDecimals(first, last) <= 0;
}

/** The first whole number that a bound allows. */
export function wholeBound({ limit, isExclusive }: Bound, direction: "up" | "down"): string | undefined {
  const whole = roundDecimal(limit, direction);
  if (whole === undefined || !isExclusive || compareDecimals(whole, limit) !== 0) return whole;
  return String(BigInt(whole) + (direction === "up" ? 1n : -1n));
}

function checkLength({ length, mask }: Facts): Removal | undefined {
  if (length === undefined || length.min <= length.max || (mask & STRING) === 0) return undefined;
  return { types: STRING, clash: { reason: `'minLength' ${length.min} is above 'maxLength' ${length.max}`, hint: "swap or mend the limits" } };
}

function checkArray({ array, mask }: Facts, isNever: IsNever): Removal | undefined {
  if (array === undefined || (mask & ARRAY) === 0) return undefined;
  const { count, prefix, rest } = array;
  if (count.min > count.max) return { types: ARRAY, clash: { reason: `'minItems' ${count.min} is above 'maxItems' ${count.max}`, hint: "swap or mend the limits" } };
  if (count.min > prefix.length && rest.some(isNever))
    return { types: ARRAY, clash: { reason: `'minItems' is ${count.min}, but 'items: false' allows only ${prefix.length}`, hint: "lower 'minItems', or allow more items" } };
  return undefined;
}

function checkObject({ object, mask }: Facts): Removal | undefined {
  if (object === undefined || (mask & OBJECT) === 0) return undefined;
  const { fields, count } = object;
  if (count.min > count.max) return { types: OBJECT, clash: { reason: `'minProperties' ${count.min} is above 'maxProperties' ${count.max}`, hint: "swap or mend the limits" } };
  // Only closers and `maxProperties` forbid members, and few schemas have them.
  if (object.closers.length === 0 && count.max === Infinity) return undefined;
  let required = 0;
  for (const [name, field] of fields) {
    if (!field.required) continue;
    if (field.access === "both") required++;
    if (!isAllowed(object, name)) return { types: OBJECT, clash: closedClash(object, name) };
  }
  if (required <= count.max) return undefined;
  return { types: OBJECT, clash: { reason: `it requires ${required} members, but 'maxProperties' is ${count.max}`, hint: "raise 'maxProperties', or require less" } };
}

/** A pattern is taken to allow any name: matching is not worth a wrong word here. */
const isAllowed = ({ closers }: ObjectFacts, name: string): boolean => closers.every(({ names, patterns }) => names.has(name) || patterns.length > 0);

function closedClash({ closers }: ObjectFacts, name: string): Clash {
  const names = [...(closers.find((closer) => !closer.names.has(name) && closer.patterns.length === 0)?.names ?? [])];
  const list = names.length === 0 ? "no member at all" : `only ${names.slice(0, 5).map((other) => `'${other}'`).join(", ")}${names.length > 5 ? " and others" : ""}`;
  return {
    reason: `the member '${name}' is required, but 'additionalProperties: false' allows ${list}`,
    hint: didYouMean(name, names) ?? "a closed schema sees its own 'properties' only: close the schema that puts the others together, with 'unevaluatedProperties: false' there",
    isClear: true,
  };
}

function allowedMembers(object: ObjectFacts): ObjectFacts {
  if (object.closers.length === 0) return object;
  const fields = new Map([...object.fields].filter(([name, { required }]) => required || isAllowed(object, name)));
  return fields.size === object.fields.size ? object : { ...object, fields };
}
