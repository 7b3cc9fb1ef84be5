# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Finds the template with the most literal text that a path fits (wire profile, "Parameters").

A path is cut at "/" first, then each segment is decoded, so %2F never parts two. An empty segment is a segment like any
other and no parameter's value: neither /users/ nor //users is /users.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import quote

from .undo import undo_raw, unescape

O = TypeVar("O")  # noqa: E741 - what a method of a path leads to


class Entry(Generic[O]):
    """One template, by its form: two that differ in nothing but the names of their parameters are one."""

    __slots__ = ("_found", "allow", "methods", "weight")

    def __init__(self, weight: int) -> None:
        self.weight = weight
        """Bytes of literal text."""
        self.methods: dict[str, O] = {}
        """In the order of the contract."""
        self.allow = ""
        """The methods in that order, HEAD behind GET (RFC 9110, section 10.2.1)."""
        self._found: dict[str, O] = {}

    def add(self, method: str, operation: O) -> None:
        self.methods[method] = operation
        names: dict[str, None] = {}
        for name in self.methods:
            names[name] = None
            if name == "GET":
                names["HEAD"] = None
        self.allow = ", ".join(names)
        self._found = dict(self.methods)
        if "GET" in self._found:
            self._found.setdefault("HEAD", self._found["GET"])

    def method(self, name: str) -> O | None:
        """What answers a method: GET answers HEAD where that isn't declared."""
        return self._found.get(name)


class Found(NamedTuple, Generic[O]):
    """What a path leads to."""

    entry: Entry[O]
    values: tuple[str, ...]
    """The texts of the template's parameters as they were sent, in the order of the template."""


@dataclass(slots=True)
class _Node(Generic[O]):
    """Where templates part ways."""

    literals: dict[str, _Node[O]] = field(default_factory=dict)
    """By decoded text."""
    mixed: dict[tuple[str, ...], _Node[O]] = field(default_factory=dict)
    """Segments of text and parameters, such as {name}.json: by what stands around the parameters, as it is sent."""
    variable: _Node[O] | None = None
    entry: Entry[O] | None = None


class Router(Generic[O]):
    """The templates of a contract."""

    def __init__(self) -> None:
        self._root: _Node[O] = _Node()
        self._fixed: dict[str, Found[O]] = {}
        """Paths that are literal text only: they have the most of it."""

    def add(self, method: str, path: str, operation: O) -> None:
        """Adds what a method of a template leads to; the last of two counts."""
        entry = self._entry_at(path)
        entry.add(method, operation)
        if path.isascii() and "{" not in path and "%" not in path:
            self._fixed[path] = Found(entry, ())

    def find(self, path: str) -> Found[O] | None:
        """Finds what a path, as it was sent, leads to. At most as many steps as there are parts of templates."""
        fixed = self._fixed.get(path)
        if fixed is not None:
            return fixed
        if not path.startswith("/"):
            return None
        search: _Search[O] = _Search(path)
        search.visit(self._root, 1)
        return search.best

    def _entry_at(self, path: str) -> Entry[O]:
        at = self._root
        weight = 0
        for segment in path.removeprefix("/").split("/"):
            form = tuple(_decode_literal(text) for text in cut_template(segment))
            weight += sum(len(text.encode()) for text in form)
            at = _child(at, form)
        if at.entry is None:
            at.entry = Entry(weight)
        return at.entry


def cut_template(segment: str) -> list[str]:
    """What stands before, between and behind the parameters of a segment."""
    texts: list[str] = []
    while True:
        end = segment.find("}")
        begin = segment.rfind("{", 0, max(end, 0))
        if begin < 0:
            return [*texts, segment]
        texts.append(segment[:begin])
        segment = segment[end + 1 :]


def _decode_literal(text: str) -> str:
    decoded = unescape(text)
    return text if decoded is None else decoded


def _child(node: _Node[O], form: tuple[str, ...]) -> _Node[O]:
    if len(form) == 1:
        return node.literals.setdefault(form[0], _Node())
    if form == ("", ""):
        if node.variable is None:
            node.variable = _Node()
        return node.variable
    return node.mixed.setdefault(tuple(_encode_literal(text) for text in form), _Node())


def _encode_literal(text: str) -> str:
    """Writes literal text of a template as clients send it: reserved characters stay as they are."""
    return quote(text, safe="-_.!~*'();/?:@&=+$,#")


class _Search(Generic[O]):
    """Looks at every template that fits."""

    __slots__ = ("best", "path", "values")

    def __init__(self, path: str) -> None:
        self.path = path
        self.best: Found[O] | None = None
        self.values: list[str] = []

    def visit(self, at: _Node[O], start: int) -> None:
        """Goes on at a character of the path, which is behind a slash, or behind the end of all."""
        if start > len(self.path):
            if at.entry is not None and (self.best is None or at.entry.weight > self.best.entry.weight):
                self.best = Found(at.entry, tuple(self.values))
            return
        end = self.path.find("/", start)
        if end < 0:
            end = len(self.path)
        segment = self.path[start:end]
        if at.literals:
            text = _decode_segment(segment)
            literal = None if text is None else at.literals.get(text)
            if literal is not None:
                self.visit(literal, end + 1)
        if segment:
            self._visit_parameters(at, segment, end + 1)

    def _visit_parameters(self, at: _Node[O], segment: str, next_start: int) -> None:
        before = len(self.values)
        if at.mixed:
            sent = upper_escapes(segment)
            for form, child in at.mixed.items():
                values = match_mixed(form, sent)
                if values is not None:
                    self.values += values
                    self.visit(child, next_start)
                    del self.values[before:]
        if at.variable is not None:
            self.values.append(segment)
            self.visit(at.variable, next_start)
            del self.values[before:]


def match_mixed(form: tuple[str, ...], segment: str) -> list[str] | None:
    """Gives the texts of the parameters in a segment such as {name}.{kind}.

    Each but the last is as short as it can be, and none is empty: so there is one way only to read it, and one pass
    finds it. The segment is taken as sent: an escaped "." is a part of a value and no literal text.
    """
    first, *between, last = form
    if len(segment) < len(first) + len(last) or not segment.startswith(first) or not segment.endswith(last):
        return None
    values: list[str] = []
    start, end = len(first), len(segment) - len(last)
    for text in between:
        found = segment.find(text, start + 1)
        if found < 0:
            return None
        values.append(segment[start:found])
        start = found + len(text)
    if start >= end:
        return None
    values.append(segment[start:end])
    return values


_escape = re.compile("%[0-9A-Fa-f]{2}")


def upper_escapes(segment: str) -> str:
    """Writes %2f as %2F, as literal texts have it."""
    return _escape.sub(lambda escape: escape.group().upper(), segment) if "%" in segment else segment


def _decode_segment(segment: str) -> str | None:
    """Is strictly UTF-8; None: there is a sequence that isn't."""
    if segment.isascii():
        return unescape(segment)
    text = undo_raw(segment)
    return None if text is None else unescape(text)
