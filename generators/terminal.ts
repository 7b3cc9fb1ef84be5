/** Where a command runs and what it prints to. `cli.ts` makes one of the process; tests make their own. */
export interface Terminal {
  /** Results. */
  readonly out: Stream;
  /** Diagnostics and progress. */
  readonly err: Stream;
  /** Standard input, opened when it is first asked for. */
  readonly input: () => AsyncIterable<Uint8Array>;
  /** The program that runs Mortise, for what it has to start, and the folders that programs are looked for in. */
  readonly node: string;
  readonly path: string;
  /** Resolves when the person wants an unending command (`--watch`) to end. */
  readonly stopped: () => Promise<void>;
}

export interface Stream {
  readonly write: (text: string) => void;
  /** Width of the terminal; absent where a file or another program reads along. */
  readonly columns?: number;
  readonly colours: boolean;
}

/** 0 done, 1 findings (drift), 2 wrong use or unreadable contract. (3, a bug of Mortise, is what an exception becomes.) */
export type ExitCode = 0 | 1 | 2;
