# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Multipart bodies that are sent (RFC 7578). Files are sent as they are, other members as text or JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from random import getrandbits
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from ..wire.codec import codec_of
from ..wire.file import File
from .broken import BrokenAnswer
from .media_types import essence_of, is_json_type
from .reply import Reply
from .spec import Content, Part
from .write_styles import json_text, plain_text

_PLAIN: Final = Part()


class _Sent(NamedTuple):
    """One part of an answer."""

    head: bytes
    content: bytes | File


def parts_body(reply: Reply, content: Content, body: Any, media_type: str) -> str:
    """Takes a multipart body: a model, a mapping, or a list. Gives its media type, which says where parts end."""
    parts = list(_parts_of(content, body))
    boundary = f"----{getrandbits(128):032x}"
    essence = "multipart/form-data" if "*" in media_type else essence_of(media_type)
    reply.stream = _send(boundary.encode(), parts)
    return f"{essence}; boundary={boundary}"


async def _send(boundary: bytes, parts: list[_Sent]) -> AsyncIterator[bytes]:
    for head, content in parts:
        yield b"--" + boundary + b"\r\n" + head + b"\r\n"
        if isinstance(content, File):
            async for chunk in content.chunks():
                yield chunk
        elif content:
            yield content
        yield b"\r\n"
    yield b"--" + boundary + b"--\r\n"


def _parts_of(content: Content, body: Any) -> Iterator[_Sent]:
    if isinstance(body, list | tuple):
        for index, item in enumerate(body):
            part = content.prefix[index] if index < len(content.prefix) else content.items or _PLAIN
            yield from _member_parts("", part, item)
        return
    for name, member in _members_of(body):
        part = content.members.get(name) or content.rest or _PLAIN
        yield from _member_parts(name, part, member)


def _members_of(body: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(body, BaseModel):
        return _fields_of(body)
    if isinstance(body, Mapping):
        return body.items()
    raise BrokenAnswer(f"{type(body).__qualname__} is no multipart body")


def _fields_of(model: BaseModel) -> Iterator[tuple[str, Any]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is not None:
            yield field.serialization_alias or field.alias or name, value
    yield from (model.model_extra or {}).items()


def _member_parts(name: str, part: Part, value: Any) -> Iterator[_Sent]:
    """A list is one part an item, unless it is JSON by contract."""
    if isinstance(value, File):
        yield _file_part(name, part, value)
        return
    media_type = next((each for each in part.content_types if "*" not in each), "")
    is_json = is_json_type(essence_of(media_type))
    if isinstance(value, list | tuple | set) and name and not is_json:
        for item in value:
            yield (
                _file_part(name, part, item) if isinstance(item, File) else _text_part(name, media_type, _tree_of(item))
            )
        return
    yield _text_part(name, media_type, _tree_of(value))


def _tree_of(value: Any) -> Any:
    return (
        codec_of(type(value)).tree(value) if not isinstance(value, list | tuple | dict) else codec_of(None).tree(value)
    )


def _file_part(name: str, part: Part, file: File) -> _Sent:
    media_type = file.content_type or next(
        (each for each in part.content_types if "*" not in each), "application/octet-stream"
    )
    return _Sent(_head_of(_disposition_of(name, file.filename), media_type), file)


def _text_part(name: str, media_type: str, value: Any) -> _Sent:
    is_json = is_json_type(essence_of(media_type)) if media_type else isinstance(value, list | dict)
    text = json_text(value) if is_json else plain_text(value)
    return _Sent(
        _head_of(_disposition_of(name, ""), media_type or ("application/json" if is_json else "")), text.encode()
    )


def _head_of(disposition: str, media_type: str) -> bytes:
    lines = [f"Content-Disposition: {disposition}\r\n"] if disposition else []
    if media_type:
        lines.append(f"Content-Type: {_one_line(media_type)}\r\n")
    return "".join(lines).encode("utf-8", "replace")


def _disposition_of(name: str, filename: str) -> str:
    if not name:
        return f'attachment; filename="{_quoted(filename)}"' if filename else ""
    return f'form-data; name="{_quoted(name)}"' + (f'; filename="{_quoted(filename)}"' if filename else "")


def _quoted(text: str) -> str:
    """As browsers do (WHATWG HTML, 4.10.21.8): only quotes and line breaks are escaped."""
    return text.replace("\n", "%0A").replace("\r", "%0D").replace('"', "%22")


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")
