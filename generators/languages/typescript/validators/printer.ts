import type { SchemaId } from "../../../contract/model.js";
import { Code, code, type Ident, joinLines, list, type Printable, word } from "../../../emit/code.js";
import { toCamel, toPascal } from "../../../emit/names.js";
import { Scope } from "../../../emit/scope.js";
import { literal } from "../literals.js";
import { inheritedNames } from "../reserved.js";
import type { Kinds } from "../../kinds.js";
import type { Node } from "../../nodes.js";
import type { Plan } from "./plan.js";
import { runtime } from "./runtime.js";
import type { Place, Statement } from "./statements.js";
import type { Test } from "./tests.js";

/** What is tested: an expression without effects, and what is known of it where it is mentioned. */
export interface Subject {
  readonly code: Printable;
  readonly known: Kinds;
  /** The members of the object that it is, as variables. */
  readonly locals?: Locals;
  /** Constants are named after it. */
  readonly label: string;
  /** Several constants are compared with it: the compiler would take a second `===` for a mistake. */
  readonly crowded?: boolean;
  /** It is a variable of a loop: a loop inside would need another name. */
  readonly looped?: boolean;
}

/** How the schemas inside a schema are printed: in place, or as a call. */
export interface Printer {
  readonly plan: Plan;
  readonly module: string;
  /** Whether a value keeps the rules of a schema that is mentioned in the node `from`. */
  readonly test: (id: SchemaId, from: Node, subject: Subject) => Test;
  /** The same as a function, for `every` and its like. */
  readonly predicate: (id: SchemaId, from: Node, label: string) => Predicate;
  /** The statements that list what a value breaks. `keyword` applied the schema: the rule where it is `false`. */
  readonly report: (id: SchemaId, from: Node, subject: Subject, place: Place, keyword: string) => readonly Statement[];
}

export type Predicate =
  | { readonly kind: "always" }
  | { readonly kind: "never" }
  | { readonly kind: "function"; readonly code: Printable; readonly body: (item: Printable) => Test };

/** The members of an object as variables, in the order in which they are first mentioned. */
export interface Locals {
  readonly of: (name: string) => Printable;
  /** Declares those that a printed body mentions. */
  readonly declare: (value: Printable, body: Code) => Code;
}

/** Words that printed functions use, and words of the language that no variable can be called. */
const reserved: ReadonlySet<string> = new Set(
  `value at found item index key member arguments async await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null of package private protected public return static super
  switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);

export function makeLocals(isFree: (name: string) => boolean): Locals {
  const scope = new Scope({ reserved, fallback: "member_" });
  const names = new Map<string, Code>();
  const of = (name: string): Printable => {
    const known = names.get(name);
    if (known) return known;
    const given = new Code([claimLocal(scope, isFree, name)], undefined, true);
    names.set(name, given);
    return given;
  };
  const declare = (value: Printable, body: Code): Code => {
    const mentioned = findMentioned(body, new Set(names.values()));
    const used = [...names].filter(([, local]) => mentioned.has(local));
    const own = used.filter(([name]) => inheritedNames.has(name)).map(([name, local]) => code`const ${local} = ${runtime("ownMember")}(${value}, ${literal(name)});`);
    const others = used.filter(([name]) => !inheritedNames.has(name)).map(([name, local]) => (name === local.parts[0] ? local : code`${/^[A-Za-z_$][\w$]*$/.test(name) ? word(name) : literal(name)}: ${local}`));
    const destructuring = others.length === 0 ? [] : [code`const ${list(others, { open: "{", close: "}", padding: " " })} = ${value};`];
    return joinLines([...destructuring, ...own]);
  };
  return { of, declare };
}

const plainName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The name of a member where it can be one; else one that is near it. */
function claimLocal(scope: Scope, isFree: (name: string) => boolean, name: string): Ident {
  if (plainName.test(name) && isFree(name) && !reserved.has(name)) return scope.claim(name, `${name}Member`);
  const base = toCamel(name) || "member_";
  const [first, ...others] = [base, `${base}Value`, `${base}Member`].filter((candidate) => isFree(candidate) && plainName.test(candidate));
  return scope.claim(first ?? `${base}_`, ...others);
}

/** Which of some pieces of code are part of another. */
function findMentioned(root: Code, wanted: ReadonlySet<Code>): ReadonlySet<Code> {
  const found = new Set<Code>();
  const open: Code[] = [root];
  for (let next = open.pop(); next !== undefined && found.size < wanted.size; next = open.pop()) {
    for (const part of next.parts) {
      if (typeof part === "string") continue;
      const inner = part instanceof Code ? part : part.kind === "nest" || part.kind === "group" ? part.code : undefined;
      if (inner === undefined) continue;
      if (wanted.has(inner)) found.add(inner);
      else open.push(inner);
    }
  }
  return found;
}

/** A member of an object: its variable, or the member itself. */
export function memberCode({ code: object, locals }: Subject, name: string): Printable {
  if (locals) return locals.of(name);
  return inheritedNames.has(name) ? code`${runtime("ownMember")}(${object}, ${literal(name)})` : code`${object}[${literal(name)}]`;
}

/** The label of a member, with the member's name as it stands: few labels are ever read, and to make words of names takes time. */
export const labelOf = (label: string, name: string): string => `${label}${cut}${name.replaceAll(cut, "")}${cut}`;

/** A label as a name: `user` and its `created-at` are `userCreatedAt`. */
export const readLabel = (label: string): string => label.split(cut).map((text, index) => (index % 2 === 1 ? toPascal(text) : text)).join("");

const cut = "\0";

/** What a function's constants are named after. */
export const startLabel = (stem: string): string => toCamel(stem) || "value";
