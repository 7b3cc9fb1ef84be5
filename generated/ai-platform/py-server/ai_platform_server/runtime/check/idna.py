# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Names of hosts with labels in Unicode: RFC 5890 to 5893."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cache
from itertools import chain
from typing import Final

from . import idna_tables as tables
from .code_points import Spans, has_point, read_ranges
from .normalization import to_nfc
from .punycode import read_punycode, write_punycode

__all__ = ["is_international_name"]

_MAX_LABEL: Final = 63
_MAX_NAME: Final = 253
_LABEL: Final = re.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?").fullmatch

#: What is no code point of a label: beyond its ends.
_NONE: Final = -1
_HYPHEN: Final = 0x2D


def is_international_name(labels: list[str]) -> bool:
    """Say whether labels in ASCII, in Unicode, or in Unicode written in ASCII, are a name."""
    length = len(labels) - 1
    read: list[list[int]] = []
    for label in labels:
        found = _read_label(label)
        if found is None:
            return False
        points, size = found
        read.append(points)
        length += size
    return length <= _MAX_NAME and _is_bidi_name(read)


def _read_label(label: str) -> tuple[list[int], int] | None:
    """Give the code points of a valid label, and the length of its form in ASCII."""
    if not label.isascii():
        if len(label) > _MAX_LABEL:
            return None
        if not _is_unicode_label(label):
            return None
        points = [ord(char) for char in label]
        size = len("xn--") + len(write_punycode(points, _MAX_LABEL))
        return (points, size) if size <= _MAX_LABEL else None
    if _LABEL(label) is None:
        return None
    if label[:4].lower() != "xn--":
        return [ord(char) for char in label], len(label)
    encoded = label[4:].lower()
    decoded = read_punycode(encoded)
    # Each label has one form in ASCII, and one with ASCII alone needs none (RFC 5891, 5.4).
    if (
        not decoded
        or max(decoded) < 0x80
        or write_punycode(decoded, _MAX_LABEL) != encoded
        or not _is_unicode_label("".join(map(chr, decoded)))
    ):
        return None
    return decoded, len(label)


@cache
def _table(name: str) -> Spans:
    """Read a table when it is needed: most servers never see such a name."""
    return read_ranges(getattr(tables, name))


def _is_in(point: int, name: str) -> bool:
    return has_point(_table(name), point)


@cache
def _has_only(name: str) -> Callable[[str], re.Match[str] | None]:
    """Give what matches texts of a table's code points: most labels need no closer look."""
    return re.compile(f"{_class_of(name)}*").fullmatch


@cache
def _has_any(*names: str) -> Callable[[str], re.Match[str] | None]:
    """Give what finds a code point of some tables in a text."""
    return re.compile("|".join(map(_class_of, names))).search


def _class_of(name: str) -> str:
    ranges = (f"\\U{first:08x}-\\U{last:08x}" for first, last in _table(name))
    return f"[{''.join(ranges)}]"


def _is_unicode_label(label: str) -> bool:
    """Say whether a text with more than ASCII is a label (RFC 5891, 4.2): but for its length and direction."""
    if label[0] == "-" or label[-1] == "-" or label[2:4] == "--" or _is_in(ord(label[0]), "MARKS"):
        return False
    if to_nfc(label) != label:
        return False
    if _has_only("VALID_POINTS")(label) is not None:
        return True
    points = [ord(char) for char in label]
    return all(_is_in(point, "VALID_POINTS") or _fits_context(points, index) for index, point in enumerate(points))


def _point_at(points: list[int], index: int) -> int:
    return points[index] if 0 <= index < len(points) else _NONE


def _fits_context(points: list[int], index: int) -> bool:
    """Apply the rules of RFC 5892, appendix A, for the code points that are valid beside others only."""
    before, after = _point_at(points, index - 1), _point_at(points, index + 1)
    point = points[index]
    match point:
        case 0x200C:  # zero width non-joiner
            return _is_in(before, "VIRAMAS") or _is_between_joined(points, index)
        case 0x200D:  # zero width joiner
            return _is_in(before, "VIRAMAS")
        case 0xB7:  # middle dot
            return before == after == ord("l")
        case 0x375:  # Greek keraia
            return _is_in(after, "GREEK")
        case 0x5F3 | 0x5F4:  # Hebrew geresh, Hebrew gershayim
            return _is_in(before, "HEBREW")
        case 0x30FB:  # Katakana middle dot
            return any(_is_in(other, "JAPANESE") for other in points)
    # A.8 and A.9: Arabic-Indic digits don't mix with the extended ones.
    if 0x660 <= point <= 0x669:
        return not any(0x6F0 <= other <= 0x6F9 for other in points)
    return 0x6F0 <= point <= 0x6F9 and not any(0x660 <= other <= 0x669 for other in points)


def _is_between_joined(points: list[int], index: int) -> bool:
    """Say whether letters join each other here (appendix A.1)."""
    left, right = index - 1, index + 1
    while _is_in(_point_at(points, left), "JOINS_THROUGH"):
        left -= 1
    while _is_in(_point_at(points, right), "JOINS_THROUGH"):
        right += 1
    return _is_in(_point_at(points, left), "JOINS_LEFT") and _is_in(_point_at(points, right), "JOINS_RIGHT")


class _Direction(Enum):
    """Bidi classes: RIGHT for R and AL, NEUTRAL for ES, CS, ET, ON and BN."""

    LEFT = ""
    RIGHT = "RIGHT_TO_LEFT"
    ARABIC_NUMBER = "ARABIC_NUMBERS"
    EUROPEAN_NUMBER = "EUROPEAN_NUMBERS"
    NONSPACING = "NONSPACING_MARKS"
    NEUTRAL = "NEUTRALS"


def _direction_of(point: int) -> _Direction:
    if point == _HYPHEN:
        return _Direction.NEUTRAL
    if point < 0x80:
        return _Direction.EUROPEAN_NUMBER if 0x30 <= point <= 0x39 else _Direction.LEFT
    return next((each for each in _Direction if each.value and _is_in(point, each.value)), _Direction.LEFT)


def _is_bidi_name(labels: list[list[int]]) -> bool:
    """Apply the rule of RFC 5893, section 2, to the labels of a name in which something is written from right to
    left.
    """
    text = "".join(map(chr, chain.from_iterable(labels)))
    if text.isascii() or _has_any("RIGHT_TO_LEFT", "ARABIC_NUMBERS")(text) is None:
        return True
    directions = [[_direction_of(point) for point in label] for label in labels]
    return all(_fits_bidi_rule(label) for label in directions)


def _fits_bidi_rule(label: list[_Direction]) -> bool:
    end = len(label)
    while end > 0 and label[end - 1] is _Direction.NONSPACING:
        end -= 1
    if end == 0:
        return False
    last = label[end - 1]
    if label[0] is _Direction.LEFT:
        mixes = _Direction.RIGHT in label or _Direction.ARABIC_NUMBER in label
        return not mixes and last in (_Direction.LEFT, _Direction.EUROPEAN_NUMBER)
    if label[0] is not _Direction.RIGHT or _Direction.LEFT in label:
        return False
    if _Direction.EUROPEAN_NUMBER in label and _Direction.ARABIC_NUMBER in label:
        return False
    return last in (_Direction.RIGHT, _Direction.EUROPEAN_NUMBER, _Direction.ARABIC_NUMBER)
