"""Typed values as JSON, and JSON as typed values. What breaks only limits is let through, as long as it has the types
that are promised."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from .errors import RequestError, Unreadable
from .texts import Tree, read_tree

_adapters: dict[int, tuple[Any, TypeAdapter[Any]]] = {}


def adapter_of(type_: Any) -> TypeAdapter[Any]:
    known = _adapters.get(id(type_))
    if known is None:
        known = _adapters[id(type_)] = (type_, TypeAdapter(type_ if type_ is not None else Any))
    return known[1]


def encode(type_: Any, value: Any) -> bytes:
    try:
        return adapter_of(type_).dump_json(value, by_alias=True, exclude_unset=True)
    except ValueError as error:
        raise RequestError(f"a value can't be written: {error}") from error


def tree_of(type_: Any, value: Any) -> Tree:
    if type_ in (str, int, bool):
        return value
    return read_tree(encode(type_, value))


def decode(type_: Any, data: bytes) -> Any:
    try:
        return adapter_of(type_).validate_json(data)
    except ValidationError as error:
        raise Unreadable(f"the body is not what the contract promises ({error})", data) from error


def decode_text(type_: Any, text: str) -> Any:
    return decode_tree(type_, text)


def decode_tree(type_: Any, tree: Tree) -> Any:
    try:
        return adapter_of(type_).validate_python(tree)
    except ValidationError as error:
        raise Unreadable(f"the body is not what the contract promises ({error})") from error
