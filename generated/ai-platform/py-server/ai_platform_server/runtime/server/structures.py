# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Lists and objects that stand in texts: items, members, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..wire.json import Json
from .findings import UNREADABLE, Findings, Missing, pointer_to
from .spec import STRING, Style, Text
from .texts import ReadText, RulesOf, first_of, plan_text
from .undo import Undoing


def read_one(raw: str, read: ReadText, undoing: Undoing, at: str, found: Findings) -> Json | Missing:
    """Reads one text at its place."""
    text = undoing.undo(raw)
    if text is None:
        found.add(at, "encoding", undoing.message)
        return UNREADABLE
    return read(text)


class ItemsPlan:
    """How the texts of a list's items are read."""

    __slots__ = ("_items", "_prefix", "_undoing")

    def __init__(self, spec: Text, undoing: Undoing, rules_of: RulesOf) -> None:
        self._prefix = [plan_text(each, rules_of) for each in spec.prefix]
        self._items = plan_text(spec.items or STRING, rules_of)
        self._undoing = undoing

    def read(self, raws: Iterable[str], at: str, found: Findings) -> list[Json] | Missing:
        """Reads texts as they came."""
        undo = self._undoing.undo
        items: list[Json] = []
        is_whole = True
        for index, raw in enumerate(raws):
            text = undo(raw)
            if text is None:
                found.add(f"{at}/{index}", "encoding", self._undoing.message)
                is_whole = False
            else:
                items.append((self._prefix[index] if index < len(self._prefix) else self._items)(text))
        return items if is_whole else UNREADABLE


def plan_items(spec: Text, undoing: Undoing, rules_of: RulesOf) -> ItemsPlan | None:
    """Plans the list among what a text may stand for; None: there is none."""
    found = first_of(spec, "list")
    return None if found is None else ItemsPlan(found, undoing, rules_of)


class MemberPlan:
    """How one member is read that may have come several times."""

    __slots__ = ("_is_list", "_items", "_read", "_undoing")

    def __init__(self, spec: Text, undoing: Undoing, rules_of: RulesOf) -> None:
        self._read = plan_text(spec, rules_of)
        self._items = plan_items(spec, undoing, rules_of)
        self._is_list = spec.kind == "list"
        self._undoing = undoing

    def read(self, raws: list[str], at: str, found: Findings) -> Json | Missing:
        """Reads texts as they came."""
        if len(raws) == 1:
            value = read_one(raws[0], self._read, self._undoing, at, found)
            # A list in an object is one text of JSON, or else its items' texts, one by one.
            if self._is_list and self._items is not None and isinstance(value, str):
                return self._items.read(raws, at, found)
            return value
        if self._items is not None:
            return self._items.read(raws, at, found)
        return found.twice(at)


class MembersPlan:
    """How the texts of an object's members are read. Names have been undone, values have not."""

    __slots__ = ("_members", "_rest")

    def __init__(self, spec: Text, undoing: Undoing, rules_of: RulesOf) -> None:
        self._members = {name: MemberPlan(each, undoing, rules_of) for name, each in spec.members.items()}
        self._rest = MemberPlan(spec.rest or STRING, undoing, rules_of)

    def read(self, entries: Mapping[str, list[str]], at: str, found: Findings) -> dict[str, Json] | Missing:
        """Reads what came under each name."""
        members: dict[str, Json] = {}
        is_whole = True
        for name, raws in entries.items():
            value = self._members.get(name, self._rest).read(raws, pointer_to(at, name), found)
            if isinstance(value, Missing):
                is_whole = False
            else:
                members[name] = value
        return members if is_whole else UNREADABLE


def plan_members(spec: Text, undoing: Undoing, rules_of: RulesOf) -> MembersPlan | None:
    """Plans the object among what a text may stand for; None: there is none."""
    found = first_of(spec, "object")
    return None if found is None else MembersPlan(found, undoing, rules_of)


class Delimiter(NamedTuple):
    """Parts the values of one text, as it stands on the wire."""

    stands_in: Callable[[str], bool]
    split: Callable[[str], list[str]]

    def cut(self, raw: str) -> list[str]:
        """The texts between delimiters; an empty text has none."""
        return self.split(raw) if raw else []


def _delimiter(mark: str) -> Delimiter:
    return Delimiter(lambda raw: mark in raw, lambda raw: raw.split(mark))


def _encoded_delimiter(pattern: str) -> Delimiter:
    marks = re.compile(pattern)
    return Delimiter(lambda raw: marks.search(raw) is not None, marks.split)


COMMA = _delimiter(",")
DOT = _delimiter(".")
NO_DELIMITER = Delimiter(lambda _: False, lambda raw: [raw])
_SPACE = _delimiter(" ")
_PIPE = _delimiter("|")
_ENCODED_SPACE = _encoded_delimiter(r"\+|%20")
_ENCODED_PIPE = _encoded_delimiter(r"\||%7[Cc]")


def delimiter_of(style: Style | None, is_encoded: bool) -> Delimiter:
    """Gives the delimiter of a style. Parts of a multipart body have it without percent-encoding."""
    if style == "spaceDelimited":
        return _ENCODED_SPACE if is_encoded else _SPACE
    if style == "pipeDelimited":
        return _ENCODED_PIPE if is_encoded else _PIPE
    return COMMA


Pair = tuple[str, str]
"""A name and a value, as they came."""


def pair_up(texts: list[str]) -> list[Pair]:
    """Reads R,100,G,200. A name without a value has the empty one."""
    if len(texts) % 2:
        texts = [*texts, ""]
    return list(zip(texts[::2], texts[1::2], strict=True))


def split_pairs(texts: Iterable[str]) -> list[Pair]:
    """Reads R=100."""
    pairs: list[Pair] = []
    for text in texts:
        name, _, value = text.partition("=")
        pairs.append((name, value))
    return pairs


def gather(pairs: Iterable[Pair], undoing: Undoing, at: str, found: Findings) -> dict[str, list[str]] | None:
    """Undoes names, and puts the values of each together. None: a name can't be undone, which has been said."""
    gathered: dict[str, list[str]] = {}
    is_whole = True
    for raw_name, value in pairs:
        name = undoing.undo(raw_name)
        if name is None:
            found.add(at, "encoding", undoing.message)
            is_whole = False
        else:
            gathered.setdefault(name, []).append(value)
    return gathered if is_whole else None
