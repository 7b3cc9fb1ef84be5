import type { Operation } from "../../contract/model.js";
import { type Code, code, joinLines, nothing, type Printable, word } from "../../emit/code.js";
import { call } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import type { Signature } from "../../languages/python/functions.js";
import { importName } from "../../languages/python/module.js";
import type { OperationNames } from "../../languages/python/names.js";
import { planSignature } from "../../languages/python/operations.js";
import { inOperation, type ServerPrinter, spec } from "./printer.js";

/** What holds several requests, or their results. */
export const sequence = importName("collections.abc", "Sequence");

/** How many calls may wait for each place in a batch. */
const QUEUE_FACTOR = 8;

/** What the runtime has to know of an operation whose calls are answered together; undefined: each is answered by itself. */
export function printBatch(printer: ServerPrinter, { batch }: Operation, names: OperationNames): Printable | undefined {
  if (batch === undefined) return undefined;
  return call(spec(printer, "Batch"), [], [
    [word("request"), inOperation(names, names.request)],
    [word("max_size"), batch.maxSize],
    [word("max_wait_ms"), batch.maxWaitMs],
    [word("max_queue"), batch.maxSize * QUEUE_FACTOR],
    [word("open"), importName("./runtime/batch/handler", "BatchHandler")],
  ]);
}

/** The class that holds the arguments of one of the calls. */
export function printRequest(printer: ServerPrinter, operation: Operation, names: OperationNames): Code {
  if (operation.batch === undefined) return nothing;
  const { positional, keywords } = planSignature(printer, operation);
  const lines = [...positional, ...keywords].map(({ name, type, default: fallback }) => (fallback === undefined ? code`${name}: ${type}` : code`${name}: ${type} = ${fallback}`));
  return code`
    @${importName("dataclasses", "dataclass")}(frozen=True, slots=True, kw_only=True)
    class ${names.request}:
        ${docstring({ text: `What one call of \`${names.method}\` came with.` })}

        ${joinLines(lines)}
  `;
}

/** A method of such an operation takes the requests of several calls, and gives a result for each, in their order. */
export const batchSignature = (_: ServerPrinter, names: OperationNames): Signature => ({ positional: [{ name: word("requests"), type: code`${sequence}[${inOperation(names, names.request)}]` }], keywords: [] });

/** A result for each request; an exception fails the one call only. */
export const batchReturns = (results: readonly Printable[]): readonly Printable[] => [...results, word("Exception")];
