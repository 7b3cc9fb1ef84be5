# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Properties of code points: what may stand in the braces of `\\p{...}` (ECMA-262, 22.2.1, tables 69 to 71)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain

from .code_points import LAST_POINT, Spans, complement, read_ranges, unite

__all__ = ["find_property", "is_property"]

#: The categories that are made of others.
_UNIONS: Mapping[str, str] = {
    "L": "Lu Ll Lt Lm Lo",
    "LC": "Lu Ll Lt",
    "M": "Mn Mc Me",
    "N": "Nd Nl No",
    "P": "Pc Pd Ps Pe Pi Pf Po",
    "S": "Sm Sc Sk So",
    "Z": "Zs Zl Zp",
    "C": "Cc Cf Cs Co Cn",
}

_LONG_NAMES: Mapping[str, str] = {
    "Letter": "L",
    "Cased_Letter": "LC",
    "Mark": "M",
    "Combining_Mark": "M",
    "Number": "N",
    "Punctuation": "P",
    "punct": "P",
    "Symbol": "S",
    "Separator": "Z",
    "Other": "C",
    "Surrogate": "Cs",
}

#: What no table has.
_OTHERS: Mapping[str, Spans] = {"Any": ((0, LAST_POINT),), "ASCII": ((0, 0x7F),)}


def is_property(text: str) -> bool:
    """Say whether there is a property of a name, or of a name and value."""
    return _place_of(text) is not None


@cache
def find_property(text: str) -> Spans:
    """Give the code points of a property that there is."""
    place = _place_of(text)
    if place is None:
        raise KeyError(text)
    table, name = place
    if table == "union":
        return unite(chain.from_iterable(find_property(part) for part in _UNIONS[name].split()))
    if table == "other":
        return complement(find_property("Cn")) if name == "Assigned" else _OTHERS[name]
    if table == "surrogates":
        return ((0xD800, 0xDFFF),)
    return read_ranges(_tables()[table][name])


def _place_of(text: str) -> tuple[str, str] | None:
    """Give the table of a property, and its name there."""
    name, valued, value = text.partition("=")
    if not valued:
        if name in _OTHERS or name == "Assigned":
            return "other", name
        return _category(name) or _entry("flags", name)
    if name in ("General_Category", "gc"):
        return _category(value)
    if name in ("Script", "sc"):
        return _entry("scripts", value)
    if name in ("Script_Extensions", "scx"):
        return _entry("extensions", value) or _entry("scripts", value)
    return None


def _category(name: str) -> tuple[str, str] | None:
    name = _LONG_NAMES.get(name, name)
    if name in _UNIONS:
        return "union", name
    if name == "Cs":
        return "surrogates", name
    return _entry("categories", name)


def _entry(table: str, name: str) -> tuple[str, str] | None:
    return (table, name) if name in _tables()[table] else None


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Read the names of all tables. What they stand for is read when it is needed."""
    from . import property_tables

    return {
        "categories": _entries(property_tables.CATEGORIES),
        "scripts": _entries(property_tables.SCRIPTS),
        "extensions": _entries(property_tables.EXTENSIONS),
        "flags": _entries(property_tables.FLAGS),
    }


def _entries(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in text.strip().replace("\n ", " ").split("\n"):
        names, _, ranges = line.partition(":")
        found |= dict.fromkeys(names.split(), ranges)
    return found
