import { parseJsonText } from "../../../contract/json.js";
import type { AssertionOf, Schema, SchemaId, Shape } from "../../../contract/model.js";
import { type Code, code, joinLines, list, nothing, type Printable, render, word } from "../../../emit/code.js";
import { type Form, formOf, openShape } from "../forms.js";
import { literal } from "../literals.js";
import type { UnionBranch, UnionPlan } from "../unions.js";
import { faceOf, type Part } from "./parts.js";
import type { Way } from "./plan.js";
import { itemReader, printRead } from "./read.js";

/** A branch of a union's shape, with the branch of its Go type. */
interface Choice {
  readonly shape: Shape;
  readonly tags: readonly string[];
  readonly branch: UnionBranch;
}

export const planOf = (way: Way, id: SchemaId): UnionPlan | undefined => way.printer.unions.get(id)?.[faceOf(way.printer.contract, id, way.direction)];

/** The body of a function that finds out which of a union's types a value is, and reads it. */
export function printReadUnion(way: Way, schema: Schema): Code {
  const plan = planOf(way, schema.id);
  const form = formOf(way.printer.contract, way.printer.style, schema.shape);
  if (plan === undefined || form.kind !== "union") throw new Error(`no union: ${schema.id}`);
  const choices: Choice[] = form.shape.branches.flatMap(({ shape, tags = [] }, index): readonly Choice[] => {
    const isNone = formOf(way.printer.contract, way.printer.style, shape).kind === "null";
    // Null has a branch of its own, for all branches that let it through.
    const branch = plan.branches.find((each) => each.indexes.includes(index) && isNone === (formOf(way.printer.contract, way.printer.style, each.shape).kind === "null"));
    return branch === undefined ? [] : [{ shape, tags, branch }];
  });
  const none = plan.branches.find(({ shape }) => shape.kind === "null");
  if (none !== undefined && !choices.some(({ branch }) => branch === none)) choices.push({ shape: none.shape, tags: [], branch: none });
  if (plan.holds === "many") return printMany(way, choices);
  const told = tellByMember(schema, choices) ?? (plan.tag === undefined ? undefined : { member: plan.tag, choices });
  return told === undefined ? printByKind(way, choices) : printByTag(way, told.member, told.choices, otherwiseOf(way, schema, choices));
}

/** The branch of all values whose tag no branch has (OpenAPI 3.2, `defaultMapping`). */
function otherwiseOf(way: Way, { assertions }: Schema, choices: readonly Choice[]): Choice | undefined {
  const tagged = assertions.find((assertion): assertion is AssertionOf<"discriminator"> => assertion.keyword === "discriminator");
  return tagged?.otherwise === undefined ? undefined : choices.find(({ shape }) => leadsTo(way, shape, tagged.otherwise));
}

function leadsTo({ printer }: Way, shape: Shape, id: SchemaId | undefined): boolean {
  let current: Shape | undefined = shape;
  for (let depth = 0; depth < 100 && current?.kind === "ref"; depth += 1) {
    if (current.schema === id) return true;
    current = printer.contract.schemas[current.schema]?.shape;
  }
  return false;
}

type Dispatching = AssertionOf<"anyOf"> | AssertionOf<"oneOf">;

/** Branches told apart by a required member whose constants are texts. */
function tellByMember(schema: Schema, choices: readonly Choice[]): { readonly member: string; readonly choices: readonly Choice[] } | undefined {
  const union = schema.assertions.find((assertion): assertion is Dispatching => (assertion.keyword === "anyOf" || assertion.keyword === "oneOf") && assertion.dispatch?.by === "member");
  const dispatch = union?.dispatch;
  if (dispatch?.by !== "member") return undefined;
  const told = dispatch.branches.flatMap(({ values, schema: id }): readonly Choice[] => {
    const choice = choices.find(({ shape }) => shape.kind === "ref" && shape.schema === id);
    const tags = values.map((value) => parseJsonText(value)).filter((value) => typeof value === "string");
    return choice === undefined || tags.length < values.length ? [] : [{ ...choice, tags }];
  });
  return told.length === dispatch.branches.length ? { member: dispatch.member, choices: told } : undefined;
}

