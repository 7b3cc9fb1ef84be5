# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Files of multipart bodies: those that came, and those to send."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import BinaryIO

CHUNK_BYTES = 64 * 1024


class File:
    """A file of a multipart body (RFC 7578): one that came, or one to send.

    One that came is there until the request has been answered.
    """

    __slots__ = ("_in_memory", "_open", "content_type", "filename", "size")

    def __init__(
        self,
        open: Callable[[], BinaryIO],
        size: int | None,
        filename: str = "",
        content_type: str = "",
        *,
        in_memory: bool = False,
    ) -> None:
        self.filename = filename
        """As the sender named it: text of a stranger, no path. Empty where none was given."""
        self.content_type = content_type
        """As the sender said it, such as `image/png`. Empty where none was given."""
        self.size = size
        """The number of bytes; None where it is not known."""
        self._open = open
        self._in_memory = in_memory

    @classmethod
    def of(cls, content: bytes, filename: str = "", content_type: str = "") -> File:
        """A file in memory."""
        return cls(lambda: BytesIO(content), len(content), filename, content_type, in_memory=True)

    @classmethod
    def at(cls, path: str | PathLike[str], filename: str | None = None, content_type: str = "") -> File:
        """A file of the disk, to send. It is opened when it is sent, and closed then."""
        place = Path(path)
        return cls(
            lambda: place.open("rb"), place.stat().st_size, place.name if filename is None else filename, content_type
        )

    def open(self) -> BinaryIO:
        """Opens the content, from its beginning. Who opens it closes it. Reading may block: for threads."""
        return self._open()

    async def read(self) -> bytes:
        """The whole content."""
        if self._in_memory:
            return self._read_all()
        return await asyncio.to_thread(self._read_all)

    async def chunks(self, size: int = CHUNK_BYTES) -> AsyncIterator[bytes]:
        """The content from its beginning, in pieces of at most so many bytes."""
        source = self._open()
        try:
            while chunk := source.read(size) if self._in_memory else await asyncio.to_thread(source.read, size):
                yield chunk
        finally:
            source.close()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self.chunks()

    def _read_all(self) -> bytes:
        with self._open() as source:
            return source.read()

    def __repr__(self) -> str:
        return f"File(filename={self.filename!r}, content_type={self.content_type!r}, size={self.size!r})"
