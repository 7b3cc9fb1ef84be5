# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The rules of a contract, by the names of rules.json."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from .gate import Gate
from .native import Native
from .reading import Book
from .written import Schema, read_rules

__all__ = ["Gate", "Rules", "load_rules"]


class Rules:
    """All rules of a contract. Several threads may use it."""

    __slots__ = ("_book", "_gates", "_native")

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        """Take the `$defs` of rules.json."""
        self._book = Book(definitions)
        self._native = Native(self._book, definitions)
        self._gates: dict[str, Gate] = {}

    def gate(self, name: str) -> Gate:
        """Give the rules of a name. "" has none: every value keeps them. Raises KeyError for an unknown name."""
        gate = self._gates.get(name)
        if gate is None:
            gate = self._gates[name] = Gate(self._book, self._native, name)
        return gate


def load_rules(beside: str) -> Rules:
    """Read the rules.json that stands beside a file: `load_rules(__file__)`."""
    text = Path(beside).with_name("rules.json").read_text("utf-8")
    return rules_of(text)


def rules_of(text: str) -> Rules:
    """Read the text of rules.json."""
    document = cast("Mapping[str, Mapping[str, Schema]]", read_rules(text))
    return Rules(document["$defs"])
