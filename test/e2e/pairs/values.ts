import { join } from "node:path";
import type { Contract, Operation } from "../../../generators/contract/model.js";
import { nameContract } from "../../../generators/languages/typescript/names.js";
import { readContract } from "../../targets/generate.js";
import { root } from "../clients.js";
import { canonicalBytes, filledNames } from "../go-client/values.js";
import type { Maker, Route } from "../server/calls.js";
import { buildKitchenServer, loadModule, loadRoutes } from "../server/kitchen.js";

/** The contract whose values go from each client to each server, and what makes and compares them. */
export interface Kitchen {
  readonly contract: Contract;
  readonly maker: Maker;
  readonly toJsonValue: (value: unknown) => unknown;
  readonly writeJson: (value: unknown) => string;
  /** See `contains`. */
  readonly defaults: ReadonlySet<string>;
  readonly canonical: (value: unknown) => unknown;
  readonly callOf: (operation: Operation) => string;
  /** What the TypeScript server knows of an operation: its checks tell which values the contract allows. */
  readonly routeOf: (operation: Operation) => Route;
}

export async function readKitchen(): Promise<Kitchen> {
  const { contract } = await readContract(join(root, "specs/kitchen-sink/openapi.yaml"));
  const names = nameContract(contract);
  const folder = await buildKitchenServer();
  const routes = await loadRoutes(folder);
  const { toJsonValue } = await loadModule<Pick<Kitchen, "toJsonValue">>(folder, "runtime/server/json-value.js");
  const { writeJson } = await loadModule<Pick<Kitchen, "writeJson">>(folder, "runtime/check/write-json.js");
  const callOf = (operation: Operation): string => names.operations.get(operation.id)?.call ?? operation.id;
  const routeOf = (operation: Operation): Route => {
    const route = routes[callOf(operation)];
    if (!route) throw new Error(`no route of ${callOf(operation)}`);
    return route;
  };
  return { contract, maker: { contract, asJson: toJsonValue }, toJsonValue, writeJson, defaults: filledNames(contract), canonical: canonicalBytes(contract), callOf, routeOf };
}