function printByTag(way: Way, member: string, choices: readonly Choice[], otherwise: Choice | undefined): Code {
  const seen = new Set<string>();
  const cases = choices.flatMap((choice) => {
    const tags = choice.tags.filter((tag) => !seen.has(tag));
    tags.forEach((tag) => seen.add(tag));
    if (tags.length === 0) return [];
    return [
      code`
        case ${list(tags.map(literal), { open: "", close: "", trailing: "" })}:
          ${printHold(way, choice)}
      `,
    ];
  });
  return joinLines([
    code`
      switch r.Tag(${literal(member)}) {
      ${joinLines(cases)}
      }
    `,
    ...(otherwise === undefined ? printTrials(way, choices.filter(({ tags }) => tags.length === 0)) : [printHold(way, otherwise)]),
  ]);
}

/** Reads one type, and holds it. */
const printHold = (way: Way, { shape, branch }: Choice): Code => code`
  var held ${branch.type}
  ok := ${printRead(way, way.part(shape), { pointer: code`&held`, value: word("held") })}
  v.value = held
  return ok
`;

const kinds = ["String", "Number", "Bool", "Object", "Array", "Null"] as const;
type Kind = (typeof kinds)[number];

/** The JSON types of a form; all of them for raw JSON. */
function kindsOf(way: Way, form: Form, depth = 0): readonly Kind[] {
  switch (form.kind) {
    case "string":
    case "time":
    case "date":
    case "uuid":
    case "bytes":
    case "file":
      return ["String"];
    case "float":
    case "int32":
    case "int64":
    case "uint32":
    case "uint64":
    case "integer":
      return ["Number"];
    case "bool":
      return ["Bool"];
    case "null":
      return ["Null"];
    case "array":
      return ["Array"];
    case "tuple":
      return form.shape.wide ? kinds : ["Array"];
    case "map":
      return ["Object"];
    case "object":
      return form.shape.wide ? kinds : ["Object"];
    case "enum":
      return form.of === "string" ? ["String"] : form.of === "json" ? kinds : ["Number"];
    case "never":
      return [];
    case "union":
      return depth > 5 ? kinds : kindsOfBranches(way, form.shape, depth + 1);
    case "raw":
      return kinds;
  }
}

/** Each branch is looked at once: unions stand in unions. */
function kindsOfBranches(way: Way, { branches }: Extract<Shape, { kind: "union" }>, depth: number): readonly Kind[] {
  const found = new Set(branches.flatMap(({ shape }) => kindsOfShape(way, shape, depth)));
  return kinds.filter((kind) => found.has(kind));
}

function kindsOfShape(way: Way, shape: Shape, depth: number): readonly Kind[] {
  const { contract, style } = way.printer;
  const own = kindsOf(way, formOf(contract, style, shape), depth);
  return openShape(contract, shape).nullable ? [...own, "Null"] : own;
}

/** The type of the value tells most branches apart; where several have it, they are tried. */
function printByKind(way: Way, choices: readonly Choice[]): Code {
  const { contract, style } = way.printer;
  const byKind = kinds.map((kind) => [kind, choices.filter(({ shape }) => kindsOf(way, formOf(contract, style, shape)).includes(kind))] as const).filter(([, own]) => own.length > 0);
  const groups: { readonly own: readonly Choice[]; readonly labels: Printable[] }[] = [];
  for (const [kind, own] of byKind) {
    const labels = kind === "Bool" ? [way.wire("True"), way.wire("False")] : [way.wire(kind)];
    const same = groups.find((group) => group.own.length === own.length && group.own.every((choice, index) => choice === own[index]));
    if (same) same.labels.push(...labels);
    else groups.push({ own, labels });
  }
  if (byKind.length === kinds.length && groups.length === 1) return joinLines(printTrials(way, choices));
  const cases = groups.map(({ own, labels }) => {
    const only = own.length === 1 ? own[0] : undefined;
    return code`
      case ${list(labels, { open: "", close: "", trailing: "" })}:
        ${only === undefined ? joinLines(printTrials(way, own)) : printHold(way, only)}
    `;
  });
  return code`
    switch r.Kind() {
    ${joinLines(cases)}
    }
    return false
  `;
}

/** The check that tells whether a value is valid, of a branch whose schema has one. */
const validOf = (way: Way, { shape }: Choice): Printable | undefined => (shape.kind === "ref" ? way.valid?.(shape.schema) : undefined);

