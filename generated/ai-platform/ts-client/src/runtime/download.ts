// Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.

import { parseFilename } from "./disposition.js";
import type { Reading, StreamReading } from "./spec.js";

/** Bytes from the server. Use one of its forms, once: the bytes are not kept. */
export interface Download {
  /** As they come. Cancelling it ends the connection. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly blob: () => Promise<Blob>;
  readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
  readonly text: () => Promise<string>;
  /** From `Content-Disposition`, without any folder. */
  readonly filename: string | undefined;
  readonly contentType: string;
  /** In bytes; `undefined` if the server doesn't say. */
  readonly size: number | undefined;
}

/** Opens the body of an answer. */
export function openDownload({ response, stream: call }: Reading): Download {
  const { headers } = response;
  const read = async <T>(take: (whole: Response) => Promise<T>): Promise<T> => {
    try {
      return await take(response);
    } catch (error) {
      throw call?.explain(error) ?? error;
    } finally {
      call?.release();
    }
  };
  const length = headers.get("content-length");
  return {
    get stream() {
      return openStream(response, call);
    },
    blob: () => read((whole) => whole.blob()),
    bytes: async () => new Uint8Array(await read((whole) => whole.arrayBuffer())),
    arrayBuffer: () => read((whole) => whole.arrayBuffer()),
    text: () => read((whole) => whole.text()),
    filename: parseFilename(headers.get("content-disposition")),
    contentType: headers.get("content-type") ?? "application/octet-stream",
    // With a content encoding, the length is that of the compressed bytes.
    size: length === null || headers.has("content-encoding") ? undefined : Number(length),
  };
}

/** The body with the errors of a call, which lets go of the caller's signal at its end. */
function openStream(response: Response, call: StreamReading | undefined): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await reader?.read();
        if (next === undefined || next.done) {
          call?.release();
          controller.close();
        } else controller.enqueue(next.value);
      } catch (error) {
        call?.release();
        throw call?.explain(error) ?? error;
      }
    },
    async cancel(reason) {
      call?.release();
      await reader?.cancel(reason);
    },
  });
}
