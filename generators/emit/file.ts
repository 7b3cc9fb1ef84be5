/** A file that a target wants to exist. Its path comes from allocated names, never from contract text. */
export interface File {
  /** Relative to the target's output folder, with `/`. */
  readonly path: string;
  /** The generator's: rewritten on every run. The user's: written once, never again. */
  readonly owner: "generator" | "user";
  readonly content: FileContent;
}

/** Text, or a source file of Mortise that is copied as it is (path below `templates/`). */
export type FileContent = { readonly kind: "text"; readonly text: string } | { readonly kind: "asset"; readonly asset: string };
