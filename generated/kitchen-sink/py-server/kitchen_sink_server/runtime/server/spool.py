# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Keeps the files of one request: the first mebibyte in memory, what is more in a temporary file."""

from __future__ import annotations

import asyncio
import io
import tempfile
import threading
from typing import BinaryIO, cast

from ..wire.file import File

MEMORY_BYTES = 1 << 20
"""What one request's files may take of memory."""
_FLUSH_BYTES = 1 << 18
"""So much waits for the disk before a thread is asked to write it."""


class FileStore:
    """The files of one request, which are kept one after the other. The event loop never waits for the disk."""

    __slots__ = ("_kept", "_lock", "_pending", "_pending_bytes", "_spool", "_spooled")

    def __init__(self) -> None:
        self._spool: BinaryIO | None = None
        self._lock = threading.Lock()
        self._kept = 0
        self._spooled = 0
        self._pending: list[bytes] = []
        self._pending_bytes = 0

    def keep(self, filename: str, content_type: str) -> KeptFile:
        """Begins a file."""
        return KeptFile(self, self._spooled, filename, content_type)

    def take(self, memory: bytearray, chunk: memoryview) -> None:
        """Takes a copy of some of a file's bytes: into its memory, or for the disk."""
        if self._kept + len(chunk) <= MEMORY_BYTES:
            self._kept += len(chunk)
            memory += chunk
            return
        # From here on all goes to the disk.
        self._kept = MEMORY_BYTES
        self._spooled += len(chunk)
        self._pending.append(bytes(chunk))
        self._pending_bytes += len(chunk)

    async def flush(self, *, all: bool = False) -> None:
        """Writes what waits, in a thread; unless all has to be written, only once it is worth it."""
        if self._pending_bytes > (0 if all else _FLUSH_BYTES):
            waiting, self._pending, self._pending_bytes = self._pending, [], 0
            await asyncio.to_thread(self._write, waiting)

    def _write(self, chunks: list[bytes]) -> None:
        with self._lock:
            if self._spool is None:
                # It has no name where the system allows that: nothing is left behind even if the process is killed.
                spool = tempfile.TemporaryFile(prefix="upload-", buffering=0)  # noqa: SIM115 - it is closed by release
                self._spool = cast(BinaryIO, spool)
            self._spool.seek(0, io.SEEK_END)
            for chunk in chunks:
                left = memoryview(chunk)
                while left:
                    left = left[self._spool.write(left) :]

    def read_at(self, start: int, size: int) -> bytes:
        """Some of what has been written."""
        with self._lock:
            if self._spool is None:
                raise ValueError("the files of a request are gone once it has been answered")
            self._spool.seek(start)
            return self._spool.read(size)

    async def release(self) -> None:
        """Lets go of everything."""
        self._pending.clear()
        if self._spool is not None:
            await asyncio.to_thread(self._close)

    def _close(self) -> None:
        with self._lock:
            if self._spool is not None:
                self._spool.close()
                self._spool = None


class KeptFile:
    """A file that is being kept: what has been spooled of it is behind what is in memory."""

    __slots__ = ("_content_type", "_filename", "_memory", "_size", "_start", "_store")

    def __init__(self, store: FileStore, start: int, filename: str, content_type: str) -> None:
        self._store = store
        self._filename = filename
        self._content_type = content_type
        self._memory = bytearray()
        self._start = start
        self._size = 0

    def write(self, chunk: memoryview) -> None:
        """Takes a copy of the bytes."""
        self._size += len(chunk)
        self._store.take(self._memory, chunk)

    def finish(self) -> File:
        """Is to be called behind the last byte."""
        memory, store, start, size = bytes(self._memory), self._store, self._start, self._size
        if len(memory) == size:
            return File.of(memory, self._filename, self._content_type)
        return File(
            lambda: io.BufferedReader(_SpooledReader(store, memory, start, size)),
            size,
            self._filename,
            self._content_type,
        )


class _SpooledReader(io.RawIOBase):
    """Reads a file that is partly in memory and partly on the disk."""

    def __init__(self, store: FileStore, memory: bytes, start: int, size: int) -> None:
        super().__init__()
        self._store = store
        self._memory = memory
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        wanted = min(len(room), self._size - self._at)
        if wanted <= 0:
            return 0
        in_memory = len(self._memory)
        if self._at < in_memory:
            chunk = self._memory[self._at : self._at + wanted]
        else:
            chunk = self._store.read_at(self._start + self._at - in_memory, wanted)
        room[: len(chunk)] = chunk
        self._at += len(chunk)
        return len(chunk)
