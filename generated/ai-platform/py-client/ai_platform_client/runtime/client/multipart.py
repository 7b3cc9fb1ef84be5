# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Multipart bodies on their way out (RFC 2046, RFC 7578)."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ..wire.file import File
from .body import CHUNK_BYTES, Body
from .errors import RequestError
from .escape import check_header, escape
from .media import essence_of, is_json, is_range
from .spec import Coding, Content, Part
from .styles import StyleWriter
from .texts import Tree, json_text, text_of


@dataclass(frozen=True, slots=True, eq=False)
class SentPart:
    """What stands before a part's content, and the content."""

    head: str
    content: bytes | File


def multipart_body(content: Content, value: Tree) -> Body:
    """Writes an object whose members are parts, or a list of parts. Files stand in it as `File`.

    Raises:
        RequestError: for what is neither.
    """
    parts: list[SentPart] = []
    if isinstance(value, Mapping):
        for name, item in value.items():
            _add(parts, name, content.members.get(name) or content.rest, item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _add(parts, "", content.prefix[index] if index < len(content.prefix) else content.items, item)
    else:
        raise RequestError("the body is neither an object nor a list")
    media_type = essence_of(content.media_type)
    return _join(parts, "multipart/form-data" if is_range(media_type) else media_type)


def _add(parts: list[SentPart], name: str, plan: Part | None, value: Tree) -> None:
    """Adds a member: a list is one part an item, unless its style puts it into one or it is JSON by contract."""
    is_styled = plan is not None and plan.style is not None
    is_list = isinstance(value, list) and name != "" and not is_json(essence_of(_media_type(plan)))
    if is_list and (not is_styled or (plan is not None and plan.explodes())):
        for item in value:
            _add_one(parts, name, plan, item)
    else:
        _add_one(parts, name, plan, value)


def _add_one(parts: list[SentPart], name: str, plan: Part | None, value: Tree) -> None:
    media_type = _media_type(plan)
    if isinstance(value, File):
        content_type = value.content_type or media_type or "application/octet-stream"
        parts.append(SentPart(_head(_disposition(name, value.filename or name), content_type), value))
        return
    if plan is not None and plan.style is not None and name != "":
        text = _styled(name, plan, value)
    elif is_json(essence_of(media_type)) or (not media_type and isinstance(value, (list, Mapping))):
        media_type = media_type or "application/json"
        text = json_text(value)
    else:
        text = text_of(value)
    try:
        parts.append(SentPart(_head(_disposition(name, ""), media_type), text.encode()))
    except UnicodeEncodeError:
        raise RequestError(f"part {name!r} is no UTF-8: it has half a surrogate pair") from None


def _styled(name: str, plan: Part, value: Tree) -> str:
    """With a style, the value is that of a query parameter without its name and without percent-encoding (OpenAPI 3.2,
    4.15.1.2)."""
    coding = Coding(style=plan.style, explode=plan.explode)
    text = StyleWriter(name, "query", coding).write(value) or ""
    return unquote(text.removeprefix(escape(name) + "="), errors="strict")


def _media_type(part: Part | None) -> str:
    """The first of the contract's that is no range."""
    return next((each for each in part.content_types if not is_range(each)), "") if part is not None else ""


def _head(disposition: str, media_type: str) -> str:
    check_header("Content-Type", media_type)
    lines = [f"Content-Disposition: {disposition}\r\n"] if disposition else []
    return "".join([*lines, *([f"Content-Type: {media_type}\r\n"] if media_type else []), "\r\n"])


def _name(text: str) -> str:
    """As browsers do (WHATWG HTML, 4.10.21.8): in UTF-8, with only quotes and line breaks escaped."""
    return text.replace("\n", "%0A").replace("\r", "%0D").replace('"', "%22")


def _disposition(name: str, filename: str) -> str:
    if not name:
        return f'attachment; filename="{_name(filename)}"' if filename else ""
    return f'form-data; name="{_name(name)}"' + (f'; filename="{_name(filename)}"' if filename else "")


def _join(parts: list[SentPart], media_type: str) -> Body:
    """Makes the body: it has a length, if all of its files have one. Files are opened when their turn comes."""
    boundary = "----" + secrets.token_hex(16)
    try:
        heads = [f"--{boundary}\r\n{part.head}".encode() for part in parts]
    except UnicodeEncodeError:
        raise RequestError("the name of a part is no UTF-8: it has half a surrogate pair") from None
    end = f"--{boundary}--\r\n".encode()
    sizes = [len(part.content) if isinstance(part.content, bytes) else part.content.size for part in parts]
    known = [size for size in sizes if size is not None]
    length = sum(map(len, heads)) + sum(known) + 2 * len(parts) + len(end) if len(known) == len(sizes) else None
    pairs = list(zip(heads, [part.content for part in parts], strict=True))
    if all(isinstance(content, bytes) for _, content in pairs):
        pieces: list[Any] = [piece for head, content in pairs for piece in (head, content, b"\r\n")]
        return Body(content_type=f"{media_type}; boundary={boundary}", data=b"".join([*pieces, end]), length=length)
    return Body(
        content_type=f"{media_type}; boundary={boundary}",
        length=length,
        open=lambda: _chunks(pairs, end),
        open_async=lambda: _chunks_later(pairs, end),
    )


def _chunks(pairs: list[tuple[bytes, bytes | File]], end: bytes) -> Iterator[bytes]:
    for head, content in pairs:
        yield head
        if isinstance(content, bytes):
            yield content
        else:
            with content.open() as source:
                while chunk := source.read(CHUNK_BYTES):
                    yield chunk
        yield b"\r\n"
    yield end


async def _chunks_later(pairs: list[tuple[bytes, bytes | File]], end: bytes) -> AsyncIterator[bytes]:
    for head, content in pairs:
        yield head
        if isinstance(content, bytes):
            yield content
        else:
            async for chunk in content.chunks():
                yield chunk
        yield b"\r\n"
    yield end
