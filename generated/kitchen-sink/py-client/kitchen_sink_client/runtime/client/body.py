# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Bodies on their way out."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

import anyio.to_thread

from .errors import RequestError

CHUNK_BYTES = 64 * 1024

Bytes = bytes | bytearray | memoryview | IO[bytes] | Iterable[bytes] | os.PathLike[str]
"""What a body of bytes may be: bytes, a file that is open for reading, a path, or chunks. Files are read from where
they stand, and not closed."""

AsyncBytes = Bytes | AsyncIterable[bytes]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """A body that can be sent, once or as often as need be."""

    content_type: str
    data: bytes | None = None
    """The whole, where it is in memory."""
    length: int | None = None
    open: Callable[[], Iterator[bytes]] | None = None
    """Gives the chunks from their beginning; None: only async code can."""
    open_async: Callable[[], AsyncIterator[bytes]] | None = None
    """The same for async code; None: by `open`, in a thread."""
    once: bool = False
    """It can be read only once: such a call is never sent again."""

    def now(self) -> bytes | Iterator[bytes]:
        """What httpx sends from threads."""
        if self.data is not None:
            return self.data
        if self.open is None:
            raise RequestError("an async iterable can only be sent by the async client")
        return self.open()

    def later(self) -> bytes | AsyncIterator[bytes]:
        """What httpx sends from async code."""
        if self.data is not None:
            return self.data
        if self.open_async is not None:
            return self.open_async()
        return in_threads(self.now())  # type: ignore[arg-type]


async def in_threads(source: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Chunks of an iterator that may block."""
    end: Any = object()
    try:
        while (chunk := await anyio.to_thread.run_sync(next, source, end)) is not end:
            yield chunk
    finally:
        close = getattr(source, "close", None)
        if close is not None:
            close()


def whole(content_type: str, data: bytes) -> Body:
    """A body in memory."""
    return Body(content_type=content_type, data=data, length=len(data))


def body_of(content_type: str, source: Any) -> Body:
    """A body of bytes, from whatever the caller has.

    Raises:
        RequestError: for what is no source of bytes.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return whole(content_type, bytes(source))
    if isinstance(source, os.PathLike):
        path = os.fspath(source)
        return Body(content_type=content_type, length=os.stat(path).st_size, open=lambda: _read_path(path))
    if hasattr(source, "read"):
        return _file_body(content_type, source)
    if isinstance(source, str):
        raise RequestError("a body of bytes can't be a text: encode it")
    if hasattr(source, "__aiter__"):
        return Body(content_type=content_type, open_async=lambda: aiter(source), once=hasattr(source, "__anext__"))
    if isinstance(source, Iterable):
        return Body(content_type=content_type, open=lambda: iter(source), once=isinstance(source, Iterator))
    raise RequestError(f"a body of bytes can't be a {type(source).__name__}")


def _read_path(path: str | bytes) -> Iterator[bytes]:
    with open(path, "rb") as file:
        yield from read_chunks(file)


def read_chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The rest of a file."""
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _file_body(content_type: str, file: IO[bytes]) -> Body:
    if isinstance(file, io.TextIOBase):
        raise RequestError("the file is open as a text: open it as 'rb'")
    try:
        start = file.tell()
        length = file.seek(0, os.SEEK_END) - start
        file.seek(start)
    except (AttributeError, OSError):
        # Pipes and terminals have the methods, but can't.
        return Body(content_type=content_type, open=lambda: read_chunks(file), once=True)

    def again() -> Iterator[bytes]:
        file.seek(start)
        left = length
        while left > 0 and (chunk := file.read(min(CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk

    return Body(content_type=content_type, length=length, open=again)
