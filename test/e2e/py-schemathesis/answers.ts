import fc from "fast-check";
import { join } from "node:path";
import { isStream } from "../../../generators/languages/results.js";
import { nameContract } from "../../../generators/languages/typescript/names.js";
import { readContract } from "../../targets/generate.js";
import { root } from "../clients.js";
import { type Answering, answerOf, type Maker } from "../server/calls.js";
import { buildKitchenServer, loadModule, loadRoutes } from "../server/kitchen.js";

/** JSON text: an answer for each operation of the kitchen sink that the contract allows, a success in JSON where there is one. */
export async function makeAnswers(): Promise<string> {
  const { contract } = await readContract(join(root, "specs/kitchen-sink/openapi.yaml"));
  const names = nameContract(contract);
  const folder = await buildKitchenServer();
  const routes = await loadRoutes(folder);
  const { toJsonValue } = await loadModule<{ readonly toJsonValue: (value: unknown) => unknown }>(folder, "runtime/server/json-value.js");
  const { writeJson } = await loadModule<{ readonly writeJson: (value: unknown) => string }>(folder, "runtime/check/write-json.js");
  const maker: Maker = { contract, asJson: toJsonValue };
  const answers = contract.operations.map((operation): readonly [string, unknown] => {
    const route = routes[names.operations.get(operation.id)?.call ?? ""];
    const made = route && answerOf(maker, operation, route);
    const all = made ? fc.sample(made, { seed: 1, numRuns: 60 }) : [];
    const [best] = [...all].sort((a, b) => rank(a) - rank(b));
    return [operation.id, best ? asJson(best, toJsonValue) : redirection];
  });
  return writeJson(Object.fromEntries(answers));
}

/** `answerOf` makes none, which fetch follows. */
const redirection = { status: 303, headers: { Location: "/mirror/responses/none" } };

/** A success before a failure, JSON before nothing before others, files last. */
function rank({ content, answer }: Answering): number {
  const kind = content === undefined ? 1 : content.kind === "json" ? 0 : content.kind === "multipart" ? 9 : isStream(content) ? 3 : 2;
  return (answer.status < 300 ? 0 : 10) + kind;
}

function asJson({ answer }: Answering, toJsonValue: (value: unknown) => unknown): unknown {
  const { body, headers, ...rest } = answer;
  const isBytes = body instanceof Uint8Array;
  return { ...rest, headers: toJsonValue(headers ?? {}), ...(isBytes ? { base64: Buffer.from(body).toString("base64") } : body === undefined ? {} : { body: toJsonValue(body) }) };
}
