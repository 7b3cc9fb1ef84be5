# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""How the bodies of one operation are read."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..wire.json import JsonFault, read_json
from .call import Call
from .findings import (
    ABSENT,
    MALFORMED,
    MULTIPART_MESSAGE,
    REQUIRED_MESSAGE,
    UNFIT_MESSAGE,
    UNREADABLE,
    UTF8_MESSAGE,
    Findings,
    Missing,
    Rules,
)
from .forms import FormPlan
from .incoming import has_begun, read_chunks, read_whole
from .media_types import ContentType, MediaTypes, parse_content_type
from .multipart import MultipartPlan
from .multipart_parser import MultipartError
from .part_collector import PartCollector
from .planning import Convert, Planning
from .problem import ProblemError
from .refusal import violation_status
from .spec import Body, Content, Route
from .spool import FileStore
from .stream import open_stream

_SHORT_BYTES = 1 << 12
"""What is wrong with longer texts is found in a thread: others are served meanwhile."""
_LONG_BYTES = 1 << 16
"""Longer texts are read there altogether."""


class ContentPlan:
    """How the bytes of one media type or range of the contract become a value."""

    __slots__ = (
        "content",
        "convert",
        "form",
        "is_range",
        "is_stream",
        "kind",
        "max_depth",
        "multipart",
        "needs_bytes",
        "rules",
    )

    def __init__(self, content: Content, planning: Planning) -> None:
        self.content = content
        self.kind = content.kind
        self.is_range = "*" in content.media_type
        self.is_stream = content.kind in ("binary", "events", "lines")
        """The handler reads it."""
        self.needs_bytes = content.kind in ("json", "multipart")
        """Zero bytes are no value of it."""
        self.rules: Rules | None = planning.rules_of(content.rule)
        self.convert: Convert | None = planning.convert_of(content.type)
        self.max_depth = planning.max_depth
        self.form = FormPlan(content, planning.max_depth, planning.rules_of) if content.kind == "form" else None
        self.multipart = (
            MultipartPlan(content, planning.max_depth, planning.rules_of) if content.kind == "multipart" else None
        )

    def read(self, text: bytes, call: Call) -> Any | Missing:
        """Gives the value of a whole text: JSON, a form, or a text. What is wrong goes to the call's report."""
        if self.kind == "json":
            if not text:
                return ABSENT
            try:
                value: Any = read_json(text, self.max_depth)
            except JsonFault as fault:
                call.report.add("body", "", fault.rule, fault.message)
                return MALFORMED
        else:
            try:
                value = text.decode()
            except UnicodeError:
                call.report.add("body", "", "encoding", UTF8_MESSAGE)
                return UNREADABLE
            if self.form is not None:
                value = self.form.read(value, "", Findings(call.report, "body"))
                if isinstance(value, Missing):
                    return value
        return self.accept(value, call)

    def read_right(self, text: bytes) -> Any | Missing:
        """Gives the value of a text of JSON that nothing is wrong with. UNREADABLE: something is, or it is no JSON."""
        if self.kind != "json" or not text:
            return UNREADABLE
        try:
            value: Any = read_json(text, self.max_depth)
            if self.rules is None or self.rules.is_sure(value):
                return value if self.convert is None else self.convert(value)
        except ValueError:
            pass
        return UNREADABLE

    def accept(self, value: Any, call: Call) -> Any | Missing:
        """Checks a value, and makes a typed one of it."""
        rules = self.rules
        if rules is not None and not rules.is_sure(value) and not rules.explain(value, call.report, "body", ""):
            return UNREADABLE
        try:
            return value if self.convert is None else self.convert(value)
        except ValueError:
            call.report.add("body", "", "type", UNFIT_MESSAGE)
            return UNREADABLE

    async def read_parts(self, plan: MultipartPlan, call: Call, chosen: Chosen, limit: int) -> Any | Missing:
        """Reads and checks a whole multipart body. Its files are kept until the answer has been sent."""
        store = FileStore()
        call.release(store.release)
        collector = PartCollector(plan, store)
        try:
            await collector.read_all(read_chunks(call.receive, limit), chosen.content_type.boundary)
        except MultipartError:
            call.report.add("body", "", "encoding", MULTIPART_MESSAGE)
            return UNREADABLE
        if collector.received == 0:
            return ABSENT
        if collector.received > _LONG_BYTES:
            return await asyncio.to_thread(self._value_of_parts, plan, collector, call)
        return self._value_of_parts(plan, collector, call)

    def _value_of_parts(self, plan: MultipartPlan, collector: PartCollector, call: Call) -> Any | Missing:
        found = Findings(call.report, "body")
        for pointer in collector.faults:
            found.add(pointer, "encoding", UTF8_MESSAGE)
        value = plan.value(collector, found)
        if isinstance(value, Missing) or collector.faults:
            return UNREADABLE
        return self.accept(value, call)


