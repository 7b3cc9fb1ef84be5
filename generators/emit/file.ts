import type { Diagnostic } from "../diagnostic.js";

/** A file that a target wants to exist. Its path comes from allocated names, never from contract text. */
export interface File {
  /** Relative to the target's output folder, with `/`. */
  readonly path: string;
  /** The generator's: rewritten on every run. The user's: written once, from then on at most extended. */
  readonly owner: "generator" | "user";
  readonly content: FileContent;
  /** Of a user's file that is there: puts in what it lacks, and changes nothing else. */
  readonly extend?: (existing: string) => Promise<Extension>;
}

/** Text, or a source file of Mortise that is copied as it is (path below `templates/`), below a header where it has one. */
export type FileContent = { readonly kind: "text"; readonly text: string } | { readonly kind: "asset"; readonly asset: string; readonly header?: string };

/** The text with what was put in, equal to the text before if nothing lacked; or why nothing can be put in. */
export type Extension = { readonly text: string } | { readonly fault: Pick<Diagnostic, "message" | "hint"> };
