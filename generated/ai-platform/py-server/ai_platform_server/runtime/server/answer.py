# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What is sent of a result: its head, and its body as far as that is there at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ..check.report import Place, Report, Violation
from ..wire.codec import Codec, codec_of
from ..wire.json import read_json
from .answer_parts import parts_body
from .answer_stream import bytes_body, items_body
from .broken import BROKEN, NO_BODY, UNLIMITED, BrokenAnswer
from .header_value import is_token
from .media_types import essence_of, is_json_type
from .reply import Reply, close, may_have_body
from .spec import Content, Header, Response
from .write_styles import form_text, header_text, plain_text

if TYPE_CHECKING:
    from ..check.rules import Gate, Rules

_control = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]").search

_OF_CARRIER: Final = frozenset(
    ("content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer")
)
"""These follow from the body and the connection (OpenAPI 3.2, 4.16.1 says it of Content-Type)."""

_MOVING: Final = ((b"cache-control", b"no-store"), (b"x-accel-buffering", b"no"))
_STREAMS: Final = ("binary", "events", "lines")


class PlannedHeader:
    """A header of the contract."""

    __slots__ = ("attribute", "codec", "gate", "header", "key", "name")

    def __init__(self, header: Header, gate: Gate | None) -> None:
        self.header: Final = header
        self.attribute: Final = header.attribute
        self.name: Final = header.name
        self.key: Final = header.name.lower().encode("latin-1", "replace")
        self.codec: Final[Codec] = codec_of(header.type)
        self.gate: Final = gate


class AnswerPlan:
    """How the results of one class are written."""

    def __init__(self, response: Response, rules: Rules, *, is_checked: bool) -> None:
        self.response: Final = response
        self.status: Final = response.status if isinstance(response.status, int) else None
        """None: the result has it."""
        self.headers: Final = tuple(
            PlannedHeader(each, _gate(rules, each.rule) if is_checked else None)
            for each in response.headers
            if each.name.lower() not in _OF_CARRIER
        )
        self.contents: Final = tuple(
            PlannedContent(each, _gate(rules, each.rule) if is_checked else None) for each in response.contents
        )
        self.is_checked: Final = is_checked
        self.json: Final = next((each for each in self.contents if each.content.kind == "json"), None)
        self._plain: Final = _plain_codec(response, is_checked)
        """What writes the body, where that is all there is to do."""
        self._line: Final = (b"content-type", response.contents[0].media_type.encode() if response.contents else b"")
        self._only: Final = self.contents[0] if len(self.contents) == 1 and not self.contents[0].is_range else None

    def write(self, result: Any) -> Reply:
        """Writes a result. Raises BrokenAnswer where it can't be, or breaks the contract."""
        status = self.status
        if status is None:
            status = self._status_of(result)
        reply = Reply(status)
        if self._plain is not None:
            reply.body = self._plain.write(getattr(result, self.response.body))
            reply.lines.append(self._line)
        elif self.contents:
            self._write_body(reply, result)
        if self.headers:
            self._write_headers(reply, result)
        extra = getattr(result, "headers", None)
        if extra:
            _write_extra(reply, extra)
        if reply.is_live:
            _keep_moving(reply)
        return reply

    def write_problem(self, status: int, rendered: Any) -> Reply:
        """Writes a problem in the contract's own schema."""
        if self.json is None:
            raise BrokenAnswer(NO_BODY)
        reply = Reply(status)
        self.json.write(reply, rendered, self.json.content_type)
        return reply

    async def let_go(self, result: Any) -> None:
        """Closes the stream of a result that is not sent."""
        if any(each.content.kind in _STREAMS for each in self.contents):
            await close(getattr(result, self.response.body, None))

    def _status_of(self, result: Any) -> int:
        status = result.status
        if type(status) is not int:
            # Such as HTTPStatus.
            status = int(status)
        if not 200 <= status <= 599:
            raise BrokenAnswer("A response must have a status from 200 to 599")
        wanted = self.response.status
        if wanted != "default" and str(status)[0] != str(wanted)[0]:
            raise BrokenAnswer(f"The contract has no answer with status {status} here")
        return status

    def _write_body(self, reply: Reply, result: Any) -> None:
        body = getattr(result, self.response.body)
        content = self._only
        media_type = None
        if content is None:
            media_type = result.content_type
            content = self._content_of(media_type)
        if not may_have_body(reply.status):
            reply.unsent = body
            return
        content.write(reply, body, media_type or content.content_type)

    def _content_of(self, media_type: str) -> PlannedContent:
        """Finds what the contract has for a media type of this status."""
        essence = essence_of(media_type)
        best, found = 0, None
        for each in self.contents:
            rank = rank_of(each.content.media_type, essence)
            if rank > best:
                best, found = rank, each
        if found is None or "*" in media_type:
            raise BrokenAnswer(f"The contract has no answer of the media type {media_type!r}")
        return found

    def _write_headers(self, reply: Reply, result: Any) -> None:
        for planned in self.headers:
            value = getattr(result, planned.attribute)
            if value is None:
                if planned.header.required and self.is_checked:
                    raise BrokenAnswer(
                        BROKEN, (Violation("header", _pointer(planned.name), "required", "is required"),)
                    )
                continue
            if not is_token(planned.name):
                raise BrokenAnswer("A header of the answer can't be written")
            tree = planned.codec.tree(value)
            if planned.gate is not None:
                check(planned.gate, tree, "header", _pointer(planned.name))
            if planned.key == b"set-cookie" and isinstance(tree, list):
                # One line a cookie, which may have commas (RFC 6265, section 3).
                for each in tree:
                    put(reply, planned.key, plain_text(each))
            else:
                put(reply, planned.key, header_text(planned.header, tree))


