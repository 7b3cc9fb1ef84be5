"""What schemas of jsonschema-rs are made of (see rust.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

Tree: TypeAlias = "bool | int | float | str | list[Tree] | dict[str, Tree] | None"


class Unsafe(Exception):
    """Nothing that the library says of a schema would be sure."""


class Island:
    """A keyword of ours in a schema of the library."""

    __slots__ = ("_holds",)

    def __init__(self, holds: Callable[[object], bool]) -> None:
        self._holds = holds

    def validate(self, value: object) -> None:
        """Raise ValueError for a value that breaks the rules."""
        if not self._holds(value):
            raise ValueError


class Key(NamedTuple):
    """A definition. `exactly`: a no has to be right as well."""

    name: str
    exactly: bool

    @property
    def word(self) -> str:
        """What it is called among the library's."""
        return f"{self.name} exactly" if self.exactly else self.name

    @property
    def reference(self) -> str:
        """What refers to it: a pointer in a fragment (RFC 6901, section 6)."""
        return "#/$defs/" + quote(self.word.replace("~", "~0").replace("/", "~1"), safe="")
