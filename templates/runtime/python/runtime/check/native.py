"""Schemas for jsonschema-rs, a library in Rust whose yes is always ours too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Final, cast

from .pattern_allowance import one_allowance
from .reading import Book
from .rust import Island, Translator, Unsafe
from .written import Schema

try:
    import jsonschema_rs
except ImportError:  # The rules say it all, only not as fast.
    jsonschema_rs = None  # type: ignore[assignment]

IsSure = Callable[[object], bool]


class Native:
    """Compiles schemas of rules.json."""

    __slots__ = ("_lock", "_translator")

    def __init__(self, book: Book, definitions: Mapping[str, Schema]) -> None:
        self._translator = Translator(book, definitions)
        self._lock = Lock()

    def compile(self, name: str) -> IsSure:
        """Compile the rules of a name. The function says yes for sure, or no; it raises what the library raises."""
        if jsonschema_rs is None:
            return _no
        try:
            with self._lock:
                schema = self._translator.translate(name)
            is_valid: IsSure = jsonschema_rs.Draft202012Validator(
                schema,
                formats=self._translator.formats,
                validate_formats=True,
                pattern_options=jsonschema_rs.RegexOptions(),
                keywords={ISLAND: cast(Any, self._make_island)},
            ).is_valid
        except (Unsafe, ValueError):
            return _no
        if not self._translator.formats and not self._translator.islands:
            return is_valid

        def is_sure(value: object) -> bool:
            with one_allowance():
                return is_valid(value)

        return is_sure

    def _make_island(self, _: object, number: int, __: object) -> Island:
        return self._translator.islands[number]


ISLAND: Final = Translator.ISLAND


def _no(_: object) -> bool:
    return False
