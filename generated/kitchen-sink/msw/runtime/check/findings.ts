/** One broken rule of a schema, at a place in the value that was checked. */
export interface Finding {
  /** RFC 6901, into the value. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed. */
  readonly rule: string;
  /** Fixed text, made when the code was generated. It never repeats the value. */
  readonly message: string;
}

/** Where a check puts what it finds. */
export interface Findings {
  /** `pointer`: where the value stands that breaks the rule. */
  add(pointer: string, rule: string, message: string): void;
}

/** Whether a value keeps all rules of a schema. */
export type Is = (value: unknown) => boolean;

/** Lists every rule that a value breaks; `at` is the pointer to the value ("" for a whole body, `/limit` for a parameter). */
export type List = (value: unknown, at: string, found: Findings) => void;

/** The two forms of one schema's check: the fast one says yes or no, the full one says why not. */
export interface Check {
  readonly is: Is;
  readonly check: List;
}

/** One RFC 6901 token behind a pointer. */
export function pointerTo(at: string, name: string): string {
  return name.includes("~") || name.includes("/") ? `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` : `${at}/${name}`;
}
