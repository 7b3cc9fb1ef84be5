# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The pairs of a query, form or cookie header, sorted by the names that are wanted."""

from __future__ import annotations

from typing import NamedTuple

from .findings import PERCENT_MESSAGE, Findings, pointer_to
from .undo import Undo, is_well_escaped


class PairCoding(NamedTuple):
    """How pairs are written."""

    separator: str
    undo_name: Undo
    is_lenient: bool = False
    """Cookies of other sites' scripts are nobody's fault: what can't be read there is passed over."""


class Pairs:
    """What came, by decoded name; values are as they came."""

    __slots__ = ("deep", "others", "values")

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        """Under the names that are wanted."""
        self.deep: dict[str, list[tuple[str, str]]] = {}
        """By the name before the brackets: `[first][name]` and the value."""
        self.others: dict[str, list[str]] = {}
        """Under other names, in the order in which these came first; only where somebody wants them."""


class PairPlan:
    """Which names of a query, form or cookie header are wanted. They are claimed while readers are planned."""

    __slots__ = ("_bracketed", "coding", "deep", "keeps_others", "wanted")

    def __init__(self, coding: PairCoding) -> None:
        self.coding = coding
        self.wanted: set[str] = set()
        self.deep: set[str] = set()
        """Names that stand before a bracket."""
        self._bracketed: list[str] = []
        """Those of them that have brackets themselves, the longest first."""
        self.keeps_others = False

    def claim_deep(self, name: str) -> None:
        """Wants the pairs whose names begin with this one and a bracket."""
        self.deep.add(name)
        self._bracketed = sorted((each for each in self.deep if "[" in each), key=len, reverse=True)

    def scan(self, text: str, found: Findings) -> Pairs:
        """Sorts the pairs of a text. Linear in it."""
        pairs = Pairs()
        separator, undo_name, is_lenient = self.coding
        wanted, values = self.wanted, pairs.values
        for own in text.split(separator):
            if is_lenient:
                own = own.strip(" \t")
            if not own:
                continue
            raw_name, _, raw = own.partition("=")
            name = undo_name(raw_name)
            if name is None:
                if not is_lenient:
                    found.add("", "encoding", PERCENT_MESSAGE)
            elif name in wanted:
                before = values.get(name)
                if before is None:
                    values[name] = [raw]
                else:
                    before.append(raw)
            elif not self._take_deep(pairs, name, raw):
                self._take_other(pairs, name, raw, found)
        return pairs

    def _take_deep(self, pairs: Pairs, name: str, raw: str) -> bool:
        owner = self._deep_owner(name) if self.deep and name.endswith("]") else None
        if owner is None:
            return False
        pairs.deep.setdefault(owner, []).append((name[len(owner) :], raw))
        return True

    def _take_other(self, pairs: Pairs, name: str, raw: str, found: Findings) -> None:
        if self.keeps_others:
            pairs.others.setdefault(name, []).append(raw)
        elif not self.coding.is_lenient and not is_well_escaped(raw):
            found.add(pointer_to("", name), "encoding", PERCENT_MESSAGE)

    def _deep_owner(self, name: str) -> str | None:
        """The parameter of style deepObject that a name with brackets belongs to."""
        begin, bracket, _ = name.partition("[")
        if bracket and begin in self.deep:
            return begin
        # A parameter's own name may have brackets.
        return next((each for each in self._bracketed if name.startswith(each + "[")), None)
