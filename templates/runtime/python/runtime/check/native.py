"""Schemas for jsonschema-rs, whose yes is always ours too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .reading import Book
from .written import Schema


class Native:
    """Compiles schemas of rules.json."""

    __slots__ = ("_book", "_definitions")

    def __init__(self, book: Book, definitions: Mapping[str, Schema]) -> None:
        self._book = book
        self._definitions = definitions

    def compile(self, name: str) -> Callable[[object], bool]:
        """Compile the rules of a name."""
        return _no


def _no(_: object) -> bool:
    return False
