import { parse } from "yaml";
import { isObject, type Json } from "../../../generators/contract/json.js";
import type { Operation } from "../../../generators/contract/model.js";
import { buildOperations, type OperationsPart } from "../../../generators/contract/build/operations.js";
import type { Diagnostic } from "../../../generators/diagnostic.js";

/** The operations part of a contract that is written as YAML; `openapi` and `info` are added if they are not there. */
export function operationsOf(text: string): OperationsPart {
  const value = parse(text) as Json;
  if (!isObject(value)) throw new Error("The given contract must be an object");
  return buildOperations({ openapi: "3.2.0", info: { title: "T", version: "1" }, ...value });
}

/** The one operation of a contract. */
export function operationOf(text: string): Operation {
  const [operation] = operationsOf(text).operations;
  if (operation === undefined) throw new Error("The given contract has no operation");
  return operation;
}

/** A diagnostic in one line: `severity code origin: message (hint)`; an origin that means the member's name ends with `:key`. */
export const lineOf = ({ severity, code, origin, at, message, hint }: Diagnostic): string =>
  `${severity} ${code} ${typeof origin === "string" ? origin : "?"}${at === "key" ? ":key" : ""}: ${message} (${hint ?? "no hint"})`;

export const linesOf = (text: string): readonly string[] => operationsOf(text).diagnostics.map(lineOf);

/** `GET /x` of a contract whose operation has these fields, written as YAML with an indent of six. */
export const getX = (fields: string, rest = ""): string => `
paths:
  /x:
    get:
      operationId: getX
${fields}
${rest}`;
