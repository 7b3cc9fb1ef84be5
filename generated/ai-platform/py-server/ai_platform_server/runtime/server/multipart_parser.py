# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Cuts multipart bodies as they come (RFC 2046, section 5.1.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Protocol

from .header_value import is_token

MAX_HEAD_BYTES = 16_384
"""The longest head of a part."""
_MAX_PADDING = 256
"""What a boundary's line may have behind it."""

_is_boundary = re.compile(r"[A-Za-z0-9_'()+,./:=? -]{0,69}[A-Za-z0-9_'()+,./:=?-]").fullmatch
_padding = re.compile(rb"[ \t]*")


class MultipartError(Exception):
    """The body is no well-formed multipart body."""


class PartSink(Protocol):
    """Takes what a multipart body is made of, in order: of each part its head, its bytes in any number of pieces, and
    its end."""

    def begin(self, head: Mapping[str, str]) -> None:
        """A part begins: its headers by lower-case name."""

    def data(self, chunk: memoryview) -> None:
        """Some of its bytes. They are the sink's only until it returns."""

    def end(self) -> None:
        """It is complete."""


class _State(Enum):
    PREAMBLE = 1
    HEAD = 2
    CONTENT = 3
    EPILOGUE = 4


class MultipartParser:
    """Cuts a body that comes in any pieces, in time linear in its bytes, and holds back no more than a boundary or a
    head.

    Lines end with CR LF and with nothing else, so that no two readers see different parts in it. What is wrong is a
    MultipartError.
    """

    __slots__ = ("_delimiter", "_rest", "_sink", "_state")

    def __init__(self, boundary: str, sink: PartSink) -> None:
        if not _is_boundary(boundary):
            raise MultipartError
        self._sink = sink
        self._delimiter = b"\r\n--" + boundary.encode()
        # A boundary may be the very first line: it begins as if after a line's end.
        self._rest = b"\r\n"
        self._state = _State.PREAMBLE

    def push(self, chunk: bytes) -> None:
        """Takes the next bytes."""
        if self._state is _State.EPILOGUE:
            return
        text = self._rest + chunk if self._rest else chunk
        at = 0
        with memoryview(text) as view:
            while (taken := self._step(text, view, at)) > at:
                at = taken
        self._rest = text[at:]

    def finish(self) -> None:
        """Is to be called behind the last bytes: the last boundary has to have come."""
        if self._state is not _State.EPILOGUE:
            raise MultipartError

    def _step(self, text: bytes, view: memoryview, at: int) -> int:
        """Takes what can be told from a place on, and says where that ends; the same place: more bytes are needed."""
        if self._state is _State.HEAD:
            return self._read_head(text, at)
        if self._state is _State.EPILOGUE:
            return len(text)
        found = text.find(self._delimiter, at)
        end = found if found >= 0 else self._begun_delimiter(text, at)
        if end > at:
            if self._state is _State.CONTENT:
                self._sink.data(view[at:end])
            return end
        return self._read_delimiter(text, at) if found == at else at

    def _begun_delimiter(self, text: bytes, at: int) -> int:
        """Where a delimiter begins that the next bytes may complete; else the end."""
        mark = text.find(b"\r", max(at, len(text) - len(self._delimiter) + 1))
        while mark >= 0:
            if self._delimiter.startswith(text[mark:]):
                return mark
            mark = text.find(b"\r", mark + 1)
        return len(text)

    def _read_delimiter(self, text: bytes, at: int) -> int:
        """A delimiter stands there: two dashes behind it are the end of all, else a part follows."""
        behind = at + len(self._delimiter)
        if text.startswith(b"-", behind):
            if len(text) < behind + 2:
                return at
            if text[behind + 1] != 0x2D:
                raise MultipartError
            self._end_part(_State.EPILOGUE)
            return behind + 2
        padding = _padding.match(text, behind)
        line_end = behind if padding is None else padding.end()
        if line_end - behind > _MAX_PADDING:
            raise MultipartError
        if text.startswith(b"\r\n", line_end):
            self._end_part(_State.HEAD)
            return line_end + 2
        if text[line_end : line_end + 2] in (b"", b"\r"):
            return at
        raise MultipartError

    def _end_part(self, then: _State) -> None:
        if self._state is _State.CONTENT:
            self._sink.end()
        self._state = then

    def _read_head(self, text: bytes, at: int) -> int:
        if text.startswith(b"\r\n", at):
            self._state = _State.CONTENT
            self._sink.begin({})
            return at + 2
        end = text.find(b"\r\n\r\n", at, at + MAX_HEAD_BYTES + 4)
        if end < 0:
            if len(text) - at > MAX_HEAD_BYTES:
                raise MultipartError
            return at
        head = _parse_head(text[at:end])
        self._state = _State.CONTENT
        self._sink.begin(head)
        return end + 4


def _parse_head(text: bytes) -> dict[str, str]:
    try:
        lines = text.decode().split("\r\n")
    except UnicodeError:
        raise MultipartError from None
    head: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or not is_token(name) or name in head or "\0" in line or "\r" in line or "\n" in line:
            raise MultipartError
        head[name] = value.strip()
    return head
