# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Streams of items, cut out of bytes as they come: events (WHATWG HTML, section 9.2), JSON lines, JSON text sequences
(RFC 7464)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .errors import Unreadable
from .spec import EventKind

LONGEST_ITEM = 16 * 1024 * 1024
"""The most bytes that an item of a stream may have."""

DONE = "[DONE]"
"""What many servers end a stream of JSON with."""


def too_long() -> Unreadable:
    """The error of an item without end."""
    return Unreadable(f"an item of the stream is longer than {LONGEST_ITEM} bytes")


class LineCutter:
    """Cuts at a mark: the items are what stands between."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._rest = bytearray()
        self.is_over = False
        self.last_id = ""
        self.delay: float | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Takes bytes, and gives the items that they end."""
        self._rest += data
        if self._mark in data:
            whole, _, tail = bytes(self._rest).rpartition(self._mark)
            self._rest = bytearray(tail)
            for item in whole.split(self._mark):
                if len(item) > LONGEST_ITEM:
                    raise too_long()
                if item.strip():
                    yield item
        if len(self._rest) > LONGEST_ITEM:
            raise too_long()

    def end(self) -> Iterator[bytes]:
        """Gives the item that the end of the stream ends."""
        if self._rest.strip():
            yield bytes(self._rest)


_LINE_END = re.compile(rb"\r\n|\n|\r")


class EventCutter:
    """Cuts an event stream into events. What follows the last empty line is no event."""

    def __init__(self, kind: EventKind) -> None:
        self._kind: EventKind = kind
        self._rest = b""
        self._pieces: list[bytes] = []
        self._waiting = 0
        self._begun = False
        self._data: list[str] = []
        self._size = 0
        self._fields: dict[str, str] = {}
        self.last_id = ""
        """What the server said last in `id`, for the Last-Event-ID header."""
        self.delay: float | None = None
        """What it said last in `retry`, in seconds."""
        self.is_over = False
        """It has said that nothing follows."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Takes bytes, and gives the JSON text of the items that they end."""
        if self.is_over:
            return
        if b"\n" not in data and b"\r" not in data and not self._rest.endswith(b"\r"):
            self._pieces.append(data)
            self._waiting += len(data)
            if self._waiting > LONGEST_ITEM:
                raise too_long()
            return
        text = self._rest + b"".join(self._pieces) + data
        self._pieces = []
        at = 0
        for found in _LINE_END.finditer(text):
            if found.group() == b"\r" and found.end() == len(text):
                # An LF may follow.
                break
            line = text[at : found.start()]
            at = found.end()
            yield from self._line(line)
            if self.is_over:
                return
        self._rest = text[at:]
        self._waiting = len(self._rest)

    def end(self) -> Iterator[bytes]:
        """Gives what the end of the stream ends: only a line that ended with CR."""
        if self._rest.endswith(b"\r"):
            yield from self._line(self._rest[:-1])

    def _line(self, raw: bytes) -> Iterator[bytes]:
        if not self._begun:
            self._begun = True
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw:
            self._field(raw.decode("utf-8", "replace"))
            return
        fields, data = self._fields, self._data
        self._fields, self._data, self._size = {}, [], 0
        if "id" in fields:
            self.last_id = fields["id"]
        if 0 < len(fields.get("retry", "")) < 10:
            self.delay = int(fields["retry"]) / 1000
        if not data:
            return
        if self._kind in ("data", "json") and data == [DONE]:
            self.is_over = True
            return
        yield event_text(self._kind, "\n".join(data), fields)

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._size += len(value) + 1
            if self._size > LONGEST_ITEM:
                raise too_long()
            self._data.append(value)
        elif (
            name == "event"
            or (name == "id" and "\0" not in value)
            or (name == "retry" and value.isascii() and value.isdigit() and len(value) < 1000)
        ):
            self._fields[name] = value


def event_text(kind: EventKind, data: str, fields: dict[str, str]) -> bytes:
    """The JSON text of an item."""
    if kind == "data":
        return data.encode()
    if kind == "text":
        return json.dumps(data).encode()
    members = [f'"event":{json.dumps(fields["event"])}'] if fields.get("event") else []
    members.append(f'"data":{data if kind == "json" else json.dumps(data)}')
    if "id" in fields:
        members.append(f'"id":{json.dumps(fields["id"])}')
    if "retry" in fields:
        members.append(f'"retry":{int(fields["retry"])}')
    return ("{" + ",".join(members) + "}").encode()


Cutter = LineCutter | EventCutter


def cutter_of(kind: str, essence: str, event: EventKind) -> Cutter:
    """What cuts a stream of a media type."""
    if kind == "events":
        return EventCutter(event)
    return LineCutter(b"\x1e" if essence == "application/json-seq" else b"\n")
