# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""The kinds of JSON values, as bits. Numbers are cut in two: integers and the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import isfinite
from typing import Final

from ..wire.file import File
from ..wire.numbers import is_integer

NULL: Final = 1
BOOLEAN: Final = 2
INTEGER: Final = 4
FRACTION: Final = 8
NUMBER: Final = INTEGER | FRACTION
TEXT: Final = 16
ARRAY: Final = 32
OBJECT: Final = 64
ANY: Final = 127
KINDS: Final = (0, NULL, BOOLEAN, INTEGER, FRACTION, TEXT, ARRAY, OBJECT)
"""What `kind_of` gives; 0 of what JSON has no word for."""

_BY_TYPE: Final[Mapping[str, int]] = {
    "null": NULL,
    "boolean": BOOLEAN,
    "integer": INTEGER,
    "number": NUMBER,
    "string": TEXT,
    "array": ARRAY,
    "object": OBJECT,
}

_BY_CLASS: Final[Mapping[type, int]] = {
    str: TEXT,
    int: INTEGER,
    bool: BOOLEAN,
    type(None): NULL,
    dict: OBJECT,
    list: ARRAY,
    File: TEXT,
}


def kind_of(value: object) -> int:
    """Give the one kind that a value has. 1.0 is an integer (JSON Schema Core, 4.2.3); a file counts as a text."""
    kind = _BY_CLASS.get(type(value))
    if kind is not None:
        return kind
    if isinstance(value, float | Decimal):
        return INTEGER if is_integer(value) else FRACTION if isfinite(value) else 0
    for base, kind in _BY_CLASS.items():
        if isinstance(value, base):
            return kind
    return 0


def kinds_of(types: Iterable[str]) -> int:
    """Give the kinds that JSON types stand for."""
    kinds = 0
    for name in types:
        kinds |= _BY_TYPE[name]
    return kinds
