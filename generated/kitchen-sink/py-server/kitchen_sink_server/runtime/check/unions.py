# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Schemas that hold one with another: anyOf, oneOf, not, if, and those that a tag tells apart (Core 10.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from ..wire.equality import key_of
from ..wire.json import Json
from .kinds import OBJECT, kind_of
from .messages import PLAIN
from .run import Check, Judge, Run, Steps
from .said import Object
from .written import Schema


def check_in_place(judge: Judge) -> Check:
    """A schema that speaks of the same value: `$ref`, `allOf`."""

    def check(run: Run, value: object) -> Steps:
        yield judge, value, False

    return check


def check_any(judges: Sequence[Judge]) -> Check:
    """`anyOf` whose branches can't be told apart: one violation."""

    def check(run: Run, value: object) -> Steps:
        for judge in judges:
            if (yield judge, value, True):
                return
        run.found("anyOf", PLAIN["anyOf"])

    return check


def check_one(judges: Sequence[Judge | None]) -> Check:
    """`oneOf` whose branches can't be told apart: one violation. None takes every value."""

    def check(run: Run, value: object) -> Steps:
        count = 0
        for judge in judges:
            if judge is None or (yield judge, value, True):
                count += 1
            if count > 1:
                break
        if count != 1:
            run.found("oneOf", PLAIN["oneOf"])

    return check


def check_not(judge: Judge | None) -> Check:
    """`not`."""

    def check(run: Run, value: object) -> Steps:
        if judge is None or (yield judge, value, True):
            run.found("not", PLAIN["not"])

    return check


def check_if(condition: Judge | None, then: Judge | None, otherwise: Judge | None) -> Check:
    """`if`, one violation where the branch that counts is broken."""

    def check(run: Run, value: object) -> Steps:
        holds = condition is None or (yield condition, value, True)
        branch = then if holds else otherwise
        if branch is not None and not (yield branch, value, True):
            run.found("if", PLAIN["if"])

    return check


def check_by_type(branches: Sequence[tuple[int, Judge | None]], rule: str, message: str) -> Check:
    """A union whose branches are told apart by the type of the value: the rules of its own are told."""

    def check(run: Run, value: object) -> Steps:
        kind = kind_of(value)
        for kinds, judge in branches:
            if kind & kinds:
                if judge is not None:
                    yield judge, value, False
                return
        run.found(rule, message)

    return check


class Tags:
    """Which branch a value belongs to, by the constant that a member has."""

    __slots__ = ("_branches", "_member")

    def __init__(self, member: str, branches: Mapping[str, int]) -> None:
        """`branches`: numbers of branches by the keys of constants."""
        self._member = member
        self._branches = branches

    def find(self, value: object) -> int | None:
        """Give the number of the branch; None for a value that belongs to none."""
        if not isinstance(value, dict) or self._member not in value:
            return None
        tag: Json = value[self._member]
        if tag is None or isinstance(tag, dict | list | str | bool | int | float):
            return self._branches.get(key_of(tag))
        return None


def check_tagged(
    tags: Tags, branches: Sequence[Judge | None], otherwise: Check | None, rule: str, message: str
) -> Check:
    """A union whose branches a member tells apart. `otherwise`: for values that belong to none."""

    def check(run: Run, value: object) -> Steps:
        found = tags.find(value)
        if found is not None:
            judge = branches[found]
            if judge is not None:
                yield judge, value, False
        elif otherwise is not None:
            yield from otherwise(run, value)
        else:
            run.found(rule, message)

    return check


def check_otherwise(judge: Judge | None, takes_objects: bool, rule: str, message: str) -> Check:
    """The branch for values without a known tag, as a rule null.

    An object that it gets lacks its tag, and is told so.
    """

    def check(run: Run, value: object) -> Steps:
        if not takes_objects and kind_of(value) == OBJECT:
            run.found(rule, message)
        elif judge is not None:
            yield judge, value, False

    return check


def read_tags(member: str, values: Sequence[Sequence[Json]]) -> Tags:
    """Find branches by their constants."""
    branches: dict[str, int] = {}
    for index, constants in enumerate(values):
        for constant in constants:
            branches.setdefault(key_of(constant), index)
    return Tags(member, branches)


def tags_of_dispatch(by: Object) -> Tags:
    """Read how a member tells branches apart."""
    return read_tags(cast(str, by["member"]), cast("list[list[Json]]", by["values"]))


def tags_of_discriminator(by: Object) -> Tags:
    """Read how a discriminator tells branches apart."""
    return read_tags(cast(str, by["propertyName"]), [[tag] for tag in cast("Mapping[str, Schema]", by["mapping"])])
