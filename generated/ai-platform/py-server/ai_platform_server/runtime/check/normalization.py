# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Normalization Form C of Unicode 17 (Unicode Standard, 3.11)."""

from __future__ import annotations

from functools import cache
from typing import Final

from . import normalization_tables as tables

__all__ = ["to_nfc"]

#: Hangul syllables (Unicode Standard, 3.12).
_SYLLABLES: Final = 0xAC00
_LEADS: Final = 0x1100
_VOWELS: Final = 0x1161
_TRAILS: Final = 0x11A7
_LEAD_COUNT: Final = 19
_VOWEL_COUNT: Final = 21
_TRAIL_COUNT: Final = 28
_SYLLABLE_COUNT: Final = _LEAD_COUNT * _VOWEL_COUNT * _TRAIL_COUNT


def to_nfc(text: str) -> str:
    """Compose a short text."""
    if text.isascii():
        return text
    forms = _forms()
    if forms.changing.isdisjoint(text):
        return text
    points: list[int] = []
    for char in text:
        points += forms.apart(ord(char))
    forms.order(points)
    return "".join(map(chr, forms.compose(points)))


class _Forms:
    """What characters are made of, and how they are put in order."""

    __slots__ = ("_classes", "_composed", "_parts", "changing")

    def __init__(self) -> None:
        self._classes = _read_classes()
        self._parts: dict[int, list[int]] = {}
        self._composed: dict[tuple[int, int], int] = {}
        composed = self._read_parts()
        self._pair(composed)
        #: Characters without which a text stays as it is: marks, what is never composed, and what joins the one before.
        points = {*self._classes, *(self._parts.keys() - set(composed)), *(second for _, second in self._composed)}
        points.update(range(_VOWELS, _VOWELS + _VOWEL_COUNT), range(_TRAILS, _TRAILS + _TRAIL_COUNT))
        points.update([point for point, parts in self._parts.items() if parts[0] in points])
        self.changing = frozenset(map(chr, points))

    def _read_parts(self) -> list[int]:
        """Read what characters are made of; give those that are composed again."""
        composed: list[int] = []
        point = 0
        for word in tables.DECOMPOSITIONS.split():
            gap, *parts = word.split("-")
            point += int(gap.removesuffix("!"), 36)
            self._parts[point] = [int(part, 36) for part in parts]
            if not gap.endswith("!"):
                composed.append(point)
            point += 1
        return composed

    def _pair(self, composed: list[int]) -> None:
        """Find the two characters that each is composed of: all but the last one of its parts, composed, and that."""
        for point in sorted(composed, key=lambda point: len(self._parts[point])):
            *firsts, last = self._parts[point]
            whole = self.compose(firsts)
            if len(whole) == 1:
                self._composed[whole[0], last] = point

    def apart(self, point: int) -> list[int]:
        """Give what a character is made of."""
        index = point - _SYLLABLES
        if not 0 <= index < _SYLLABLE_COUNT:
            return self._parts.get(point) or [point]
        rest, trail = divmod(index, _TRAIL_COUNT)
        lead, vowel = divmod(rest, _VOWEL_COUNT)
        return [_LEADS + lead, _VOWELS + vowel, *([_TRAILS + trail] if trail else [])]

    def order(self, points: list[int]) -> None:
        """Sort the marks behind each letter by their classes."""
        start = 0
        while start < len(points):
            end = start
            while end < len(points) and points[end] in self._classes:
                end += 1
            if end > start:
                points[start:end] = sorted(points[start:end], key=self._classes.__getitem__)
            start = end + 1

    def compose(self, points: list[int]) -> list[int]:
        """Put together what is in order."""
        kept: list[int] = []
        starter, before = -1, 0
        for point in points:
            held = self._classes.get(point, 0)
            if starter >= 0 and (starter == len(kept) - 1 or 0 != before < held):
                whole = self._join(kept[starter], point)
                if whole is not None:
                    kept[starter] = whole
                    continue
            before = held
            if held == 0:
                starter = len(kept)
            kept.append(point)
        return kept

    def _join(self, first: int, second: int) -> int | None:
        lead, vowel = first - _LEADS, second - _VOWELS
        if 0 <= lead < _LEAD_COUNT and 0 <= vowel < _VOWEL_COUNT:
            return _SYLLABLES + (lead * _VOWEL_COUNT + vowel) * _TRAIL_COUNT
        index, trail = first - _SYLLABLES, second - _TRAILS
        if 0 <= index < _SYLLABLE_COUNT and index % _TRAIL_COUNT == 0 and 0 < trail < _TRAIL_COUNT:
            return first + trail
        return self._composed.get((first, second))


def _read_classes() -> dict[int, int]:
    classes: dict[int, int] = {}
    point = 0
    for word in tables.CLASSES.split():
        gap, more, held = (int(part, 36) for part in word.split("-"))
        first = point + gap
        point = first + more + 1
        classes |= dict.fromkeys(range(first, point), held)
    return classes


@cache
def _forms() -> _Forms:
    """Read the tables when they are needed, which they rarely are."""
    return _Forms()
