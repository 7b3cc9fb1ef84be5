# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Rules that mention no other schema: of numbers, texts, constants, and the size of arrays and objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, cast

from ..wire.equality import is_unique, key_of
from ..wire.file import File
from ..wire.json import Json
from ..wire.numbers import Number, compare_numbers, is_integer, is_multiple
from .formats import format_function
from .kinds import ARRAY, NUMBER, OBJECT, TEXT, kind_of
from .messages import const_message, dependent_message, enum_message, scalar_message
from .pattern import compile_pattern
from .run import PatternLimit
from .written import Raw


class Test(NamedTuple):
    """One rule of a value, given that it is of the kind that the rule is about."""

    rule: str
    message: str
    holds: Callable[[object], bool]


KINDS: Final[Mapping[str, int]] = {
    "multipleOf": NUMBER,
    "minimum": NUMBER,
    "exclusiveMinimum": NUMBER,
    "maximum": NUMBER,
    "exclusiveMaximum": NUMBER,
    "minLength": TEXT,
    "maxLength": TEXT,
    "pattern": TEXT,
    "minItems": ARRAY,
    "maxItems": ARRAY,
    "uniqueItems": ARRAY,
    "minProperties": OBJECT,
    "maxProperties": OBJECT,
}
"""The kind of value that a keyword is about."""

INTEGER_FORMATS: Final[Mapping[str, tuple[int, int]]] = {
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}
"""The formats of numbers. All others are about texts."""


def make_test(keyword: str, value: Raw) -> Test:
    """Make the test of a number, text, array or object (Validation 6.2 to 6.5 and 7.3)."""
    return Test(keyword, scalar_message(keyword, value), _holds(keyword, value))


def _holds(keyword: str, value: Raw) -> Callable[[object], bool]:
    if keyword == "pattern":
        return matcher(str(value))
    if keyword == "format":
        return _format_holds(str(value))
    if keyword == "uniqueItems":
        return lambda items: is_unique(cast("list[Json]", items))
    limit = cast(Number, value)
    if keyword in _COMPARISONS:
        compare = _COMPARISONS[keyword]
        return lambda number: compare(cast(Number, number), limit)
    count = int(limit)
    if keyword.startswith("min"):
        return lambda sized: size_of(sized) >= count
    return lambda sized: size_of(sized) <= count


_COMPARISONS: Final[Mapping[str, Callable[[Number, Number], bool]]] = {
    "multipleOf": is_multiple,
    "minimum": lambda number, limit: compare_numbers(number, limit) >= 0,
    "exclusiveMinimum": lambda number, limit: compare_numbers(number, limit) > 0,
    "maximum": lambda number, limit: compare_numbers(number, limit) <= 0,
    "exclusiveMaximum": lambda number, limit: compare_numbers(number, limit) < 0,
}


def size_of(value: object) -> int:
    """Give the number of code points of a text, of bytes of a file, of items or members."""
    if isinstance(value, File):
        return value.size or 0
    return len(cast("str | list[Json]", value))


def text_of(value: object) -> str:
    """Give a text as it is. A file counts as one that is as long as its bytes."""
    return "\x00" * min(value.size or 0, 1 << 28) if isinstance(value, File) else str(value)


def matcher(source: str) -> Callable[[object], bool]:
    """Say whether a text has a match. Raises PatternLimit where a matcher gives up."""
    pattern = compile_pattern(source)

    def matches(value: object) -> bool:
        found = pattern.match(text_of(value))
        if found is None:
            raise PatternLimit
        return found

    return matches


def _format_holds(name: str) -> Callable[[object], bool]:
    limits = INTEGER_FORMATS.get(name)
    if limits is not None:
        least, greatest = limits

        def is_between(value: object) -> bool:
            number = cast(Number, value)
            return is_integer(number) and compare_numbers(number, least) >= 0 and compare_numbers(number, greatest) <= 0

        return is_between
    known = format_function(name)
    if known is None:
        raise ValueError(f"no format of the wire profile: {name}")
    return lambda value: known(text_of(value))


def make_constants(keyword: str, value: Raw) -> Test:
    """Make the test of `enum` or `const` (Validation 6.1.2, 6.1.3)."""
    values = value if keyword == "enum" and isinstance(value, list) else [value]
    message = enum_message(values) if keyword == "enum" else const_message(value)
    if all(type(each) is str for each in values):
        texts = frozenset(cast("list[str]", values))
        return Test(keyword, message, lambda given: (given if type(given) is str else text_or_none(given)) in texts)
    keys = frozenset(key_of(cast(Json, each)) for each in values)
    return Test(keyword, message, lambda given: key_of(cast(Json, given)) in keys)


def text_or_none(value: object) -> str | None:
    """Give the text of a value that is one."""
    return text_of(value) if kind_of(value) == TEXT else None


def make_dependent(name: str, requires: list[str]) -> Test:
    """Make the test of one entry of `dependentRequired`."""

    def holds(value: object) -> bool:
        members = cast("dict[str, Json]", value)
        return name not in members or all(other in members for other in requires)

    return Test("dependentRequired", dependent_message(name, requires), holds)


def number_of(value: Raw) -> Number | None:
    """Give a number of rules.json."""
    return value if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None
