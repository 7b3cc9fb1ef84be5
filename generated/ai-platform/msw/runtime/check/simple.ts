import type { Findings } from "./findings.js";
import { isInteger, isNumber } from "./numbers.js";
import { isObject } from "./values.js";

// The checks of schemas that say nothing but a type, of which a contract has many.

export const isString = (value: unknown): value is string => typeof value === "string";
export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
export const isNull = (value: unknown): value is null => value === null;
export const isArray = (value: unknown): value is readonly unknown[] => Array.isArray(value);
export const isNever = (_value: unknown): _value is never => false;

export function checkString(value: unknown, at: string, found: Findings): void {
  if (typeof value !== "string") found.add(at, "type", "must be a string");
}

export function checkBoolean(value: unknown, at: string, found: Findings): void {
  if (typeof value !== "boolean") found.add(at, "type", "must be a boolean");
}

export function checkNumber(value: unknown, at: string, found: Findings): void {
  if (!isNumber(value)) found.add(at, "type", "must be a number");
}

export function checkInteger(value: unknown, at: string, found: Findings): void {
  if (!isInteger(value)) found.add(at, "type", "must be an integer");
}

export function checkNull(value: unknown, at: string, found: Findings): void {
  if (value !== null) found.add(at, "type", "must be null");
}

export function checkArray(value: unknown, at: string, found: Findings): void {
  if (!Array.isArray(value)) found.add(at, "type", "must be an array");
}

export function checkObject(value: unknown, at: string, found: Findings): void {
  if (!isObject(value)) found.add(at, "type", "must be an object");
}

/** The schema `false`. */
export function checkNever(_value: unknown, at: string, found: Findings): void {
  found.add(at, "false", "is not allowed");
}
