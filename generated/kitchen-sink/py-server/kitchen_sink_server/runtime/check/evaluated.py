# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""unevaluatedProperties and unevaluatedItems (Core 11.2, 11.3): one violation, where the value stands."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import cast

from .messages import PLAIN
from .run import Check, Judge, Run, Step, Steps


class Seen:
    """What the rules of a schema have looked at in a value."""

    __slots__ = ("first", "items", "names", "patterns", "whole")

    def __init__(self) -> None:
        self.whole = False
        self.names: list[frozenset[str]] = []
        self.patterns: list[Callable[[object], bool]] = []
        self.first = 0
        """So many items from the first one on."""
        self.items: list[Judge | None] = []
        """Items that keep these rules; None: every item."""

    def has(self, name: str) -> bool:
        """Say whether a member was looked at."""
        return any(name in names for names in self.names) or any(matches(name) for matches in self.patterns)


Mark = Callable[[Run, object, Seen], Steps]
"""Adds what a rule has looked at."""


def check_unevaluated_members(marks: Sequence[Mark], judge: Judge) -> Check:
    """Check the members that were not looked at."""

    def check(run: Run, value: object) -> Steps:
        seen = Seen()
        yield from mark_all(marks, run, value, seen)
        if seen.whole:
            return
        for name, member in cast("dict[str, object]", value).items():
            if not seen.has(name) and not (yield judge, member, True):
                run.found("unevaluatedProperties", PLAIN["unevaluatedProperties"])
                return

    return check


def check_unevaluated_items(marks: Sequence[Mark], judge: Judge) -> Check:
    """Check the items that were not looked at."""

    def check(run: Run, value: object) -> Steps:
        seen = Seen()
        yield from mark_all(marks, run, value, seen)
        if seen.whole:
            return
        for item in cast("list[object]", value)[seen.first :]:
            if not (yield from _fits_any(seen.items, item)) and not (yield judge, item, True):
                run.found("unevaluatedItems", PLAIN["unevaluatedItems"])
                return

    return check


def _fits_any(judges: Sequence[Judge | None], item: object) -> Generator[Step, bool, bool]:
    for judge in judges:
        if judge is None or (yield judge, item, True):
            return True
    return False


def mark_all(marks: Sequence[Mark], run: Run, value: object, seen: Seen) -> Steps:
    """Add all."""
    for mark in marks:
        if seen.whole:
            return
        yield from mark(run, value, seen)


def mark_whole(run: Run, value: object, seen: Seen) -> Steps:
    """Every member or item."""
    seen.whole = True
    yield from ()


def mark_names(names: frozenset[str]) -> Mark:
    """Members by their names."""

    def mark(run: Run, value: object, seen: Seen) -> Steps:
        seen.names.append(names)
        yield from ()

    return mark


def mark_like(matches: Callable[[object], bool]) -> Mark:
    """Members whose names match a pattern."""

    def mark(run: Run, value: object, seen: Seen) -> Steps:
        seen.patterns.append(matches)
        yield from ()

    return mark


def mark_first(count: int) -> Mark:
    """Items from the first one on."""

    def mark(run: Run, value: object, seen: Seen) -> Steps:
        seen.first = max(seen.first, count)
        yield from ()

    return mark


def mark_fitting(judge: Judge | None) -> Mark:
    """Items that keep the rules of a schema."""

    def mark(run: Run, value: object, seen: Seen) -> Steps:
        seen.items.append(judge)
        yield from ()

    return mark


def mark_where(condition: Judge | None, then: Sequence[Mark], otherwise: Sequence[Mark]) -> Mark:
    """What counts where the value keeps the rules of a condition, and where it doesn't."""

    def mark(run: Run, value: object, seen: Seen) -> Steps:
        holds = condition is None or (yield condition, value, True)
        yield from mark_all(then if holds else otherwise, run, value, seen)

    return mark


def mark_chosen(choose: Callable[[object], int | None], branches: Sequence[Sequence[Mark]]) -> Mark:
    """What counts in the branch that a value belongs to. The last is for values that belong to none."""

    def mark(run: Run, value: object, seen: Seen) -> Steps:
        found = choose(value)
        yield from mark_all(branches[-1 if found is None else found], run, value, seen)

    return mark
