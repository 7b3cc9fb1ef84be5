import { randomUUID } from "node:crypto";
import { open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Spool } from "./spool.js";

const pieceLength = 65_536;

/**
 * Spools into a temporary file that only this process can read. Where the system allows it the file has no name from the beginning, so
 * that nothing is left behind even if the process is killed.
 */
export async function openFileSpool(): Promise<Spool> {
  const path = join(tmpdir(), `upload-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  const isNameless = await unlink(path).then(
    () => true,
    () => false,
  );
  let isOpen = true;
  return {
    async write(chunk) {
      for (let done = 0; done < chunk.length;) done += (await file.write(chunk, done)).bytesWritten;
    },
    async *read(start, end) {
      for (let position = start; position < end;) {
        const { bytesRead, buffer } = await file.read(
          new Uint8Array(Math.min(pieceLength, end - position)),
          0,
          Math.min(pieceLength, end - position),
          position,
        );
        if (bytesRead === 0) throw new Error("A spooled file is shorter than what was written");
        yield buffer.subarray(0, bytesRead);
        position += bytesRead;
      }
    },
    async remove() {
      if (!isOpen) return;
      isOpen = false;
      await file.close().catch(() => undefined);
      if (!isNameless) await unlink(path).catch(() => undefined);
    },
  };
}
