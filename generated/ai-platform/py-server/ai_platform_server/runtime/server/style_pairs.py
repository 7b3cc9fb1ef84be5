# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Values among the pairs of a query, form or cookie header: style form, spaceDelimited, pipeDelimited, deepObject,
cookie."""

from __future__ import annotations

from typing import Protocol

from ..wire.json import Json
from .deep_object import DeepPlan
from .findings import ABSENT, Findings, Missing
from .pairs import PairPlan, Pairs
from .spec import Coding, Text
from .structures import NO_DELIMITER, delimiter_of, plan_items, plan_members
from .style_texts import CutText, RawPlan, ScalarText
from .texts import RulesOf, first_of, has_structure
from .undo import Undoing


class PairsPlan(Protocol):
    """Reads a value out of pairs."""

    def read(self, pairs: Pairs, found: Findings) -> Json | Missing:
        """The value; what is wrong goes to the findings."""


def plan_pairs(
    coding: Coding, name: str, undoing: Undoing, at: str, names: PairPlan, is_encoded: bool, rules_of: RulesOf
) -> PairsPlan:
    """Plans a value, and claims the names that it stands under."""
    spec, style = coding.text, coding.style
    exploded = style in (None, "form", "cookie") if coding.explode is None else coding.explode
    if style == "deepObject":
        names.claim_deep(name)
        return DeepPlan(spec, name, undoing, at, rules_of)
    if not has_structure(spec):
        names.wanted.add(name)
        return SinglePlan(ScalarText(spec, undoing, at, rules_of), name, at)
    if not exploded:
        names.wanted.add(name)
        return JoinedPlan(CutText(spec, delimiter_of(style, is_encoded), False, undoing, at, rules_of), name)
    return ExplodedPlan(spec, name, undoing, at, names, rules_of)


class SinglePlan:
    """Reads color=blue, which comes once."""

    __slots__ = ("_at", "_name", "_text")

    def __init__(self, text: RawPlan, name: str, at: str) -> None:
        self._text = text
        self._name = name
        self._at = at

    def read(self, pairs: Pairs, found: Findings) -> Json | Missing:
        raws = pairs.values.get(self._name)
        if raws is None:
            return ABSENT
        return self._text.read(raws[0], found) if len(raws) == 1 else found.twice(self._at)


class JoinedPlan:
    """Reads color=blue,black. A list that comes several times goes on each time, as a header's does."""

    __slots__ = ("_cut", "_name")

    def __init__(self, cut: CutText, name: str) -> None:
        self._cut = cut
        self._name = name

    def read(self, pairs: Pairs, found: Findings) -> Json | Missing:
        raws = pairs.values.get(self._name)
        if raws is None:
            return ABSENT
        return self._cut.read(raws[0], found) if len(raws) == 1 else self._cut.read_list(raws, found)


class ExplodedPlan:
    """Reads color=blue&color=black, and R=100&G=200.

    Those are the names that the contract knows, and all that nobody else claims where others are allowed. Of a union,
    what comes once may be a single text.
    """

    __slots__ = ("_at", "_items", "_members", "_name", "_names", "_single", "_takes_others")

    def __init__(self, spec: Text, name: str, undoing: Undoing, at: str, names: PairPlan, rules_of: RulesOf) -> None:
        self._at = at
        # An object alone has no name of its own.
        self._name = None if spec.kind == "object" else name
        self._items = plan_items(spec, undoing, rules_of)
        self._single = CutText(spec, NO_DELIMITER, False, undoing, at, rules_of) if spec.kind == "union" else None
        self._members = plan_members(spec, undoing, rules_of)
        found = first_of(spec, "object")
        self._names = () if found is None else tuple(found.members)
        self._takes_others = found is not None and found.rest is not None
        names.wanted.update(self._names if self._name is None else (self._name, *self._names))
        names.keeps_others = names.keeps_others or self._takes_others

    def read(self, pairs: Pairs, found: Findings) -> Json | Missing:
        raws = None if self._name is None else pairs.values.get(self._name)
        if raws is not None:
            if len(raws) == 1 and self._single is not None:
                return self._single.read(raws[0], found)
            if self._items is not None:
                return self._items.read(raws, self._at, found)
            return found.twice(self._at)
        if self._members is None:
            return ABSENT
        entries = {name: pairs.values[name] for name in self._names if name in pairs.values}
        if self._takes_others:
            entries |= pairs.others
        return self._members.read(entries, self._at, found) if entries else ABSENT