const checkOf = (way: Way, valid: Printable): Code => code`${way.printer.names.runtime("check", "Is")}(&tree, ${valid})`;

/** Whether nobody but the reader tells that a value is of a branch: no schema is put together as it is. */
const isOnTrial = (way: Way, choice: Choice): boolean => validOf(way, choice) === undefined && way.part(choice.shape).form.kind !== "raw";

/** Finds the first branch that fits: by its rules where there are checks, else by trial. The last line returns. */
function printTrials(way: Way, choices: readonly Choice[]): readonly Code[] {
  if (choices.length === 0) return [code`return false`];
  if (way.valid === undefined) return [printChosen(way, choices)];
  const free = choices.findIndex((choice) => validOf(way, choice) === undefined);
  const ruled = free < 0 ? choices : choices.slice(0, free);
  const cases = ruled.map((choice) => code`
    case ${checkOf(way, validOf(way, choice) ?? nothing)}:
      ${printHold(way, choice)}
  `);
  const left = free < 0 ? [] : choices.slice(free);
  const first = left[0];
  const last = first === undefined ? code`return false` : left.length > 1 && isOnTrial(way, first) ? printChosen(way, left) : printHold(way, first);
  if (cases.length === 0) return [last];
  return [
    code`
      tree, fits := r.Tree()
      switch {
      case !fits:
        return false
      ${joinLines(cases)}
      }
    `,
    last,
  ];
}

const printChoose = (method: "Choose" | "ChooseAll", branches: readonly Code[]): Code => code`
  r.${word(method)}(
    ${joinLines(branches.map((branch) => code`${branch},`))}
  )
`;

const printChosen = (way: Way, choices: readonly Choice[]): Code => code`return ${printChoose("Choose", choices.map((choice) => printBranch(way, choice, code`v.value = held`)))}`;

/** Null may be said behind a reference, too: of a schema without a type of its own, what stands there counts. */
function partWithoutNull(way: Way, shape: Shape): Part {
  const part = way.part(withoutNull(shape));
  if (!part.nullable) return part;
  const inner = part.named === undefined ? openShape(way.printer.contract, shape).shape : undefined;
  return inner === undefined ? { ...part, nullable: false } : way.part(inner);
}

/** A branch to be tried: how it is read, and where it is held. */
function printBranch(way: Way, { shape, branch }: Choice, hold: Code): Code {
  const read = itemReader(way, partWithoutNull(way, shape));
  const head = code`func(held ${branch.type})`;
  if (render(head, Infinity).length + render(hold, Infinity).length <= longestLiteral) return code`${way.wire("Branch")}(${read}, ${head} { ${hold} })`;
  return code`
    ${way.wire("Branch")}(${read}, ${head} {
      ${hold}
    })
  `;
}

/** gofmt leaves a function in its line if head and body have no more columns than this. */
const longestLiteral = 100;

/** The types of objects that a value has at once. */
function printMany(way: Way, choices: readonly Choice[]): Code {
  if (way.valid === undefined || choices.some((choice) => isOnTrial(way, choice))) return code`return ${printChoose("ChooseAll", choices.map((choice) => printBranch(way, choice, code`v.${choice.branch.field} = &held`)))}`;
  const tries = choices.map((choice) => {
    const valid = validOf(way, choice);
    return code`
      if ${valid === undefined ? nothing : code`${checkOf(way, valid)} && `}r.Again(mark, held) {
        held = ${printRead(way, way.part(withoutNull(choice.shape)), { pointer: code`${way.wire("New")}(&v.${choice.branch.field})`, value: code`*v.${choice.branch.field}` })}
        if !held {
          return false
        }
      }
    `;
  });
  const tree = code`
    tree, fits := r.Tree()
    if !fits {
      return false
    }
  `;
  return joinLines([
    choices.some((choice) => validOf(way, choice) !== undefined) ? tree : nothing,
    code`
      held := false
      mark := r.Mark()
    `,
    ...tries,
    code`return held`,
  ]);
}

/** A branch holds no null: that is another branch. */
const withoutNull = (shape: Shape): Shape => (shape.kind === "nullable" ? shape.of : shape);
