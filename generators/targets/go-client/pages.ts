import type { Operation, Pagination, SchemaId, Shape } from "../../contract/model.js";
import { type Code, code, joinLines, type Printable, word } from "../../emit/code.js";
import { docComment } from "../../languages/go/comments.js";
import { fieldsOf, slice } from "../../languages/go/composites.js";
import { formOf } from "../../languages/go/forms.js";
import { literal } from "../../languages/go/literals.js";
import { importName } from "../../languages/go/module.js";
import type { OperationNames } from "../../languages/go/names.js";
import { planParameters } from "../../languages/go/operations.js";
import type { Answer } from "../../languages/go/results.js";
import { planMembers, valueType } from "../../languages/go/types.js";
import { type CallNames, client, type ClientPrinter, context } from "./printer.js";
import { writerOf } from "./requests.js";
import type { Outcome } from "./results.js";

const sequence = importName("iter", "Seq2");
const raw = importName("encoding/json", "RawMessage");

const kinds = { linkHeader: "NextLink", nextUrl: "NextURL", cursor: "NextCursor", lastItem: "NextLastItem", offset: "NextOffset", page: "NextPage" } as const;

/** How pages follow each other, and the methods that walk through them. */
export function printPages(printer: ClientPrinter, operation: Operation, names: OperationNames, calls: CallNames, outcome: Outcome): readonly Code[] {
  const { pagination } = operation;
  if (!pagination || outcome.type === undefined) return [];
  const items = findItems(printer, outcome, pagination);
  const type = outcome.type;
  const head = (name: Printable, result: Printable): Code => code`func (c *${printer.own.client}) ${name}(ctx ${context}, req ${names.request}, options ...${printer.own.runtime("CallOption")}) ${sequence}[${result}, error]`;
  const given = code`c.base, ${calls.operation}, ${calls.pagination}, ${writerOf(printer, operation)}, options`;
  const all = items
    ? code`return ${client(printer, "ItemsOf")}(c.${calls.pages}(ctx, req, options...), ${items.function})`
    : code`return ${client(printer, "RawItems")}(ctx, ${given})`;
  return [
    code`
      ${docComment({ text: `${calls.all} gives the items of all pages of [${printer.own.client}.${names.method}], each page fetched when it is needed. A page that fails ends them.` })}
      ${head(calls.all, items?.type ?? raw)} {
        ${all}
      }
    `,
    code`
      ${docComment({ text: `${calls.pages} gives what [${printer.own.client}.${names.method}] gives, page by page. A page that fails ends them.` })}
      ${head(calls.pages, type)} {
        return ${client(printer, "Pages")}[${type}](ctx, ${given})
      }
    `,
    code`
      ${docComment({ text: `${calls.pagination} says how the pages of ${names.method} follow each other.` })}
      var ${calls.pagination} = &${client(printer, "Pagination")}${printPagination(printer, operation, pagination)}
    `,
  ];
}

const path = (names: readonly string[] | undefined): Printable | undefined => (names === undefined || names.length === 0 ? undefined : slice(word("string"), names.map(literal)));

function printPagination(printer: ClientPrinter, operation: Operation, { items, next }: Pagination): Code {
  const parameter = "parameter" in next ? planParameters(printer, operation).findIndex((field) => field.parameter.in === "query" && field.parameter.name === next.parameter) : -1;
  const value = next.kind === "nextUrl" ? next.url : next.kind === "cursor" ? next.cursor : next.kind === "lastItem" ? [next.member] : undefined;
  return fieldsOf([
    [word("Next"), client(printer, kinds[next.kind])],
    [word("Items"), path(items)],
    [word("Parameter"), parameter > 0 ? parameter : undefined],
    [word("Value"), path(value)],
    [word("More"), path("more" in next ? next.more : undefined)],
    [word("Total"), path("total" in next ? next.total : undefined)],
    [word("First"), next.kind === "page" && next.first !== 0 ? next.first : undefined],
  ]);
}

/** A function that gives the items of a page, where the path to them leads through structs. */
function findItems(printer: ClientPrinter, { successes }: Outcome, { items }: Pagination): { readonly function: Code; readonly type: Printable } | undefined {
  const [answer] = successes;
  const schema = answer?.content?.kind === "json" ? answer.content.schema : undefined;
  if (answer === undefined || successes.length > 1 || schema === undefined) return undefined;
  const lines: Code[] = [];
  let shape: Shape = { kind: "ref", schema };
  let value = code`page.Body`;
  for (const name of items) {
    const step = stepInto(printer, shape, value, name, lines);
    if (step === undefined) return undefined;
    ({ shape, value } = step);
  }
  const form = formOf(printer.contract, printer.style, shape);
  if (form.kind !== "array") return undefined;
  const type = valueType(printer, form.items, "response");
  return { type, function: printFunction(answer, type, lines, value) };
}

const printFunction = (answer: Answer, type: Printable, lines: readonly Code[], value: Code): Code => code`
  func(page *${answer.name}) []${type} {
    ${joinLines([...lines, code`return ${value}`])}
  }
`;

/** A member of a struct; before it, what has to be there is looked at. */
function stepInto(printer: ClientPrinter, at: Shape, value: Code, name: string, lines: Code[]): { readonly shape: Shape; readonly value: Code } | undefined {
  const owner = structOf(printer, at);
  if (owner === undefined) return undefined;
  const member = planMembers(printer, owner.id, owner.shape, "response").find(({ field }) => field.name === name);
  if (!member || member.pointed || owner.isNullable) return undefined;
  const field = code`${value}.${member.name}`;
  const leaves = (isAbsent: Code): Code => code`
    if ${isAbsent} {
      return nil
    }
  `;
  if (member.holding === "pointer") lines.push(leaves(code`${field} == nil`));
  if (member.holding !== "nullable") return { shape: member.field.shape, value: field };
  const held = word(`part${lines.length + 1}`);
  lines.push(code`${held}, ok := ${field}.Get()`, leaves(code`!ok`));
  // Two such members in a row would declare `ok` twice.
  return lines.filter((line) => line !== undefined).length > 3 ? undefined : { shape: member.field.shape, value: code`${held}` };
}

function structOf({ contract }: ClientPrinter, at: Shape): { readonly id: SchemaId; readonly shape: Extract<Shape, { kind: "object" }>; readonly isNullable: boolean } | undefined {
  let id: SchemaId | undefined;
  let shape: Shape | undefined = at;
  for (let depth = 0; depth < 100 && shape !== undefined; depth += 1) {
    if (shape.kind === "object") return id === undefined ? undefined : { id, shape, isNullable: false };
    if (shape.kind === "nullable") shape = shape.of;
    else if (shape.kind === "ref") {
      id = shape.schema;
      shape = contract.schemas[id]?.shape;
    } else return undefined;
  }
  return undefined;
}
