"""The rules of one schema, ready to be checked."""

from __future__ import annotations

from collections.abc import Callable

from .kinds import ANY, ARRAY, NUMBER, OBJECT, TEXT, kind_of
from .messages import NOT_ALLOWED
from .run import Check, Run, Steps
from .scalars import Test


class Refusal:
    """The schema `false`, by the keyword that applied it."""

    __slots__ = ("_rule",)

    is_leaf = True

    def __init__(self, rule: str) -> None:
        self._rule = rule

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

    @property
    def is_leaf(self) -> bool:
        """Whether they mention no schema."""
        return not (self.general or any(self.checks.values()))


class Node:
    """A schema. Its rules are read when the first value comes."""

    __slots__ = ("_is_leaf", "_read", "_rules")

    def __init__(self, read: Callable[[], Rules]) -> None:
        self._read = read
        self._rules: Rules | None = None
        self._is_leaf = False

    @property
    def rules(self) -> Rules:
        """What the schema asserts."""
        if self._rules is None:
            self._rules = self._read()
        return self._rules

    @property
    def is_leaf(self) -> bool:
        """Whether it mentions no schema."""
        if self._rules is None:
            self._is_leaf = self.rules.is_leaf
        return self._is_leaf

    def judge(self, run: Run, value: object) -> None:
        """Report the rules that a value breaks by itself."""
        rules = self.rules
        kind = kind_of(value)
        for kinds, message in rules.types:
            if not kind & kinds:
                run.found("type", message)
        if kind & rules.told:
            for about, tests in rules.tests.items():
                if kind & about and about != ANY:
                    _test(run, value, tests)
        _test(run, value, rules.tests[ANY])

    def steps(self, run: Run, value: object) -> Steps:
        """Report the rules that a value breaks, those of inner schemas too."""
        self.judge(run, value)
        rules = self.rules
        kind = kind_of(value)
        if kind in rules.checks and kind & rules.told:
            for check in rules.checks[kind]:
                yield from check(run, value)
        for check in rules.general:
            yield from check(run, value)


def _test(run: Run, value: object, tests: list[Test]) -> None:
    for test in tests:
        if not test.holds(value):
            run.found(test.rule, test.message)
