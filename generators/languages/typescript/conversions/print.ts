import { parseJsonText } from "../../../contract/json.js";
import type { Contract, Direction, SchemaId } from "../../../contract/model.js";
import { type Code, code, joinLines, list, nothing, type Import, type Printable, verbatim, word } from "../../../emit/code.js";
import { jsonLiteral, literal, objectKey } from "../literals.js";
import { inheritedNames } from "../reserved.js";
import { branchesOf, type Choice, type Content } from "./flatten.js";
import { type Conversion, type ConversionPlan, namesMembers } from "./plan.js";

/** What printing a conversion needs beside the plan. */
export interface ConversionPrinter {
  readonly contract: Contract;
  readonly direction: Direction;
  readonly plan: ConversionPlan;
  /** A name of the checks' runtime. */
  readonly runtime: (name: string, typeOnly?: boolean) => Import;
  /** The function that says whether a value is valid; undefined: every value is. */
  readonly is: (schema: SchemaId) => Printable | undefined;
  /** A constant regular expression. */
  readonly pattern: (pattern: string) => Printable;
  /** The function of a conversion that has one of its own. */
  readonly functionOf: (conversion: Conversion) => Printable;
}

const value = verbatim("value");

/** Lists and leaves are short expressions; what has members or branches is a function. */
export const isFunction = ({ content, leaf }: Conversion): boolean =>
  leaf === undefined && (namesMembers(content) || content.choices.length > 0 || (content.prefix.length > 0 && content.items.length > 0));

/** The conversion as something that can be passed on: a function's name, or an arrow function. */
export function printStep(printer: ConversionPrinter, conversion: Conversion): Printable {
  if (!conversion.needed) return printer.runtime("same");
  if (conversion.leaf !== undefined) return printer.runtime(conversion.leaf === "date" ? "toDate" : "toBigInt");
  if (isFunction(conversion)) return printer.functionOf(conversion);
  return code`(value: unknown) => ${printCall(printer, conversion, value)}`;
}

/** The conversion of an expression. */
export function printCall(printer: ConversionPrinter, conversion: Conversion, of: Printable): Printable {
  if (!conversion.needed) return of;
  if (conversion.leaf !== undefined || isFunction(conversion)) return code`${printStep(printer, conversion)}(${of})`;
  return printItems(printer, conversion, of);
}

function printItems(printer: ConversionPrinter, { content }: Conversion, of: Printable): Printable {
  const rest = content.items.length > 0 ? printer.plan.of(...content.items) : undefined;
  if (content.prefix.length === 0) return rest?.needed ? code`${printer.runtime("each")}(${of}, ${printStep(printer, rest)})` : of;
  const places = list(Array.from(content.prefix, (schemas) => (schemas ? printStep(printer, printer.plan.of(...schemas)) : printer.runtime("same"))), { open: "[", close: "]" });
  return code`${printer.runtime("eachPlace")}(${of}, ${places}, ${rest ? printStep(printer, rest) : printer.runtime("same")})`;
}

/** The body of a conversion's function, whose parameter is `value`. */
export function printBody(printer: ConversionPrinter, conversion: Conversion): Code {
  const { content } = conversion;
  const hasItems = content.items.length + content.prefix.length > 0;
  const items = hasItems ? printItems(printer, conversion, value) : value;
  const itemsLine = items === value ? nothing : code`if (Array.isArray(value)) return ${items};`;
  if (!namesMembers(content) && content.choices.length <= 1) return joinLines([itemsLine, ...content.choices.map((choice) => printUnion(printer, choice))]);
  const members = printMembers(printer, conversion);
  const merges = content.choices.flatMap((choice) => printMerges(printer, choice));
  const start = printStart(printer, conversion);
  const guard = code`if (!${printer.runtime("isObject")}(value)) return value;`;
  if (members.length + merges.length === 0) return joinLines([itemsLine, guard, code`return ${start};`]);
  // Members may come to it that the expression doesn't name.
  const isOpen = isWritten(content) && literalNames(printer, content).length < content.members.size;
  return joinLines([
    itemsLine,
    guard,
    code`const kept${isOpen ? code`: ${printer.runtime("Members", true)}` : nothing} = ${start};`,
    ...members,
    ...merges,
    verbatim("return kept;"),
  ]);
}

const isThere = (object: string, name: string): Code =>
  inheritedNames.has(name) ? code`Object.hasOwn(${word(object)}, ${literal(name)})` : code`${word(object)}[${literal(name)}] !== undefined`;

