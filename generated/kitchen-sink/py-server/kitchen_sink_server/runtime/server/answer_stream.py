# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Bodies that are sent as they are made: bytes, events, JSON lines."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from typing import IO, TYPE_CHECKING, Any, Final

from anyio.to_thread import run_sync

from ..check.report import Report
from ..wire.codec import Codec
from ..wire.file import CHUNK_BYTES, File
from ..wire.json import read_json
from .broken import BROKEN, UNLIMITED, BrokenAnswer
from .media_types import essence_of
from .reply import Reply, close
from .spec import Content
from .write_styles import json_text, plain_text

if TYPE_CHECKING:
    from ..check.rules import Gate

_END: Final = object()


def bytes_body(reply: Reply, body: Any) -> None:
    """Takes a body of bytes: bytes, a file, an asynchronous iterable of bytes; also a plain iterable, or what can be
    read, in a thread."""
    if isinstance(body, bytes | bytearray | memoryview):
        reply.body = bytes(body)
        return
    reply.unsent = body
    if isinstance(body, File):
        reply.stream = body.chunks()
    elif isinstance(body, AsyncIterable):
        reply.stream = aiter(body)
    elif hasattr(body, "read"):
        reply.stream = read_in_thread(body)
    elif isinstance(body, Iterable) and not isinstance(body, str):
        reply.stream = iterate_in_thread(body)
    else:
        raise BrokenAnswer(f"{type(body).__qualname__} is no body of bytes")


async def read_in_thread(source: IO[bytes]) -> AsyncIterator[bytes]:
    """Reads a file to its end, and closes it."""
    try:
        while chunk := await run_sync(source.read, CHUNK_BYTES):
            yield chunk
    finally:
        await close(source)


async def iterate_in_thread(items: Iterable[Any]) -> AsyncIterator[Any]:
    """Asks a plain iterable for its items, each in a thread."""
    iterator = await run_sync(iter, items)
    try:
        while (item := await run_sync(next, iterator, _END)) is not _END:
            yield item
    finally:
        await close(iterator)


def items_body(reply: Reply, body: Any, content: Content, codec: Codec, gate: Gate | None, media_type: str) -> None:
    """Takes a body of events or JSON lines.

    Each item is checked when its turn comes; one that breaks the contract, and an error, break the stream off.
    """
    if isinstance(body, AsyncIterable):
        items = aiter(body)
    elif isinstance(body, Iterable) and not isinstance(body, str | bytes | dict):
        items = aiter(iterate_in_thread(body))
    else:
        raise BrokenAnswer(f"{type(body).__qualname__} is no stream of items")
    framing = Framing(content, codec, gate, is_sequence=essence_of(media_type).startswith("application/json-seq"))
    reply.unsent = items
    reply.stream = _frames(items, framing)
    reply.is_live = content.kind == "events"


async def _frames(items: AsyncIterator[Any], framing: Framing) -> AsyncIterator[bytes]:
    try:
        async for item in items:
            yield framing.frame(item)
    finally:
        await close(items)


class Framing:
    """How one item of a stream is written: an event (WHATWG HTML, section 9.2), a line of JSON, a JSON text of a
    sequence (RFC 7464)."""

    def __init__(self, content: Content, codec: Codec, gate: Gate | None, *, is_sequence: bool) -> None:
        self._codec: Final = codec
        self._gate: Final = gate
        self._event: Final = content.event if content.kind == "events" else "data"
        if content.kind == "events":
            self._begin, self._end = b"data: ", b"\n\n"
        else:
            self._begin, self._end = b"\x1e" if is_sequence else b"", b"\n"

    def frame(self, item: Any) -> bytes:
        """Writes an item. Raises BrokenAnswer where it breaks the contract."""
        text = self._codec.write(item)
        if self._event == "data":
            if self._gate is not None:
                self._check(read_json(text, UNLIMITED))
            # JSON has no line breaks.
            return self._begin + text + self._end
        value: Any = read_json(text, UNLIMITED)
        if self._event == "json" and "data" in value:
            value["data"] = json_text(value["data"])
        self._check(value)
        if self._event == "text":
            return (_field("data", value) + "\n").encode()
        fields = (_field(name, plain_text(value[name])) for name in ("event", "id", "retry", "data") if name in value)
        return ("".join(fields) + "\n").encode()

    def _check(self, value: Any) -> None:
        if self._gate is not None and not self._gate.accepts(value):
            report = Report()
            self._gate.explain(value, report, "body", "")
            raise BrokenAnswer(BROKEN, report.list()[0])


def _field(name: str, text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "".join(f"{name}: {line}\n" for line in lines)
