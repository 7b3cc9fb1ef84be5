# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Bodies that the handler reads: bytes, events, JSON lines."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, TypeAlias

from ..check.report import Report
from ..wire.json import Json, JsonFault, read_json
from .findings import UNFIT_MESSAGE, UTF8_MESSAGE
from .media_types import ContentType
from .refusal import refuse
from .spec import EventKind

if TYPE_CHECKING:
    from .body import ContentPlan


def open_stream(
    plan: ContentPlan, chunks: AsyncIterator[bytes], content_type: ContentType, status: int
) -> AsyncIterator[Any]:
    """Gives a body as it comes: its bytes, or its items, each when it has come and has been checked.

    An item that breaks the contract ends them with the ProblemError that the request deserves, with pointers that begin
    with the item's number.
    """
    if plan.kind == "binary":
        return chunks
    if plan.kind == "events":
        return _read_items(plan, _read_events(chunks, plan.content.event, plan.max_depth, status), status)
    # Records of application/json-seq begin with U+001E (RFC 7464).
    mark = b"\x1e" if content_type.essence == "application/json-seq" else b"\n"
    return _read_items(plan, _read_lines(chunks, mark, plan.max_depth, status), status)


Unread: TypeAlias = "Json | JsonFault"
"""The tree of an item, or why it is none."""


async def _read_items(plan: ContentPlan, trees: AsyncIterator[Unread], status: int) -> AsyncIterator[Any]:
    index = 0
    async for tree in trees:
        report, at = Report(), f"/{index}"
        if isinstance(tree, JsonFault):
            report.add("body", at, tree.rule, tree.message)
            raise refuse(report, status, True)
        if plan.rules is not None and not plan.rules.is_sure(tree) and not plan.rules.explain(tree, report, "body", at):
            raise refuse(report, status, False)
        if plan.content.event == "json" and plan.kind == "events":
            tree = _with_data(tree, at, plan.max_depth, status)
        try:
            item = tree if plan.convert is None else plan.convert(tree)
        except ValueError:
            report.add("body", at, "type", UNFIT_MESSAGE)
            raise refuse(report, status, False) from None
        yield item
        index += 1


def _with_data(event: Json, at: str, max_depth: int, status: int) -> Json:
    """An event whose data is a value for the handler, and its JSON text on the wire."""
    if not isinstance(event, dict) or not isinstance(data := event.get("data"), str):
        return event
    try:
        return {**event, "data": read_json(data.encode(), max_depth)}
    except JsonFault as fault:
        report = Report()
        report.add("body", f"{at}/data", fault.rule, fault.message)
        raise refuse(report, status, True) from None


def _read_tree(text: bytes, max_depth: int) -> Unread:
    try:
        return read_json(text, max_depth)
    except JsonFault as fault:
        return fault


def _text_of(line: bytes, status: int) -> str:
    try:
        return line.decode()
    except UnicodeError:
        report = Report()
        report.add("body", "", "encoding", UTF8_MESSAGE)
        raise refuse(report, status, False) from None


async def _read_lines(chunks: AsyncIterator[bytes], mark: bytes, max_depth: int, status: int) -> AsyncIterator[Unread]:
    async for line in _cut(chunks, mark):
        _text_of(line, status)
        if line.strip(b" \t\r\n"):
            yield _read_tree(line, max_depth)


async def _cut(chunks: AsyncIterator[bytes], mark: bytes) -> AsyncIterator[bytes]:
    """Gives what stands before, between and behind marks. Each byte is looked at once."""
    rest = bytearray()
    async for chunk in chunks:
        first, *others = chunk.split(mark)
        rest += first
        for text in others:
            yield bytes(rest)
            rest = bytearray(text)
    yield bytes(rest)


class _Event:
    """One event of an event stream (WHATWG HTML, section 9.2), with the fields that were sent."""

    __slots__ = ("data", "fields", "wait")

    def __init__(self) -> None:
        self.data: list[str] = []
        self.fields: dict[str, Json] = {}
        self.wait = ""

    def take(self, line: str) -> None:
        """Reads one line of an event."""
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self.data.append(value)
        elif name == "event":
            self.fields.pop("event", None)
            if value:
                self.fields["event"] = value
        elif name == "id" and "\0" not in value:
            self.fields["id"] = value
        elif name == "retry" and _digits(value):
            self.wait = value.lstrip("0") or "0"

    def tree(self, kind: EventKind, max_depth: int) -> Unread:
        """Gives what of an event is the item."""
        data = "\n".join(self.data)
        if kind == "data":
            return _read_tree(data.encode(), max_depth)
        if kind == "text":
            return data
        event: dict[str, Json] = {"data": data, **self.fields}
        if self.wait:
            wait = _read_tree(self.wait.encode(), max_depth)
            if isinstance(wait, JsonFault):
                return wait
            event["retry"] = wait
        return event


_digits = re.compile("[0-9]+").fullmatch


async def _read_events(
    chunks: AsyncIterator[bytes], kind: EventKind, max_depth: int, status: int
) -> AsyncIterator[Unread]:
    """Cuts an event stream into events (WHATWG HTML, section 9.2.6)."""
    event = _Event()
    async for line in _cut_lines(chunks):
        text = _text_of(line, status)
        if text:
            event.take(text)
            continue
        if event.data:
            yield event.tree(kind, max_depth)
        event = _Event()


_line_end = re.compile(rb"\r\n|\n|\r")
_MARK = b"\xef\xbb\xbf"


async def _cut_lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Gives lines that end with CR LF, LF or CR. The first may begin with a byte order mark; what has no end is no
    line."""
    rest = bytearray()
    is_first, skips_feed = True, False
    async for chunk in chunks:
        if skips_feed:
            chunk = chunk.removeprefix(b"\n")
        first, *others = _line_end.split(chunk)
        skips_feed = chunk.endswith(b"\r")
        rest += first
        for text in others:
            line, rest = bytes(rest), bytearray(text)
            yield line.removeprefix(_MARK) if is_first else line
            is_first = False
