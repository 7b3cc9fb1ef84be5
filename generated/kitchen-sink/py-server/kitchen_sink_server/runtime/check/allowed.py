# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Which kinds of values a schema may allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from .kinds import ANY, OBJECT, kind_of, kinds_of
from .said import Object, Said, flatten, schemas_in, types_of
from .written import Schema

if TYPE_CHECKING:
    from .reading import Book


def kinds_allowed(book: Book, schema: Schema, open: frozenset[int] = frozenset()) -> int:
    """Give the kinds of values that may be valid: never too few. `open`: the schemas on the way here."""
    if isinstance(schema, bool):
        return ANY if schema else 0
    if id(schema) in open:
        return ANY
    inside = open | {id(schema)}
    kinds = ANY
    for said in flatten(schema):
        kinds &= _kinds_of(book, said, inside)
    return kinds


def _kinds_of(book: Book, said: Said, open: frozenset[int]) -> int:
    keyword, schema = said
    if keyword == "type":
        return kinds_of(types_of(schema))
    if keyword == "enum":
        return _any(kind_of(each) for each in cast("list[object]", schema["enum"]))
    if keyword == "const":
        return kind_of(schema["const"])
    if keyword in {"$ref", "$dynamicRef"}:
        return kinds_allowed(book, book.resolve(cast(str, schema[keyword])), open)
    if keyword == "allOf":
        kinds = ANY
        for each in schemas_in(schema, keyword):
            kinds &= kinds_allowed(book, each, open)
        return kinds
    if keyword in {"anyOf", "oneOf"}:
        return _any(kinds_allowed(book, each, open) for each in schemas_in(schema, keyword))
    if keyword == "x-discriminator":
        by = cast(Object, schema[keyword])
        return OBJECT | (kinds_allowed(book, cast(Schema, by["otherwise"]), open) if "otherwise" in by else 0)
    return ANY


def _any(kinds: Iterable[int]) -> int:
    found = 0
    for each in kinds:
        found |= each
    return found
