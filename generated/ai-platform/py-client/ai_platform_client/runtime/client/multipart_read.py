# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Multipart bodies that came (RFC 2046, section 5.1). They are in memory as a whole."""

from __future__ import annotations

from typing import NamedTuple

from ..wire.file import File
from .errors import Unreadable
from .media import parameters_of
from .read_texts import plain_tree
from .spec import Content, Part
from .texts import Tree


class ReceivedPart(NamedTuple):
    """A part that came."""

    name: str
    filename: str
    content_type: str
    content: bytes


def multipart_tree(content: Content, content_type: str, data: bytes) -> Tree:
    """Reads the parts: an object by their names, or a list. Files stand in it as `File`.

    Raises:
        Unreadable: for broken framing.
    """
    boundary = parameters_of(content_type).get("boundary", "")
    if not boundary:
        raise Unreadable("the content type has no boundary", data)
    parts = cut_parts(data, boundary.encode())
    if content.items is not None or content.prefix:
        plans = [content.prefix[index] if index < len(content.prefix) else content.items for index in range(len(parts))]
        return [_one(plan, part) for plan, part in zip(plans, parts, strict=True)]
    made: dict[str, Tree] = {}
    for part in parts:
        plan = content.members.get(part.name, content.rest)
        if plan is None:
            continue
        is_list = plan.list or (plan.content is None and plan.text.find("list") is not None and plan.explodes())
        if is_list:
            made.setdefault(part.name, []).append(_one(plan, part, is_item=not plan.list))
        else:
            made.setdefault(part.name, _one(plan, part))
    return made


def _one(plan: Part | None, part: ReceivedPart, is_item: bool = False) -> Tree:
    """A part: a file, JSON, or a text."""
    if plan is not None and plan.content is not None and plan.content.kind == "binary":
        return File.of(part.content, part.filename, part.content_type)
    text = part.content.decode("utf-8", "replace")
    if plan is None:
        return text
    kind = plan.text.find("list")
    if is_item and kind is not None:
        return plain_tree(Part(text=kind.item(0)), [text])
    return plain_tree(Part(style=plan.style, explode=plan.explode, text=plan.text, content=plan.content), [text])


def cut_parts(data: bytes, boundary: bytes) -> list[ReceivedPart]:
    """Cuts a body at its boundary.

    Raises:
        Unreadable: if it ends before the last boundary.
    """
    mark = b"\r\n--" + boundary
    pieces = (b"\r\n" + data).split(mark)
    parts: list[ReceivedPart] = []
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return parts
        head, gap, content = piece.partition(b"\r\n\r\n")
        if not gap:
            break
        parts.append(_received(head, content))
    raise Unreadable("the body ends before its last boundary", data)


def _received(head: bytes, content: bytes) -> ReceivedPart:
    lines = [line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n")]
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    said = parameters_of(headers.get("content-disposition", ""))
    name, filename = unescape(said.get("name", "")), unescape(said.get("filename", ""))
    return ReceivedPart(name, filename, headers.get("content-type", ""), content)


def unescape(text: str) -> str:
    """As browsers write names (WHATWG HTML, 4.10.21.8)."""
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%22", '"')