def _plain_codec(response: Response, is_checked: bool) -> Codec | None:
    """The codec of answers that are JSON of one media type, with one status, and not checked."""
    if is_checked or len(response.contents) != 1 or not isinstance(response.status, int):
        return None
    (content,) = response.contents
    is_plain = content.kind == "json" and "*" not in content.media_type and _control(content.media_type) is None
    return codec_of(content.type) if is_plain and may_have_body(response.status) else None


class PlannedContent:
    """What a media type holds, ready to be written."""

    def __init__(self, content: Content, gate: Gate | None) -> None:
        self.content: Final = content
        self.gate: Final = gate
        self.is_range: Final = "*" in content.media_type
        self.codec: Final[Codec] = codec_of(content.type)
        self.content_type: Final = content.media_type

    def write(self, reply: Reply, body: Any, media_type: str) -> None:
        """Writes a body."""
        kind = self.content.kind
        if kind == "json":
            text = self.codec.write(body)
            if self.gate is not None:
                check(self.gate, read_json(text, UNLIMITED), "body", "")
            reply.body = text
        elif body is None:
            raise BrokenAnswer(NO_BODY)
        elif kind in _STREAMS:
            self._open_stream(reply, body, media_type)
        elif kind == "multipart":
            media_type = parts_body(reply, self.content, body, media_type)
        else:
            tree = self.codec.tree(body)
            if self.gate is not None:
                check(self.gate, tree, "body", "")
            if kind == "form":
                reply.body = form_text(self.content, tree).encode()
            else:
                reply.body = plain_text(tree).encode()
                if media_type.startswith("text/") and ";" not in media_type:
                    media_type += "; charset=utf-8"
        put(reply, b"content-type", media_type)

    def _open_stream(self, reply: Reply, body: Any, media_type: str) -> None:
        if self.content.kind == "binary":
            bytes_body(reply, body)
            return
        items_body(reply, body, self.content, self.codec, self.gate, media_type)


def rank_of(known: str, essence: str) -> int:
    """Says how well a media type or range of the contract stands for a media type: 0 not at all."""
    known = essence_of(known)
    if known == essence:
        return 5
    if known == "*/*":
        return 1
    begin, star, end = known.partition("*")
    if star:
        fits = len(essence) > len(begin) + len(end) and essence.startswith(begin) and essence.endswith(end)
        return (3 if end else 2) if fits else 0
    return 4 if is_json_type(known) and is_json_type(essence) else 0


def _pointer(name: str) -> str:
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _gate(rules: Rules, name: str) -> Gate | None:
    return rules.gate(name) if name else None


def check(gate: Gate, tree: Any, place: Place, at: str) -> None:
    """Raises BrokenAnswer, with what is wrong with a value, if something is. At: where the value stands."""
    if gate.accepts(tree):
        return
    report = Report()
    gate.explain(tree, report, place, at)
    raise BrokenAnswer(BROKEN, report.list()[0])


def put(reply: Reply, key: bytes, value: str) -> None:
    """Adds a line to the head. Raises BrokenAnswer where it would be more than one line."""
    if _control(value) is not None:
        raise BrokenAnswer("A header of the answer has a control character, such as a line break")
    reply.lines.append((key, value.encode("utf-8", "replace")))


def _write_extra(reply: Reply, extra: Mapping[str, str | Sequence[str]] | Iterable[tuple[str, str]]) -> None:
    """Takes headers that the contract doesn't name."""
    pairs = extra.items() if isinstance(extra, Mapping) else extra
    for name, value in pairs:
        key = name.lower()
        if key in _OF_CARRIER:
            continue
        if not is_token(name):
            raise BrokenAnswer("The name of a header of the answer is none (RFC 9110, section 5.1)")
        for line in (value,) if isinstance(value, str) else value:
            put(reply, key.encode(), line)


def _keep_moving(reply: Reply) -> None:
    """Event streams must come through proxies as they are sent."""
    said = {key for key, _ in reply.lines}
    reply.lines += [line for line in _MOVING if line[0] not in said]