/**
 * Whether the members that are kept can be written out as an object expression, which engines make many times as fast as one whose names
 * come from a list. A name that every object inherits needs a closer look.
 */
const isWritten = ({ extras, patterns, members }: Content): boolean => extras.length + patterns.length === 0 && ![...members.keys()].some((name) => inheritedNames.has(name));

/** The names in such an expression. Who reads a request gets no members that are undefined; in the text of an answer they leave no trace. */
const literalNames = ({ direction }: ConversionPrinter, { members, required }: Content): readonly string[] => [...members.keys()].filter((name) => direction === "response" || required.has(name));

/** What becomes of the members that are kept: conversions, defaults. */
function printMembers(printer: ConversionPrinter, { content, defaults }: Conversion): readonly Code[] {
  const { members, extras, patterns, hidden } = content;
  const rest = extras.map(({ schema }) => printer.plan.of(schema)).some(({ needed }) => needed);
  const written = isWritten(content) ? new Set(literalNames(printer, content)) : undefined;
  const lines = [...members].flatMap(([name, schemas]): readonly Code[] => {
    const part = printer.plan.of(...schemas);
    const fallback = defaults.get(name);
    // Where other members are converted, the named ones were too: they start again from the value.
    const from = rest || patterns.length > 0 || written?.has(name) === false ? "value" : "kept";
    const kept = part.needed || from === "value" ? [code`if (${isThere(from, name)}) ${assign(printer, name, printCall(printer, part, code`${word(from)}[${literal(name)}]`))}`] : [];
    const absent = fallback === undefined ? undefined : assign(printer, name, printDefault(printer, part, fallback));
    if (absent === undefined) return kept;
    return kept.length > 0 ? [...kept, code`else ${absent}`] : [inheritedNames.has(name) ? code`if (!${isThere("kept", name)}) ${absent}` : code`if (kept[${literal(name)}] === undefined) ${absent}`];
  });
  const dropped = extras.length + patterns.length > 0 ? [...hidden].filter((name) => !members.has(name)).map((name) => code`delete kept[${literal(name)}];`) : [];
  return [...dropped, ...lines];
}

/** A default as the handler gets it. Integers that become `bigint` keep every digit. */
function printDefault(printer: ConversionPrinter, part: Conversion, json: string): Printable {
  if (!part.needed) return jsonLiteral(parseJsonText(json));
  if (part.leaf !== undefined && part.leaf !== "date" && /^-?\d+$/.test(json)) return verbatim(`${json}n`);
  return printCall(printer, part, jsonLiteral(parseJsonText(json), (text) => code`${printer.runtime("decimal")}(${literal(text)})`));
}

const assign = (printer: ConversionPrinter, name: string, kept: Printable): Code =>
  name === "__proto__" ? code`${printer.runtime("setMember")}(kept, ${literal(name)}, ${kept});` : code`kept[${literal(name)}] = ${kept};`;

/** What is kept before the named members are looked at: them, everything, or what patterns and other members allow. */
function printStart(printer: ConversionPrinter, { content }: Conversion): Code {
  const { extras, patterns, members } = content;
  if (isWritten(content)) return list(literalNames(printer, content).map((name) => code`${objectKey(name)}: value[${literal(name)}]`), { open: "{", close: "}", padding: " " });
  const names = list([...members.keys()].map(literal), { open: "[", close: "]" });
  if (extras.length + patterns.length === 0) return code`${printer.runtime("pick")}(value, ${names})`;
  const rest = extras.map(({ schema }) => printer.plan.of(schema)).find(({ needed }) => needed);
  const named = patterns.map(({ pattern, schema }) => ({ pattern, part: printer.plan.of(schema) }));
  if (extras.length > 0 && !rest && named.every(({ part }) => !part.needed)) return code`{ ...value }`;
  const otherwise = extras.length === 0 ? (members.size === 0 ? word("undefined") : code`${names}.includes(name) ? member : undefined`) : rest ? printCall(printer, rest, verbatim("member")) : verbatim("member");
  const tests = named.map(({ pattern, part }) => code`if (${printer.pattern(pattern)}.test(name)) return ${printCall(printer, part, verbatim("member"))};`);
  if (tests.length === 0) return code`${printer.runtime("eachMember")}(value, (member) => ${otherwise})`;
  return code`
    ${printer.runtime("eachMember")}(value, (member, name) => {
      ${joinLines(tests)}
      return ${otherwise};
    })
  `;
}

interface Branch {
  readonly conversion: Conversion;
  /** Whether the branch applies; undefined: always. Asked for only where it is printed, since a check that is mentioned is printed, too. */
  readonly when: () => Code | undefined;
}

