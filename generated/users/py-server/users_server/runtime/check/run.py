# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Goes through a value by its rules, and notes which it breaks."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final, Protocol, TypeAlias

from .messages import IS_REQUIRED, TOO_LONG
from .report import Place, Report

Steps: TypeAlias = "Generator[Step, bool, None]"
"""What is to be checked next. The answer to a step that asks is whether the value fits."""

Step: TypeAlias = "tuple[Judge, object, bool]"
"""The rules of a value, the value, and whether who yields asks for a yes or no: then nothing is reported of it."""

IsSure = Callable[[str, object], bool]
"""Says yes to a value that is sure to keep the rules of a name. A no means nothing."""

Check = Callable[["Run", object], Steps]
"""Reports what a keyword finds wrong with a value."""

_LONGEST: Final = 1_000
"""Code points of a pointer: a longer one is never made."""

_FREE_RUNS: Final = 100_000
"""They need no memory. Only where schemas that branch stand in themselves are there many more than values."""

_MOST_KNOWN: Final = 1_000_000


_NEAR: Final = 8
"""Levels from the top within which parts are looked at as a whole: each level may cost as much as the one above it."""


class Judge(Protocol):
    """The rules of a schema."""

    name: str
    """In rules.json; "": it has none."""
    is_leaf: bool | None
    """Whether `judge` says it all; None: that isn't known before `prepare`."""

    def prepare(self) -> bool:
        """Get ready, and say whether `judge` says it all."""

    def judge(self, run: Run, value: object) -> None:
        """Report the rules that a value breaks."""

    def steps(self, run: Run, value: object) -> Steps:
        """Report the rules that a value breaks, those of inner schemas too."""


class PatternLimit(Exception):
    """A matcher gives up: then the whole value is refused (rule pattern)."""


class Run:
    """One check of one value. It needs no stack of Python's own: values and schemas may be nested as they like."""

    __slots__ = ("_base", "_is_sure", "_known", "_place", "_report", "_runs", "failed", "findings", "path", "quiet")

    def __init__(
        self, report: Report | None = None, place: Place = "body", base: str = "", is_sure: IsSure | None = None
    ) -> None:
        """Put what is found into a report; without one there is only a yes or no. What `is_sure` says yes to is not
        gone through."""
        self._report = report
        self._place = place
        self._base = base
        self._is_sure = is_sure
        self._runs = 0
        self._known: dict[object, bool] = {}
        self.path: list[str | int] = []
        self.quiet = 0 if report else 1
        self.failed = False
        self.findings = 0

    def found(self, rule: str, message: str) -> None:
        """Note a broken rule of the value that is checked."""
        if self.quiet:
            self.failed = True
        elif self._report is not None:
            self.findings += 1
            self._report.add(self._place, self._pointer(), rule, message)

    def missing(self, name: str) -> None:
        """Note that a member is required and absent, at its own pointer."""
        self.path.append(name)
        self.found("required", IS_REQUIRED)
        self.path.pop()

    def check(self, judge: Judge, value: object) -> bool:
        """Check a value, and say whether nothing is wrong with it."""
        try:
            self._drive(judge, value)
        except PatternLimit:
            self.failed = True
            self.findings += 1
            if self._report is not None:
                self._report.add(self._place, self._base, "pattern", TOO_LONG)
        return not self.failed and not self.findings

    def _drive(self, judge: Judge, value: object) -> None:
        """Work off a stack of what was begun."""
        begun = [_Begun(judge.steps(self, value), None, False, 0, None)]
        answer = True
        started = False
        while begun:
            last = begun[-1]
            if not (self.failed and self.quiet):
                try:
                    inner, each, asks = last.steps.send(answer) if started else next(last.steps)
                except StopIteration:
                    pass
                else:
                    started, answer = self._begin(begun, inner, each, asks)
                    continue
            begun.pop()
            started = True
            answer = self._end(last)

    def _begin(self, begun: list[_Begun], inner: Judge, value: object, asks: bool) -> tuple[bool, bool]:
        """Say whether the answer is there already, and what it is."""
        outer = self.failed if asks else None
        if asks:
            self.quiet += 1
            self.failed = False
        is_leaf = inner.is_leaf
        if is_leaf or (is_leaf is None and inner.prepare()):
            inner.judge(self, value)
            return True, self._answer(outer)
        if inner.name and not self.quiet and self._is_right(inner.name, value):
            return True, True
        self._runs += 1
        key = None if self._runs < _FREE_RUNS else self._key(inner, value)
        known = None if key is None else self._known.get(key)
        if known is not None:
            self.failed = self.failed or known
            return True, self._answer(outer)
        begun.append(_Begun(inner.steps(self, value), outer, asks, len(self.path), key))
        return False, True

    def _is_right(self, name: str, value: object) -> bool:
        """Most of what is wrong stands in one part of a value; nothing is to be said of the others."""
        return self._is_sure is not None and len(self.path) <= _NEAR and self._is_sure(name, value)

    def _key(self, inner: Judge, value: object) -> object:
        """What a second check would find the same for: quiet ones by value, others by place."""
        return (inner, True, id(value)) if self.quiet else (inner, False, *self.path)

    def _end(self, last: _Begun) -> bool:
        del self.path[last.depth :]
        last.steps.close()
        if last.key is not None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[last.key] = self.failed
        return self._answer(last.outer)

    def _answer(self, outer: bool | None) -> bool:
        if outer is None:
            return True
        fits = not self.failed
        self.quiet -= 1
        self.failed = outer
        return fits

    def _pointer(self) -> str:
        """Only made where something is wrong."""
        size = len(self._base)
        for each in self.path:
            size += 1 + (len(each) if isinstance(each, str) else 1)
        if size > _LONGEST:
            return ""
        tokens = [str(each).replace("~", "~0").replace("/", "~1") for each in self.path]
        return "/".join([self._base, *tokens])


class _Begun:
    __slots__ = ("asks", "depth", "key", "outer", "steps")

    def __init__(self, steps: Steps, outer: bool | None, asks: bool, depth: int, key: object) -> None:
        self.steps = steps
        self.outer = outer
        """Whether something had failed before, where this asks."""
        self.asks = asks
        self.depth = depth
        self.key = key
