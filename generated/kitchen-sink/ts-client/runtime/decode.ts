// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

/**
 * Turns a JSON value into what the types promise where JSON has no word for it: `Date` for date-times, `bigint` for 64-bit integers.
 * Works in place on freshly parsed JSON. A value that is not what the contract says passes through as it is.
 */
export type Decoder<T> = (value: unknown) => T;

type Step = (value: unknown) => unknown;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** RFC 3339 date-time to `Date`. */
export const toDate: Step = (value) => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/.test(value)) return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date;
};

/** An integer to `bigint`. A long one comes in a box (see `exactly`). */
export const toBigInt: Step = (value) => {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  return value instanceof BigInt ? value.valueOf() : value;
};

/** Each item of an array. */
export const each =
  (step: Step): Step =>
  (value) => {
    if (Array.isArray(value)) value.forEach((item, index) => (value[index] = step(item)));
    return value;
  };

/** Items of a tuple by position, `rest` for those after. */
export const items =
  (steps: readonly (Step | undefined)[], rest?: Step): Step =>
  (value) => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        const step = index < steps.length ? steps[index] : rest;
        if (step) value[index] = step(item);
      });
    }
    return value;
  };

/** Named members of an object, and all others where `rest` is given. The table is made at the first use, so types may be recursive. */
export const members = <T>(table: () => Readonly<Record<string, Step>>, rest?: () => Step): Decoder<T> => {
  let steps: ReadonlyMap<string, Step> | undefined;
  return (value) => {
    if (!isRecord(value)) return value as T;
    steps ??= new Map(Object.entries(table()));
    for (const name of Object.keys(value)) {
      const step = steps.get(name) ?? rest?.();
      if (step) value[name] = step(value[name]);
    }
    return value as T;
  };
};

/** The branch of a union that the tag names. */
export const byTag = <T>(tag: string, table: () => Readonly<Record<string, Step>>): Decoder<T> => {
  let steps: ReadonlyMap<string, Step> | undefined;
  return (value) => {
    if (!isRecord(value)) return value as T;
    steps ??= new Map(Object.entries(table()));
    return (steps.get(String(value[tag]))?.(value) ?? value) as T;
  };
};

/** One branch of a union without a tag: taken for objects that have all of `required`. */
export interface Branch {
  readonly required?: readonly string[];
  readonly step: Step;
}

/** The first branch whose required members are all there; branches that are no objects are tried on everything else. */
export const anyOf =
  <T>(branches: () => readonly Branch[]): Decoder<T> =>
  (value) => {
    for (const { required, step } of branches()) {
      if (required === undefined) {
        const decoded = step(value);
        if (decoded !== value) return decoded as T;
      } else if (isRecord(value) && required.every((name) => Object.hasOwn(value, name))) return step(value) as T;
    }
    return value as T;
  };

/** A decoder under a name of its own type. */
export const named =
  <T>(step: () => Step): Decoder<T> =>
  (value) =>
    step()(value) as T;
