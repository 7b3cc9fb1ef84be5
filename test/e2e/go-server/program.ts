import type { Contract, Operation } from "../../../generators/contract/model.js";
import { receivesFile } from "../../../generators/languages/contents.js";
import { liftShapes } from "../../../generators/languages/go/lift.js";
import type { OperationNames } from "../../../generators/languages/go/names.js";
import { planBody } from "../../../generators/languages/go/operations.js";
import { makePrinter } from "../../../generators/languages/go/printer.js";
import { planAnswers } from "../../../generators/languages/go/results.js";
import type { TypePrinter } from "../../../generators/languages/go/types.js";
import { keepUsed } from "../../../generators/languages/used.js";
import { findReceived } from "../../../generators/languages/roots.js";

/** Of the options of the Go server, what its types depend on. */
export const style = { dates: "text", integers: "exact", formats: "assert" } as const;

/**
 * A service in Go whose methods record what they get and answer what they are told (main.go), with the options that all of it needs.
 *
 * @param text - all of the server's package, which says what its unions are made of, and its security schemes, each of which lets everybody in.
 */
export function printRecorder(given: Contract, module: string, text: string): string {
  const contract = liftShapes(keepUsed(given), receivesFile);
  const printer = makePrinter(contract, { reserved: [], methods: [], package: "served", module }, style, findReceived(contract));
  const methods = contract.operations.map((operation) => {
    const names = printer.names.operations.get(operation.id);
    if (!names) throw new Error(`${operation.id} has no names`);
    return printMethod(printer, operation, names);
  });
  return `package main

import (
	"context"
	"net/http"

	api "${module}"
)

type recorder struct{}

var _ api.Service = recorder{}

${methods.join("\n")}
func init() {
${printUnions(text)}}

func newHandler() http.Handler {
	return api.NewHandler(recorder{}, api.Options{
		CheckResponses: api.CheckAlways,
		Logger: logger(),
		Security: api.Security{
${printVerifiers(text)}		},
	})
}
`;
}

function printMethod(printer: TypePrinter, operation: Operation, names: OperationNames): string {
  const answers = planAnswers(printer, operation, names).map(({ name, response, content }) => {
    const way = wayOf(operation.responses.indexOf(response), content === undefined ? -1 : response.contents.indexOf(content));
    return `		"${way}": api.${String(name)}{},\n`;
  });
  return `func (recorder) ${String(names.method)}(_ context.Context, req api.${String(names.request)}) (api.${String(names.response)}, error) {
	return record(${JSON.stringify(operation.id)}, req, map[string]string{${printTypes(printer, operation, names)}}, map[string]api.${String(names.response)}{
${answers.join("")}	})
}
`;
}

/** An answer of an operation, by the place of its response and of its content. */
export const wayOf = (response: number, content: number): string => `${response}/${content}`;

/** The media types of a request's bodies, by the names of their types. */
function printTypes(printer: TypePrinter, operation: Operation, names: OperationNames): string {
  const contents = operation.body?.contents ?? [];
  const isChoice = planBody(printer, operation, names)?.holding === "choice";
  return contents.map((content) => `${isChoice ? JSON.stringify(String(names.bodyOf(content))) : '""'}: ${JSON.stringify(content.mediaType)}`).join(", ");
}

function printVerifiers(text: string): string {
  const fields = [...(/type Security struct \{([\s\S]*?)\n\}/.exec(text)?.[1] ?? "").matchAll(/^\t(\w+)\s+(func\(.*\) \(any, error\))$/gm)];
  return fields.map(([, name = "", type = ""]) => `			${name}: ${type} { return "somebody", nil },\n`).join("");
}

const printUnions = (text: string): string => [...text.matchAll(/^func (\w+From\w+)\(value .+\) (\w+) \{$/gm)].map(([, name = ""]) => `	hasUnion(api.${name})\n`).join("");
