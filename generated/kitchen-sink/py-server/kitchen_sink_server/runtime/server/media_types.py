# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Media types and ranges of a contract, and those of requests."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from .header_value import is_token, parse_header_value

V = TypeVar("V")


class MediaTypes(Generic[V]):
    """What a contract has for media types and ranges, ready to be looked up."""

    __slots__ = ("_ranges", "exact")

    def __init__(self) -> None:
        self.exact: dict[str, V] = {}
        """By media type in lower case, without parameters."""
        self._ranges: list[tuple[str, str, V]] = []

    def add(self, media_type: str, value: V) -> None:
        """Takes a media type, or a range such as image/*, application/*+json and */*."""
        essence = essence_of(media_type)
        begin, star, end = essence.partition("*")
        if not star:
            self.exact[essence] = value
            return
        self._ranges.append(("", "", value) if essence == "*/*" else (begin, end, value))
        # The narrowest first.
        self._ranges.sort(key=lambda each: -len(each[0]) - len(each[1]))

    def find(self, essence: str) -> V | None:
        """What there is for a media type in lower case, without parameters."""
        found = self.exact.get(essence)
        if found is not None or not self._ranges:
            return found
        kind, slash, sub = essence.partition("/")
        if not slash or not is_token(kind) or not is_token(sub):
            return None
        for begin, end, value in self._ranges:
            if len(essence) > len(begin) + len(end) and essence.startswith(begin) and essence.endswith(end):
                return value
        return None


def essence_of(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


class ContentType(NamedTuple):
    """A request's media type."""

    essence: str
    charset: str | None = None
    """In lower case."""
    boundary: str = ""


def parse_content_type(header: str) -> ContentType | None:
    """Reads a Content-Type; None: it is not well-formed."""
    parsed = parse_header_value(header)
    if parsed is None:
        return None
    charset = parsed.parameters.get("charset")
    return ContentType(
        parsed.value, None if charset is None else charset.lower(), parsed.parameters.get("boundary", "")
    )


def is_json_type(essence: str) -> bool:
    """Tells whether a media type in lower case, without parameters, is JSON by its name."""
    return essence.endswith(("/json", "+json"))
