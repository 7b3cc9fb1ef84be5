"""Bodies of bytes that are read as they come."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Self

import anyio
import httpx

from .call import Call
from .exchange import broken
from .media import filename_of


class Download:
    """A body of bytes, read as it comes, once. Who gets it closes it, by reading it to its end or by `with`.

    From the sync client: `read`, `save`, `for chunk in ...`. From the async client: `aread`, `asave`, `async for chunk
    in ...`.
    """

    __slots__ = ("_call", "_response")

    def __init__(self, call: Call, response: httpx.Response) -> None:
        self._call = call
        self._response = response

    def __repr__(self) -> str:
        return f"Download(content_type={self.content_type!r}, size={self.size!r})"

    @property
    def content_type(self) -> str:
        """The media type, as the answer has it."""
        return str(self._response.headers.get("content-type", ""))

    @property
    def filename(self) -> str | None:
        """The name that the answer gives it (RFC 6266): without any folder; None where it gives none."""
        return filename_of(self._response.headers)

    @property
    def size(self) -> int | None:
        """The number of bytes, where the answer says it."""
        text = self._response.headers.get("content-length", "")
        return int(text) if text.isdecimal() and "content-encoding" not in self._response.headers else None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._response.iter_bytes()
        except httpx.HTTPError as error:
            raise broken(self._call.method, self._call.url, error) from error
        finally:
            self._response.close()

    def read(self) -> bytes:
        """The whole body."""
        return b"".join(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the body into a file."""
        with open(path, "wb") as file:
            for chunk in self:
                file.write(chunk)

    def close(self) -> None:
        """Ends the connection, if the body was not read to its end."""
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.aiter_bytes():
                yield chunk
        except httpx.HTTPError as error:
            raise broken(self._call.method, self._call.url, error) from error
        finally:
            await self._response.aclose()

    async def aread(self) -> bytes:
        """The whole body."""
        return b"".join([chunk async for chunk in self])

    async def asave(self, path: str | os.PathLike[str]) -> None:
        """Writes the body into a file."""
        async with await anyio.open_file(path, "wb") as file:
            async for chunk in self:
                await file.write(chunk)

    async def aclose(self) -> None:
        """Ends the connection, if the body was not read to its end."""
        await self._response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
