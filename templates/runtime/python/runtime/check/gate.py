"""Says whether a value keeps the rules of a schema, and which it breaks."""

from __future__ import annotations

from collections.abc import Callable

from .native import Native
from .pattern_allowance import one_allowance
from .reading import Book
from .report import Place, Report
from .run import Judge, Run


class Gate:
    """The rules of one name. They are read when the first value comes, and then kept.

    A library in Rust says yes, and its yes counts. Whatever it isn't sure of is gone through by the rules themselves.
    """

    __slots__ = ("_is_sure", "_judge", "_native", "name")

    def __init__(self, book: Book, native: Native, name: str) -> None:
        self.name = name
        self._judge: Judge | None = book.named(name) if name else None
        self._native = native
        self._is_sure: Callable[[object], bool] | None = _yes if self._judge is None else None

    def is_sure(self, value: object) -> bool:
        """Say yes to what keeps the rules, as fast as can be. A no means nothing."""
        is_sure = self._is_sure
        if is_sure is None:
            is_sure = self._is_sure = self._native.compile(self.name)
        try:
            return is_sure(value)
        except Exception:
            # What the library doesn't know as JSON: a file, a long number, half a character.
            return False

    def accepts(self, value: object) -> bool:
        """Say whether a value keeps the rules. A matcher that gives up says no."""
        if self.is_sure(value) or self._judge is None:
            return True
        with one_allowance():
            return Run().check(self._judge, value)

    def explain(self, value: object, report: Report, place: Place = "body", pointer: str = "") -> bool:
        """Put into the report which rules a value breaks, and say whether that is none.

        `pointer`: where the value stands in its part: "" for a body, /limit for a parameter of that name.
        """
        if self._judge is None:
            return True
        with one_allowance():
            return Run(report, place, pointer, self._native.is_sure).check(self._judge, value)

    def check(self, value: object, report: Report, place: Place = "body", pointer: str = "") -> bool:
        """Say whether a value keeps the rules, and put into the report which it breaks."""
        return self.is_sure(value) or self.explain(value, report, place, pointer)


def _yes(_: object) -> bool:
    return True
