import { Code, code, joinLines, list, type Printable, verbatim } from "../../../emit/code.js";
import { literal } from "../literals.js";
import { runtime } from "./runtime.js";
import { all, any, enclose, not, printTest, type Test } from "./tests.js";

/** A statement of a full check, before it is printed. */
export type Statement =
  | { readonly kind: "code"; readonly code: Printable; readonly add?: boolean }
  | { readonly kind: "if"; readonly test: Test; readonly then: readonly Statement[]; readonly otherwise: readonly Statement[] };

export const run = (printed: Printable): Statement => ({ kind: "code", code: printed });

/** `then` where the test says yes, else `otherwise`. What is known beforehand, or has nothing to do, falls out. */
export function when(test: Test, then: readonly Statement[], otherwise: readonly Statement[] = []): readonly Statement[] {
  if (test.kind === "always") return then;
  if (test.kind === "never") return otherwise;
  if (then.length === 0) return otherwise.length === 0 ? [] : when(not(test), otherwise);
  const [inner] = then;
  // `if (a) { if (b) ... }` is `if (a && b) ...`.
  if (otherwise.length === 0 && then.length === 1 && inner?.kind === "if" && inner.otherwise.length === 0) return [{ kind: "if", test: all([test, inner.test]), then: inner.then, otherwise: [] }];
  return [{ kind: "if", test, then, otherwise }];
}

/** A place: the pointer to the value that is checked, and what stands behind it. Texts are tokens as RFC 6901 writes them, code is an index. */
export interface Place {
  readonly base: Printable;
  readonly behind: readonly (string | Code)[];
}

export const root: Place = { base: verbatim("at"), behind: [] };

/** The place of a member whose name is known. */
export const memberOf = (place: Place, name: string): Place => ({ ...place, behind: [...place.behind, `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`] });

/** The place of an item. */
export const itemOf = (place: Place, index: Code): Place => ({ ...place, behind: [...place.behind, "/", index] });

/** The place of a member whose name is in a variable. */
export const namedOf = (place: Place, name: Code): Place => ({ base: code`${runtime("pointerTo")}(${printPlace(place)}, ${name})`, behind: [] });

export function printPlace({ base, behind }: Place): Printable {
  if (behind.length === 0) return base;
  const parts = behind.map((part) => (typeof part === "string" ? verbatim(templateText(part)) : code`\${${part}}`));
  return new Code(["`${", typeof base === "number" ? String(base) : base, "}", ...parts, "`"]);
}

/** The text of a literal, made fit for a template: what would end it or begin a value is escaped. */
function templateText(text: string): string {
  const quoted = (literal(text).parts[0] as string).slice(1, -1);
  return quoted.replace(/\\"/g, '"').replace(/`/g, "\\`").replace(/\$\{/g, "\\${");
}

/** Reports one violation. */
export function add(place: Place, rule: string, message: string): Statement {
  return { kind: "code", add: true, code: list([printPlace(place), quote(rule), quote(message)], { open: "found.add(", close: ")" }) };
}

/** Rules and messages, of which a contract has many that are equal. */
const quoted = new Map<string, Code>();

function quote(text: string): Code {
  const known = quoted.get(text);
  if (known) return known;
  const made = printMessage(text);
  if (quoted.size < 10_000) quoted.set(text, made);
  return made;
}

/** Messages quote constants; single quotes around them need no backslashes. */
function printMessage(message: string): Code {
  const plain = literal(message);
  const text = plain.parts[0] as string;
  return text.includes('\\"') && !text.includes("'") ? verbatim(`'${text.slice(1, -1).replace(/\\(["\\])/g, (pair, char) => (char === '"' ? char : pair))}'`) : plain;
}

const line = (flat: string) => ({ kind: "line", indent: 0, flat }) as const;
const asPart = (printed: Printable) => (typeof printed === "number" ? String(printed) : printed);

export const printStatements = (statements: readonly Statement[]): Code => joinLines(statements.map(printStatement));

function printStatement(statement: Statement): Code {
  if (statement.kind === "code") return isBlock(statement) ? code`${statement.code}` : code`${statement.code};`;
  const head = enclose("if (", printTest(statement.test), ")");
  const then = printBranch(head, statement.then);
  if (statement.otherwise.length === 0) return then;
  const [only] = statement.otherwise;
  const isBraced = needsBraces(statement.then);
  const glue = isBraced ? verbatim(" else ") : verbatim("else ");
  const last = statement.otherwise.length === 1 && only?.kind === "if" ? code`${glue}${printStatement(only)}` : printBranch(isBraced ? verbatim(" else") : verbatim("else"), statement.otherwise);
  return isBraced ? code`${then}${last}` : joinLines([then, last]);
}

/** Loops end in a brace, not in a semicolon. */
const blocks = new WeakSet<object>();
const isBlock = (statement: Statement): boolean => statement.kind === "code" && typeof statement.code === "object" && blocks.has(statement.code);

/** A loop, or another statement with a block. */
export function runBlock(printed: Code): Statement {
  blocks.add(printed);
  return run(printed);
}

const needsBraces = (body: readonly Statement[]): boolean => body.length !== 1 || body[0]?.kind !== "code" || isBlock(body[0]);

function printBranch(head: Code, body: readonly Statement[]): Code {
  if (!needsBraces(body)) {
    const inner = new Code([line(" "), asPart(printStatements(body))]);
    return new Code([{ kind: "group", code: new Code([head, { kind: "nest", indent: 2, code: inner }]) }]);
  }
  return code`
    ${head} {
      ${printStatements(body)}
    }
  `;
}

/** One case of a choice: where the value is of it, `then`. */
export interface Case {
  readonly test: Test;
  readonly then: readonly Statement[];
}

/** The first case that fits; `otherwise` where none does. Cases with nothing to do only keep a value from `otherwise`. */
export function chooseCase(cases: readonly Case[], otherwise: readonly Statement[]): readonly Statement[] {
  const busy = cases.filter(({ then }) => then.length > 0);
  const idle = any(cases.filter(({ then }) => then.length === 0).map(({ test }) => test));
  return busy.reduceRight((rest, { test, then }) => when(test, then, rest), when(idle, [], otherwise));
}
