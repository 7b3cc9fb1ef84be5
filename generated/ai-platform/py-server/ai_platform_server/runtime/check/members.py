# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What objects have in them (Core 10.3.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from .messages import PLAIN
from .run import Check, Judge, Run, Steps


def check_members(required: Sequence[str], members: Sequence[tuple[str, Judge]]) -> Check:
    """`required` and `properties` together."""
    named = {name for name, _ in members}
    others = [name for name in dict.fromkeys(required) if name not in named]
    needed = set(required)

    def check(run: Run, value: object) -> Steps:
        given = cast("dict[str, object]", value)
        for name in others:
            if name not in given:
                run.missing(name)
        for name, judge in members:
            if name in given:
                run.path.append(name)
                yield judge, given[name], False
                run.path.pop()
            elif name in needed:
                run.missing(name)

    return check


def check_like(matches: Callable[[object], bool], judge: Judge) -> Check:
    """One entry of `patternProperties`."""

    def check(run: Run, value: object) -> Steps:
        for name, member in cast("dict[str, object]", value).items():
            if matches(name):
                run.path.append(name)
                yield judge, member, False
                run.path.pop()

    return check


def check_others(names: frozenset[str], patterns: Sequence[Callable[[object], bool]], judge: Judge) -> Check:
    """`additionalProperties`: members that are neither named nor match one of the patterns."""

    def check(run: Run, value: object) -> Steps:
        for name, member in cast("dict[str, object]", value).items():
            if name not in names and not any(matches(name) for matches in patterns):
                run.path.append(name)
                yield judge, member, False
                run.path.pop()

    return check


def check_names(judge: Judge) -> Check:
    """`propertyNames`, one violation at the object."""

    def check(run: Run, value: object) -> Steps:
        for name in cast("dict[str, object]", value):
            if not (yield judge, name, True):
                run.found("propertyNames", PLAIN["propertyNames"])
                return

    return check


def check_dependent(name: str, judge: Judge) -> Check:
    """One entry of `dependentSchemas`."""

    def check(run: Run, value: object) -> Steps:
        if name in cast("dict[str, object]", value):
            yield judge, value, False

    return check
