import { Decimal } from "../check/decimal.js";
import type { Data, Wish } from "../data/index.js";

/** What a made value should be like: `given` has the members that matter to a test. */
export interface FactoryWish<T> extends Omit<Wish, "given" | "name"> {
  readonly given?: DeepPartial<T> | undefined;
}

type DeepPartial<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [Member in keyof T]?: DeepPartial<T[Member]> | undefined } : T;

/** Makes a valid value of one schema: the same for the same wish. A number that no double stands for is the nearest one, as its type says. */
export type Factory<T> = (wish?: FactoryWish<T>) => T;

export type Factories<Types> = { readonly [Name in keyof Types]: Factory<Types[Name]> };

/** A function a schema: `schemas` says its name in `data` by that of the function. */
export function createFactories<Types>(data: Data, schemas: { readonly [Name in keyof Types]: string }): Factories<Types> {
  const rows = Object.entries<string>(schemas).map(([name, schema]) => [name, (wish?: Wish) => toDoubles(data.make(schema, wish))]);
  return Object.fromEntries(rows) as Factories<Types>;
}

function toDoubles(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Decimal) return value.nearest;
  if (Array.isArray(value)) return value.map(toDoubles);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toDoubles(member)]));
}
