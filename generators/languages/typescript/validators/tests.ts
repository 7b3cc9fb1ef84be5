import { Code, code, type Printable, verbatim } from "../../../emit/code.js";

/** An expression that says yes or no, before it is printed: what is known beforehand falls out on the way. */
export type Test =
  | { readonly kind: "always" }
  | { readonly kind: "never" }
  /** A call, or anything that binds as tightly. */
  | { readonly kind: "call"; readonly code: Printable }
  /** `operator` and its opposite. */
  | { readonly kind: "compare"; readonly left: Printable; readonly operator: string; readonly opposite: string; readonly right: Printable }
  | { readonly kind: "not"; readonly test: Test }
  | { readonly kind: "all" | "any"; readonly tests: readonly Test[] }
  | { readonly kind: "choose"; readonly condition: Test; readonly then: Test; readonly otherwise: Test };

export const always: Test = { kind: "always" };
export const never: Test = { kind: "never" };

export const call = (printed: Printable): Test => ({ kind: "call", code: printed });

export const isSame = (left: Printable, right: Printable): Test => ({ kind: "compare", left, operator: "===", opposite: "!==", right });
export const isDifferent = (left: Printable, right: Printable): Test => ({ kind: "compare", left, operator: "!==", opposite: "===", right });
export const isNoLess = (left: Printable, right: Printable): Test => ({ kind: "compare", left, operator: ">=", opposite: "<", right });
export const isNoMore = (left: Printable, right: Printable): Test => ({ kind: "compare", left, operator: "<=", opposite: ">", right });

export const all = (tests: readonly Test[]): Test => combine("all", tests);
export const any = (tests: readonly Test[]): Test => combine("any", tests);

/** `all` of nothing holds, `any` of nothing does not; what decides the whole beforehand is the whole. */
function combine(kind: "all" | "any", tests: readonly Test[]): Test {
  const neutral = kind === "all" ? always : never;
  const deciding = kind === "all" ? never : always;
  const flat: Test[] = [];
  for (let index = 0; index < tests.length; index += 1) {
    const test = tests[index] as Test;
    if (test.kind === deciding.kind) return deciding;
    if (test.kind === kind) flat.push(...test.tests);
    else if (test.kind !== neutral.kind) flat.push(test);
  }
  const only = flat[0];
  return only === undefined ? neutral : flat.length === 1 ? only : { kind, tests: flat };
}

export function not(test: Test): Test {
  switch (test.kind) {
    case "always":
      return never;
    case "never":
      return always;
    case "not":
      return test.test;
    case "compare":
      return { ...test, operator: test.opposite, opposite: test.operator };
    case "any":
      // `!(a === 1 || b)` reads better as it stands, unless all parts turn round by themselves.
      return test.tests.every(({ kind }) => kind === "compare") ? all(test.tests.map(not)) : { kind: "not", test };
    case "all":
      return test.tests.every(({ kind }) => kind === "compare") ? any(test.tests.map(not)) : { kind: "not", test };
    case "call":
    case "choose":
      return { kind: "not", test };
  }
}

export function choose(condition: Test, then: Test, otherwise: Test): Test {
  if (condition.kind === "always") return then;
  if (condition.kind === "never") return otherwise;
  if (then.kind === "always") return any([condition, otherwise]);
  if (otherwise.kind === "always") return any([not(condition), then]);
  if (then.kind === "never") return all([not(condition), otherwise]);
  if (otherwise.kind === "never") return all([condition, then]);
  return { kind: "choose", condition, then, otherwise };
}

const space = { kind: "line", indent: 0, flat: " " } as const;

/** Operands one a line where they don't fit in one, each line but the last with its operator. */
function chain(operands: readonly Printable[], operator: string): Code {
  const sign = ` ${operator}`;
  const parts: (typeof space | string | Exclude<Printable, number>)[] = [];
  for (const operand of operands) {
    if (parts.length > 0) parts.push(sign, space);
    parts.push(typeof operand === "number" ? String(operand) : operand);
  }
  return new Code(parts);
}

/** Something in parentheses, on lines of its own where it doesn't fit in one. */
export function enclose(open: string, inner: Printable, close: string): Code {
  const start = { kind: "line", indent: 0, flat: "" } as const;
  const nested = new Code([start, typeof inner === "number" ? String(inner) : inner]);
  return new Code([{ kind: "group", code: new Code([open, { kind: "nest", indent: 2, code: nested }, start, close]) }]);
}

/** A chain inside a chain: its further lines stand a step to the right. */
const parens = (inner: Printable): Code =>
  new Code([{ kind: "group", code: new Code(["(", { kind: "nest", indent: 2, code: new Code([typeof inner === "number" ? String(inner) : inner]) }, ")"]) }]);

/** A test as an expression, without parentheses around it. */
export function printTest(test: Test): Printable {
  switch (test.kind) {
    case "always":
      return verbatim("true");
    case "never":
      return verbatim("false");
    case "call":
      return test.code;
    case "compare":
      return code`${test.left} ${verbatim(test.operator)} ${test.right}`;
    case "not":
      return test.test.kind === "call" ? code`!${test.test.code}` : code`!${parens(printTest(test.test))}`;
    case "all":
      return chain(test.tests.map((part) => (part.kind === "any" || part.kind === "choose" ? parens(printTest(part)) : printTest(part))), "&&");
    case "any":
      return chain(test.tests.map((part) => (part.kind === "all" || part.kind === "choose" ? parens(printTest(part)) : printTest(part))), "||");
    case "choose":
      return code`${printOperand(test.condition)} ? ${printOperand(test.then)} : ${printOperand(test.otherwise)}`;
  }
}

/** A test where an operand is wanted: in parentheses unless it binds tightly. */
export const printOperand = (test: Test): Printable => (test.kind === "choose" || test.kind === "all" || test.kind === "any" ? parens(printTest(test)) : printTest(test));

/** The test as one argument or body of a function: broken over lines only inside parentheses. */
export const printArgument = (test: Test): Printable => (test.kind === "all" || test.kind === "any" ? new Code([{ kind: "group", code: new Code([asPart(printTest(test))]) }]) : printTest(test));

const asPart = (printed: Printable) => (typeof printed === "number" ? String(printed) : printed);

/** `return test;`, in parentheses where it takes several lines. */
export function printReturn(test: Test): Code {
  if (test.kind !== "all" && test.kind !== "any") return code`return ${printTest(test)};`;
  const inner = new Code([{ kind: "line", indent: 0, flat: "" }, asPart(printTest(test))]);
  return new Code([
    { kind: "group", code: new Code(["return ", { kind: "broken", broken: "(", flat: "" }, { kind: "nest", indent: 2, code: inner }, { kind: "line", indent: 0, flat: "" }, { kind: "broken", broken: ")", flat: "" }, ";"]) },
  ]);
}

