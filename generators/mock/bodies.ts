import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

/** A body that is larger is passed on without being judged. */
export const JUDGED_BYTES = 10 * 1024 * 1024;

/** What has come of a body: all of it, or its beginning, and a stream that has the rest. */
export interface Collected {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

/** Reads a body until its end or until there is more than is judged. The rest stays in the stream. Rejects if the sender leaves before. */
export function collect(stream: Readable): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let size = 0;
    const done = (isWhole: boolean): void => {
      stream.off("data", take).off("end", end).off("error", reject).off("close", left);
      resolve({ bytes: Buffer.concat(pieces), isWhole });
    };
    const take = (piece: Uint8Array): void => {
      pieces.push(piece);
      size += piece.byteLength;
      if (size <= JUDGED_BYTES) return;
      stream.pause();
      done(false);
    };
    const end = (): void => done(true);
    const left = (): void => reject(new Error("the sender left before the end"));
    stream.on("data", take).on("end", end).on("error", reject).on("close", left);
  });
}

/** Keeps a copy of a stream that goes somewhere else, as much of it as is judged. */
export function openCopy(): { readonly of: (stream: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array, void, undefined>; readonly collected: () => Collected } {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    async *of(stream) {
      for await (const piece of stream) {
        size += piece.byteLength;
        if (size <= JUDGED_BYTES) pieces.push(piece);
        yield piece;
      }
    },
    collected: () => ({ bytes: Buffer.concat(pieces), isWhole: size <= JUDGED_BYTES }),
  };
}

/** A beginning, and the rest behind it. */
export async function* joined(beginning: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  yield beginning;
  yield* rest;
}

const decoders: Readonly<Record<string, (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Takes the content codings off a body (RFC 9110, section 8.4); `undefined` if one is unknown, or what comes out is too much. */
export async function decode(bytes: Uint8Array, codings: string | undefined): Promise<Uint8Array | undefined> {
  const names = (codings ?? "").split(",").map((name) => name.trim().toLowerCase());
  let decoded = bytes;
  for (const name of names.toReversed()) {
    if (name === "" || name === "identity") continue;
    const take = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
    if (take === undefined) return undefined;
    try {
      decoded = await take(decoded, { maxOutputLength: JUDGED_BYTES });
    } catch {
      return undefined;
    }
  }
  return decoded;
}
