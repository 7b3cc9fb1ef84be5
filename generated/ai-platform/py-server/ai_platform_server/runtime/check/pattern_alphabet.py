# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Code points by what sets of a pattern they are in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from .code_points import Spans

__all__ = ["Alphabet"]


class Alphabet:
    """Classes of code points: those of one class are in the same sets."""

    __slots__ = ("_of", "_starts", "classes", "members")

    #: How many classes there are.
    classes: int
    #: By set, its classes, a bit each.
    members: list[int]

    def __init__(self, sets: Sequence[Spans]) -> None:
        self._starts: list[int] = []
        self._of: list[int] = []
        known: dict[int, int] = {}
        within = 0
        for point, turned in _edges(sets):
            within ^= turned
            self._starts.append(point)
            self._of.append(known.setdefault(within, len(known)))
        self.classes = len(known)
        self.members = [
            sum(1 << at for at, held in enumerate(known) if held >> index & 1) for index in range(len(sets))
        ]

    def class_of(self, char: str) -> int:
        """Give the class of a character."""
        return self._of[bisect_right(self._starts, ord(char)) - 1]


def _edges(sets: Sequence[Spans]) -> list[tuple[int, int]]:
    """Give the code points at which sets begin or end, in order, and which ones do, a bit each."""
    edges = {0: 0}
    for index, spans in enumerate(sets):
        bit = 1 << index
        for first, last in spans:
            edges[first] = edges.get(first, 0) ^ bit
            edges[last + 1] = edges.get(last + 1, 0) ^ bit
    return sorted(edges.items())
