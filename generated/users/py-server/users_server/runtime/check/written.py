# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Reads rules.json: numbers keep their text, since messages repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from json import JSONDecoder, dumps
from typing import Final, TypeAlias

Schema: TypeAlias = "bool | Mapping[str, Raw]"
"""A schema of rules.json."""

Raw: TypeAlias = "bool | int | float | Written | str | list[Raw] | dict[str, Raw] | None"
"""What stands in rules.json."""


class Written(Decimal):
    """A number whose text Python would write another way, such as 1e2 and 0.10."""

    __slots__ = ("text",)

    text: str

    @staticmethod
    def of(text: str) -> Written:
        """Read a literal."""
        number = Written(text)
        number.text = text
        return number


def _read_float(text: str) -> float | Written:
    value = float(text)
    return value if repr(value) == text else Written.of(text)


def _read_int(text: str) -> int | Written:
    return Written.of(text) if text == "-0" or len(text) > _LONGEST else int(text)


_LONGEST: Final = 4_000
"""Python reads ints of a few thousand digits only."""

_decoder: Final = JSONDecoder(parse_float=_read_float, parse_int=_read_int)


def read_rules(text: str) -> Raw:
    """Read the text of rules.json, which Mortise has printed."""
    rules: Raw = _decoder.decode(text)
    return rules


def text_of(value: Raw) -> str:
    """Give the JSON text of a value as it stood in the contract: without white space, each number with its digits."""
    if isinstance(value, list):
        return f"[{','.join(map(text_of, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{text_of(name)}:{text_of(each)}' for name, each in value.items())}}}"
    if isinstance(value, Written):
        return value.text
    return dumps(value, ensure_ascii=False)
