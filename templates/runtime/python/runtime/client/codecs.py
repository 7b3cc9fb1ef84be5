"""Typed values as JSON, and JSON as typed values.

What breaks only limits of the contract is let through, as long as it has the types that are promised.
"""

from __future__ import annotations

import secrets
from typing import Any

from pydantic import ValidationError

from ..wire.codec import CodecError, codec_of
from ..wire.file import File
from ..wire.json import JsonFault, read_json
from .errors import RequestError, Unreadable
from .texts import Tree, read_tree

DEEPEST = 1000
"""How deep an answer's arrays and objects may stand in each other."""


def encode(annotation: Any, value: Any) -> bytes:
    """Writes a value.

    Raises:
        RequestError: if it is not of its type.
    """
    try:
        return codec_of(annotation).write(value)
    except CodecError as error:
        raise RequestError("a value is not of the type that the contract says") from error


def tree_of(annotation: Any, value: Any) -> Tree:
    """The JSON tree of a value that is written into a URL, header or form."""
    if type(value) in (str, int, bool) and annotation in (str, int, bool):
        return value
    return read_tree(encode(annotation, value))


def parts_of(annotation: Any, value: Any) -> Tree:
    """The tree of a multipart body, with files as they are.

    Raises:
        RequestError: if it is not of its type.
    """
    files: list[File] = []
    mark = secrets.token_hex(16)

    def keep(part: Any) -> str:
        if not isinstance(part, File):
            raise TypeError(f"a part can't be a {type(part).__name__}")
        files.append(part)
        return f"{mark}{len(files) - 1}"

    try:
        text = codec_of(annotation).write(value, fallback=keep)
    except CodecError as error:
        raise RequestError("a value is not of the type that the contract says") from error
    return _with_files(read_tree(text), files, mark)


def _with_files(tree: Tree, files: list[File], mark: str) -> Tree:
    if isinstance(tree, str):
        return files[int(tree.removeprefix(mark))] if tree.startswith(mark) else tree
    if isinstance(tree, list):
        return [_with_files(item, files, mark) for item in tree]
    return {name: _with_files(item, files, mark) for name, item in tree.items()} if isinstance(tree, dict) else tree


def decode(annotation: Any, data: bytes) -> Any:
    """Reads a value of JSON.

    Raises:
        Unreadable: for what is no JSON, or not of the type.
    """
    try:
        tree = read_json(data.removeprefix(b"\xef\xbb\xbf"), max_depth=DEEPEST)
    except JsonFault as fault:
        if not data.strip():
            raise Unreadable("the body is empty", data) from fault
        raise Unreadable(f"the body is not JSON ({fault})", data) from fault
    return decode_tree(annotation, tree, data)


def decode_tree(annotation: Any, tree: Tree, data: bytes = b"") -> Any:
    """Reads a value of a JSON tree.

    Raises:
        Unreadable: for what is not of the type.
    """
    try:
        return codec_of(annotation).read(tree)
    except CodecError as error:
        raise Unreadable(f"the body is not what the contract promises{where(error)}", data) from error


def where(error: CodecError) -> str:
    """Says what is wrong first, and where, without the value."""
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return ""
    first = cause.errors(include_url=False, include_context=False, include_input=False)[0]
    place = "".join(f"/{step}" for step in first["loc"])
    return f" ({place + ': ' if place else ''}{first['msg']})"
