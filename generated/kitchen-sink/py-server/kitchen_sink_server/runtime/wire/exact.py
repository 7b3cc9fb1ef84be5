# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Writes JSON of which no number loses a digit, which Pydantic's writer can't: a Decimal is a text to it."""

from __future__ import annotations

from decimal import Decimal
from json import dumps
from secrets import token_hex
from typing import Any, Final

from pydantic_core import to_json

EXACT: Final = object()
"""The context of writing in which numbers are marked."""

_MARK: Final = f"number {token_hex(16)} "
"""No text of anybody's begins so."""


class NeedsExactError(Exception):
    """A number would lose digits."""


def mark_number(value: Decimal) -> str:
    """A number as a text that `write_exact` knows."""
    return f"{_MARK}{value}"


def mark_numbers(value: Any) -> Any:
    """A tree with its Decimals marked."""
    if isinstance(value, Decimal):
        return mark_number(value)
    if isinstance(value, dict):
        return {name: mark_numbers(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [mark_numbers(each) for each in value]
    return value


def write_exact(value: Any) -> bytes:
    """Writes the JSON text of a tree of dicts and lists in which Decimals are marked. Raises ValueError for a number
    that no JSON has."""
    return _write(value).encode()


def _write(value: Any) -> str:
    if isinstance(value, str) and value.startswith(_MARK):
        number = value.removeprefix(_MARK)
        if not Decimal(number).is_finite():
            raise ValueError("JSON has no such number")
        return number.replace("E+", "e").replace("E", "e")
    if isinstance(value, dict):
        return (
            "{"
            + ",".join(f"{dumps(str(name), ensure_ascii=False)}:{_write(each)}" for name, each in value.items())
            + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_write, value)) + "]"
    return to_json(value).decode()