const printWhen = (condition: Code | undefined, statement: Code): Code => (condition ? code`if (${condition}) ${statement}` : statement);

/** Adds what the branches that apply name. */
function printMerges(printer: ConversionPrinter, choice: Choice): readonly Code[] {
  return listBranches(printer, choice)
    .filter(({ conversion }) => conversion.names)
    .map(({ conversion, when }) => {
      const merging = code`${printer.runtime("merge")}(kept, ${printCall(printer, conversion, value)});`;
      return printWhen(when(), merging);
    });
}

/** A value that is nothing but one of several. */
function printUnion(printer: ConversionPrinter, choice: Choice): Code {
  const branches = listBranches(printer, choice);
  const needed = branches.filter(({ conversion }) => conversion.needed);
  const isMany = choice.keyword === "if" || choice.keyword === "dependentSchemas" || (choice.keyword === "anyOf" && !choice.dispatch);
  const mayOverlap = isMany && branches.filter(({ conversion }) => conversion.names).length > 1;
  if (mayOverlap) return printOverlap(printer, branches);
  const tests = needed.map(({ conversion, when }) => {
    return printWhen(when(), code`return ${printCall(printer, conversion, value)};`);
  });
  // Only objects have tags.
  const guard = choice.keyword === "discriminator" ? code`if (!${printer.runtime("isObject")}(value)) return value;` : nothing;
  return joinLines([guard, ...tests, printFallback(printer, branches)]);
}

/** An answer that belongs to no branch is wrong; what leaves the server is what some branch names. */
function printFallback(printer: ConversionPrinter, branches: readonly Branch[]): Code {
  const named = branches.filter(({ conversion }) => conversion.names && conversion.needed);
  if (printer.direction === "request" || named.length === 0 || named.length < branches.length) return verbatim("return value;");
  const [first, ...others] = named.map(({ conversion }) => printCall(printer, conversion, value));
  return code`return ${others.reduce<Printable>((kept, more) => code`${printer.runtime("merge")}(${kept}, ${more})`, first as Printable)};`;
}

function printOverlap(printer: ConversionPrinter, branches: readonly Branch[]): Code {
  const lines = branches.filter(({ conversion }) => conversion.names).map(({ conversion, when }) => {
    const merging = code`kept = ${printer.runtime("merge")}(kept, ${printCall(printer, conversion, value)});`;
    return printWhen(when(), merging);
  });
  return joinLines([code`let kept: unknown;`, ...lines, verbatim("return kept ?? value;")]);
}

function listBranches(printer: ConversionPrinter, choice: Choice): readonly Branch[] {
  const { plan } = printer;
  const isValid = (schema: SchemaId): Code | undefined => {
    const is = printer.is(schema);
    return is === undefined ? undefined : code`${is}(value)`;
  };
  const whenValid = (schema: SchemaId): Branch => ({ conversion: plan.of(schema), when: () => isValid(schema) });
  switch (choice.keyword) {
    case "anyOf":
    case "oneOf":
      return branchesOf(choice).map(whenValid);
    case "discriminator":
      return [
        ...groupTags(choice.mapping).map(([schema, tags]) => ({ conversion: plan.of(schema), when: () => printTagTest(choice.property, tags) })),
        ...(choice.otherwise === undefined ? [] : [whenValid(choice.otherwise)]),
      ];
    case "dependentSchemas":
      return choice.entries.map(({ name, schema }) => ({ conversion: plan.of(schema), when: () => isThere("value", name) }));
    case "if": {
      const { condition } = choice;
      return [
        whenValid(condition),
        ...(choice.then === undefined ? [] : [{ conversion: plan.of(choice.then), when: () => isValid(condition) }]),
        ...(choice.else === undefined ? [] : [{ conversion: plan.of(choice.else), when: () => code`!${printer.is(condition) ?? verbatim("(() => true)")}(value)` }]),
      ];
    }
  }
}

function groupTags(mapping: readonly { readonly tag: string; readonly schema: SchemaId }[]): readonly (readonly [SchemaId, readonly string[]])[] {
  const groups = new Map<SchemaId, string[]>();
  for (const { tag, schema } of mapping) groups.set(schema, [...(groups.get(schema) ?? []), tag]);
  return [...groups];
}

function printTagTest(property: string, tags: readonly string[]): Code {
  const tests = tags.map((tag) => code`value[${literal(property)}] === ${literal(tag)}`);
  return list(tests, { open: "", close: "", separator: " ||", trailing: "" });
}
