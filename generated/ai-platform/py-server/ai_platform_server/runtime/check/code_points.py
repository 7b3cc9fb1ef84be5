# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Sets of code points: ranges in order that don't touch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain
from typing import Final, TypeAlias

__all__ = ["LAST_POINT", "Spans", "complement", "has_point", "read_ranges", "unite"]

#: Pairs of first and last.
Spans: TypeAlias = tuple[tuple[int, int], ...]

LAST_POINT: Final = 0x10FFFF


def has_point(spans: Spans, point: int) -> bool:
    """Say whether a code point is in a set."""
    at = bisect_right(spans, (point, LAST_POINT)) - 1
    return at >= 0 and spans[at][1] >= point


def unite(spans: Iterable[tuple[int, int]]) -> Spans:
    """Put ranges in order and those that touch together."""
    united: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if united and first <= united[-1][1] + 1:
            if last > united[-1][1]:
                united[-1] = (united[-1][0], last)
        else:
            united.append((first, last))
    return tuple(united)


def complement(spans: Spans) -> Spans:
    """Give all code points that are not in a set."""
    firsts = chain((0,), (last + 1 for _, last in spans))
    lasts = chain((first - 1 for first, _ in spans), (LAST_POINT,))
    return tuple((first, last) for first, last in zip(firsts, lasts, strict=True) if first <= last)


def read_ranges(text: str) -> Spans:
    """Read a list of ranges: the gap to the range before and, after a dash, the number of further code points, in
    base 36.
    """
    spans: list[tuple[int, int]] = []
    following = 0
    for word in text.split():
        gap, _, more = word.partition("-")
        first = following + int(gap, 36)
        last = first + int(more or "0", 36)
        spans.append((first, last))
        following = last + 1
    return tuple(spans)
