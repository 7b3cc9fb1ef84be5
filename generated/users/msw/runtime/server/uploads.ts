import type { Exchange } from "./exchange.js";
import { messages } from "./faults.js";
import { ProblemError } from "./problem.js";
import type { OpenSpool, Spool } from "./spool.js";
import { utf8Text } from "./undo.js";
import type { Upload } from "./upload.js";

/** What one request's files may take of memory before they are spooled. */
const memoryBytes = 1024 * 1024;

/** A whole body of bytes, read when the handler reads it, and once. Reading throws 413 behind `limit` bytes. */
export function openBody(exchange: Exchange, limit: number): Upload {
  return {
    filename: undefined,
    contentType: exchange.header("content-type"),
    size: exchange.contentLength,
    stream: () => exchange.stream(limit),
    bytes: () => exchange.bytes(limit),
    text: async () => textOf(await exchange.bytes(limit)),
  };
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Text(bytes);
  if (text !== undefined) return text;
  const violation = { in: "body", pointer: "", rule: "encoding", message: messages.utf8 } as const;
  throw new ProblemError("invalid_request", { violations: [violation] });
}

/** A file that is being kept. */
export interface KeptFile {
  /** Takes a copy of the bytes. */
  readonly write: (chunk: Uint8Array) => void;
  /** To be called behind the last byte. */
  readonly finish: () => Upload;
}

/** Keeps the files of one request: the first in memory, what is more in a spool, if there is one. */
export class FileStore {
  private readonly openSpool: OpenSpool | undefined;
  private spool: Spool | undefined;
  /** Waiting to be spooled. */
  private queue: Uint8Array[] = [];
  private kept = 0;
  private spooled = 0;

  constructor(openSpool: OpenSpool | undefined) {
    this.openSpool = openSpool;
  }

  /** One file. The files of a request are kept one after the other. */
  keep(filename: string | undefined, contentType: string | undefined): KeptFile {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const start = this.spooled;
    let size = 0;
    return {
      write: (chunk) => {
        size += chunk.length;
        // A copy: the carrier's buffers are larger than what is kept of them, and may be used again.
        const copy = chunk.slice() as Uint8Array<ArrayBuffer>;
        if (this.openSpool === undefined || this.kept + chunk.length <= memoryBytes) {
          this.kept += chunk.length;
          chunks.push(copy);
        } else {
          this.spooled += chunk.length;
          // What has been spooled of a file is behind what is in memory: from here on all of it goes there.
          this.kept = memoryBytes;
          this.queue.push(copy);
        }
      },
      finish: () => this.uploadOf({ filename, contentType, size }, chunks, start, this.spooled),
    };
  }

  /** Waits until all that was written is where it belongs. */
  async flush(): Promise<void> {
    if (this.queue.length === 0) return;
    const { queue } = this;
    this.queue = [];
    this.spool ??= await this.openSpool?.();
    for (const chunk of queue) await this.spool?.write(chunk);
  }

  /** Lets go of everything. Never rejects. */
  async release(): Promise<void> {
    this.queue = [];
    await this.spool?.remove();
  }

  private uploadOf(
    about: { readonly filename: string | undefined; readonly contentType: string | undefined; readonly size: number },
    chunks: readonly Uint8Array<ArrayBuffer>[],
    start: number,
    end: number,
  ): Upload {
    const store = this;
    async function* stream(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
      yield* chunks;
      if (start < end && store.spool !== undefined) yield* store.spool.read(start, end);
    }
    const bytes = async (): Promise<Uint8Array<ArrayBuffer>> => {
      const whole = new Uint8Array(about.size);
      let offset = 0;
      for await (const chunk of stream()) {
        whole.set(chunk, offset);
        offset += chunk.length;
      }
      return whole;
    };
    return { ...about, stream, bytes, text: async () => textOf(await bytes()) };
  }
}
