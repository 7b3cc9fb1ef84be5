"""Bodies of events or JSON lines, which are sent as they come."""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any

from .body import Body
from .codecs import encode
from .errors import RequestError
from .media import essence_of
from .spec import Content
from .texts import json_text, read_tree, text_of


def items_body(content: Content, media_type: str, items: Any) -> Body:
    """A body of items. Lists and their like can be sent again, iterators only once.

    Raises:
        RequestError: for what has no items.
    """
    framing = Framing(content, essence_of(media_type) == "application/json-seq")
    if isinstance(items, AsyncIterable):
        return Body(
            content_type=media_type,
            open_async=lambda: framing.frame_async(items),
            once=isinstance(items, AsyncIterator),
        )
    if isinstance(items, Iterable) and not isinstance(items, (str, bytes, dict)):
        return Body(content_type=media_type, open=lambda: framing.frame_all(items), once=isinstance(items, Iterator))
    raise RequestError(f"a stream of items can't be a {type(items).__name__}")


class Framing:
    """How one item is written: an event (WHATWG HTML, section 9.2), a line of JSON, a text of a JSON text sequence (RFC
    7464)."""

    __slots__ = ("_content", "_is_sequence")

    def __init__(self, content: Content, is_sequence: bool) -> None:
        self._content = content
        self._is_sequence = is_sequence

    def frame_all(self, items: Iterable[Any]) -> Iterator[bytes]:
        for item in items:
            yield self.frame(item)

    async def frame_async(self, items: AsyncIterable[Any]) -> AsyncIterator[bytes]:
        async for item in items:
            yield self.frame(item)

    def frame(self, item: Any) -> bytes:
        """Writes one item."""
        text = encode(self._content.type, item)
        if self._content.kind == "lines":
            return b"\x1e" + text + b"\n" if self._is_sequence else text + b"\n"
        kind = self._content.event
        if kind == "data":
            return (field("data", text.decode()) + "\n").encode()
        value = read_tree(text)
        if kind == "text":
            return (field("data", text_of(value)) + "\n").encode()
        made = ""
        for name in ("event", "id", "retry", "data"):
            if name in value:
                own = json_text(value[name]) if name == "data" and kind == "json" else text_of(value[name])
                made += field(name, own)
        return (made + "\n").encode()


_LINE_END = re.compile("\r\n|\r|\n")


def field(name: str, value: str) -> str:
    """A field of an event, one for each line of its value."""
    return "".join([f"{name}: {line}\n" for line in _LINE_END.split(value)])
