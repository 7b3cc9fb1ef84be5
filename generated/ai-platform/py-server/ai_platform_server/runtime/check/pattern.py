# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Patterns of ECMA-262 with the u flag, unanchored (wire profile, JSON bodies)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

__all__ = ["Pattern", "compile_pattern", "is_regex", "rust_pattern"]


class Pattern:
    """A pattern, which is read when it is first needed. Several threads may use it.

    No text takes more than linear time, or the steps are counted: an event loop goes on.
    """

    __slots__ = ("match", "source")

    #: Says whether a text has a match; None where that can't be said in bounded time: then the whole value is refused.
    match: Callable[[str], bool | None]

    def __init__(self, source: str) -> None:
        """Make a pattern of its source, which is known to be one."""
        self.source = source
        self.match = self._prepare

    def search(self, text: str) -> bool:
        """Say whether a text has a match, of which it could be said in bounded time. Raises nothing."""
        return self.match(text) is True

    def _prepare(self, text: str) -> bool | None:
        from .pattern_engines import choose_engine

        self.match = choose_engine(self.source)
        return self.match(text)

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"


@lru_cache(maxsize=10_000)
def compile_pattern(source: str) -> Pattern:
    """Make a pattern of its source. A source that is none raises ValueError when it is first used."""
    return Pattern(source)


def is_regex(text: str) -> bool:
    """Say whether a text is a pattern of ECMA-262 of 2024 with the u flag: the format `regex`."""
    from .pattern_syntax import PatternError, read_pattern

    try:
        read_pattern(text)
    except PatternError:
        return False
    return True


def rust_pattern(source: str) -> str | None:
    """Give the text by which the Rust crate `regex` judges every text as ECMA-262 does; None where it has no such text.

    It holds for texts without halves of surrogate pairs, with jsonschema_rs.RegexOptions().
    """
    from .pattern_rust import pattern_for_rust

    return pattern_for_rust(source)
