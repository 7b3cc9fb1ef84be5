# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What the rules of a schema evaluate of a value (Core 11), which unevaluatedProperties and unevaluatedItems go by.

A branch that fails evaluates nothing; but what `$ref` and `allOf` name, and the branch that a tag or a type chooses,
counts as evaluated even where it is broken, so that one slip is one violation. (Such a value is invalid anyway.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from .evaluated import (
    Mark,
    check_unevaluated_items,
    check_unevaluated_members,
    mark_chosen,
    mark_first,
    mark_fitting,
    mark_like,
    mark_names,
    mark_where,
    mark_whole,
)
from .kinds import ARRAY, OBJECT, kinds_of
from .node import Rules
from .said import Object, Said, flatten, members_in, schemas_in
from .scalars import matcher
from .unions import tags_of_discriminator, tags_of_dispatch
from .written import Schema

if TYPE_CHECKING:
    from .reading import Book


class _Walk(NamedTuple):
    book: Book
    kind: int
    #: Whose marks are taken already where the same condition holds: nothing is gained by taking them again.
    visited: set[object]


def read_unevaluated(book: Book, rules: Rules, schema: Object, keyword: str) -> None:
    """Add the check of one of the two keywords."""
    judge = book.find(cast(Schema, schema[keyword]), "false")
    if judge is None:
        return
    kind, check = (
        (ARRAY, check_unevaluated_items) if keyword == "unevaluatedItems" else (OBJECT, check_unevaluated_members)
    )
    marks = _marks_of_schema(_Walk(book, kind, set()), schema, is_inner=False)
    if mark_whole not in marks:
        rules.checks[kind].append(check(marks, judge))


def _marks_of_schema(walk: _Walk, schema: Object, *, is_inner: bool) -> list[Mark]:
    if id(schema) in walk.visited:
        return []
    walk.visited.add(id(schema))
    return [mark for said in flatten(schema) for mark in _marks_of(walk, said, is_inner)]


def _marks_in_place(walk: _Walk, schema: Schema) -> list[Mark]:
    found = walk.book.follow(schema)
    return [] if isinstance(found, bool) else _marks_of_schema(walk, found, is_inner=True)


def _marks_apart(walk: _Walk, schema: Schema) -> list[Mark]:
    """Where a condition of its own holds."""
    return _marks_in_place(walk._replace(visited=set(walk.visited)), schema)


def _marks_of(walk: _Walk, said: Said, is_inner: bool) -> list[Mark]:
    keyword, schema = said
    if keyword in _INNER:
        return [mark_whole] if _INNER[keyword] == walk.kind and is_inner else []
    if keyword in _OWN:
        kind, read = _OWN[keyword]
        return read(walk, schema) if kind == walk.kind else []
    if keyword in {"$ref", "$dynamicRef"}:
        return _marks_in_place(walk, walk.book.resolve(cast(str, schema[keyword])))
    if keyword == "allOf":
        return [mark for each in schemas_in(schema, keyword) for mark in _marks_in_place(walk, each)]
    if keyword in {"anyOf", "oneOf"}:
        return _marks_of_union(walk, schema, keyword)
    if keyword == "x-discriminator":
        return _marks_of_discriminator(walk, cast(Object, schema[keyword]))
    return _marks_of_if(walk, schema) if keyword == "if" else []


_INNER: Mapping[str, int] = {"unevaluatedItems": ARRAY, "unevaluatedProperties": OBJECT}


def _dependent(walk: _Walk, schema: Object) -> list[Mark]:
    return [
        mark_chosen(_having(name), [marks, []])
        for name, each in members_in(schema, "dependentSchemas").items()
        if (marks := _marks_apart(walk, each))
    ]


def _having(name: str) -> Callable[[object], int | None]:
    return lambda value: 0 if name in cast("dict[str, object]", value) else None


def _fitting(walk: _Walk, schema: Object) -> list[Mark]:
    return [mark_fitting(walk.book.find(cast(Schema, schema["contains"]), "false"))]


_OWN: Mapping[str, tuple[int, Callable[[_Walk, Object], list[Mark]]]] = {
    "properties": (OBJECT, lambda _, schema: [mark_names(frozenset(members_in(schema, "properties")))]),
    "patternProperties": (
        OBJECT,
        lambda _, schema: [mark_like(matcher(each)) for each in members_in(schema, "patternProperties")],
    ),
    "additionalProperties": (OBJECT, lambda _, schema: [mark_whole]),
    "dependentSchemas": (OBJECT, _dependent),
    "items": (ARRAY, lambda _, schema: [mark_whole]),
    "prefixItems": (ARRAY, lambda _, schema: [mark_first(len(schemas_in(schema, "prefixItems")))]),
    "contains": (ARRAY, _fitting),
}
"""Keywords about one kind of value."""


def _marks_of_union(walk: _Walk, schema: Object, keyword: str) -> list[Mark]:
    branches = schemas_in(schema, keyword)
    by = cast(Object, schema.get(f"x-{keyword}", {}))
    if "types" in by:
        types = [kinds_of(each) for each in cast("list[list[str]]", by["types"])]
        return [
            mark
            for kinds, branch in zip(types, branches, strict=True)
            if kinds & walk.kind
            for mark in _marks_apart(walk, branch)
        ]
    if "values" in by:
        chosen = [_marks_apart(walk, branch) for branch in branches]
        return [mark_chosen(tags_of_dispatch(by).find, [*chosen, []])] if any(chosen) else []
    # Branches that lead to the same schema evaluate the same.
    distinct = {id(walk.book.follow(branch)): branch for branch in reversed(branches)}
    found: list[Mark] = []
    for branch in reversed(distinct.values()):
        if marks := _marks_apart(walk, branch):
            found.append(mark_where(walk.book.find(branch, "false"), marks, []))
    return found


def _marks_of_discriminator(walk: _Walk, by: Object) -> list[Mark]:
    marks = [_marks_apart(walk, each) for each in members_in(by, "mapping").values()]
    others = _marks_apart(walk, cast(Schema, by["otherwise"])) if "otherwise" in by else []
    return [mark_chosen(tags_of_discriminator(by).find, [*marks, others])] if others or any(marks) else []


def _marks_of_if(walk: _Walk, schema: Object) -> list[Mark]:
    condition, then, otherwise = (cast(Schema, schema.get(each, True)) for each in ("if", "then", "else"))
    both = [*_marks_apart(walk, condition), *_marks_apart(walk, then)]
    other = _marks_apart(walk, otherwise)
    return [mark_where(walk.book.find(condition, "false"), both, other)] if both or other else []
