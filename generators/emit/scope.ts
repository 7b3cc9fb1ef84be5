import type { Ident } from "./code.js";

/** How a language tells names apart. */
export interface ScopeRules {
  /** Names that can't be given: keywords, globals, names of the runtime. */
  readonly reserved: ReadonlySet<string>;
  /** Two names with the same key collide. Default: the name itself. */
  readonly key?: (name: string) => string;
  /** The name of something whose own name has no letter. */
  readonly fallback: string;
}

/** Gives out names: each once. The only place where contract text becomes an `Ident`. */
export class Scope {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();
  readonly #rules: ScopeRules;

  constructor(rules: ScopeRules) {
    this.#rules = rules;
    for (const name of rules.reserved) this.#taken.add(this.#key(name));
  }

  #key(name: string): string {
    return this.#rules.key ? this.#rules.key(name) : name;
  }

  #take(name: string): Ident | undefined {
    const key = this.#key(name);
    if (this.#taken.has(key)) return undefined;
    this.#taken.add(key);
    return name as Ident;
  }

  /** A scope in which the same names are given, and which gives its own from here on. */
  copy(): Scope {
    const copy = new Scope({ ...this.#rules, reserved: new Set() });
    for (const key of this.#taken) copy.#taken.add(key);
    for (const [base, number] of this.#next) copy.#next.set(base, number);
    return copy;
  }

  /** Is the name free, in the form the scope would give it? */
  isFree(candidate: string): boolean {
    return !this.#taken.has(this.#key(toIdentifier(candidate, this.#rules.fallback)));
  }

  /**
   * Claims the first candidate that is free; with none free, the first one with the smallest number from 2 that is.
   * What is no identifier is made one: other characters fall out, a leading digit gets an underscore before it.
   */
  claim(...candidates: readonly [string, ...string[]]): Ident {
    for (const candidate of candidates) {
      const given = this.#take(toIdentifier(candidate, this.#rules.fallback));
      if (given) return given;
    }
    const base = toIdentifier(candidates[0], this.#rules.fallback);
    for (let number = this.#next.get(base) ?? 2; ; number += 1) {
      const given = this.#take(`${base}${/\d$/.test(base) ? "_" : ""}${number}`);
      if (given) {
        this.#next.set(base, number + 1);
        return given;
      }
    }
  }
}

const longest = 120;

/** Most names are identifiers as they stand. */
const plain = /^[A-Za-z_$][\w$]{0,119}$/;

function toIdentifier(text: string, fallback: string): string {
  if (plain.test(text)) return text;
  const kept = [...text.normalize("NFC").replace(/[^\p{ID_Continue}$]/gu, "")].slice(0, longest).join("");
  if (kept === "") return fallback;
  return /^[\p{ID_Start}_$]/u.test(kept) ? kept : `_${kept}`;
}
