# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Reads patterns with the u flag (ECMA-262 of 2024, 22.2.1). What later editions added is none here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from .code_points import has_point
from .pattern_alphabet import Alphabet
from .pattern_sets import PatternError, Signs, points_of_set
from .pattern_tree import ENDLESS, Back, Choice, Edge, Group, Look, Node, Read, Repeat, Sequence, Syntax, Word
from .properties import find_property

__all__ = ["KnownPattern", "PatternError", "read_pattern"]

#: So many groups may stand in each other, with the pattern itself.
_DEEPEST: Final = 1000
#: Greater numbers count as this.
_GREATEST: Final = 2**31 - 1

#: Characters that need no look at what is behind them, before another one.
_PLAIN: Final = re.compile(r"[^\^$\\*+?()\[\]{}|]+(?=[^\^$\\*+?()\[\]{}|])").match

#: What repeats, and how often. That in braces is read.
_COUNTS: Final = {"*": (0, ENDLESS), "+": (1, ENDLESS), "?": (0, 1), "{": (0, 0)}

_LOOKS: Final = {"(?=": (False, False), "(?!": (False, True), "(?<=": (True, False), "(?<!": (True, True)}


def read_pattern(source: str) -> Syntax:
    """Read a pattern. Raises PatternError for a text that is none."""
    return _Reader(source).read()


class KnownPattern:
    """A pattern that was read, with its sets."""

    __slots__ = ("alphabet", "sets", "syntax")

    def __init__(self, source: str) -> None:
        self.syntax: Syntax = read_pattern(source)
        self.sets = [points_of_set(text) for text in self.syntax.sets]
        self.alphabet = Alphabet(self.sets)


@dataclass(slots=True)
class _Open:
    """A group that is being read, or the whole pattern."""

    #: What opened it: `(` with what makes it special.
    opener: str
    #: The number of groups before it, which is its own where it has one.
    first: int
    branches: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def end_branch(self) -> None:
        self.branches.append(self.items[0] if len(self.items) == 1 else Sequence(tuple(self.items)))
        self.items = []

    def body(self) -> Node:
        self.end_branch()
        return self.branches[0] if len(self.branches) == 1 else Choice(tuple(self.branches))


class _Reader(Signs):
    __slots__ = ("greatest", "groups", "known", "names", "pending", "references")

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.groups = 0
        self.known: dict[str, Read] = {}
        self.names: dict[str, int] = {}
        # What can be judged only at the end.
        self.greatest = 0
        self.references: list[Back] = []
        self.pending: list[tuple[str, Back]] = []

    def read(self) -> Syntax:
        stack = [_Open("", 0)]
        end = len(self.source)
        while self.at < end:
            sign = self.source[self.at]
            if sign == "|":
                self.at += 1
                stack[-1].end_branch()
            elif sign == "(":
                self.at += 1
                stack.append(self._open())
                if len(stack) > _DEEPEST:
                    raise PatternError
            else:
                first = self.groups
                if sign == ")":
                    self.at += 1
                    item, quantifiable, first = self._close(stack.pop())
                    if not stack:
                        raise PatternError
                else:
                    stack[-1].items += self._read_plain()
                    item, quantifiable = self._read_term()
                stack[-1].items.append(self._quantify(item, first) if quantifiable else item)
        if len(stack) > 1 or self.greatest > self.groups:
            raise PatternError
        tree = stack[0].body()
        for name, reference in self.pending:
            if name not in self.names:
                raise PatternError
            reference.group = self.names[name]
        return Syntax(tree, tuple(self.known), self.groups, frozenset(each.group for each in self.references))

    def _open(self) -> _Open:
        first = self.groups
        if self.take("?:"):
            return _Open("(?:", first)
        for opener in _LOOKS:
            if self.take(opener[1:]):
                return _Open(opener, first)
        self.groups += 1
        if self.take("?<"):
            name = self._read_name()
            if name in self.names:
                raise PatternError
            self.names[name] = first
        return _Open("(", first)

    def _close(self, group: _Open) -> tuple[Node, bool, int]:
        """Give what a group is, whether it may be repeated, and the number of groups before it."""
        body = group.body()
        if group.opener == "(":
            return Group(group.first, body), True, group.first
        if group.opener in _LOOKS:
            behind, negated = _LOOKS[group.opener]
            return Look(body, behind, negated), False, group.first
        return body, True, group.first

    def _read_term(self) -> tuple[Node, bool]:
        """Read what is no group; say whether it may be repeated."""
        sign = self.source[self.at]
        if sign in "^$":
            self.at += 1
            return Edge(sign == "$"), False
        if sign == "\\":
            following = self.source[self.at + 1 : self.at + 2]
            if following in ("b", "B"):
                self.at += 2
                return Word(following == "B"), False
            if following == "k" or "1" <= following <= "9":
                return self._read_reference(), True
        start = self.at
        self.pass_set()
        return self._read_of(self.source[start : self.at]), True

    def _read_of(self, text: str) -> Read:
        known = self.known.get(text)
        if known is None:
            known = self.known[text] = Read(len(self.known))
        return known

    def _read_plain(self) -> list[Read]:
        """Read characters, up to one that may be repeated."""
        found = _PLAIN(self.source, self.at)
        if found is None:
            return []
        self.at = found.end()
        return [self._read_of(sign) for sign in found[0]]

    def _read_reference(self) -> Back:
        reference = Back(0)
        self.references.append(reference)
        if self.take("\\k"):
            if not self.take("<"):
                raise PatternError
            self.pending.append((self._read_name(), reference))
            return reference
        self.at += 1
        number = self._read_number()
        self.greatest = max(self.greatest, number)
        reference.group = number - 1
        return reference

    def _quantify(self, body: Node, first: int) -> Node:
        sign = self.peek()
        if sign not in _COUNTS:
            return body
        self.at += 1
        least, most = self._read_counts() if sign == "{" else _COUNTS[sign]
        return Repeat(body, least, most, self.take("?"), first, self.groups)

    def _read_counts(self) -> tuple[int, int]:
        least = most = self._read_number()
        if self.take(","):
            most = ENDLESS if self.peek() == "}" else self._read_number()
        if not self.take("}") or (most != ENDLESS and least > most):
            raise PatternError
        return least, most

    def _read_number(self) -> int:
        start = self.at
        while "0" <= self.peek() <= "9":
            self.at += 1
        digits = self.source[start : self.at]
        if digits == "":
            raise PatternError
        significant = digits.lstrip("0")
        return _GREATEST if len(significant) > 10 else min(int(significant or "0"), _GREATEST)

    def _read_name(self) -> str:
        """Read the name of a group and the sign behind it."""
        points: list[str] = []
        while not self.take(">"):
            point = self.read_unicode_escape() if self.take("\\u") else ord(self.next())
            if not _is_name_point(point, not points):
                raise PatternError
            points.append(chr(point))
        if not points:
            raise PatternError
        return "".join(points)


def _is_name_point(point: int, first: bool) -> bool:
    if point < 0x80:
        sign = chr(point)
        return sign.isalpha() or sign in "$_" or (sign.isdigit() and not first)
    if not first and point in (0x200C, 0x200D):
        return True
    return has_point(find_property("ID_Start" if first else "ID_Continue"), point)
