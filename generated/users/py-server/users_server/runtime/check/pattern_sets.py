# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What stands for one code point in a pattern (ECMA-262, 22.2.1: CharacterClass, CharacterClassEscape,
CharacterEscape).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Final, TypeAlias

from .code_points import Spans, complement, unite
from .properties import find_property, is_property

__all__ = ["SYNTAX_SIGNS", "Member", "PatternError", "Signs", "points_of_set"]


class PatternError(ValueError):
    """A text is no pattern of ECMA-262."""


#: One code point, or the escape of several: one of dDsSwW, or p or P and the name of a property.
Member: TypeAlias = int | str

SYNTAX_SIGNS: Final = "^$\\.*+?()[]{}|"

#: ECMA-262, 12.3 (LineTerminator).
_LINE_ENDS: Spans = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
_SPACES: Final = (0x20, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF)
_WIDE_SPACES: Spans = ((0x2000, 0x200A), (0x2028, 0x2029))
#: ECMA-262, 22.2.2.9 (CharacterClassEscape).
_ESCAPES: Mapping[str, Spans] = {
    "d": ((0x30, 0x39),),
    "w": ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)),
    "s": unite([(0x09, 0x0D), *_WIDE_SPACES, *((each, each) for each in _SPACES)]),
}
_CONTROLS: Mapping[str, int] = {"f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09, "v": 0x0B}
_HEX_DIGITS: Final = frozenset("0123456789abcdefABCDEF")
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def _points_of_escape(escape: str) -> Spans:
    sign, name = escape[0], escape[1:]
    points = find_property(name) if name else _ESCAPES[sign.lower()]
    return complement(points) if sign.isupper() else points


@lru_cache(maxsize=1000)
def points_of_set(text: str) -> Spans:
    """Give the code points of what stands for one: its source text, which is known to be right."""
    if text == ".":
        return complement(_LINE_ENDS)
    signs = Signs(text)
    if text[0] != "[":
        member = signs.read_escape(False) if text[0] == "\\" else ord(text)
        return ((member, member),) if isinstance(member, int) else _points_of_escape(member)
    negated, ranges, escapes = signs.read_class()
    points = unite(chain(ranges, chain.from_iterable(_points_of_escape(escape) for escape in escapes)))
    return complement(points) if negated else points


class Signs:
    """A pattern's text, and how far it was read."""

    __slots__ = ("at", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def take(self, text: str) -> bool:
        """Pass a text if it stands here."""
        if not self.source.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def peek(self) -> str:
        """Give the next character; empty at the end."""
        return self.source[self.at : self.at + 1]

    def next(self) -> str:
        """Pass the next character."""
        if self.at == len(self.source):
            raise PatternError
        self.at += 1
        return self.source[self.at - 1]

    def pass_set(self) -> None:
        """Pass what stands for one code point outside of a class, or a class."""
        sign = self.peek()
        if sign == "[":
            self.read_class()
        elif sign == "\\":
            self.read_escape(False)
        elif sign != "." and sign in SYNTAX_SIGNS:
            raise PatternError
        else:
            self.at += 1

    def read_class(self) -> tuple[bool, list[tuple[int, int]], dict[str, None]]:
        """Read a class: whether it is negated, its ranges, and its escapes of several code points."""
        self.at += 1
        negated = self.take("^")
        ranges: list[tuple[int, int]] = []
        escapes: dict[str, None] = {}
        while not self.take("]"):
            first = self._read_member()
            last = first
            if self.peek() == "-" and not self.source.startswith("-]", self.at):
                self.at += 1
                last = self._read_member()
                if isinstance(first, str) or isinstance(last, str) or first > last:
                    raise PatternError
            if isinstance(first, int) and isinstance(last, int):
                ranges.append((first, last))
            elif isinstance(first, str):
                escapes[first] = None
        return negated, ranges, escapes

    def _read_member(self) -> Member:
        return self.read_escape(True) if self.peek() == "\\" else ord(self.next())

    def read_escape(self, in_class: bool) -> Member:
        """Read an escape from its backslash on."""
        self.at += 1
        sign = self.next()
        if sign in "dDsSwW":
            return sign
        if sign in "pP":
            return sign + self._read_property()
        return self._read_point(sign, in_class)

    def _read_point(self, sign: str, in_class: bool) -> int:
        """Read on in CharacterEscape and, in a class, ClassEscape."""
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign == "b" and in_class:
            return 0x08
        if sign == "0" and not "0" <= self.peek() <= "9":
            return 0
        if sign == "c":
            letter = self.next()
            if letter in _LETTERS:
                return ord(letter) & 31
        elif sign == "x":
            return self._read_hex(2)
        elif sign == "u":
            return self.read_unicode_escape()
        elif sign in SYNTAX_SIGNS or sign == "/" or (sign == "-" and in_class):
            return ord(sign)
        raise PatternError

    def read_unicode_escape(self) -> int:
        """Read on behind the u of an escape. Two that are a pair of surrogates are one."""
        if self.take("{"):
            return self._read_braced_point()
        point = self._read_hex(4)
        if point & ~0x3FF != 0xD800 or not self.source.startswith("\\u", self.at):
            return point
        before = self.at
        self.at += len("\\u")
        digits = self.source[self.at : self.at + 4]
        if len(digits) == 4 and _HEX_DIGITS.issuperset(digits):
            low = self._read_hex(4)
            if low & ~0x3FF == 0xDC00:
                return 0x10000 + ((point & 0x3FF) << 10) + (low & 0x3FF)
        self.at = before
        return point

    def _read_braced_point(self) -> int:
        end = self.source.find("}", self.at)
        digits = self.source[self.at : end].lstrip("0") or "0"
        if end <= self.at or len(digits) > 6 or not _HEX_DIGITS.issuperset(digits) or int(digits, 16) > 0x10FFFF:
            raise PatternError
        self.at = end + 1
        return int(digits, 16)

    def _read_hex(self, count: int) -> int:
        digits = self.source[self.at : self.at + count]
        if len(digits) < count or not _HEX_DIGITS.issuperset(digits):
            raise PatternError
        self.at += count
        return int(digits, 16)

    def _read_property(self) -> str:
        """Read the name or the name and value of a property, in braces."""
        end = self.source.find("}", self.at)
        if not self.take("{") or end < 0:
            raise PatternError
        name = self.source[self.at : end]
        if len(name) > 100 or not is_property(name):
            raise PatternError
        self.at = end + 1
        return name
