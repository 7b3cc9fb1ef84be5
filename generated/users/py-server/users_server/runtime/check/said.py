# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What a schema of rules.json says, keyword by keyword."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

from .written import Raw, Schema

Object = Mapping[str, Raw]


class Said(NamedTuple):
    """One keyword, and the schema in which it stands: some say what they mean together with others beside them."""

    keyword: str
    schema: Object


def flatten(schema: Object) -> Iterator[Said]:
    """List what a schema says. An inline branch of `allOf` says what its schema could say itself."""
    for keyword in schema:
        if keyword != "allOf":
            yield Said(keyword, schema)
            continue
        kept: list[Raw] = []
        for branch in schemas_in(schema, keyword):
            if branch is not False and (branch is True or is_part(branch)):
                yield from flatten({} if branch is True else branch)
            else:
                kept.append(cast(Raw, branch))
        if kept:
            yield Said("allOf", {"allOf": kept})


def is_part(branch: Object) -> bool:
    """Say whether a branch stands in place: Mortise refers to all that look at a value as a whole."""
    return branch.keys() != {"$ref"} and branch.keys() != {"$dynamicRef"}


def schemas_in(schema: Object, keyword: str) -> list[Schema]:
    """Give the schemas that a keyword lists."""
    return cast("list[Schema]", schema.get(keyword, []))


def members_in(schema: Object, keyword: str) -> Mapping[str, Schema]:
    """Give the schemas that a keyword names."""
    return cast("Mapping[str, Schema]", schema.get(keyword, {}))


def types_of(schema: Object) -> tuple[str, ...]:
    """Give the JSON types of `type`."""
    types = schema["type"]
    return (types,) if isinstance(types, str) else tuple(cast("list[str]", types))
