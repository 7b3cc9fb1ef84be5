# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What is wrong with a request, as a problem document lists it (wire profile, "Errors")."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Place = Literal["path", "query", "header", "cookie", "body"]
"""The parts of a request, in the order of a problem's violations."""


class Violation(NamedTuple):
    """One broken rule, as a problem document lists it."""

    place: Place
    """`in`, in the document."""
    pointer: str
    """Leads into the part's value (RFC 6901)."""
    rule: str
    """The JSON Schema keyword that failed, or a rule of the wire profile."""
    message: str
    """Fixed text. It never repeats the value."""


MOST: Final = 100
"""Violations are listed."""
_LONGEST: Final = 1000
"""Code points of a pointer. A name of megabytes may stand in each of a hundred pointers."""
_FULL: Final = 1000
"""Violations are held; then they are sorted and cut, so that each costs little."""
_ORDER: Final = {"path": 0, "query": 1, "header": 2, "cookie": 3, "body": 4}

Key = tuple[int, str, str, str]


class Report:
    """Collects what is wrong with a request.

    It holds a thousand violations at most, however many there are, and repeats no pointer of more than 1,000 code
    points: such a violation is told of the whole value, "".
    """

    __slots__ = ("_cut", "_held")

    def __init__(self) -> None:
        self._held: dict[Violation, None] = {}
        self._cut: Key | None = None

    def add(self, place: Place, pointer: str, rule: str, message: str) -> None:
        """Notes a violation."""
        if len(pointer) > _LONGEST:
            pointer = ""
        violation = Violation(place, pointer, rule, message)
        if self._cut is not None and _key(violation) >= self._cut:
            return
        self._held[violation] = None
        if len(self._held) >= _FULL:
            self._settle()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self._held

    def list(self) -> tuple[tuple[Violation, ...], bool]:
        """Gives the violations in their order, each once, 100 at most, and whether there were more."""
        self._settle()
        violations = tuple(self._held)
        return violations[:MOST], len(violations) > MOST

    def _settle(self) -> None:
        """Sorts what is held, and cuts it to one more than is listed: that one tells that there are more."""
        held = sorted(self._held, key=_key)[: MOST + 1]
        self._held = dict.fromkeys(held)
        self._cut = _key(held[MOST]) if len(held) > MOST else None


def _key(violation: Violation) -> Key:
    """Python compares texts by code points, as the wire profile says."""
    return (_ORDER[violation.place], violation.pointer, violation.rule, violation.message)
