# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Equality of JSON values (JSON Schema Core, 4.2.2): 1 is 1.0, true is not 1, the order of members doesn't count."""

from __future__ import annotations

from decimal import Decimal

from .json import Json
from .numbers import sign_and_digits

__all__ = ["are_equal", "is_unique", "key_of"]


def key_of(value: Json) -> str:
    """Give a text that equal values share, and no others. It takes time in the size of the value.

    Texts and not values go into sets: Python seeds the hashes of texts alone, and a stranger can choose numbers of one
    hash.
    """
    if isinstance(value, str):
        return f"s{value}"
    parts: list[str] = []
    open: list[Json] = [value]
    while open:
        each = open.pop()
        if isinstance(each, str):
            parts.append(f"s{len(each)}:{each}")
        elif each is None or isinstance(each, bool):
            parts.append("n" if each is None else "t" if each else "f")
        elif isinstance(each, (int, float, Decimal)):
            negative, digits, power = sign_and_digits(each)
            parts.append(f"{'-' if negative else '+'}{digits}e{power};")
        elif isinstance(each, dict):
            parts.append(f"{{{len(each)};")
            for name in sorted(each, reverse=True):
                open.append(each[name])
                open.append(name)
        elif isinstance(each, list):
            parts.append(f"[{len(each)};")
            open.extend(reversed(each))
        else:
            # The file of a multipart body is itself alone.
            parts.append(f"o{id(each)};")
    return "".join(parts)


def are_equal(a: Json, b: Json) -> bool:
    """Say whether two values are the same."""
    return a == b if isinstance(a, str) and isinstance(b, str) else key_of(a) == key_of(b)


def is_unique(items: list[Json]) -> bool:
    """Say whether no two items are equal (`uniqueItems`), in time near linear in their size."""
    if len(items) < 2:
        return True
    return len({key_of(item) for item in items}) == len(items)