class Chosen(NamedTuple):
    """The content of a request, found among what the contract has."""

    plan: ContentPlan
    content_type: ContentType

    @property
    def named(self) -> str:
        """The media type for the handler: as the contract writes it, or of a range, as the request has it."""
        return self.content_type.essence if self.plan.is_range else self.plan.content.media_type


class BodyPlan:
    """How the bodies of one operation are read."""

    __slots__ = ("_argument", "_content_type", "_exact", "_limit", "_required", "_status", "_types")

    def __init__(self, body: Body, route: Route, planning: Planning) -> None:
        self._required = body.required
        self._argument = body.argument
        self._content_type = body.content_type
        self._limit = planning.max_body_bytes
        self._status = violation_status(route)
        self._types: MediaTypes[ContentPlan] = MediaTypes()
        for content in body.contents:
            self._types.add(content.media_type, ContentPlan(content, planning))
        self._exact = {
            essence.encode("latin-1", "replace"): Chosen(plan, ContentType(essence))
            for essence, plan in self._types.exact.items()
        }

    def choose(self, headers: Mapping[bytes, bytes]) -> Chosen | None:
        """Finds how a body whose length has been sent is to be read; None: there is none. The problem is 413 or 415.

        A body of zero bytes is none, unless its media type says that it is an empty text, form, stream or file.
        """
        length = headers[b"content-length"]
        size = int(length) if length.isdigit() and len(length) < 20 else sys.maxsize
        if size > self._limit:
            raise ProblemError("payload_too_large")
        return self._choose_type(headers, is_empty=size == 0)

    async def choose_begun(self, call: Call) -> Chosen | None:
        """Does the same where no length has been sent."""
        headers = call.headers
        if b"transfer-encoding" not in headers:
            # Versions from 2 on need neither header.
            if call.scope.get("http_version", "1.1").startswith("1") or not await has_begun(call):
                return None
        elif b"content-type" not in headers and not await has_begun(call):
            # Of unknown length and without a media type a body is one if it has a first byte.
            return None
        return self._choose_type(headers, is_empty=False)

    def _choose_type(self, headers: Mapping[bytes, bytes], *, is_empty: bool) -> Chosen | None:
        sent_type = headers.get(b"content-type")
        if sent_type is None:
            if is_empty:
                return None
            raise ProblemError("unsupported_media_type")
        # The bytes are read as they come: no content coding is undone (RFC 9110, 15.5.16).
        coding = headers.get(b"content-encoding")
        if coding is not None and not is_empty and coding.strip().lower() != b"identity":
            raise ProblemError("unsupported_media_type")
        chosen = self._exact.get(sent_type) or self._choose_unusual(sent_type)
        if is_empty and (chosen is None or chosen.plan.needs_bytes):
            return None
        if chosen is None or not _is_readable(chosen):
            raise ProblemError("unsupported_media_type")
        return chosen

    def _choose_unusual(self, sent_type: bytes) -> Chosen | None:
        """Finds what a media type with parameters, in capitals, or of a range of the contract stands for."""
        content_type = parse_content_type(sent_type.decode("latin-1"))
        found = None if content_type is None else self._types.find(content_type.essence)
        return None if content_type is None or found is None else Chosen(found, content_type)

    async def read(self, call: Call, chosen: Chosen | None, arguments: dict[str, Any]) -> bool:
        """Reads and checks a body, and makes an argument of it. What is wrong goes to the call's report.

        Says whether it is no JSON at all.
        """
        value: Any = ABSENT
        if chosen is not None:
            plan = chosen.plan
            if plan.is_stream:
                if call.is_faulty:
                    # The handler reads a stream; it doesn't come to that if the parameters are wrong.
                    return False
                call.body = read_chunks(call.receive, self._limit)
                value = open_stream(plan, call.body, chosen.content_type, self._status)
            elif plan.multipart is not None:
                value = await plan.read_parts(plan.multipart, call, chosen, self._limit)
            else:
                text = await read_whole(call.receive, self._limit)
                value = plan.read(text, call) if len(text) <= _SHORT_BYTES else await _read_long(plan, text, call)
        if isinstance(value, Missing):
            if value is ABSENT and self._required:
                call.report.add("body", "", "required", REQUIRED_MESSAGE)
            return value is MALFORMED
        arguments[self._argument] = value
        if self._content_type and chosen is not None:
            arguments[self._content_type] = chosen.named
        return False


async def _read_long(plan: ContentPlan, text: bytes, call: Call) -> Any | Missing:
    value = plan.read_right(text) if len(text) <= _LONG_BYTES else UNREADABLE
    return await asyncio.to_thread(plan.read, text, call) if value is UNREADABLE else value


def _is_readable(chosen: Chosen) -> bool:
    """Everything that is text is UTF-8. Bytes and parts say themselves what they are."""
    charset, kind = chosen.content_type.charset, chosen.plan.kind
    if charset in (None, "utf-8") or kind in ("binary", "multipart"):
        return True
    return kind == "text" and charset == "us-ascii"
