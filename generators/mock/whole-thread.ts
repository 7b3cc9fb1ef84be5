import { parentPort, workerData } from "node:worker_threads";
import { nameContract } from "../languages/typescript/names.js";
import { printFindings, printTotal } from "../print.js";
import { understand } from "../produce.js";
import { mockNames } from "../targets/msw/printer.js";
import type { Stream } from "../terminal.js";
import type { WholeCheck, WholeTask } from "./whole.js";

/** The thread that `checkWhole` starts. */
const { contract, allowRemote, flags, columns, colours } = workerData as WholeTask;
const understood = await understand(contract, allowRemote, flags.verbose);
let text = "";
const stream: Stream = { write: (piece) => void (text += piece), colours, ...(columns !== undefined && { columns }) };
// Warnings are what `generate` and `check` are for: whoever mocks has asked for answers.
printFindings(understood.findings, understood.source, { ...flags, quiet: !flags.verbose }, stream);
printTotal(understood.findings, stream);
const operations = [...nameContract(understood.contract, mockNames).operations.values()].map(({ call }) => `${call}`);
parentPort?.postMessage({ text, failed: understood.failed, operations } satisfies WholeCheck);
