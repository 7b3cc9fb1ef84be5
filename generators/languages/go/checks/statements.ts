import { type Code, code, join, joinLines, nothing, type Printable, verbatim } from "../../../emit/code.js";
import { literal } from "../literals.js";

const comma = verbatim(", ");

/** A call in one line. */
export const call = (name: Printable, values: readonly Printable[]): Code => code`${name}(${join(values, comma)})`;

/** Texts as arguments. */
export const texts = (values: readonly string[]): Code => join(values.map(literal), comma);

/** `{ ... }` over several lines. */
export const block = (statements: readonly Code[]): Code =>
  statements.length === 0
    ? verbatim("{}")
    : code`
        {
          ${joinLines(statements)}
        }
      `;

/** Reports a rule unless a condition holds. */
export const that = (condition: Printable, rule: string, message: string): Code => code`r.That(${condition}, ${literal(rule)}, ${literal(message)})`;

export const fail = (rule: string, message: string): Code => code`r.Fail(${literal(rule)}, ${literal(message)})`;

/** `then` where a condition holds, else `otherwise`; nothing where there is nothing to do. */
export function when(condition: Printable, then: readonly Code[], otherwise: readonly Code[] = [], opposite: Printable = code`!${condition}`): readonly Code[] {
  if (then.length === 0) return otherwise.length === 0 ? [] : when(opposite, otherwise);
  return [code`if ${condition} ${block(then)}${otherwise.length === 0 ? nothing : code` else ${block(otherwise)}`}`];
}

/** One case of a switch. */
export interface Case {
  readonly values: readonly Printable[];
  readonly then: readonly Code[];
}

/** A switch; without a subject, the first case that holds. Cases without statements keep values from `otherwise`. */
export function choose(subject: Printable | undefined, cases: readonly Case[], otherwise: readonly Code[]): readonly Code[] {
  if (cases.every(({ then }) => then.length === 0) && otherwise.length === 0) return [];
  return [
    joinLines([
      subject === undefined ? verbatim("switch {") : code`switch ${subject} {`,
      ...cases.map(({ values, then }) => printCase(code`case ${join(values, comma)}:`, then)),
      otherwise.length === 0 ? nothing : printCase(verbatim("default:"), otherwise),
      verbatim("}"),
    ]),
  ];
}

const printCase = (head: Code, statements: readonly Code[]): Code =>
  statements.length === 0
    ? head
    : code`
        ${head}
          ${joinLines(statements)}
      `;
