import type { Contract, Operation, SchemaId } from "../../contract/model.js";
import type { Diagnostic } from "../../diagnostic.js";
import { planRules } from "../../languages/json-schema/index.js";
import { readDefinitions } from "../../languages/json-schema/values.js";
import { checkedSchema } from "../../languages/roots.js";
import { type AnswerPlan, planAnswers } from "../../languages/statuses.js";
import { loadRuntime } from "../../languages/typescript/runtime.js";
import type { TargetInput } from "../target.js";
import type { MswOptions } from "./options.js";

/** What of a contract the mocks can't do, and each answer for which no valid value is found: the generator of values is run on all. */
export async function reportSupport({ contract }: TargetInput, { formats }: MswOptions): Promise<readonly Diagnostic[]> {
  const values = contract.operations.flatMap((operation) => listValues(contract, operation));
  const rules = planRules(contract, [], { formats, purpose: "make" });
  const named = values.map((value) => ({ ...value, name: rules.nameOf(value.schema, "response") })).filter(({ name }) => name !== "");
  const reasonOf = await openTrial(rules);
  const reported = new Set<string>();
  const missing = named.flatMap(({ origin, what, name }): readonly Diagnostic[] => {
    const reason = reasonOf(name);
    if (reason === undefined || reported.has(origin)) return [];
    reported.add(origin);
    return [{ code: "msw-no-value", severity: "warning", message: `no valid value is found for ${what}: ${reason}`, origin, hint: "give an example, or loosen the schema; until then mocks answer 501 here" }];
  });
  return [...contract.operations.flatMap(reportOperation), ...missing];
}

interface Value {
  readonly schema: SchemaId;
  readonly origin: string;
  readonly what: string;
}

/** The values that answers of an operation can't do without. */
const listValues = (contract: Contract, operation: Operation): readonly Value[] =>
  planAnswers(operation).flatMap(({ response, key }: AnswerPlan): readonly Value[] => {
    const contents = operation.method === "HEAD" ? [] : response.contents;
    return [
      ...response.headers.filter(({ required }) => required).map(({ name, schema, origin }) => ({ schema, origin, what: `the header ${name} of the answer ${key} of '${operation.id}'` })),
      ...contents.flatMap((content) => {
        const schema = checkedSchema(contract, content);
        return schema === undefined ? [] : [{ schema, origin: content.origin, what: `the answer ${key} of '${operation.id}'` }];
      }),
    ];
  });

/** Why no value of a schema can be made; undefined for one that has values. Asked once a schema. */
async function openTrial(rules: ReturnType<typeof planRules>): Promise<(name: string) => string | undefined> {
  const [{ openData, NoValue }, { decimal }] = await Promise.all([loadRuntime("data/index"), loadRuntime("check/index")]);
  const data = openData(readDefinitions(rules.definitions(), decimal) as Parameters<typeof openData>[0]);
  const known = new Map<string, string | undefined>();
  const attempt = (name: string): string | undefined => {
    try {
      data.make(name, { size: "small" });
      return undefined;
    } catch (error) {
      if (!(error instanceof NoValue)) throw error;
      return error.pointer === "" ? error.reason : `${error.reason} (at ${error.pointer})`;
    }
  };
  return (name) => {
    if (!known.has(name)) known.set(name, attempt(name));
    return known.get(name);
  };
}

const note = (code: string, message: string, origin: string, hint: string): Diagnostic => ({ code, severity: "note", message, origin, hint });

function reportOperation(operation: Operation): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (operation.method === "CONNECT" || operation.method === "TRACE") {
    found.push(note("msw-method", `no client sends ${operation.method} by fetch: '${operation.id}' is never asked for`, operation.origin, "use another method"));
  }
  if (planAnswers(operation).length === 0) {
    found.push(note("msw-no-answer", `'${operation.id}' documents no answer: mocks answer 501`, operation.origin, "document a response, or give the mock an override"));
  }
  return found;
}
