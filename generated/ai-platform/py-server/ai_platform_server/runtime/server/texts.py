# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What JSON value the text of a parameter, form member or part stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isinf

from ..wire.json import Json, JsonFault, read_json, read_number
from .findings import Rules
from .spec import Text, TextKind

RulesOf = Callable[[str], Rules | None]
"""Gives the rules of a name; None where it is empty."""

_STRUCTURES = ("list", "object")


def is_scalar(spec: Text) -> bool:
    """Tells that a text is one value, and of one kind."""
    return spec.kind not in ("union", "list", "object")


def has_structure(spec: Text) -> bool:
    """Tells whether a list or an object is among what a text may stand for."""
    return any(has_structure(each.text) for each in spec.any_of) if spec.kind == "union" else spec.kind in _STRUCTURES


def has_scalar(spec: Text) -> bool:
    """Tells whether one text may be the value."""
    return any(has_scalar(each.text) for each in spec.any_of) if spec.kind == "union" else is_scalar(spec)


def first_of(spec: Text, kind: TextKind) -> Text | None:
    """Gives the first of a kind among what a text may stand for."""
    if spec.kind == kind:
        return spec
    for each in spec.any_of:
        found = first_of(each.text, kind)
        if found is not None:
            return found
    return None


class NoFit(Exception):
    """A text has not the form of a kind."""


_integer = re.compile(r"-?(?:0|[1-9][0-9]*)").fullmatch
_number = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?").fullmatch
_SHORT = 15
"""Digits that a double has room for, whatever they are."""


def fit_string(text: str) -> Json:
    """Any text."""
    return text


def fit_null(text: str) -> Json:
    """The empty text."""
    if text:
        raise NoFit
    return None


def fit_boolean(text: str) -> Json:
    """true or false, and nothing else."""
    if text == "true":
        return True
    if text == "false":
        return False
    raise NoFit


def fit_integer(text: str) -> Json:
    """An integer without a plus, leading noughts, fraction or exponent, in the range of doubles."""
    if not _integer(text) or not _is_in_range(text):
        raise NoFit
    return int(text)


def fit_number(text: str) -> Json:
    """A number of JSON in the range of doubles."""
    if not _number(text) or not _is_in_range(text):
        raise NoFit
    number, sign, power = text.lower().partition("e-")
    # There is no end of small numbers but of what can be reckoned with.
    return read_number(f"{number}e-{_LARGEST_POWER}" if sign and len(power.lstrip("0")) > 9 else text)


_LARGEST_POWER = 999_999_999


def _is_in_range(literal: str) -> bool:
    """Beyond the range of doubles a number is none."""
    return (len(literal) < 300 and "e" not in literal and "E" not in literal) or not isinf(float(literal))


FITS: dict[TextKind, Callable[[str], Json]] = {
    "string": fit_string,
    "null": fit_null,
    "boolean": fit_boolean,
    "integer": fit_integer,
    "number": fit_number,
}
"""Each gives the value of a text as a kind, or raises NoFit (wire profile, "Parameters")."""


class _Branch:
    """A branch of a union that is one text."""

    __slots__ = ("_fit", "_rules")

    def __init__(self, kind: TextKind, rules: tuple[Rules, ...]) -> None:
        self._fit = FITS[kind]
        self._rules = rules

    def fit(self, text: str) -> Json:
        return self._fit(text)

    def keeps(self, value: Json) -> bool:
        return all(rules.accepts(value) for rules in self._rules)


def _branches_of(spec: Text, rules_of: RulesOf, rules: tuple[Rules, ...] = ()) -> list[_Branch]:
    """Lists the branches of a union, and of the unions in it, that are one text."""
    if is_scalar(spec):
        return [_Branch(spec.kind, rules)]
    found: list[_Branch] = []
    for each in spec.any_of:
        own = rules_of(each.rule)
        found += _branches_of(each.text, rules_of, rules if own is None else (*rules, own))
    return found


ReadText = Callable[[str], Json]
"""Gives the value that a decoded text stands for."""


def plan_text(spec: Text, rules_of: RulesOf) -> ReadText:
    """Plans how a decoded text becomes a JSON value.

    A text that is of no form that the contract allows stays a text: then the schema's own rules say what is wrong with
    it, in the words they have for JSON.
    """
    if spec.kind == "string":
        return fit_string
    if is_scalar(spec):
        return _read_scalar(FITS[spec.kind])
    union = _read_union(_branches_of(spec, rules_of))
    return _read_nested(union) if has_structure(spec) else union


def plan_fit(spec: Text, rules_of: RulesOf) -> ReadText:
    """Plans the reading of a text that has to keep all the rules of a branch that is one text; else NoFit."""
    branches = _branches_of(spec, rules_of)

    def fit(text: str) -> Json:
        for branch in branches:
            try:
                value = branch.fit(text)
            except NoFit:
                continue
            if branch.keeps(value):
                return value
        raise NoFit

    return fit


def _read_scalar(fit: Callable[[str], Json]) -> ReadText:
    def read(text: str) -> Json:
        try:
            return fit(text)
        except NoFit:
            return text

    return read


def _read_union(branches: list[_Branch]) -> ReadText:
    """The first kind whose form and rules the text fits.

    If none keeps its rules it is the first whose form it has: so the violations are those of the number that it is.
    """

    def read(text: str) -> Json:
        first: list[Json] = []
        for branch in branches:
            try:
                value = branch.fit(text)
            except NoFit:
                continue
            if branch.keeps(value):
                return value
            first = first or [value]
        return first[0] if first else text

    return read


def _read_nested(read_other: ReadText) -> ReadText:
    """Lists and objects in a single text are JSON, as clients write them."""

    def read(text: str) -> Json:
        if text.startswith(("[", "{")):
            try:
                return read_json(text.encode())
            except JsonFault:
                pass
        return read_other(text)

    return read
