# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The rules of one schema, ready to be checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .kinds import ANY, ARRAY, KINDS, NUMBER, OBJECT, TEXT, kind_of
from .messages import NOT_ALLOWED
from .run import Check, Run, Steps
from .scalars import Test


class Refusal:
    """The schema `false`, by the keyword that applied it."""

    __slots__ = ("_rule", "is_leaf", "name")

    def __init__(self, rule: str) -> None:
        self._rule = rule
        self.name = ""
        self.is_leaf: bool | None = True

    def prepare(self) -> bool:
        """It says nothing else."""
        return True

    def judge(self, run: Run, value: object) -> None:
        """Refuse any value."""
        run.found(self._rule, NOT_ALLOWED)

    def steps(self, run: Run, value: object) -> Steps:
        """Refuse any value."""
        run.found(self._rule, NOT_ALLOWED)
        yield from ()


class Rules:
    """The rules of a schema by the kind of value that they are about."""

    __slots__ = ("checks", "general", "kinds", "tests", "told", "types")

    def __init__(self) -> None:
        self.types: list[tuple[int, str]] = []
        """Kinds that are allowed, and what is said of others."""
        self.kinds = ANY
        """What all of `types` leave."""
        self.told = ANY
        """Of values of other kinds, only the wrong type is told."""
        self.tests: dict[int, list[Test]] = {NUMBER: [], TEXT: [], ARRAY: [], OBJECT: [], ANY: []}
        self.checks: dict[int, list[Check]] = {ARRAY: [], OBJECT: []}
        self.general: list[Check] = []
        """About every value, and about other schemas."""

    def tests_of(self, kind: int) -> tuple[Test, ...]:
        """Give all tests of values of one kind."""
        if kind & self.told:
            return tuple(test for about, tests in self.tests.items() if about & kind for test in tests)
        return tuple(self.tests[ANY])

    def checks_of(self, kind: int) -> tuple[Check, ...]:
        """Give all checks of values of one kind."""
        own = self.checks.get(kind, []) if kind & self.told else []
        return (*own, *self.general)


class Node:
    """A schema. Its rules are read when the first value comes."""

    __slots__ = ("_checks", "_read", "_tests", "_types", "is_leaf", "name")

    _types: list[tuple[int, str]]
    _tests: Mapping[int, tuple[Test, ...]]
    _checks: Mapping[int, tuple[Check, ...]]

    def __init__(self, read: Callable[[], Rules], name: str = "") -> None:
        self._read = read
        self.name = name
        self.is_leaf: bool | None = None
        """Whether it mentions no schema; None: it hasn't been read."""

    def prepare(self) -> bool:
        """Read the rules, and say whether they mention no schema."""
        rules = self._read()
        self._types = rules.types
        self._tests = {kind: rules.tests_of(kind) for kind in KINDS}
        self._checks = {kind: rules.checks_of(kind) for kind in KINDS}
        self.is_leaf = is_leaf = not any(self._checks.values())
        return is_leaf

    def judge(self, run: Run, value: object) -> None:
        """Report the rules that a value breaks by itself."""
        kind = kind_of(value)
        for kinds, message in self._types:
            if not kind & kinds:
                run.found("type", message)
        for test in self._tests[kind]:
            if not test.holds(value):
                run.found(test.rule, test.message)

    def steps(self, run: Run, value: object) -> Steps:
        """Report the rules that a value breaks, those of inner schemas too."""
        if self.is_leaf is None:
            self.prepare()
        self.judge(run, value)
        for check in self._checks[kind_of(value)]:
            yield from check(run, value)
